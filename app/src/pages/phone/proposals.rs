//! 提案: the list of one's own and of those that one was asked to sign, and how many of these wait.

use super::{
    matters::{Begins, LedList},
    proposal_signing::waits_for,
};
use crate::{
    components::{card::LinkCard, icon::Glyph},
    pages::matter_words,
    routes::phone as route,
    state::use_app,
    text::proposal as words,
};
use domain::kind::Kind;
use leptos::prelude::*;

/// The list.
#[component]
pub fn ProposalsPage() -> impl IntoView {
    let begins = Begins { href: route::NEW_PROPOSAL, label: words::new_title() };
    let none = (Glyph::Compose, words::none_title(), words::none());
    let groups = (words::open(), words::closed());
    view! { <LedList kind=Kind::Proposal title=words::title() back=route::MATTERS begins=begins none=none groups=groups/> }
}

/// The card of the start page that says how many wait to be signed; nothing where none does.
#[component]
pub fn WaitingToSign() -> impl IntoView {
    let app = use_app();
    let waiting = Memo::new_with_compare(move |_| waits_for(app), |_, _| true);
    move || {
        let waiting = waiting.get();
        let first = waiting.first()?;
        let href = if waiting.len() == 1 { route::matter(first.rec) } else { route::PROPOSALS.to_owned() };
        let (title, detail) = (words::waits_for(waiting.len()), matter_words::title(&first.body));
        Some(view! { <LinkCard href=href glyph=Glyph::Pen urgent=true title=title detail=detail/> })
    }
}
