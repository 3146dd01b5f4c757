//! What grew out of a matter, at the desk: meetings, suggestions with what becomes of each, and hand-overs.

use super::{matter::MatterState, matter_hand_over::HandOvers};
use crate::{
    components::{desk_select::DeskSelect, field::TextField},
    routes::desk as route,
    text::{matter as words, vocabulary},
};
use domain::{
    activity::{Activity, ORIGIN},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    suggestion::{OUTCOME, OUTCOME_REASON, Outcome, Suggestion},
};
use leptos::prelude::*;
use sync::wire::desk::DeskRow;

/// What grew out of it: meetings and suggestions, and what becomes of each of these.
#[component]
pub fn Grown(
    /// What the page shares.
    state: MatterState,
    /// The matter.
    of: DeskRow,
    /// Whether the person decides here.
    settles: bool,
) -> impl IntoView {
    let rec = of.row.rec;
    let direct = move |kind: Kind| direct(state, rec, kind);
    let meeting = |row: DeskRow| {
        let it = Activity(&row.row.body);
        let day = it.day().map(|day| day.to_string()).unwrap_or_default();
        let review = it.review().map(|review| vocabulary::review(review)).unwrap_or_default();
        view! { <li><a class="text-link" href=route::record(row.row.rec)>{it.title(30)}</a> " " <small>{day} " · " {review}</small></li> }
    };
    let meetings = move || {
        let all = direct(Kind::Activity);
        (!all.is_empty())
            .then(|| view! { <h3>{words::meetings()}</h3> <ul>{all.into_iter().map(meeting).collect_view()}</ul> })
    };
    let suggestions = move || {
        let all = direct(Kind::Suggestion);
        let title = if all.is_empty() { words::no_suggestions().to_owned() } else { words::suggestions(all.len()) };
        let one = move |row: DeskRow| view! { <OneSuggestion state=state row=row settles=settles/> };
        view! { <h3>{title}</h3> <ol class="suggestions">{all.into_iter().map(one).collect_view()}</ol> }
    };
    view! {
        <section class="stack">{meetings} {suggestions}</section>
        <HandOvers state=state of=of gives=settles/>
    }
}

/// What grew out of a record directly, of one kind.
pub fn direct(state: MatterState, of: RecordId, kind: Kind) -> Vec<DeskRow> {
    let all = state.chain.answer.get().map(|chain| chain.after).unwrap_or_default();
    let is_it = |row: &DeskRow| row.row.kind == kind.id() && row.row.body.parsed(ORIGIN) == Some(of);
    all.into_iter().filter(is_it).collect()
}

/// One suggestion, with what became of it.
#[component]
fn OneSuggestion(state: MatterState, row: DeskRow, settles: bool) -> impl IntoView {
    let it = Suggestion(&row.row.body);
    let said = it.words().to_owned();
    let outcome = it.outcome().map_or_else(|| words::no_word_yet().to_owned(), |it| vocabulary::outcome(it).to_owned());
    let because = row.row.body.text(OUTCOME_REASON).map(words::because);
    let rec = row.row.rec;
    let chosen = RwSignal::new(it.outcome().map_or(String::new(), |it| it.id().to_owned()));
    let reason = RwSignal::new(row.row.body.text(OUTCOME_REASON).unwrap_or_default().to_owned());
    let options = move || {
        let all = Outcome::ALL.iter().map(|it| (it.id().to_owned(), vocabulary::outcome(*it).to_owned()));
        [(String::new(), words::no_word_yet().to_owned())].into_iter().chain(all).collect::<Vec<_>>()
    };
    let ready = Memo::new(move |_| {
        let outcome = chosen.read().parse::<Outcome>().ok();
        outcome.filter(|outcome| !outcome.needs_reason() || !reason.read().trim().is_empty())
    });
    let settle = move || {
        let Some(outcome) = ready.get_untracked() else { return };
        let mut fields = Fields::default().with(OUTCOME, outcome.id());
        let why = reason.get_untracked().trim().to_owned();
        fields.0.insert(OUTCOME_REASON.to_owned(), if why.is_empty() { serde_json::Value::Null } else { why.into() });
        state.save(&row, fields, words::settled(vocabulary::outcome(outcome)));
    };
    view! {
        <li class="stack tight">
            <p class="kept-lines">{said}</p>
            <p class="small ink-2">{outcome}</p>
            {because.map(|because| view! { <p class="small ink-2">{because}</p> })}
            {settles.then(|| view! {
                <details class="desk-outcome">
                    <summary>{words::settle()}</summary>
                    <div class="stack">
                    <DeskSelect
                        label=words::outcome() id=format!("outcome-{rec}") options=options() value=chosen
                        on_change=move |id| chosen.set(id)
                    />
                    <TextField
                        label=words::outcome_why() id=format!("why-{rec}") value=reason on_input=move |typed| reason.set(typed)
                    />
                    <button type="button" class="button compact" disabled=move || ready.read().is_none() on:click=move |_| settle()>
                        {words::settle_now()}
                    </button>
                    </div>
                </details>
            })}
        </li>
    }
}
