//! The list of the review page, and what is done to several of its records.

use super::{
    review_address::Tab,
    review_bulk::left_out,
    review_queue::QueueItem,
    review_state::{Asking, ReviewState},
    sheet::whereabouts,
};
use crate::{
    clock,
    components::{
        desk_queue::{DeskQueue, QueueRow},
        skeleton::Skeleton,
        tone::Tone,
    },
    text::{desk as text, figures, frame, review, time, trouble},
};
use domain::{activity::Activity, id::RecordId, review::Review};
use leptos::prelude::*;

/// The list.
#[component]
pub fn Queue(state: ReviewState) -> impl IntoView {
    let rows =
        Memo::new(move |_| state.items.with(|items| items.iter().map(|item| row(state, item)).collect::<Vec<_>>()));
    let open = Memo::new(move |_| state.reading.with(|item| item.as_ref().map(|item| item.row.row.rec)));
    let is_selected = Callback::new(move |rec: RecordId| state.selected.with(|selected| selected.contains(&rec)));
    view! {
        <section class="desk-queue" aria-label=text::queue()>
            <Notes state=state />
            {move || (state.selects() && state.items.with(|items| !items.is_empty())).then(|| view! { <Several state=state /> })}
            <DeskQueue
                rows=rows
                open=open
                on_pick=Callback::new(move |rec| state.open(rec))
                selecting=Signal::derive(move || state.selects().then_some(is_selected))
                on_select=Callback::new(move |rec| state.toggle(rec))
            />
        </section>
    }
}

fn row(state: ReviewState, item: &QueueItem) -> QueueRow {
    let today = state.app.today();
    let body = &item.row.row.body;
    let place = state.roster.with(|roster| whereabouts(body, roster));
    let author = item.row.author_name.clone();
    QueueRow {
        rec: item.row.row.rec,
        title: Activity(body).title(24),
        of: if place.is_empty() { author } else { format!("{author} · {place}") },
        day: Activity(body).day().map(|day| time::day(day, today)).unwrap_or_default(),
        flag: flag(state, item),
    }
}

/// The most pressing thing to know before opening a record.
fn flag(state: ReviewState, item: &QueueItem) -> Option<(String, Tone)> {
    let it = Activity(&item.row.row.body);
    if let Some((to, at)) = item.decided {
        let what = match to {
            Review::Approved if it.corrections() > 0 => review::corrected(),
            Review::Approved => text::approved(),
            Review::Returned | Review::Pending => text::returned(),
            Review::Void => text::voided(),
        };
        return Some((review::decided_at(what, &time::clock(clock::local(at))), Tone::Plain));
    }
    let hints = state.looks.with(|looks| looks.get(&item.row.row.rec).map_or(0, |looks| looks.hints.len()));
    let flags = [
        (!item.refused.is_empty(), text::came_back().to_owned(), Tone::Act),
        (!item.row.row.conflicts.is_empty(), review::differs().to_owned(), Tone::Act),
        (it.objections().next().is_some(), review::objected().to_owned(), Tone::Act),
        (hints > 0, review::hint_count(hints), Tone::Wait),
    ];
    flags.into_iter().find(|(holds, ..)| *holds).map(|(_, words, tone)| (words, tone))
}

/// How fresh the list is, and whether it is whole.
#[component]
fn Notes(state: ReviewState) -> impl IntoView {
    move || {
        let listed = state.list.answer.with(|list| list.as_ref().map(|list| (list.as_of, list.total, list.rows.len())));
        match (state.list.error.get(), listed) {
            (Some(error), Some((at, ..))) if !error.is_signed_out() => {
                let words = text::stale(&time::moment(clock::local(at), state.app.today()));
                Some(view! { <p class="desk-queue-note is-off">{words}</p> }.into_any())
            }
            (Some(error), _) => Some(view! {
                <div class="desk-queue-note is-off">
                    <p>{trouble::api(&error)}</p>
                    <button type="button" class="button compact" on:click=move |_| state.list.again()>{frame::try_again()}</button>
                </div>
            }
            .into_any()),
            (None, None) => Some(view! { <div class="desk-queue-note"><Skeleton label=text::queue() /></div> }.into_any()),
            (None, Some((_, total, rows))) if total > rows as u64 => {
                let words = review::first_listed(rows, &figures::count(total));
                Some(view! { <p class="desk-queue-note">{words}</p> }.into_any())
            }
            (None, Some(_)) => None,
        }
    }
}

/// What is selected, or how much is plain, with the button that approves together.
#[component]
fn Several(state: ReviewState) -> impl IntoView {
    let words = move || match state.selected.with(|selected| selected.len()) {
        0 => review::plain(state.plain_and_left().0.len()),
        count => review::selected(count),
    };
    view! {
        <div class="desk-several">
            <span role="status">{words}</span>
            {move || state.selected.with(|selected| !selected.is_empty()).then(|| view! {
                <button type="button" class="button quiet compact" on:click=move |_| state.selected.update(|all| all.clear())>
                    {review::let_go()}
                </button>
            })}
            <button type="button" class="button compact" on:click=move |_| state.asking.set(Some(Asking::Together))>
                {review::together()}
            </button>
        </div>
    }
}

impl ReviewState {
    /// Whether records of this list may be selected: those that wait for oneself.
    pub fn selects(self) -> bool {
        let place = self.place.get();
        place.tab == Tab::Pending && place.below().is_none()
    }

    /// What is selected, or else everything shown: the plain ones, and the others each with what keeps it from being one.
    pub fn plain_and_left(self) -> (Vec<QueueItem>, Vec<(QueueItem, super::Left)>) {
        let selected = self.selected.get();
        let (mut plain, mut left) = (Vec::new(), Vec::new());
        let is_chosen = |rec| selected.is_empty() || selected.contains(&rec);
        let chosen = |item: &QueueItem| item.row.reviews && is_chosen(item.row.row.rec);
        self.looks.with(|looks| {
            for item in self.items.get().into_iter().filter(chosen) {
                let beside = looks.get(&item.row.row.rec);
                let hints = beside.map(|looks| looks.hints.as_slice()).unwrap_or_default();
                match left_out(&item, hints, beside.is_some_and(|looks| looks.may_be_same())) {
                    None => plain.push(item),
                    Some(why) => left.push((item, why)),
                }
            }
        });
        (plain, left)
    }
}
