//! The list of records that wait for the reviewer.

use crate::text::desk as text;
use domain::id::RecordId;
use leptos::{html, prelude::*};

/// One record of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QueueRow {
    /// The record.
    pub rec: RecordId,
    /// The line to recognise it by.
    pub title: String,
    /// Who and where.
    pub of: String,
    /// The day it happened.
    pub day: String,
    /// Whether the server sent the decision back.
    pub came_back: bool,
}

/// The list; the record that is open is marked and kept in view.
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
) -> impl IntoView {
    view! {
        <ul class="desk-queue-rows">
            <For
                each=move || rows.get()
                key=|row| row.clone()
                children=move |row| {
                    let rec = row.rec;
                    let is_open = Memo::new(move |_| open.get() == Some(rec));
                    view! { <li><QueueButton row=row is_open=is_open on_pick=on_pick /></li> }
                }
            />
        </ul>
    }
}

#[component]
fn QueueButton(row: QueueRow, is_open: Memo<bool>, on_pick: Callback<RecordId>) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let rec = row.rec;
    Effect::new(move || {
        if let (true, Some(button)) = (is_open.get(), button.get()) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            button.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    view! {
        <button
            type="button"
            class="desk-queue-row"
            node_ref=button
            aria-current=move || is_open.get().then_some("true")
            on:click=move |_| on_pick.run(rec)
        >
            <span class="desk-queue-title">{row.title}</span>
            <span class="desk-queue-day">{row.day}</span>
            <span class="desk-queue-of">{row.of}</span>
            {row.came_back.then(|| view! { <span class="desk-queue-flag">{text::came_back()}</span> })}
        </button>
    }
}
