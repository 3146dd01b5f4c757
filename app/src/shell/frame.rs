//! What is shown around the pages, and in their place when something stands in the way.

use super::{browser, install::Offer, update};
use crate::{
    components::{
        button::{Button, Weight},
        empty_state::EmptyState,
        icon::Glyph,
        note::Note,
    },
    session,
    state::{App, Settings, Stage},
    text::{self, shell as words, trouble},
};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The notices above the pages, and the pages.
#[component]
pub fn Frame(
    /// The handle that the pages take from the context.
    app: App,
    /// The pages.
    #[prop(into)]
    routes: ViewFn,
) -> impl IntoView {
    provide_context(app);
    let (settings, standing) = (app.core().settings, app.core().stage);
    Effect::new(move |_| apply(&settings.get()));
    // The pages stay as they are while nothing stands in the way anew.
    let stage = Memo::new(move |_| standing.get());
    let language = Memo::new(move |_| settings.read().language);
    let notices = move || {
        text::speak(language.get());
        view! {
            <aside class="notices" aria-label=words::notices()>
                <UpdateNotice/>
                <BrowserNotice/>
                {browser::is_phone().then(|| view! { <InstallNotice app=app/> })}
            </aside>
        }
    };
    view! {
        {notices}
        {move || match stage.get() {
            Stage::Working => routes.run(),
            Stage::Elsewhere => view! { <Elsewhere app=app/> }.into_any(),
            Stage::Blocked => view! { <Blocked/> }.into_any(),
            Stage::Broken(error) => view! { <Broken why=trouble::storage(&error)/> }.into_any(),
        }}
    }
}

/// Shows the settings on the root element, where the style sheet looks, and keeps them.
fn apply(settings: &Settings) {
    // Without room for them they hold for this visit.
    let _ = LocalStorage::set(super::SETTINGS, settings);
    let Some(root) = browser::document().and_then(|document| document.document_element()) else { return };
    let size = if settings.large_type { "large" } else { "standard" };
    for (name, value) in [("data-theme", settings.theme.id()), ("data-type", size), ("lang", settings.language.tag())] {
        // The names are valid ones, so setting them cannot fail.
        let _ = root.set_attribute(name, value);
    }
}

#[component]
fn UpdateNotice() -> impl IntoView {
    let waiting = update::waiting();
    view! {
        <Show when=move || waiting.get()>
            <Note glyph=Glyph::Reload alerts=true>
                <p>{words::update()}</p>
                <Button label=words::update_now() weight=Weight::Primary on_press=Callback::new(|()| update::accept())/>
                <Button label=words::later() weight=Weight::Quiet on_press=Callback::new(move |()| waiting.set(false))/>
            </Note>
        </Show>
    }
}

#[component]
fn BrowserNotice() -> impl IntoView {
    let shown = RwSignal::new(!browser::can_start_offline());
    let why = if browser::is_wechat() { words::in_wechat() } else { words::no_offline() };
    view! {
        <Show when=move || shown.get()>
            <Note glyph=Glyph::Info>
                <p>{why}</p>
                <Button label=words::understood() weight=Weight::Quiet on_press=Callback::new(move |()| shown.set(false))/>
            </Note>
        </Show>
    }
}

#[component]
fn InstallNotice(
    /// Tells whether something was saved: nobody installs what they have not used.
    app: App,
) -> impl IntoView {
    let offer = Offer::listen();
    let has_saved = app.core().has_saved;
    let shown = move || offer.is_open() && has_saved.get();
    view! {
        <Show when=shown>
            <Note glyph=Glyph::Phone>
                <p>{words::install()}</p>
                <Button label=words::install_now() on_press=Callback::new(move |()| offer.take())/>
                <Button label=words::no_thanks() weight=Weight::Quiet on_press=Callback::new(move |()| offer.decline())/>
            </Note>
        </Show>
    }
}

#[component]
fn Elsewhere(
    /// Takes over.
    app: App,
) -> impl IntoView {
    let take = Callback::new(move |()| {
        let core = app.core();
        spawn_local(async move { session::take_over(&core).await });
    });
    view! {
        <main>
            <EmptyState
                glyph=Glyph::Copy
                title=words::elsewhere_title()
                detail=words::elsewhere()
            >
                <Button label=words::use_here() weight=Weight::Primary on_press=take/>
            </EmptyState>
        </main>
    }
}

#[component]
fn Blocked() -> impl IntoView {
    view! {
        <main>
            <EmptyState
                glyph=Glyph::Clock
                title=words::blocked_title()
                detail=words::blocked()
            />
        </main>
    }
}

#[component]
fn Broken(
    /// What happened, and what to do.
    why: &'static str,
) -> impl IntoView {
    view! {
        <main>
            <EmptyState glyph=Glyph::Alert title=words::broken_title() detail=why>
                <Button label=words::open_again() weight=Weight::Primary on_press=Callback::new(|()| update::reload())/>
            </EmptyState>
        </main>
    }
}
