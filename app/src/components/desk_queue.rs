//! The list of records that wait for the reviewer.

use super::tone::Tone;
use crate::text::review as text;
use domain::id::RecordId;
use leptos::{html, prelude::*};

/// One record of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// The record.
    pub rec: RecordId,
    /// The line to recognise it by.
    pub title: String,
    /// Who and where.
    pub of: String,
    /// The day it happened.
    pub day: String,
    /// What to know before opening it, with how much it asks for a person.
    pub flag: Option<(String, Tone)>,
}

/// The list; the record that is open is marked and kept in view. A row that changes stays where it is with the focus on it.
#[component]
pub fn DeskQueue(
    /// The records.
    #[prop(into)]
    rows: Signal<Vec<QueueRow>>,
    /// The one that is open.
    #[prop(into)]
    open: Signal<Option<RecordId>>,
    /// Another one was picked.
    on_pick: Callback<RecordId>,
    /// Whether a record is selected; `None` where nothing can be.
    #[prop(into)]
    selecting: Signal<Option<Callback<RecordId, bool>>>,
    /// A record was selected or let go.
    on_select: Callback<RecordId>,
) -> impl IntoView {
    view! {
        <ul class="desk-queue-rows">
            <For
                each=move || rows.with(|rows| rows.iter().map(|row| row.rec).collect::<Vec<_>>())
                key=|rec| *rec
                children=move |rec| {
                    let row = Memo::new(move |before: Option<&Option<QueueRow>>| {
                        let now = rows.with(|rows| rows.iter().find(|row| row.rec == rec).cloned());
                        // A row about to be taken away keeps its words until it is gone.
                        now.or_else(|| before.cloned().flatten())
                    });
                    let is_open = Memo::new(move |_| open.get() == Some(rec));
                    view! {
                        <li class="desk-queue-item" class:is-open=move || is_open.get()>
                            {move || selecting.get().map(|is_selected| view! {
                                <Tick rec=rec row=row is_selected=is_selected on_select=on_select />
                            })}
                            <QueueButton rec=rec row=row is_open=is_open on_pick=on_pick />
                        </li>
                    }
                }
            />
        </ul>
    }
}

#[component]
fn Tick(
    rec: RecordId,
    row: Memo<Option<QueueRow>>,
    is_selected: Callback<RecordId, bool>,
    on_select: Callback<RecordId>,
) -> impl IntoView {
    view! {
        <label class="desk-queue-tick">
            <input
                type="checkbox"
                aria-label=move || row.with(|row| row.as_ref().map(|row| text::select_row(&row.title)))
                prop:checked=move || is_selected.run(rec)
                on:change=move |_| on_select.run(rec)
            />
        </label>
    }
}

#[component]
fn QueueButton(
    rec: RecordId,
    row: Memo<Option<QueueRow>>,
    is_open: Memo<bool>,
    on_pick: Callback<RecordId>,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let (true, Some(button)) = (is_open.get(), button.get()) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            button.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    let of = move |part: fn(&QueueRow) -> &String| row.with(|row| row.as_ref().map(|row| part(row).clone()));
    let flag = move || {
        let (words, tone) = row.with(|row| row.as_ref()?.flag.clone())?;
        Some(view! { <span class=format!("desk-queue-flag {}", tone.class())>{words}</span> })
    };
    view! {
        <button
            type="button"
            class="desk-queue-row"
            node_ref=button
            aria-current=move || is_open.get().then_some("true")
            on:click=move |_| on_pick.run(rec)
        >
            <span class="desk-queue-title">{move || of(|row| &row.title)}</span>
            <span class="desk-queue-day">{move || of(|row| &row.day)}</span>
            <span class="desk-queue-of">{move || of(|row| &row.of)}</span>
            {flag}
        </button>
    }
}
