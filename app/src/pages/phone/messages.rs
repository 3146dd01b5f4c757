//! 消息: what waits for the person first, then what falls due soon, then what was reviewed lately.

use super::{
    inbox,
    invitations::{self, Asked},
    messages_news::{Decisions, Reminders},
    outbox_card::TornCard,
    record_words,
    roster::use_roster,
    screen::{Place, Screen},
    standing::{self, Viewer},
};
use crate::{
    clock,
    components::{
        button::{LinkButton, Weight},
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::use_app,
    text::{self, messages as words},
};
use domain::activity::Activity;
use leptos::prelude::*;
use sync::client::RecordView;

/// The inbox.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let app = use_app();
    let returned = Memo::new(move |_| standing::returned(app));
    let roster = use_roster();
    let torn = Memo::new(move |_| standing::torn(app));
    let reminders = Memo::new(move |_| inbox::reminders(app, &roster.read()));
    let news = Memo::new(move |_| inbox::news(app));
    let until = untrack(|| inbox::read(app)).until;
    Effect::new(move |_| inbox::has_seen(app, &news.read(), &reminders.read()));
    let asked = Memo::new(move |_| invitations::is_any(app));
    let waits = move || !(returned.read().is_empty() && torn.read().is_empty());
    let nothing = move || !waits() && !asked.get() && reminders.read().is_empty() && news.read().is_empty();
    view! {
        <Screen title=words::title() place=Place::Messages top=|| view! { <ScanLink/> }>
            <Show when=nothing>
                <EmptyState glyph=Glyph::Mail title=words::empty() detail=words::empty_detail()/>
            </Show>
            <Show when=waits>
                <section class="group stack">
                    <h2>{words::for_you()}</h2>
                    <For each=move || returned.get() key=|view| (view.rec, view.ver) children=|view| view! { <Back view=view/> }/>
                    <For
                        each=move || torn.get()
                        key=|view| (view.rec, view.ver, view.conflicts.len())
                        children=|view| view! { <TornCard view=view/> }
                    />
                </section>
            </Show>
            <Asked/>
            <Reminders reminders=reminders/>
            <Decisions news=news until=until/>
        </Screen>
    }
}

/// The way to the camera, for whoever stands at a door.
#[component]
fn ScanLink() -> impl IntoView {
    view! {
        <a class="icon-button worded" href=route::SCAN>
            <Icon glyph=Glyph::Scan small=true/>
            {text::door::scan()}
        </a>
    }
}

/// A record that came back.
#[component]
fn Back(
    /// The record.
    view: RecordView,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let reason = Activity(&view.body).review_reason().unwrap_or(words::no_reason()).to_owned();
    let by = untrack(|| Viewer::of(app)).returned_by(&view).map(|(user, at)| {
        let who = roster.read_untracked().account(user).unwrap_or(words::office()).to_owned();
        format!("{} · {}", words::returned_by(who), text::time::moment(clock::local(at), app.today()))
    });
    view! {
        <article class="card stack">
            <header>
                <a class="head-link" href=route::record(view.rec)>
                    <span class="ink-3"><Icon glyph=Glyph::of_activity(Activity(&view.body).kind())/></span>
                    <div class="grow">
                        <h3 class="clipped">{record_words::title(&view.body)}</h3>
                        <p class="small ink-2">
                            {record_words::day_and_place(&view.body, &roster.read_untracked(), app.today())}
                        </p>
                    </div>
                </a>
            </header>
            <Note tone=Tone::Act glyph=Glyph::Return>
                <p class="kept-lines">{reason}</p>
                {by.map(|by| view! { <p class="caption">{by}</p> })}
            </Note>
            <LinkButton
                href=route::activity(view.rec)
                label=text::record::mend_now()
                weight=Weight::Primary
                glyph=Glyph::Pen
                block=true
            />
        </article>
    }
}
