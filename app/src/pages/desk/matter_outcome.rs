//! What became of one suggestion, and saying so: taken up or not and why, how far it was carried out, and what shows that.

use super::matter::MatterState;
use crate::{
    components::{field::TextField, select::Select},
    text::{matter as words, vocabulary},
};
use domain::{
    fields::Fields,
    suggestion::{EVIDENCE, IMPLEMENTATION, Implementation, OUTCOME, OUTCOME_REASON, Outcome, REASON_MAX, Suggestion},
};
use leptos::prelude::*;
use serde_json::Value;
use sync::wire::desk::DeskRow;

/// What became of it, in lines.
#[component]
pub fn Became(
    /// The suggestion.
    body: Fields,
) -> impl IntoView {
    let it = Suggestion(&body);
    let outcome = it.outcome().map_or_else(|| words::no_word_yet().to_owned(), |it| vocabulary::outcome(it).to_owned());
    let done = it.implementation().map(|it| vocabulary::implementation(it).to_owned());
    let said = [Some(outcome), done].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let because = body.text(OUTCOME_REASON).map(words::because);
    let shown = body.text(EVIDENCE).map(words::evidence_is);
    view! {
        <p class="small ink-2">{said}</p>
        {because.map(|because| view! { <p class="small ink-2">{because}</p> })}
        {shown.map(|shown| view! { <p class="small ink-2">{shown}</p> })}
    }
}

/// The form, closed until somebody opens it.
#[component]
pub fn Settle(state: MatterState, row: DeskRow) -> impl IntoView {
    let (rec, it) = (row.row.rec, Suggestion(&row.row.body));
    let text = |field: &str| RwSignal::new(row.row.body.text(field).unwrap_or_default().to_owned());
    let (reason, evidence) = (text(OUTCOME_REASON), text(EVIDENCE));
    let chosen = RwSignal::new(it.outcome().map_or(String::new(), |it| it.id().to_owned()));
    let done = RwSignal::new(it.implementation().map_or(String::new(), |it| it.id().to_owned()));
    let outcomes = Outcome::ALL.iter().map(|it| (it.id().to_owned(), vocabulary::outcome(*it).to_owned()));
    let stages = Implementation::ALL.iter().map(|it| (it.id().to_owned(), vocabulary::implementation(*it).to_owned()));
    let or_none = |none: &'static str| std::iter::once((String::new(), none.to_owned()));
    let outcomes = or_none(words::no_word_yet()).chain(outcomes).collect::<Vec<_>>();
    let stages = StoredValue::new(or_none(words::no_word_yet()).chain(stages).collect::<Vec<_>>());
    let outcome = Memo::new(move |_| chosen.read().parse::<Outcome>().ok());
    let short = move |text: RwSignal<String>| text.read().trim().chars().count() <= REASON_MAX;
    let ready = Memo::new(move |_| {
        let said = outcome.get().is_some_and(|outcome| !outcome.needs_reason() || !reason.read().trim().is_empty());
        said && short(reason) && short(evidence)
    });
    let is_taken_up = move || outcome.get().is_some_and(Outcome::is_taken_up);
    let settle = move || {
        let Some(outcome) = outcome.get_untracked().filter(|_| ready.get_untracked()) else { return };
        let carried_out = Some(done.get_untracked()).filter(|_| outcome.is_taken_up()).unwrap_or_default();
        let shown = Some(evidence.get_untracked()).filter(|_| outcome.is_taken_up()).unwrap_or_default();
        let fields = [
            (OUTCOME, outcome.id().to_owned()),
            (OUTCOME_REASON, reason.get_untracked()),
            (IMPLEMENTATION, carried_out),
            (EVIDENCE, shown),
        ];
        let value = |text: String| Some(text.trim()).filter(|text| !text.is_empty()).map_or(Value::Null, Value::from);
        let fields: Fields = fields.into_iter().map(|(field, text)| (field.to_owned(), value(text))).collect();
        // What stays as it is is not written.
        let changed =
            fields.0.into_iter().filter(|(field, value)| row.row.body.get(field).unwrap_or(&Value::Null) != value);
        let changed: Fields = changed.collect();
        if !changed.is_empty() {
            state.save(&row, changed, words::settled(vocabulary::outcome(outcome)));
        }
    };
    view! {
        <details class="desk-outcome">
            <summary>{words::settle()}</summary>
            <div class="stack">
                <Select
                    label=words::outcome() id=format!("outcome-{rec}") options=outcomes value=chosen
                    on_change=move |id| chosen.set(id)
                />
                <TextField
                    label=words::outcome_why() id=format!("why-{rec}") value=reason on_input=move |typed| reason.set(typed)
                />
                <Show when=is_taken_up>
                    <Select
                        label=words::carried_out() id=format!("carried-{rec}") options=stages.get_value() value=done
                        on_change=move |id| done.set(id)
                    />
                    <TextField
                        label=words::evidence() id=format!("evidence-{rec}") value=evidence
                        on_input=move |typed| evidence.set(typed)
                    />
                </Show>
                <button type="button" class="button compact" disabled=move || !ready.get() on:click=move |_| settle()>
                    {words::settle_now()}
                </button>
            </div>
        </details>
    }
}
