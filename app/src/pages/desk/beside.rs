//! What stands beside a record under review: what to look at, its author, and its life so far.

use super::{
    hint_words::{alike_lines, hint_lines},
    history::history,
    review_address::Tab,
    review_state::{Asking, ReviewState},
};
use crate::{
    clock,
    components::{
        desk_hints::{DeskAlike, DeskHints},
        desk_history::DeskHistory,
        skeleton::Skeleton,
    },
    routes::desk as route,
    text::{desk as text, time, trouble},
};
use domain::id::RecordId;
use leptos::prelude::*;

/// The hints, the author with the state of their other records, the history, and a link that can be sent to somebody.
#[component]
pub fn Beside(state: ReviewState) -> impl IntoView {
    let rec = Memo::new(move |_| state.reading.with(|item| item.as_ref().map(|item| item.row.row.rec)));
    view! {
        {move || rec.get().map(|rec| view! { <Looked state=state rec=rec /> })}
        <Author state=state />
        <Life state=state />
        {move || rec.get().map(|rec| view! { <a class="text-link small" href=route::record(rec)>{text::full_record()}</a> })}
    }
}

/// What is worth a look; only in the list of what waits, since hints are for whoever is about to decide.
#[component]
fn Looked(state: ReviewState, rec: RecordId) -> impl IntoView {
    let looks = Memo::new(move |_| state.looks());
    let today = state.app.today();
    let hints = move || {
        let looks = looks.get();
        let others = state.list.answer.with(|list| {
            let listed = list.iter().flat_map(|list| list.rows.iter().chain(&list.beside));
            listed.cloned().collect::<Vec<_>>()
        });
        let lines = state.roster.with(|roster| hint_lines(&looks, &others, roster, today));
        view! { <DeskHints lines=lines /> }
    };
    let alike = move || {
        let lines = looks.with(|looks| alike_lines(rec, &looks.alike, today));
        let compare = Callback::new(move |other| state.asking.set(Some(Asking::Merge(other))));
        view! { <DeskAlike lines=lines keyed=true on_compare=state.reviews().then_some(compare) /> }
    };
    move || (state.place.get().tab == Tab::Pending).then(|| view! { {hints} {alike} })
}

#[component]
fn Author(state: ReviewState) -> impl IntoView {
    move || {
        let row = state.reading.get()?.row;
        let others = state.all.with(|items| {
            items.iter().filter(|item| item.row.row.author == row.row.author && item.row.row.rec != row.row.rec).count()
        });
        let sectors = state
            .roster
            .with(|roster| row.row.author.and_then(|author| roster.sectors(author).map(member_of)))
            .unwrap_or_default();
        Some(view! {
            <section>
                <h3>{text::author()}</h3>
                <p><b>{row.author_name}</b> " " {sectors}</p>
                <p>{if others == 0 { text::alone().to_owned() } else { text::others(others) }}</p>
            </section>
        })
    }
}

#[component]
fn Life(state: ReviewState) -> impl IntoView {
    let life = move || {
        state.reading.with(Option::is_some).then(|| match (state.detail.answer.get(), state.detail.error.get()) {
            (Some(detail), _) => {
                let lines = state.roster.with(|roster| history(&detail.history, roster));
                view! { <DeskHistory lines=lines when=when /> }.into_any()
            }
            (None, Some(error)) => view! { <p>{trouble::api(&error)}</p> }.into_any(),
            (None, None) => view! { <Skeleton label=text::history() lines=3 /> }.into_any(),
        })
    };
    view! {
        <section>
            {move || state.reading.with(Option::is_some).then(|| view! { <h3>{text::history()}</h3> })}
            {life}
        </section>
    }
}

/// What a member is, after the name.
fn member_of(sectors: &str) -> String {
    if sectors.is_empty() { text::member().to_owned() } else { text::member_of(sectors) }
}

/// A moment as the history writes it.
pub fn when(ms: u64) -> String {
    time::moment(clock::local(ms), clock::today())
}
