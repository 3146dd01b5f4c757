//! 任务: what one is to do, what is under way first; and how much of it waits.

use super::{matters::LedList, standing::Viewer};
use crate::{
    components::{card::LinkCard, icon::Glyph},
    pages::matter_words,
    routes::phone as route,
    state::{App, use_app},
    text::assignment as words,
};
use domain::{assignment::Assignment, kind::Kind};
use leptos::prelude::*;
use sync::client::RecordView;

/// The list.
#[component]
pub fn AssignmentsPage() -> impl IntoView {
    let none = (Glyph::Check, words::none_title(), words::none());
    let groups = (words::open(), words::closed());
    view! { <LedList kind=Kind::Assignment title=words::title() back=route::MATTERS none=none groups=groups/> }
}

/// The card of the start page that says how much there is to do; nothing where there is none.
#[component]
pub fn WaitingAssignments() -> impl IntoView {
    let app = use_app();
    let waiting = Memo::new_with_compare(move |_| waiting(app), |_, _| true);
    move || {
        let waiting = waiting.get();
        let first = waiting.first()?;
        let href = if waiting.len() == 1 { route::matter(first.rec) } else { route::ASSIGNMENTS.to_owned() };
        let (title, detail) = (words::waiting(waiting.len()), matter_words::title(&first.body));
        Some(view! { <LinkCard href=href glyph=Glyph::Check urgent=true title=title detail=detail/> })
    }
}

/// What one has not done yet, what is due first in front.
fn waiting(app: App) -> Vec<RecordView> {
    let Some(me) = Viewer::of(app).member else { return Vec::new() };
    let waits = |view: &RecordView| {
        let it = Assignment(&view.body);
        it.is_open() && it.member() == Some(me)
    };
    let mut waiting: Vec<_> = app.views_of(Kind::Assignment).into_iter().filter(waits).collect();
    waiting.sort_by_key(|view| Assignment(&view.body).deadline());
    waiting
}
