//! 群众诉求: what citizens ask for at one's venues, what is under way first; and how many of them wait for oneself.

use super::{
    matter_moves::roles,
    matters::{Begins, LedList},
    standing::Viewer,
};
use crate::{components::icon::Glyph, pages::matter_words, routes::phone as route, state::App, text::request as words};
use domain::{fields::Fields, kind::Kind, policy::Role, request::Request, workflow::Led};
use leptos::prelude::*;
use sync::client::RecordView;

/// The longest title, in characters.
const TITLE_MAX: usize = 40;

/// The list.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let begins = Begins { href: route::NEW_REQUEST, label: words::new_title() };
    let none = (Glyph::Mail, words::none_title(), words::none());
    let groups = (words::open(), words::closed());
    view! { <LedList kind=Kind::Request title=words::title() back=route::MATTERS begins=begins none=none groups=groups/> }
}

/// What a draft is called; it may not say yet.
pub fn titled(body: &Fields) -> String {
    let title = Request(body).title(TITLE_MAX);
    if title.is_empty() { words::new_title().to_owned() } else { title }
}

/// How many requests somebody of the site should take on from where they are. Those that wait for the citizen's word do not count,
/// nor what another member has taken.
pub fn waiting(app: App) -> usize {
    let viewer = Viewer::of(app);
    let waits = |view: &RecordView| {
        let led = Led(&view.body);
        let at = matter_words::workflow_of(app, &view.body).zip(led.stage()).and_then(|(it, id)| it.stage(id).cloned());
        let taker = Request(&view.body).taker();
        let roles = roles(&viewer, view);
        at.is_some_and(|at| {
            let takes = !at.to.is_empty() && at.who.iter().any(|role| roles.contains(role));
            takes && !at.who.contains(&Role::Citizen) && taker.is_none_or(|taker| Some(taker) == viewer.member)
        })
    };
    app.views_of(Kind::Request).iter().filter(|view| waits(view)).count()
}
