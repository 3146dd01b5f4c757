//! The stages of a matter, and what entering one demands: the same on the phone and at the desk.

use crate::{
    components::{
        button::{Button, Weight},
        chip::ChoiceChip,
        dialog::Dialog,
        field::{FieldGroup, TextArea, TextField, Wrong},
        icon::{Glyph, Icon},
        select::Select,
    },
    state::{App, use_app},
    text::{matter as words, time, vocabulary},
};
use domain::{
    activity::VENUE,
    fields::Fields,
    hand_over::ReplyClass,
    id::VenueId,
    member::Member,
    opinion_report::Level,
    problem::Code,
    rating::Rating,
    workflow::{ANSWER_MAX, DEMAND_MAX, Demand, Led, STAGE, STAGE_REASON, Sort, Stage, WORKFLOW, Workflow},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The stages in order, those behind with their days.
#[component]
pub fn Stages(
    /// The fields of the matter.
    body: Fields,
    /// What leads it.
    workflow: Workflow,
) -> impl IntoView {
    let app = use_app();
    let led = Led(&body);
    let here = workflow.stage(led.stage().unwrap_or_default()).map_or(i64::MIN, |stage| stage.order);
    let one = |stage: &Stage| {
        let is_here = led.stage() == Some(stage.id.as_str());
        let day = led.entered(&stage.id).filter(|_| stage.order <= here).map(|day| time::day(day, app.today()));
        let passed = !is_here && day.is_some();
        view! {
            <li class="stage" class:is-here=is_here class:is-passed=passed aria-current=is_here.then_some("step")>
                {passed.then(|| view! { <Icon glyph=Glyph::Check small=true/> })}
                <span>{stage.name.clone()}</span>
                {day.map(|day| view! { <small>{day}</small> })}
            </li>
        }
    };
    // A way out is shown where it was taken, and so is a way back.
    let is_here = |stage: &Stage| led.stage() == Some(stage.id.as_str());
    let was_here = |stage: &Stage| led.entered(&stage.id).is_some_and(|_| stage.order <= here);
    let is_way = |stage: &Stage| !stage.aside && (!workflow.turns_back(stage) || was_here(stage));
    let shown = workflow.stages.iter().filter(|stage| is_way(stage) || is_here(stage));
    view! {
        <section class="stack tight" aria-labelledby="stages">
            <h3 id="stages" class="label">{words::stages()}</h3>
            <ol class="stages">{shown.map(one).collect_view()}</ol>
        </section>
    }
}

/// What entering a stage demands, and the button that does it.
#[component]
pub fn Entering(
    /// The fields of the matter.
    body: Fields,
    /// Where it goes.
    stage: Stage,
    /// Called with what moving it writes.
    on_take: Callback<Fields>,
    /// Called where it stays.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let venue = body.parsed::<VenueId>(VENUE);
    // Read once: a change of the roster must not draw anew what somebody is filling in.
    let choices = |demand: &Demand| (demand.id.clone(), untrack(|| choices(app, demand.sort, venue)));
    let choices: BTreeMap<String, Vec<(String, String)>> = stage.demands.iter().map(choices).collect();
    let given = stage.demands.iter().map(|demand| {
        let offered = choices.get(&demand.id).filter(|_| demand.sort == Sort::Member);
        let known = untrack(|| known(app, demand, &body));
        // Who is not offered is not taken either.
        let is_offered = offered.is_none_or(|offered| offered.iter().any(|(id, _)| *id == known));
        (demand.id.clone(), if is_offered { known } else { String::new() })
    });
    let typed = RwSignal::new(given.collect::<BTreeMap<String, String>>());
    let (reason, asked, open) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(true));
    let (demands, aside, name) = (stage.demands.clone(), stage.aside, stage.name.clone());
    let choices = StoredValue::new(choices);
    let field = move |demand: Demand| {
        let (id, known) = (demand.id.clone(), demand.id.clone());
        let value = Signal::derive(move || typed.read().get(&known).cloned().unwrap_or_default());
        let checked = demand.clone();
        let wrong = Signal::derive(move || {
            let said = typed.read().get(&checked.id).and_then(|typed| checked.value_of(typed));
            (asked.get() && said.is_none()).then(|| vocabulary::problem(Code::DemandMissing).to_owned())
        });
        let kind = match demand.sort {
            Sort::Day => "date",
            Sort::Count => "text",
            // Units answer at length, and so does who reports on a year.
            Sort::Text => {
                let take = move |text: String| {
                    typed.update(|typed| {
                        typed.insert(id.clone(), text);
                    })
                };
                return view! {
                    <TextArea
                        label=demand.name.clone() id=format!("demand-{}", demand.id) value=value max=ANSWER_MAX wrong=wrong
                        on_input=take
                    />
                }
                .into_any();
            }
            Sort::ReplyClass | Sort::Rating | Sort::Member | Sort::Level => {
                let choices = choices.with_value(|choices| choices.get(&demand.id).cloned()).unwrap_or_default();
                let take = move |choice: String| {
                    typed.update(|typed| {
                        typed.insert(id.clone(), choice);
                    })
                };
                return view! { <OneOf demand=demand choices=choices value=value wrong=wrong on_take=take/> }
                    .into_any();
            }
        };
        view! {
            <TextField
                label=demand.name.clone() id=format!("demand-{}", demand.id) kind=kind value=value wrong=wrong
                on_input=move |text: String| typed.update(|typed| { typed.insert(id.clone(), text); })
            />
        }
        .into_any()
    };
    let lacks_reason = Signal::derive(move || {
        let lacks = aside && asked.get() && reason.read().trim().is_empty();
        lacks.then(|| vocabulary::problem(Code::ReasonMissing).to_owned())
    });
    let close = move || on_close.run(());
    let go = move || {
        asked.set(true);
        let why = aside.then(|| reason.get_untracked());
        if let Some(fields) = fields(&body, &stage, &typed.read_untracked(), why.as_deref()) {
            on_take.run(fields);
        }
    };
    view! {
        <Dialog
            title=words::move_to(&name)
            close_label=words::cancel()
            open=open
            on_close=close
            actions=move || view! {
                <Button label=words::cancel() on_press=close/>
                <Button label=words::move_on() weight=Weight::Primary on_press=go.clone()/>
            }
        >
            {demands.iter().cloned().map(field).collect_view()}
            {aside.then(|| view! {
                <TextArea
                    label=words::why_out() id="stage-reason" value=reason max=DEMAND_MAX wrong=lacks_reason
                    on_input=move |text| reason.set(text)
                />
            })}
        </Dialog>
    }
}

