//! The changing code. Its secret stays on this phone; the activity gets only what is needed to check a code.

use super::{door_code::modules, door_link::DoorLink, record_keep::keep};
use crate::{
    clock,
    components::{
        button::{Button, Weight},
        icon::Glyph,
        note::Note,
        qr_code::QrCode,
        toast::Toasts,
        tone::Tone,
    },
    state::{App, use_app},
    text::{door as words, trouble},
};
use domain::{
    activity::{Activity, Phase},
    fields::Fields,
    id::RecordId,
    sign_in::{DOOR, Door, Link, STEPS_MAX},
};
use leptos::prelude::*;
use std::time::Duration;

/// For how long a code is shown, in milliseconds.
pub const EVERY: u64 = 60_000;
/// How long before the start of something announced its first code is shown, in milliseconds.
const BEFORE: u64 = 3 * 3_600_000;
/// How often the page looks at the clock.
const TICK: Duration = Duration::from_secs(1);

/// The code, or the button that opens the door.
#[component]
pub fn DoorShow(
    /// The activity.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let secret = RwSignal::new(app.door_secret(rec));
    let written = Memo::new(move |_| app.record(rec).and_then(|view| view.body.get(DOOR).and_then(Door::read)));
    // A door whose chain begins with another phone's secret shows nothing here.
    let mine = Memo::new(move |_| secret.get().zip(written.get()).filter(|(secret, door)| is_of(*door, *secret)));
    let now = RwSignal::new(app.true_now());
    let ticking = set_interval_with_handle(move || now.set(app.true_now()), TICK).ok();
    on_cleanup(move || {
        if let Some(ticking) = ticking {
            ticking.clear();
        }
    });
    let step = Memo::new(move |_| mine.get().and_then(|(_, door)| door.step_at(now.get())));
    let is_open = Memo::new(move |_| step.get().is_some());
    move || match is_open.get() {
        true => view! { <Code rec=rec mine=mine step=step now=now/> }.into_any(),
        false => view! { <Open rec=rec written=written mine=mine secret=secret/> }.into_any(),
    }
}

fn is_of(door: Door, secret: Link) -> bool {
    Door::new(secret, door.from, door.every, door.steps) == door
}

/// The code of this minute.
#[component]
fn Code(
    /// The activity.
    rec: RecordId,
    /// The door and its secret.
    mine: Memo<Option<(Link, Door)>>,
    /// Which code it is.
    step: Memo<Option<u32>>,
    /// The time.
    now: RwSignal<u64>,
) -> impl IntoView {
    let app = use_app();
    let code = Memo::new(move |_| {
        step.get()?;
        let (secret, door) = mine.get()?;
        let shown = door.shown(secret, now.get_untracked())?;
        let feed = app.with_replica(|replica| replica.view(rec)).map(|view| view.feed)?;
        let origin = window().location().origin().ok()?;
        modules(&origin, DoorLink { feed, rec, shown })
    });
    let left = move || {
        let (_, door) = mine.get()?;
        Some(words::changes((door.every - now.get().saturating_sub(door.from) % door.every).div_ceil(1_000)))
    };
    move || match code.get() {
        Some(drawn) => view! {
            <section class="card stack">
                <QrCode label=words::qr() modules=Signal::stored(drawn)/>
                <p class="center strong">{words::how_to_scan()}</p>
                <p class="center small ink-2">{left}</p>
            </section>
        }
        .into_any(),
        None => view! { <Note tone=Tone::Act glyph=Glyph::Alert><p>{words::too_long()}</p></Note> }.into_any(),
    }
}

/// The one button, with what it means where a door was opened before.
#[component]
fn Open(
    /// The activity.
    rec: RecordId,
    /// The door that the activity has.
    written: Memo<Option<Door>>,
    /// The same where this phone opened it.
    mine: Memo<Option<(Link, Door)>>,
    /// The secret of this phone.
    secret: RwSignal<Option<Link>>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let is_over = move || mine.get().is_some_and(|(_, door)| door.from < app.true_now());
    let about = move || match (written.get(), mine.get()) {
        (Some(_), None) => words::other_phone(),
        _ if is_over() => words::over(),
        _ => words::open_about(),
    };
    let open = move || {
        // A minute back, for phones whose clock lags a little.
        let made = make(app, rec, app.true_now().saturating_sub(EVERY));
        let (Some((link, door)), Some(view)) = (made, untrack(|| app.record(rec))) else {
            toasts.say(Glyph::Alert, trouble::full());
            return;
        };
        secret.set(Some(link));
        keep(app, toasts, &view, Fields::default().with(DOOR, door.value()), words::opened_saved());
    };
    view! {
        <section class="card stack">
            <p>{about}</p>
            <Button label=words::open() weight=Weight::Primary glyph=Glyph::Check block=true on_press=open/>
        </section>
    }
}

/// Makes a door and keeps its secret on this phone; `None` where the browser has no room for it.
pub fn make(app: App, rec: RecordId, from: u64) -> Option<(Link, Door)> {
    let secret = clock::new_secret();
    app.keep_door_secret(rec, secret).then(|| (secret, Door::new(secret, from, EVERY, STEPS_MAX)))
}

/// The fields of something that is announced, with a door for its day. Made when it is announced, the door is known to
/// the server before anybody comes, so that phones without signal may upload in any order.
pub fn with_door(app: App, rec: RecordId, body: Fields) -> Fields {
    let activity = Activity(&body);
    let start = activity.start().filter(|_| activity.phase() == Some(Phase::Planned));
    let made = start.and_then(|start| make(app, rec, clock::millis(start).saturating_sub(BEFORE)));
    match made {
        Some((_, door)) => body.with(DOOR, door.value()),
        None => body,
    }
}
