//! 扫一扫: where the browser can read codes itself, the camera is opened here; elsewhere the page says what to do instead.

use super::{
    activity_edit::to_whole_path,
    barcodes::{Barcodes, Camera},
    door_link::DoorLink,
    screen::Screen,
};
use crate::{
    components::{icon::Glyph, note::Note, toast::Toasts, tone::Tone},
    routes::phone as route,
    text::door as words,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

/// How long between two looks through the camera, in milliseconds.
const LOOK: u32 = 250;

/// What stands in the way of the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// The browser reads no codes.
    Unable,
    /// The camera did not open.
    Refused,
}

/// The page.
#[component]
pub fn ScanPage() -> impl IntoView {
    let trouble = RwSignal::new(Barcodes::new().is_none().then_some(Trouble::Unable));
    view! {
        <Screen title=words::scan_title().to_owned() back=route::HOME>
            {move || match trouble.get() {
                None => view! { <Look trouble=trouble/> }.into_any(),
                Some(Trouble::Unable) => told(words::scan_unavailable()).into_any(),
                Some(Trouble::Refused) => told(words::scan_refused()).into_any(),
            }}
        </Screen>
    }
}

fn told(words: &'static str) -> impl IntoView {
    view! { <Note tone=Tone::Wait glyph=Glyph::Info><p>{words}</p></Note> }
}

/// What the camera sees, until it sees a code of a door.
#[component]
fn Look(
    /// Set where the camera cannot be had.
    trouble: RwSignal<Option<Trouble>>,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let navigate = use_navigate();
    let video = NodeRef::<html::Video>::new();
    let camera = StoredValue::new_local(None::<Camera>);
    // Gone with the page: whoever looks through the camera then stops.
    let open = RwSignal::new(true);
    on_cleanup(move || {
        if let Some(camera) = camera.try_update_value(Option::take).flatten() {
            camera.close();
        }
    });
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        let navigate = navigate.clone();
        spawn_local(async move {
            let (Some(barcodes), Ok(opened)) = (Barcodes::new(), Camera::open(&video).await) else {
                trouble.try_set(Some(Trouble::Refused));
                return;
            };
            if open.is_disposed() {
                opened.close();
                return;
            }
            camera.set_value(Some(opened));
            let mut other = String::new();
            while !open.is_disposed() {
                let text = barcodes.read(&video).await.unwrap_or_default();
                if let Some(link) = DoorLink::seen(&text) {
                    navigate(&link.path(), to_whole_path(true));
                    return;
                }
                // Said once, not four times a second.
                if !text.is_empty() && text != other {
                    toasts.say(Glyph::Info, words::scan_other());
                    other = text;
                }
                TimeoutFuture::new(LOOK).await;
            }
        });
    });
    view! {
        <p>{words::scan_about()}</p>
        <video class="viewfinder" node_ref=video autoplay=true muted=true playsinline=true aria-label=words::scan_about()></video>
        <p class="small ink-2">{words::scan_unavailable_hint()}</p>
    }
}
