//! 待上传: every record that is on this phone alone, why it waits, and what to do.

use super::{
    activity_form::may_change, frame::Toasts, record_words, refused_text::RefusedText, roster::use_roster,
    screen::Screen, standing,
};
use crate::{
    clock,
    components::{
        badge::Badge,
        button::{Button, LinkButton, Weight},
        dialog::Dialog,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, outbox as words, trouble, vocabulary},
};
use domain::{activity::Activity, id::RecordId};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::BTreeSet, time::Duration};
use sync::{
    client::{Link, RecordView, Transport},
    wire::Act,
};

/// How long the button says that it is trying.
const TRYING: Duration = Duration::from_secs(3);
/// From how many days on the person is asked to look for signal.
const OLD: u64 = 3;

/// The outbox.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let app = use_app();
    let views = Memo::new(move |_| waiting(app));
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
    let weight = move || if app.sync_line().waiting > 0 { Weight::Primary } else { Weight::Plain };
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
                when=move || !views.read().is_empty()
                fallback=move || view! {
                    <EmptyState glyph=Glyph::CloudDone title=words::empty() detail=last_synced(app)/>
                }
            >
                <For
                    each=move || views.get()
                    key=|view| (view.rec, view.transport, view.ver, view.refused.len())
                    children=|view| view! { <Waiting view=view/> }
                />
                <p class="caption ink-2 center">{move || words::total(views.read().len())}</p>
            </Show>
        </Screen>
    }
}

/// Records with something that waits or was refused: refused first, then the oldest.
fn waiting(app: App) -> Vec<RecordView> {
    let views: Vec<RecordView> = app.with_replica(|replica| {
        let recs: BTreeSet<RecordId> = replica.waiting().chain(replica.refused()).map(|op| op.op.rec).collect();
        recs.into_iter().filter_map(|rec| replica.view(rec)).collect()
    });
    let refused_first = |view: &RecordView| match view.transport {
        Transport::Refused => 0,
        Transport::Waiting | Transport::Uploaded => view.waiting_since.unwrap_or(u64::MAX),
    };
    standing::in_order(views, refused_first)
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
        if line.waiting == 0 && line.link != Link::Offline && line.link != Link::SignedOut {
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
                (Tone::Plain, Glyph::CloudUp, text::frame::waiting(line.waiting), words::on_the_way())
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

/// One record that waits or was refused.
#[component]
fn Waiting(
    /// The record.
    view: RecordView,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let detail = record_words::day_and_place(&view.body, &roster.read_untracked(), app.today());
    let saved = view.waiting_since.map(|at| words::saved(text::time::moment(clock::local(at), app.today())));
    let href = route::record(view.rec);
    let badge = record_words::transport_badge(&view);
    let why = move || match app.sync_line().link {
        Link::Offline => words::why_offline(),
        Link::SignedOut => words::why_expired(),
        Link::Online | Link::Unknown => words::why_queued(),
    };
    let what = if view.ver == 0 { words::new_record() } else { words::change() };
    view! {
        <article class="card stack">
            <header>
                <span class="ink-3"><Icon glyph=Glyph::of_activity(Activity(&view.body).kind())/></span>
                <div class="grow">
                    <h2 class="clipped"><a href=href>{record_words::title(&view.body)}</a></h2>
                    <p class="small ink-2">{detail}</p>
                </div>
                <Badge badge=badge/>
            </header>
            {if view.transport == Transport::Refused {
                view! { <Refused view=view/> }.into_any()
            } else {
                let saved = saved.map(|saved| format!(" · {saved}"));
                view! { <p class="small ink-2">{what} {saved} <br/> {why}</p> }.into_any()
            }}
        </article>
    }
}

/// Why the server did not take it; mend it, or let it go.
#[component]
fn Refused(
    /// The record.
    view: RecordView,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let asking = RwSignal::new(false);
    let keys: Vec<u64> = view.refused.iter().map(|(key, _)| *key).collect();
    let reasons: BTreeSet<String> = view.refused.iter().map(|(_, refusal)| vocabulary::refusal(refusal)).collect();
    let reasons = reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view();
    let open = may_change(&view);
    let is_new =
        untrack(|| app.with_replica(|replica| replica.ops_of(view.rec).any(|op| matches!(op.op.act, Act::Create(_)))));
    let rec = view.rec;
    let drop_it = Callback::new(move |()| {
        let keys = keys.clone();
        asking.set(false);
        spawn_local(async move {
            match app.discard(keys).await {
                Ok(()) => {
                    app.drop_draft(rec);
                    toasts.say(Glyph::Check, words::dropped());
                }
                Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    });
    view! {
        <Note tone=Tone::Act glyph=Glyph::Alert>{reasons}<p>{text::record::refused_safe()}</p></Note>
        <RefusedText rec=rec/>
        <div class="row even">
            <Button label=words::drop_it() on_press=move || asking.set(true)/>
            {open.then(|| view! { <LinkButton href=route::activity(rec) label=words::mend() glyph=Glyph::Pen/> })}
        </div>
        <Dialog
            title=words::drop_title()
            close_label=text::frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=text::frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::drop_now() weight=Weight::Danger on_press=drop_it/>
            }
        >
            <p>{if is_new { words::drop_new() } else { words::drop_change() }}</p>
        </Dialog>
    }
}
