//! 代录: the office writes down what a party or another group reports or proposes.

use super::roster::Roster;
use crate::{
    components::{
        button::{Button, Weight},
        desk_panel::DeskPanel,
        field::{TextArea, TextField},
        icon::Glyph,
        note::Failure,
        select::Select,
        toast::{ToastArea, Toasts},
    },
    pages::matter_words,
    state::use_app,
    text::{frame, matter, opinion_report as words, outcome as outcomes, proposal as proposals, trouble, vocabulary},
};
use domain::{
    activity::NARRATIVE_MAX,
    fields::Fields,
    id::Feed,
    kind::Kind,
    outcome::{OutcomeType, TYPE},
    problem::Code,
    proposal::PROPOSED,
    submitted::{GROUP, NARRATIVE, RAISED_ON, TITLE},
    validate::validate,
    workflow::WORKFLOW,
};
use leptos::{prelude::*, task::spawn_local};
use sync::{client::Edit, wire::Act};

/// What the fields are called.
struct Words {
    write_down: &'static str,
    about: &'static str,
    content: &'static str,
}

impl Words {
    fn of(kind: Kind) -> Words {
        match kind {
            Kind::Proposal => {
                Words { write_down: proposals::write_down(), about: proposals::about(), content: proposals::content() }
            }
            Kind::Outcome => {
                Words { write_down: outcomes::write_down(), about: outcomes::about(), content: outcomes::content() }
            }
            _ => Words { write_down: words::write_down(), about: words::about(), content: words::content() },
        }
    }
}

/// The button, and the form that it opens.
#[component]
pub fn NewSubmission(
    /// An opinion report, a proposal or an outcome.
    kind: Kind,
    /// Names of groups.
    roster: Memo<Roster>,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let toasts = Toasts::default();
    let form = move || {
        asking.get().then(|| {
            view! { <Form kind=kind roster=roster toasts=toasts on_close=move || asking.set(false)/> }
        })
    };
    view! {
        <div class="desk-list-actions desk-print">
            <Button label=Words::of(kind).write_down glyph=Glyph::Plus on_press=move || asking.set(true)/>
        </div>
        {form}
        <ToastArea toast=toasts.shown/>
    }
}

#[component]
fn Form(
    /// What is written down.
    kind: Kind,
    /// Names of groups.
    roster: Memo<Roster>,
    /// Where it is said that it is saved.
    toasts: Toasts,
    /// Called when it is done or left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let (app, said) = (use_app(), Words::of(kind));
    let mut typed = Fields::default().with(RAISED_ON, app.today().to_string());
    if kind == Kind::Outcome {
        typed.set(TYPE, OutcomeType::ResearchReport.id());
    }
    let (body, asked, failure) = (RwSignal::new(typed), RwSignal::new(false), RwSignal::new(None::<String>));
    let busy = RwSignal::new(false);
    let text = move |field: &'static str| {
        Signal::derive(move || body.with(|body| body.text(field).unwrap_or_default().to_owned()))
    };
    let set = move |field: &'static str, value: String| body.update(|body| body.set(field, value));
    let problems = Memo::new(move |_| {
        let mut problems = validate(kind, &body.with(Fields::filled));
        // What the office itself writes is nobody else's; reports and proposals come from a group.
        if kind != Kind::Outcome && body.with(|body| body.text(GROUP).is_none_or(str::is_empty)) {
            problems.push(domain::problem::Problem::at(Code::FieldInvalid, GROUP));
        }
        problems
    });
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            let problems = problems.read();
            let one =
                problems.iter().find(|problem| problem.field.as_deref() == Some(field)).filter(|_| asked.get())?;
            Some(if field == GROUP { words::choose_group() } else { vocabulary::problem(one.code) }.to_owned())
        })
    };
    let save = move || {
        asked.set(true);
        let workflow = untrack(|| matter_words::offered(app, kind)).into_iter().next();
        let (Some(committee), Some((workflow, _))) = (app.own_committee(), workflow) else { return };
        if busy.get_untracked() || !problems.read_untracked().is_empty() {
            return;
        }
        busy.set(true);
        let body = body.with_untracked(Fields::filled).with(WORKFLOW, workflow);
        let (rec, feed) = (app.new_record(), Feed::Office(committee.0));
        let edit = Edit { rec, kind, feed, act: Act::Create(body), base: None };
        spawn_local(async move {
            match app.save(vec![edit], Vec::new()).await {
                Ok(_) => {
                    toasts.say(Glyph::Check, matter::waits_here());
                    // Whoever left meanwhile has closed it.
                    let _ = on_close.try_run(());
                }
                Err(error) => {
                    busy.try_set(false);
                    failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    };
    let nobody = if kind == Kind::Outcome { outcomes::of_office() } else { words::choose_group() };
    let none = (String::new(), nobody.to_owned());
    let sorts = OutcomeType::ALL.iter().map(|one| (one.id().to_owned(), outcomes::outcome_type(*one).to_owned()));
    let sorts: Vec<_> = sorts.collect();
    let groups = roster.with_untracked(Roster::groups).into_iter().map(|(rec, name)| (rec.to_string(), name));
    let groups: Vec<_> = std::iter::once(none).chain(groups).collect();
    view! {
        <DeskPanel title=said.write_down of="" narrow=true on_close=on_close>
            <div class="desk-panel-body">
                <Failure words=failure/>
                <Select label=words::group() id="report-group" options=groups value=text(GROUP) on_change=move |id| set(GROUP, id)/>
                <p class="hint wrong" hidden=move || wrong(GROUP).read().is_none()>{words::choose_group()}</p>
                {(kind == Kind::Outcome).then(|| view! {
                    <Select
                        label=outcomes::sort() id="report-sort" options=sorts value=text(TYPE)
                        on_change=move |id| set(TYPE, id)
                    />
                })}
                <TextField
                    label=said.about id="report-title" value=text(TITLE) wrong=wrong(TITLE)
                    on_input=move |typed| set(TITLE, typed)
                />
                <TextArea
                    label=said.content id="report-content" value=text(NARRATIVE) max=NARRATIVE_MAX
                    wrong=wrong(NARRATIVE) on_input=move |typed| set(NARRATIVE, typed)
                />
                {(kind == Kind::Proposal).then(|| view! {
                    <TextArea
                        label=proposals::proposed() id="report-proposed" value=text(PROPOSED) max=NARRATIVE_MAX
                        wrong=wrong(PROPOSED) on_input=move |typed| set(PROPOSED, typed)
                    />
                })}
                <TextField
                    label=words::raised_on() id="report-day" kind="date" value=text(RAISED_ON) wrong=wrong(RAISED_ON)
                    on_input=move |typed| set(RAISED_ON, typed)
                />
            </div>
            <div class="desk-panel-foot">
                <Button label=frame::cancel() on_press=move || on_close.run(())/>
                <Button label=words::submit() weight=Weight::Primary on_press=save/>
            </div>
        </DeskPanel>
    }
}
