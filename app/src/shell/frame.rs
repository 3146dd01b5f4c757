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
    view! {
        <aside class="notices" aria-label="提示">
            <UpdateNotice/>
            <BrowserNotice/>
            {browser::is_phone().then(|| view! { <InstallNotice app=app/> })}
        </aside>
        {move || match stage.get() {
            Stage::Working => routes.run(),
            Stage::Elsewhere => view! { <Elsewhere app=app/> }.into_any(),
            Stage::Blocked => view! { <Blocked/> }.into_any(),
            Stage::Broken(error) => view! { <Broken words=error.zh()/> }.into_any(),
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
                <p>"有新版本。更新只要几秒，写的内容不会丢。"</p>
                <Button label="现在更新" weight=Weight::Primary on_press=Callback::new(|()| update::accept())/>
                <Button label="以后再说" weight=Weight::Quiet on_press=Callback::new(move |()| waiting.set(false))/>
            </Note>
        </Show>
    }
}

#[component]
fn BrowserNotice() -> impl IntoView {
    let shown = RwSignal::new(!browser::can_start_offline());
    let words = if browser::is_wechat() {
        "在微信里打开，没有信号时会打不开。请点右上角“…”，选“在浏览器打开”。"
    } else {
        "这个浏览器在没有信号时打不开本页。请换用手机自带的浏览器。"
    };
    view! {
        <Show when=move || shown.get()>
            <Note glyph=Glyph::Info>
                <p>{words}</p>
                <Button label="知道了" weight=Weight::Quiet on_press=Callback::new(move |()| shown.set(false))/>
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
                <p>"把商量放到桌面，下次一点就开，没有信号也能记。"</p>
                <Button label="放到桌面" on_press=Callback::new(move |()| offer.take())/>
                <Button label="不用了" weight=Weight::Quiet on_press=Callback::new(move |()| offer.decline())/>
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
                title="已在另一个页面打开"
                detail="同一个人的记录一次只在一个页面里用，免得两边改乱。写的内容都在。"
            >
                <Button label="在这里用" weight=Weight::Primary on_press=take/>
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
                title="请关闭其他打开着的商量页面"
                detail="新版本要整理本机资料，旧页面关掉后会自动继续。写的内容都在。"
            />
        </main>
    }
}

#[component]
fn Broken(
    /// What happened, and what to do.
    words: &'static str,
) -> impl IntoView {
    view! {
        <main>
            <EmptyState glyph=Glyph::Alert title="本机资料打不开" detail=words>
                <Button label="重新打开" weight=Weight::Primary on_press=Callback::new(|()| update::reload())/>
            </EmptyState>
        </main>
    }
}
