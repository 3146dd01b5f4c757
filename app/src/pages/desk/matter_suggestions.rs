//! The suggestions of a matter at the desk: what became of each, and several that say the same made into one 合并归纳. What was
//! made into one stays readable under it, and the one counts in its place.

use super::{
    matter::MatterState,
    matter_condense::Condensing,
    matter_grown::direct,
    matter_outcome::{Became, Settle},
};
use crate::{
    components::button::{Button, Weight},
    routes::desk as route,
    text::{matter as words, vocabulary},
};
use domain::{
    fields::Fields,
    id::RecordId,
    kind::Kind,
    suggestion::{CONDENSED_INTO, Suggestion},
};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use sync::{
    client::Edit,
    wire::{Act, desk::DeskRow},
};

/// Which suggestions are picked to be made into one.
type Picked = RwSignal<BTreeSet<RecordId>>;

/// All of them.
#[component]
pub fn Suggestions(
    /// What the page shares.
    state: MatterState,
    /// The matter.
    of: DeskRow,
    /// Whether the person decides here.
    settles: bool,
) -> impl IntoView {
    let (rec, asking) = (of.row.rec, RwSignal::new(false));
    let picked: Picked = RwSignal::new(BTreeSet::new());
    let all = Memo::new(move |_| direct(state, rec, Kind::Suggestion));
    let own = move || {
        let is_own = |row: &DeskRow| Suggestion(&row.row.body).condensed_into().is_none();
        all.get().into_iter().filter(is_own).collect::<Vec<_>>()
    };
    let title = move || match own().len() {
        0 => words::no_suggestions().to_owned(),
        count => words::suggestions(count),
    };
    let one = move |row: DeskRow| {
        let into = row.row.rec;
        let is_part = |part: &&DeskRow| Suggestion(&part.row.body).condensed_into() == Some(into);
        let parts = all.with(|all| all.iter().filter(is_part).cloned().collect::<Vec<_>>());
        view! { <One state=state row=row parts=parts settles=settles picked=picked/> }
    };
    let count = Memo::new(move |_| picked.with(BTreeSet::len));
    let chosen = move || {
        let is_chosen = |row: &DeskRow| picked.with(|picked| picked.contains(&row.row.rec));
        own().into_iter().filter(is_chosen).collect::<Vec<_>>()
    };
    let panel = move || {
        asking.get().then(|| {
            let done = move || {
                asking.set(false);
                picked.set(BTreeSet::new());
            };
            let parts = untrack(chosen);
            view! { <Condensing state=state of=of.clone() parts=parts on_done=done on_close=move || asking.set(false)/> }
        })
    };
    view! {
        <div class="desk-suggestions-head">
            <h3>{title}</h3>
            <a class="text-link" href=route::outcomes(rec) hidden=move || own().is_empty()>{words::outcomes()}</a>
        </div>
        <ol class="suggestions">{move || own().into_iter().map(one).collect_view()}</ol>
        <Show when=move || { count.get() > 1 }>
            <div class="actions wrap">
                <Button label=Signal::derive(move || words::condense(count.get())) on_press=move || asking.set(true)/>
                <Button label=words::pick_none() weight=Weight::Quiet on_press=move || picked.set(BTreeSet::new())/>
            </div>
        </Show>
        {panel}
    }
}

/// One suggestion, with what became of it and what was made into it.
#[component]
fn One(state: MatterState, row: DeskRow, parts: Vec<DeskRow>, settles: bool, picked: Picked) -> impl IntoView {
    let (rec, it) = (row.row.rec, Suggestion(&row.row.body));
    let (said, voice) = (it.words().to_owned(), it.voice().map(vocabulary::voice));
    let pick = (settles && parts.is_empty()).then(|| {
        view! {
            <label class="desk-pick">
                <input
                    type="checkbox" prop:checked=move || picked.with(|picked| picked.contains(&rec))
                    on:change=move |event| picked.update(|picked| {
                        if event_target_checked(&event) { picked.insert(rec); } else { picked.remove(&rec); }
                    })
                />
                <span>{words::pick()}</span>
            </label>
        }
    });
    let both = StoredValue::new((row.clone(), parts.clone()));
    let apart = move || both.with_value(|(whole, parts)| take_apart(state, whole, parts));
    let from = (!parts.is_empty()).then(|| {
        let part = |part: &DeskRow| view! { <li class="kept-lines">{Suggestion(&part.row.body).words().to_owned()}</li> };
        view! {
            <details class="desk-outcome">
                <summary>{words::condensed_from(parts.len())}</summary>
                <ul class="desk-parts">{parts.iter().map(part).collect_view()}</ul>
                {settles.then(|| view! {
                    <button type="button" class="button compact" on:click=move |_| apart()>{words::take_apart()}</button>
                })}
            </details>
        }
    });
    view! {
        <li class="stack tight">
            <p class="kept-lines">{said}</p>
            <p class="small ink-2">{voice}</p>
            <Became body=row.row.body.clone()/>
            {from}
            {settles.then(|| view! { <Settle state=state row=row/> })}
            {pick}
        </li>
    }
}

/// Makes the parts stand by themselves again, and takes away what they were made into.
fn take_apart(state: MatterState, whole: &DeskRow, parts: &[DeskRow]) {
    let free = Fields([(CONDENSED_INTO.to_owned(), Value::Null)].into());
    let edit = |row: &DeskRow, act: Act| {
        let (rec, kind, feed, base) = (row.row.rec, Kind::Suggestion, row.feed, Some(row.row.ver));
        Edit { rec, kind, feed, act, base }
    };
    let parts_free = parts.iter().map(|part| edit(part, Act::Patch(free.clone())));
    let gone = edit(whole, Act::Delete(Default::default()));
    state.send_all(parts_free.chain([gone]).collect(), words::taken_apart().to_owned());
}
