//! What stands beside a record under review: its author, and its life so far.

use super::{history::history, review_state::ReviewState, roster::Roster};
use crate::{
    clock,
    components::{desk_history::DeskHistory, skeleton::Skeleton},
    routes::desk as route,
    text::{desk as text, time, trouble},
};
use leptos::prelude::*;

/// The author with the state of their other records, the history, and a link that can be sent to somebody.
#[component]
pub fn Beside(state: ReviewState, roster: Memo<Roster>) -> impl IntoView {
    let author = move || {
        let row = state.reading.get()?.row;
        let others = state.items.with(|items| {
            items.iter().filter(|item| item.row.row.author == row.row.author && item.row.row.rec != row.row.rec).count()
        });
        let sectors = roster
            .with(|roster| row.row.author.and_then(|author| roster.sectors(author).map(member_of)))
            .unwrap_or_default();
        Some(view! {
            <section>
                <h3>{text::author()}</h3>
                <p><b>{row.author_name}</b> " " {sectors}</p>
                <p>{if others == 0 { text::alone().to_owned() } else { text::others(others) }}</p>
            </section>
        })
    };
    let life = move || {
        state.reading.with(Option::is_some).then(|| match (state.detail.answer.get(), state.detail.error.get()) {
            (Some(detail), _) => {
                let lines = roster.with(|roster| history(&detail.history, roster));
                view! { <DeskHistory lines=lines when=when /> }.into_any()
            }
            (None, Some(error)) => view! { <p>{trouble::api(&error)}</p> }.into_any(),
            (None, None) => view! { <Skeleton label=text::history() lines=3 /> }.into_any(),
        })
    };
    let link = move || state.reading.with(|item| item.as_ref().map(|item| route::record(item.row.row.rec)));
    view! {
        {author}
        <section>
            {move || state.reading.with(Option::is_some).then(|| view! { <h3>{text::history()}</h3> })}
            {life}
        </section>
        {move || link().map(|href| view! { <a class="text-link small" href=href>{text::full_record()}</a> })}
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
