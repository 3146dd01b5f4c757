//! What the office did with one's records lately, and what falls due soon, as lines of the inbox.

use super::{
    inbox::{News, Reminder},
    record_words,
};
use crate::{
    components::{
        badge::{Badge, BadgeText, Family},
        icon::{Glyph, Icon},
        tone::Tone,
    },
    pages::matter_words,
    routes::phone as route,
    state::{App, use_app},
    text::messages as words,
};
use domain::{activity::Activity, kind::Kind, review::Review};
use leptos::prelude::*;
use sync::client::RecordView;

/// The longest title that is taken from a text, in characters.
const TITLE_MAX: usize = 40;

/// What falls due soon; each leads to where something can be done about it.
#[component]
pub fn Reminders(
    /// The reminders.
    reminders: Memo<Vec<Reminder>>,
) -> impl IntoView {
    let row = |reminder: Reminder| {
        view! {
            <li>
                <a class="list-row middle" href=reminder.href>
                    <Icon glyph=Glyph::Clock/>
                    <span class="grow">
                        <span class="title">{reminder.title}</span>
                        <span class="detail">{reminder.detail}</span>
                    </span>
                    <Icon glyph=Glyph::Right small=true/>
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !reminders.read().is_empty()>
            <section class="group">
                <h2>{words::reminders()}</h2>
                <ul class="list boxed">{move || reminders.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// What was decided lately, the last first; what was not read yet says so.
#[component]
pub fn Decisions(
    /// The decisions.
    news: Memo<Vec<News>>,
    /// Up to when they had been read as the page opened.
    until: u64,
) -> impl IntoView {
    let row = move |news: News| {
        let app = use_app();
        let view = app.record(news.rec)?;
        let by =
            view.last.map(|(user, at)| words::decided_by(record_words::who(app, user), record_words::when(app, at)));
        let unread = (news.at > until).then(|| words::unread().to_owned());
        let small = unread.into_iter().chain(by).collect::<Vec<_>>().join(" · ");
        if view.kind != Kind::Activity.id() {
            return Some(moved(app, &view, small).into_any());
        }
        let activity = Activity(&view.body);
        let counts = activity.review() == Some(Review::Approved);
        let reason = activity.review_reason().filter(|_| counts || activity.merged_into().is_some());
        let reason = reason.map(|reason| view! { <span class="detail">{words::because(reason)}</span> });
        let badges = record_words::badges(&view).into_iter().map(|badge| view! { <Badge badge=badge/> }).collect_view();
        Some(
            view! {
                <li>
                    <a class="list-row" href=route::record(news.rec)>
                        <Icon glyph=Glyph::of_activity(activity.kind())/>
                        <span class="grow">
                            <span class="title one-line">{record_words::title(&view.body)}</span>
                            <span class="detail">{small}</span>
                            {reason}
                            <span class="badges">{badges}</span>
                        </span>
                    </a>
                </li>
            }
            .into_any(),
        )
    };
    view! {
        <Show when=move || !news.read().is_empty()>
            <section class="group">
                <h2>{words::recent()}</h2>
                <ul class="list boxed"><For each=move || news.get() key=|news| *news children=row/></ul>
            </section>
        </Show>
    }
}

/// What others have done about what one raised, submitted or is to do: how far it is now.
fn moved(app: App, view: &RecordView, small: String) -> impl IntoView + use<> {
    let stage = matter_words::stage(&view.body, matter_words::workflow_of(app, &view.body).as_ref());
    let badge = BadgeText { family: Family::Stage, tone: Tone::Plain, glyph: Glyph::Pin, words: stage };
    view! {
        <li>
            <a class="list-row" href=route::matter(view.rec)>
                <Icon glyph=Glyph::People/>
                <span class="grow">
                    <span class="title one-line">{matter_words::titled(&view.kind, &view.body, TITLE_MAX)}</span>
                    <span class="detail">{small}</span>
                    <span class="badges"><Badge badge=badge/></span>
                </span>
            </a>
        </li>
    }
}
