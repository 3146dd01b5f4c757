//! One stage of a workflow that is being written: a line that says what it is, and the form that it opens into.

use super::{
    workflow_demands::Demands,
    workflow_editor::Writing,
    workflow_plan::{Plan, Shift, Step},
    workflow_words::{self, listed},
    workflow_wrong::Wrong,
};
use crate::{
    components::{
        button::{Button, IconButton, Weight},
        chip::ToggleChip,
        field::{FieldGroup, TextField, Wrong as WrongWords},
        icon::{Glyph, Icon},
        pick::Pick,
    },
    text::workflow as words,
};
use domain::{kind::Kind, policy::Role, workflow::Fault};
use leptos::prelude::*;

/// Who may take something of a kind on; people without an account only what is theirs.
fn roles(of: Kind) -> Vec<Role> {
    let outside = match of {
        Kind::HandOver => Some(Role::Unit),
        Kind::Request => Some(Role::Citizen),
        _ => None,
    };
    [Role::Member, Role::Convenor, Role::Staff].into_iter().chain(outside).collect()
}

/// What is read of a stage.
fn of<T>(plan: &Plan, id: &str, read: impl FnOnce(&Step) -> T) -> Option<T> {
    plan.step(id).map(read)
}

/// Its name, or that it has none yet.
fn name_of(step: &Step) -> String {
    Some(step.name.trim()).filter(|name| !name.is_empty()).unwrap_or(words::stage_unnamed()).to_owned()
}

/// What a stage does, in a line.
fn told(plan: &Plan, step: &Step) -> String {
    let next = plan.steps.iter().filter(|next| step.to.contains(&next.id)).map(name_of).collect::<Vec<_>>();
    let next = listed(next.iter().map(String::as_str));
    let on = match (step.aside, next.is_empty()) {
        (true, _) => None,
        (false, true) => Some(words::end().to_owned()),
        (false, false) => Some(format!("{} · {}", workflow_words::roles(&step.who), words::leads_on(next))),
    };
    let days = Some(step.days.trim()).filter(|days| !days.is_empty() && !step.aside && !step.to.is_empty());
    let asked = listed(step.demands.iter().map(|demand| demand.name.trim()).filter(|name| !name.is_empty()));
    let asked = Some(asked).filter(|asked| !asked.is_empty()).map(words::asks);
    [on, days.map(words::at_most), asked].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The line with its place in the order, what is wrong, and the form while it is open.
#[component]
pub fn StepCard(
    /// What is written.
    writing: Writing,
    /// The stage.
    id: String,
    /// Whether it is a way out.
    aside: bool,
) -> impl IntoView {
    let Writing { plan, open, .. } = writing;
    let id = StoredValue::new(id);
    let read =
        move |read: fn(&Step) -> String| plan.with(|plan| id.with_value(|id| of(plan, id, read)).unwrap_or_default());
    let name = Memo::new(move |_| read(name_of));
    let place =
        Memo::new(move |_| plan.with(|plan| plan.ids(aside).iter().position(|one| id.with_value(|id| id == one))));
    let title = Signal::derive(move || words::numbered(place.get().unwrap_or_default() + 1, &name.read()));
    let detail = Memo::new(move |_| {
        plan.with(|plan| id.with_value(|id| of(plan, id, |step| told(plan, step))).unwrap_or_default())
    });
    let is_open = Memo::new(move |_| open.with(|open| id.with_value(|id| open.as_ref() == Some(id))));
    let press = move || open.set((!is_open.get_untracked()).then(|| id.get_value()));
    let shift = move |shift: Shift| {
        let may = move || plan.with(|plan| id.with_value(|id| plan.place_after(id, shift)).is_some());
        let (glyph, label) = match shift {
            Shift::Earlier => (Glyph::Up, Signal::derive(move || words::earlier(&name.read()))),
            Shift::Later => (Glyph::Fewer, Signal::derive(move || words::later(&name.read()))),
        };
        let press = move || writing.change(|plan| id.with_value(|id| plan.shift(id, shift)));
        // Each arrow has a column of its own, so that they stand below each other.
        view! { <span><Show when=may><IconButton glyph=glyph label=label on_press=press/></Show></span> }
    };
    let told = Memo::new(move |_| id.with_value(|id| writing.told(Some(id))));
    let wrong = move || {
        let said = |wrong: Wrong| view! { <p class="hint wrong"><Icon glyph=Glyph::Alert small=true/>{workflow_words::wrong_of_stage(wrong)}</p> };
        // While the form is open, what is wrong with one of its fields is said there.
        let here = told.get().into_iter().filter(|wrong| !is_open.get() || is_of_links(*wrong));
        here.map(said).collect_view()
    };
    view! {
        <li class="desk-step">
            <div class="desk-step-head">
                <Pick glyph=if aside { Glyph::Leave } else { Glyph::Sheet } title=title detail=detail open=is_open on_press=press/>
                {shift(Shift::Earlier)}
                {shift(Shift::Later)}
            </div>
            <div role="status">{wrong}</div>
            <Show when=move || is_open.get()><Form writing=writing id=id aside=aside told=told/></Show>
        </li>
    }
}

/// Whether it lies in how the stages hang together, and not in a field.
fn is_of_links(wrong: Wrong) -> bool {
    matches!(wrong, Wrong::Leads(Fault::LeadsAstray | Fault::NeverReached | Fault::NeverEnds))
}

/// The form of a stage.
#[component]
fn Form(
    /// What is written.
    writing: Writing,
    /// The stage.
    id: StoredValue<String>,
    /// Whether it is a way out.
    aside: bool,
    /// What is wrong with it.
    told: Memo<Vec<Wrong>>,
) -> impl IntoView {
    let plan = writing.plan;
    let own = id.get_value();
    let read = move |read: fn(&Step) -> String| {
        Signal::derive(move || plan.with(|plan| id.with_value(|id| of(plan, id, read)).unwrap_or_default()))
    };
    let wrong = move |of: &'static [Wrong]| {
        Signal::derive(move || {
            let found = told.with(|told| told.iter().find(|wrong| of.contains(wrong)).copied());
            found.map(workflow_words::wrong_of_stage)
        })
    };
    let change = move |change: &dyn Fn(&mut Step)| {
        writing.change(|plan| {
            if let Some(step) = id.with_value(|id| plan.step_mut(id)) {
                change(step);
            }
        });
    };
    let (label, out) =
        if aside { (words::way_out_name(), words::drop_way_out()) } else { (words::stage_name(), words::drop_stage()) };
    let take_out = move || {
        writing.open.set(None);
        writing.change(|plan| id.with_value(|id| plan.drop(id)));
    };
    view! {
        <div class="desk-step-form">
            <TextField
                label=label id=format!("name-{own}") value=read(|step| step.name.clone())
                wrong=wrong(&[Wrong::NameMissing, Wrong::NameTaken, Wrong::NameTooLong])
                on_input=move |typed: String| change(&|step| step.name.clone_from(&typed))
            />
            {(!aside).then(|| view! { <Who writing=writing id=id wrong=wrong(&[Wrong::Leads(Fault::Nobody)])/> })}
            <Links writing=writing id=id aside=aside/>
            {(!aside).then(|| view! {
                <TextField
                    label=words::stay() aside=words::stay_aside().to_owned() id=format!("days-{own}")
                    value=read(|step| step.days.clone()) wrong=wrong(&[Wrong::DaysUnread])
                    on_input=move |typed: String| change(&|step| step.days.clone_from(&typed))
                />
            })}
            <Demands writing=writing id=id/>
            <WrongWords id=format!("demands-{own}-wrong") words=wrong(&[Wrong::DemandNameMissing])/>
            <div><Button label=out weight=Weight::Danger on_press=take_out/></div>
        </div>
    }
}

