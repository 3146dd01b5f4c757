//! 群众诉求: what citizens ask for at one's venues, what is under way first; and how many of them wait for oneself.

use super::{
    matter_moves::roles,
    matters::{Begins, LedList},
    standing::Viewer,
};
use crate::{
    components::{card::LinkCard, icon::Glyph},
    pages::matter_words,
    routes::phone as route,
    state::{App, use_app},
    text::request as words,
};
use domain::{kind::Kind, policy::Role, request::Request, workflow::Led};
use leptos::prelude::*;
use sync::client::RecordView;

/// The list.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let begins = Begins { href: route::NEW_REQUEST, label: words::new_title() };
    let none = (Glyph::Mail, words::none_title(), words::none());
    let groups = (words::open(), words::closed());
    view! { <LedList kind=Kind::Request title=words::title() back=route::MATTERS begins=begins none=none groups=groups/> }
}

/// The card of the start page that says how many wait; nothing where none does.
#[component]
pub fn WaitingRequests() -> impl IntoView {
    let app = use_app();
    let waiting = Memo::new(move |_| waiting(app));
    view! {
        <Show when=move || { waiting.get() > 0 }>
            <LinkCard
                href=route::REQUESTS glyph=Glyph::Mail urgent=true
                title=Signal::derive(move || words::waiting(waiting.get())) detail=words::home_detail()
            />
        </Show>
    }
}

/// How many requests somebody of the site should take on from where they are. Those that wait for the citizen's word do not count,
/// nor what another member has taken.
fn waiting(app: App) -> usize {
    let viewer = Viewer::of(app);
    let waits = |view: &RecordView| {
        let led = Led(&view.body);
        let at = matter_words::workflow_of(app, &view.body).zip(led.stage()).and_then(|(it, id)| it.stage(id).cloned());
        let taker = Request(&view.body).taker();
        let roles = roles(&viewer, view);
        at.is_some_and(|at| {
            let takes = !at.to.is_empty() && at.who.iter().any(|role| roles.contains(role));
            // Where members take it on, it is the one's who took it; what else is the convenor's waits for the convenor.
            let is_ones = !at.who.contains(&Role::Member) || taker.is_none_or(|taker| Some(taker) == viewer.member);
            takes && !at.who.contains(&Role::Citizen) && is_ones
        })
    };
    app.views_of(Kind::Request).iter().filter(|view| waits(view)).count()
}
