//! What is around every page of the phone: who may be here, the toast, the end of a session.

use super::{inbox, later::LaterPages, record_list::ListPlace, roster::Roster};
use crate::{
    components::{
        button::{Button, Weight},
        icon::Glyph,
        note::Note,
        skeleton::Skeleton,
        toast::{ToastArea, Toasts},
        tone::Tone,
    },
    pages::{given_way::gives_way, sign_in::SignIn},
    state::{Session, use_app},
    text,
};
use leptos::prelude::*;
use std::{sync::Arc, time::Duration};

/// How long the other pages leave the line to what the start screen asks for.
const AFTER_START: Duration = Duration::from_secs(2);

/// What somebody finds behind the door of the phone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Door {
    Starting,
    SignedOut,
    /// The session has ended, and the person wants to sign in again.
    Again,
    Open,
}

/// Lets in whoever is signed in, with the network on or off, and says what every page should.
#[component]
pub fn PhoneFrame(
    /// The pages.
    children: ChildrenFn,
) -> impl IntoView {
    let app = use_app();
    let toasts = Toasts::default();
    let again = RwSignal::new(false);
    gives_way(app, toasts.shown);
    provide_context(toasts);
    provide_context(ListPlace::new());
    let later = LaterPages::new();
    provide_context(later);
    let roster: Memo<Arc<Roster>> = Memo::new(move |_| Arc::new(Roster::read(app)));
    provide_context(roster);
    let door = Memo::new(move |_| match app.session() {
        Session::Starting => Door::Starting,
        Session::SignedOut => Door::SignedOut,
        Session::SignedIn { expired: true, .. } if again.get() => Door::Again,
        Session::SignedIn { .. } => Door::Open,
    });
    Effect::new(move |_| inbox::begin(app));
    // Once it went well, the next end of a session is told by its banner again.
    Effect::new(move |_| {
        if !matches!(app.session(), Session::SignedIn { expired: true, .. }) {
            again.set(false);
        }
    });
    // Behind the start screen the other pages come by themselves, so that they open when the signal is gone.
    Effect::new(move |_| {
        if door.get() == Door::Open {
            set_timeout(move || later.fetch(), AFTER_START);
        }
    });
    let language = Memo::new(move |_| app.settings().read().language);
    let pages = StoredValue::new(children);
    view! {
        {move || {
            text::speak(language.get());
            match door.get() {
                Door::Starting => view! { <Opening/> }.into_any(),
                Door::SignedOut => view! { <SignIn/> }.into_any(),
                Door::Again => view! { <SignIn on_later=move || again.set(false)/> }.into_any(),
                Door::Open => view! {
                    <Expired on_sign_in=move || again.set(true)/>
                    {pages.with_value(|pages| pages())}
                }
                .into_any(),
            }
        }}
        <ToastArea toast=toasts.shown/>
    }
}

/// The disk is being opened.
#[component]
fn Opening() -> impl IntoView {
    view! { <div class="screen"><main><Skeleton label=text::frame::reading()/></main></div> }
}

/// The server has ended the session: everything stays, and signing in again sends it.
#[component]
fn Expired(
    /// Opens the sign-in.
    #[prop(into)]
    on_sign_in: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let expired = Memo::new(move |_| matches!(app.session(), Session::SignedIn { expired: true, .. }));
    let waiting = Memo::new(move |_| {
        let line = app.sync_line();
        (line.waiting, line.photos)
    });
    let words = move || match waiting.get() {
        (0, 0) => text::frame::expired().to_owned(),
        (0, photos) => text::frame::expired_with_photos(photos),
        (n, _) => text::frame::expired_with(n),
    };
    view! {
        <Show when=move || expired.get()>
            <div class="notices">
                <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>
                    <p>{words}</p>
                    <Button label=text::frame::sign_in_again() weight=Weight::Primary on_press=on_sign_in/>
                </Note>
            </div>
        </Show>
    }
}
