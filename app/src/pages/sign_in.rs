//! 登录: the same page for the phone and the desk.

use crate::{
    api::ApiError,
    components::{
        button::{Button, IconButton, Weight},
        field::TextField,
        icon::{Glyph, Icon},
        note::Failure,
    },
    state::use_app,
    text::{frame, sign_in as text, trouble},
};
use leptos::{ev, prelude::*, task::spawn_local};

/// Asks for account and password. Nothing else happens here: whoever shows it follows the session.
#[component]
pub fn SignIn(
    /// Called by somebody who would rather sign in later; `None` where nothing can be done without.
    #[prop(optional, into)]
    on_later: Option<Callback<()>>,
) -> impl IntoView {
    let app = use_app();
    let (name, unsent) = untrack(|| {
        let name = app.session().user().map(|user| user.name.clone());
        (name, app.sync_line().waiting + app.drafts().len() > 0)
    });
    let kept = name.is_some() && unsent;
    let title = name.map_or_else(|| text::title().to_owned(), |name| text::again(&name));
    let about = if kept { text::kept() } else { text::about() };
    Effect::new(move |_| document().set_title(&format!("{} · {}", text::sign_in(), frame::product())));
    view! {
        <main class="sign-in">
            <div class="row between top">
                <div class="brand">
                    <span class="mark"><Icon glyph=Glyph::Mark/></span>
                    <div class="grow">
                        <h1>{title}</h1>
                        <p class="small ink-2">{about}</p>
                    </div>
                </div>
                <TypeSwitch/>
            </div>
            <SignInForm/>
            {on_later.map(|later| view! { <Button label=text::later() block=true on_press=later/> })}
            <p class="small ink-2">{text::first_time()}<br/>{text::help()}</p>
        </main>
    }
}

/// Switches the large type on and off.
#[component]
pub fn TypeSwitch() -> impl IntoView {
    let settings = use_app().settings();
    let label = move || if settings.read().large_type { frame::standard_type() } else { frame::large_type() };
    view! {
        <IconButton
            glyph=Glyph::Letters
            label=Signal::derive(move || label().to_owned())
            worded=true
            on_press=move || settings.update(|settings| settings.large_type = !settings.large_type)
        />
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let app = use_app();
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (asked, busy) = (RwSignal::new(false), RwSignal::new(false));
    let shown = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let missing = move |field: RwSignal<String>, words: fn() -> &'static str| {
        Signal::derive(move || (asked.get() && field.read().trim().is_empty()).then(|| words().to_owned()))
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (login, password) = (login.get_untracked().trim().to_owned(), password.get_untracked());
        asked.set(true);
        if login.is_empty() || password.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let result = app.sign_in(login, password).await;
            // After it went well the page is gone, and its signals with it.
            if let Err(error) = result {
                busy.set(false);
                failure.set(Some(sentence(&error)));
            }
        });
    };
    let kind = Signal::derive(move || if shown.get() { "text" } else { "password" });
    let reveal = Signal::derive(move || {
        let words = if shown.get() { text::hide_password() } else { text::show_password() };
        words.to_owned()
    });
    let label = Signal::derive(move || if busy.get() { text::signing_in() } else { text::sign_in() }.to_owned());
    view! {
        <form on:submit=submit novalidate=true>
            <Failure words=failure/>
            <TextField
                label=text::login()
                id="login"
                autocomplete="username"
                value=login
                wrong=missing(login, text::login_missing)
                on_input=move |words| login.set(words)
            />
            <div class="stack tight">
                <TextField
                    label=text::password()
                    id="password"
                    kind=kind
                    autocomplete="current-password"
                    value=password
                    wrong=missing(password, text::password_missing)
                    on_input=move |words| password.set(words)
                />
                <div class="row">
                    <Button label=reveal weight=Weight::Quiet on_press=move || shown.update(|shown| *shown = !*shown)/>
                </div>
            </div>
            <Button label=label weight=Weight::Primary submits=true block=true busy=busy/>
        </form>
    }
}

/// What happened, and what to do.
fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::Offline => text::no_network().to_owned(),
        ApiError::Refused { .. } => trouble::api(error),
    }
}
