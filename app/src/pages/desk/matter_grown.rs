//! What grew out of a matter, at the desk: meetings, suggestions with what becomes of each, and hand-overs.

use super::{matter::MatterState, matter_hand_over::HandOvers, matter_suggestions::Suggestions};
use crate::{
    pages::matter_words,
    routes::desk as route,
    text::{matter as words, proposal as proposals, request as requests, vocabulary},
};
use domain::{
    activity::{Activity, ORIGIN},
    id::RecordId,
    kind::Kind,
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
    view! {
        <section class="stack">{meetings} <Suggestions state=state of=of.clone() settles=settles/></section>
        <HandOvers state=state of=of gives=settles/>
    }
}

/// What grew out of a record directly, of one kind.
pub fn direct(state: MatterState, of: RecordId, kind: Kind) -> Vec<DeskRow> {
    let all = state.chain.answer.get().map(|chain| chain.after).unwrap_or_default();
    let is_it = |row: &DeskRow| row.row.kind == kind.id() && row.row.body.parsed(ORIGIN) == Some(of);
    all.into_iter().filter(is_it).collect()
}

/// What a record became: matters of consultation of a request, proposals of a matter.
#[component]
pub fn Became(
    /// What the page shares.
    state: MatterState,
    /// The record.
    of: RecordId,
    /// What it became.
    kind: Kind,
) -> impl IntoView {
    let one = |row: DeskRow| {
        let title = matter_words::titled(&row.row.kind, &row.row.body, 30);
        view! { <li><a class="text-link" href=route::matter(row.row.rec)>{title}</a></li> }
    };
    let title = if kind == Kind::Proposal { proposals::became() } else { requests::became() };
    move || {
        let all = direct(state, of, kind);
        (!all.is_empty()).then(|| {
            view! { <section class="stack"><h3>{title}</h3><ul>{all.into_iter().map(one).collect_view()}</ul></section> }
        })
    }
}