/// What stands in the answer to a demand before anybody types: what was given, of a member oneself.
fn known(app: App, demand: &Demand, body: &Fields) -> String {
    let own = || app.session().user().and_then(|user| user.member).filter(|_| demand.sort == Sort::Member);
    demand.known(body).or_else(|| own().map(|member| member.to_string())).unwrap_or_default()
}

/// What there is to choose from, each with its id and in words; of members those who work at the venue.
fn choices(app: App, sort: Sort, venue: Option<VenueId>) -> Vec<(String, String)> {
    let today = app.today();
    match sort {
        Sort::ReplyClass => {
            ReplyClass::ALL.iter().map(|one| (one.id().to_owned(), vocabulary::reply_class(*one).to_owned())).collect()
        }
        Sort::Rating => {
            Rating::ALL.iter().map(|one| (one.id().to_owned(), vocabulary::rating(*one).to_owned())).collect()
        }
        Sort::Level => Level::ALL.iter().map(|one| (one.id().to_owned(), vocabulary::level(*one).to_owned())).collect(),
        Sort::Member => {
            let is_here = |body: &Fields| venue.is_none_or(|venue| Member(body).venues(today).any(|at| at == venue));
            let here = app.members().into_iter().filter(|(_, body)| is_here(body));
            here.map(|(member, body)| (member.to_string(), Member(&body).name().to_owned())).collect()
        }
        Sort::Text | Sort::Day | Sort::Count => Vec::new(),
    }
}

/// So many fit as chips; of more the browser makes a list.
const CHIPS: usize = 6;

/// One of several.
#[component]
fn OneOf(
    /// The demand.
    demand: Demand,
    /// Ids and words.
    choices: Vec<(String, String)>,
    /// The id of the one that was chosen.
    value: Signal<String>,
    /// What is wrong.
    wrong: Signal<Option<String>>,
    /// Called with the id of the one that is taken.
    #[prop(into)]
    on_take: Callback<String>,
) -> impl IntoView {
    let id = format!("demand-{}", demand.id);
    if choices.len() > CHIPS {
        let none = (String::new(), words::choose().to_owned());
        let options = std::iter::once(none).chain(choices).collect::<Vec<_>>();
        return view! {
            <Select label=demand.name id=id.clone() options=options value=value on_change=on_take/>
            <Wrong id=format!("{id}-wrong") words=wrong/>
        }
        .into_any();
    }
    let group = id.clone();
    let chip = move |(id, label): (String, String)| {
        let own = id.clone();
        view! {
            <ChoiceChip
                group=group.clone() label=label
                chosen=Signal::derive(move || *value.read() == own) on_choose=move || on_take.run(id.clone())
            />
        }
    };
    view! {
        <FieldGroup legend=demand.name id=id wrong=wrong>
            <div class="chips">{choices.into_iter().map(chip).collect_view()}</div>
        </FieldGroup>
    }
    .into_any()
}

/// What moving writes; `None` while something is lacking.
fn fields(body: &Fields, stage: &Stage, typed: &BTreeMap<String, String>, why: Option<&str>) -> Option<Fields> {
    let mut fields = Fields::default().with(STAGE, stage.id.as_str()).with(WORKFLOW, Led(body).workflow()?);
    for demand in &stage.demands {
        fields.set(demand.field(), demand.value_of(typed.get(&demand.id)?)?);
    }
    if let Some(why) = why {
        fields.set(STAGE_REASON, Some(why.trim()).filter(|why| !why.is_empty())?);
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::workflow::preset;

    #[test]
    fn a_move_names_its_workflow_and_carries_what_the_stage_demands() {
        let workflow = preset("consultation_short_1").unwrap();
        let body = Fields::default().with(WORKFLOW, "consultation_short_1").with(STAGE, "handed_over");
        let answered = workflow.stage("answered").unwrap();
        let typed = |text: &str| BTreeMap::from([("result".to_owned(), text.to_owned())]);
        assert_eq!(fields(&body, answered, &typed("  "), None), None);
        let written = fields(&body, answered, &typed("路灯已装好。"), None).unwrap();
        let told = [STAGE, WORKFLOW, "demand:result"].map(|field| written.text(field).unwrap_or("").to_owned());
        assert_eq!(told, ["answered", "consultation_short_1", "路灯已装好。"]);
        let declined = workflow.stage("declined").unwrap();
        assert_eq!(fields(&body, declined, &BTreeMap::new(), Some(" ")), None);
        assert!(fields(&body, declined, &BTreeMap::new(), Some("不属于协商范围")).is_some());
    }
}
