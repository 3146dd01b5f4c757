//! 交办: the units that were given a matter, and giving it to one more.

use super::{matter::MatterState, matter_grown::direct};
use crate::{
    components::{
        button::{Button, Weight},
        desk_panel::DeskPanel,
        field::{TextArea, TextField},
        select::Select,
    },
    pages::matter_words,
    routes::desk as route,
    text::{frame, matter as words, vocabulary},
};
use domain::{
    fields::Fields,
    hand_over::{ASK, ASK_MAX, DEADLINE, HANDED_ON, HandOver, ORIGIN, PART, Part, UNIT, VENUE, WORKFLOW_PRESET},
    kind::Kind,
    validate::validate,
    workflow::WORKFLOW,
};
use leptos::prelude::*;
use sync::{
    client::Edit,
    wire::{Act, desk::DeskRow},
};

/// The hand-overs of a matter.
#[component]
pub fn HandOvers(
    /// What the page shares.
    state: MatterState,
    /// The matter.
    of: DeskRow,
    /// Whether the person may give it to a unit.
    gives: bool,
) -> impl IntoView {
    let (rec, asking) = (of.row.rec, RwSignal::new(false));
    let all = move || direct(state, rec, Kind::HandOver);
    let one = move |row: DeskRow| {
        let it = HandOver(&row.row.body);
        let (standing, late) = matter_words::standing(&row.row.body, state.app.today());
        view! {
            <li class="stack tight">
                <a class="text-link" href=route::matter(row.row.rec)>{it.unit().to_owned()}</a>
                <p class="small ink-2">{vocabulary::part(it.part())} " · " <span class:red=late>{standing}</span></p>
            </li>
        }
    };
    let title = move || match all().len() {
        0 => words::no_hand_overs().to_owned(),
        count => words::hand_overs(count),
    };
    let form =
        move || asking.get().then(|| view! { <Giving state=state of=of.clone() on_close=move || asking.set(false)/> });
    view! {
        <section class="stack">
            <h3>{title}</h3>
            <ol class="suggestions">{move || all().into_iter().map(one).collect_view()}</ol>
            {gives.then(|| view! {
                <div class="actions wrap"><Button label=words::hand_over() on_press=move || asking.set(true)/></div>
            })}
        </section>
        {form}
    }
}

/// The form that gives a matter to a unit.
#[component]
fn Giving(
    /// What the page shares.
    state: MatterState,
    /// The matter.
    of: DeskRow,
    /// Called when it is done or left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let (unit, ask, deadline) = (text(), text(), text());
    let (part, asked) = (RwSignal::new(Part::Lead.id().to_owned()), RwSignal::new(false));
    let today = state.app.today().to_string();
    let (origin, venue, feed) = (of.row.rec, of.row.body.get(VENUE).cloned(), of.feed);
    let body = Memo::new(move |_| {
        let mut body = Fields::default()
            .with(ORIGIN, origin.to_string())
            .with(WORKFLOW, WORKFLOW_PRESET)
            .with(PART, part.get())
            .with(HANDED_ON, today.clone());
        for (field, typed) in [(UNIT, unit), (ASK, ask), (DEADLINE, deadline)] {
            let typed = typed.read().trim().to_owned();
            if !typed.is_empty() {
                body.set(field, typed);
            }
        }
        if let Some(venue) = &venue {
            body.set(VENUE, venue.clone());
        }
        body
    });
    let problems = Memo::new(move |_| validate(Kind::HandOver, &body.read()));
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            let problems = problems.read();
            let one = problems.iter().find(|problem| problem.field.as_deref() == Some(field)).filter(|_| asked.get());
            one.map(|problem| vocabulary::problem(problem.code).to_owned())
        })
    };
    let give = move || {
        asked.set(true);
        if !problems.read_untracked().is_empty() {
            return;
        }
        let (rec, body) = (state.app.new_record(), body.get_untracked());
        let said = words::handed(HandOver(&body).unit());
        state.send(Edit { rec, kind: Kind::HandOver, feed, act: Act::Create(body), base: None }, said);
        on_close.run(());
    };
    let parts = Part::ALL.iter().map(|part| (part.id().to_owned(), vocabulary::part(*part).to_owned())).collect();
    view! {
        <DeskPanel title=words::hand_over() of=matter_words::title(&of.row.body) narrow=true on_close=on_close>
            <div class="desk-panel-body">
                <TextField label=words::unit() id="unit" value=unit wrong=wrong(UNIT) on_input=move |typed| unit.set(typed)/>
                <Select label=words::part() id="part" options=parts value=part on_change=move |id| part.set(id)/>
                <TextArea label=words::ask() id="ask" value=ask max=ASK_MAX wrong=wrong(ASK) on_input=move |typed| ask.set(typed)/>
                <TextField
                    label=words::deadline() id="deadline" kind="date" value=deadline wrong=wrong(DEADLINE)
                    on_input=move |typed| deadline.set(typed)
                />
            </div>
            <div class="desk-panel-foot">
                <Button label=frame::cancel() on_press=move || on_close.run(())/>
                <Button label=words::hand_over_now() weight=Weight::Primary on_press=give/>
            </div>
        </DeskPanel>
    }
}

fn text() -> RwSignal<String> {
    RwSignal::new(String::new())
}
