//! 待上传: every record that is on this phone alone, why it waits, and what to do.

use super::{
    outbox_card::{OutboxCard, TornCard},
    outbox_photos::OutboxPhotos,
    roster::use_roster,
    screen::Screen,
    standing, tray,
};
use crate::{
    clock,
    components::{
        button::{Button, LinkButton, Weight},
        empty_state::EmptyState,
        icon::Glyph,
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, outbox as words, trouble},
};
use leptos::prelude::*;
use std::time::Duration;
use sync::client::Link;

/// How long the button says that it is trying.
const TRYING: Duration = Duration::from_secs(3);
/// From how many days on the person is asked to look for signal.
const OLD: u64 = 3;

/// The outbox.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let held = Memo::new(move |_| tray::held(app, &roster.read()));
    let torn = Memo::new(move |_| standing::torn(app));
    let count = move || held.read().len() + torn.read().len();
    let photos = Memo::new(move |_| app.held_photos().len());
    let trying = RwSignal::new(false);
    let try_now = move || {
        trying.set(true);
        app.sync_now();
        // The page may be closed before the time is over.
        set_timeout(
            move || {
                trying.try_set(false);
            },
            TRYING,
        );
    };
    let label = Signal::derive(move || if trying.get() { words::trying() } else { words::try_now() }.to_owned());
    // Pressing is the thing to do only while something waits.
    let weight = move || if !app.sync_line().all_sent() { Weight::Primary } else { Weight::Plain };
    view! {
        <Screen
            title=words::title()
            back=route::HOME
            actions=move || view! {
                <div class="actions">
                    <Button label=label weight=weight() glyph=Glyph::Reload busy=trying on_press=try_now/>
                </div>
            }
        >
            <Disk/>
            <How/>
            <Show
                when=move || { count() + photos.get() > 0 }
                fallback=move || view! {
                    <EmptyState glyph=Glyph::CloudDone title=words::empty() detail=last_synced(app)/>
                }
            >
                <For
                    each=move || held.get()
                    key=|held| (held.rec, held.keys.clone(), held.since)
                    children=|held| view! { <OutboxCard held=held/> }
                />
                <For
                    each=move || torn.get()
                    key=|view| (view.rec, view.ver, view.conflicts.len())
                    children=|view| view! { <TornCard view=view/> }
                />
                <OutboxPhotos/>
                <Show when=move || { count() > 0 }>
                    <p class="caption ink-2 center">{move || words::total(count())}</p>
                </Show>
                <LinkButton
                    href=route::EXPORT label=text::handover::export_title() weight=Weight::Quiet glyph=Glyph::Keep block=true
                />
            </Show>
        </Screen>
    }
}

/// When the last round trip went well.
fn last_synced(app: App) -> String {
    match app.sync_line().synced_at {
        Some(at) => words::empty_detail(text::time::moment(clock::local(at), app.today())),
        None => words::never_synced().to_owned(),
    }
}

/// What the disk says no with.
#[component]
fn Disk() -> impl IntoView {
    let app = use_app();
    move || {
        let error = app.disk_trouble()?;
        Some(view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true><p>{trouble::storage(&error)}</p></Note> })
    }
}

/// How the phone stands to the server: what is safe first, then what is the matter.
#[component]
fn How() -> impl IntoView {
    let app = use_app();
    move || {
        let line = app.sync_line();
        if line.all_sent() && line.link != Link::Offline && line.link != Link::SignedOut {
            return None;
        }
        let now = app.now();
        let synced = line.synced_at.map(|at| words::last_synced(text::time::moment(clock::local(at), app.today())));
        let age = line.oldest.map_or(0, |since| text::time::whole_days(now.saturating_sub(since)));
        let old = (age >= OLD).then(|| words::old(age));
        let (tone, glyph, first, second) = match line.link {
            Link::Offline => {
                let head = line.offline_since.map_or_else(
                    || words::offline().to_owned(),
                    |since| words::offline_for(text::time::long(now.saturating_sub(since))),
                );
                (Tone::Wait, Glyph::CloudOff, head, words::safe())
            }
            Link::SignedOut => (Tone::Act, Glyph::Alert, text::frame::signed_out().to_owned(), words::expired()),
            Link::Online | Link::Unknown => {
                let what = if line.waiting > 0 {
                    text::frame::waiting(line.waiting)
                } else {
                    text::photo::waiting_n(line.photos)
                };
                (Tone::Plain, Glyph::CloudUp, what, words::on_the_way())
            }
        };
        Some(view! {
            <Note tone=tone glyph=glyph>
                <p><b>{first}</b>{synced.map(|synced| format!(" · {synced}"))}</p>
                <p>{second}</p>
                {old.map(|old| view! { <p>{old}</p> })}
            </Note>
        })
    }
}
