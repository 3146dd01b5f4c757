//! What became of merges of a record: done, broken off, and how to go on or back.

use super::{
    merge_flow::MergeFlow,
    merge_steps::{Standing, Steps, finishing, is_last, restoring, spoken, standing, undoing},
    review_state::read_all,
};
use crate::{
    components::{
        desk_settle::stay_near,
        icon::Glyph,
        note::{Failure, Note},
        tone::Tone,
    },
    pages::query::Query,
    routes::desk as route,
    text::review as text,
};
use domain::{activity::Activity, duplicate::taken_in, id::RecordId};
use leptos::prelude::*;
use sync::wire::desk::DeskRow;

/// A note for each record that this one took in or was taken into.
#[component]
pub fn MergeNotes(
    /// The record.
    row: DeskRow,
    /// What carries things out.
    flow: MergeFlow,
    /// Whether one may decide now.
    #[prop(into)]
    is_free: Signal<bool>,
) -> impl IntoView {
    let others: Vec<RecordId> = taken_in(&row.row.body).chain(Activity(&row.row.body).merged_into()).collect();
    // They are read anew once the server has taken what was done to them here.
    let query = Query::new(
        move || (!others.is_empty()).then(|| (others.clone(), flow.waits_for(&others), flow.stale.get())),
        |(others, ..)| read_all(others),
    );
    let row = StoredValue::new(row);
    let note = move |other: DeskRow| {
        row.with_value(|row| {
            let survives = standing(row, &other).map(|standing| (standing, true));
            let (standing, survives) = survives.or_else(|| standing_of(&other, row))?;
            let title = Activity(&other.row.body).title(20);
            let words = words(standing, survives, &title);
            let (survivor, duplicate) = if survives { (row, &other) } else { (&other, row) };
            // Each way changes both.
            let ways = if row.reviews && other.reviews { ways(standing, survivor, duplicate) } else { Vec::new() };
            let later = standing != Standing::HalfUndone && !is_last(survivor, duplicate);
            let again = standing == Standing::Merged && !later && !spoken(survivor, duplicate).is_empty();
            let changed = standing == Standing::HalfMerged && finishing(survivor, duplicate).is_none();
            let tone = if standing == Standing::Merged { Tone::Plain } else { Tone::Act };
            Some(view! {
                <Note tone=tone glyph=Glyph::Copy>
                    <p><a class="text-link" href=route::record(other.row.rec)>{words}</a></p>
                    {again.then(|| view! { <p class="small">{text::undo_spoken()}</p> })}
                    {changed.then(|| view! { <p class="small">{text::merge_changed()}</p> })}
                    {later.then(|| view! { <p class="small">{text::undo_later_first()}</p> })}
                    {move || is_free.get().then(|| ways.clone().into_iter().map(|(word, steps)| view! {
                        <button
                            type="button"
                            class="button compact"
                            disabled=move || flow.busy.get()
                            on:click=move |event| {
                                stay_near(&event);
                                flow.start(steps.clone());
                            }
                        >
                            {word}
                        </button>
                    }).collect_view())}
                </Note>
            })
        })
    };
    view! {
        {move || query.answer.get().unwrap_or_default().into_iter().map(note).collect_view()}
        <Failure words=flow.failure/>
    }
}

fn standing_of(survivor: &DeskRow, duplicate: &DeskRow) -> Option<(Standing, bool)> {
    standing(survivor, duplicate).map(|standing| (standing, false))
}

fn words(standing: Standing, survives: bool, title: &str) -> String {
    match (standing, survives) {
        (Standing::Merged, true) => text::merged_in(title),
        (Standing::Merged, false) => text::merged_away(title),
        // Only what stays remembers a merge that was broken off, and only the duplicate an undoing.
        (Standing::HalfMerged, _) => text::merge_unfinished(title),
        (Standing::HalfUndone, _) => text::undo_unfinished(title),
    }
}

fn ways(standing: Standing, survivor: &DeskRow, duplicate: &DeskRow) -> Vec<(&'static str, Steps)> {
    let ways = match standing {
        Standing::Merged => vec![(text::undo(), undoing(survivor, duplicate))],
        Standing::HalfMerged => {
            vec![(text::finish(), finishing(survivor, duplicate)), (text::undo(), undoing(survivor, duplicate))]
        }
        Standing::HalfUndone => vec![(text::restore(), restoring(duplicate))],
    };
    ways.into_iter().filter_map(|(word, steps)| Some((word, steps?))).collect()
}