/// Who takes a matter on from a stage.
#[component]
fn Who(
    /// What is written.
    writing: Writing,
    /// The stage.
    id: StoredValue<String>,
    /// What is wrong.
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let chip = move |role: Role| {
        let holds = move || writing.plan.with(|plan| id.with_value(|id| of(plan, id, |step| step.who.contains(&role))));
        view! {
            <ToggleChip
                label=words::role(role) chosen=Signal::derive(move || holds().unwrap_or_default())
                on_toggle=move |may| writing.change(|plan| id.with_value(|id| plan.trust(id, role, may)))
            />
        }
    };
    view! {
        <FieldGroup legend=words::who() id=format!("who-{}", id.get_value()) wrong=wrong>
            <div class="chips">{roles(writing.plan.with_untracked(|plan| plan.of)).into_iter().map(chip).collect_view()}</div>
        </FieldGroup>
    }
}

/// The stages that may follow; of a way out, those that it may be taken from.
#[component]
fn Links(
    /// What is written.
    writing: Writing,
    /// The stage.
    id: StoredValue<String>,
    /// Whether it is a way out.
    aside: bool,
) -> impl IntoView {
    let plan = writing.plan;
    let others = Memo::new(move |_| {
        let fits = |step: &&Step| id.with_value(|id| step.id != *id) && !(aside && step.aside);
        plan.with(|plan| {
            plan.steps.iter().filter(fits).map(|step| (step.id.clone(), name_of(step))).collect::<Vec<_>>()
        })
    });
    let chip = move |(other, name): (String, String)| {
        let other = StoredValue::new(other);
        let ends = move || {
            let (here, other) = (id.get_value(), other.get_value());
            if aside { (other, here) } else { (here, other) }
        };
        let holds = move || {
            let (from, to) = ends();
            plan.with(|plan| of(plan, &from, |step| step.to.contains(&to))).unwrap_or_default()
        };
        let lead = move |leads| {
            let (from, to) = ends();
            writing.change(|plan| plan.lead(&from, &to, leads));
        };
        view! { <ToggleChip label=name chosen=Signal::derive(holds) on_toggle=lead/> }
    };
    let legend = if aside { words::from() } else { words::next() };
    let remark = Signal::stored(if aside { String::new() } else { words::next_aside().to_owned() });
    view! {
        <FieldGroup legend=legend aside=remark id=format!("links-{}", id.get_value())>
            <div class="chips">{move || others.get().into_iter().map(chip).collect_view()}</div>
        </FieldGroup>
    }
}
