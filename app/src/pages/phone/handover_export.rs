//! 导出没上传的内容: what is on this phone alone as an encrypted file, with or without signal.

use super::{handover_words as said, screen::Screen};
use crate::{
    components::{
        button::{Button, Weight},
        empty_state::EmptyState,
        field::TextField,
        icon::{Glyph, Icon},
        note::{Failure, Note},
        tone::Tone,
    },
    routes::phone as route,
    state::{ObjectUrl, use_app},
    text::handover as words,
};
use leptos::{ev, prelude::*, task::spawn_local};
use std::rc::Rc;
use sync::export::envelope::PASSPHRASE_MIN;

/// A file that was made, for as long as the page is open.
#[derive(Clone)]
struct Made {
    url: Rc<ObjectUrl>,
    name: String,
    size: String,
}

/// The page.
#[component]
pub fn ExportPage() -> impl IntoView {
    let app = use_app();
    let unsent = Memo::new(move |_| app.unsent());
    let made = RwSignal::new_local(None::<Made>);
    let holds = move || words::holds(&said::amount(unsent.get()));
    view! {
        <Screen title=words::export_title() back=route::ME>
            <Show
                when=move || { unsent.read().count() > 0 }
                fallback=|| view! {
                    <EmptyState glyph=Glyph::CloudDone title=words::nothing() detail=words::nothing_detail()/>
                }
            >
                <section class="card stack">
                    <p class="sentence">{holds}</p>
                    <p>{words::why()}</p>
                    <p>{words::stays()}</p>
                </section>
                {move || match made.get() {
                    Some(made) => view! {
                        <Note tone=Tone::Done glyph=Glyph::Check alerts=true><p>{words::made(&made.size)}</p></Note>
                        <a class="button primary block" href=made.url.as_str().to_owned() download=made.name.clone()>
                            <Icon glyph=Glyph::Keep small=true/>{words::keep()}
                        </a>
                    }
                    .into_any(),
                    None => view! { <Passphrase made=made/> }.into_any(),
                }}
            </Show>
        </Screen>
    }
}

/// Asks for a passphrase twice, and makes the file.
#[component]
fn Passphrase(
    /// Where the file goes.
    made: RwSignal<Option<Made>, LocalStorage>,
) -> impl IntoView {
    let app = use_app();
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (asked, busy, shown) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<String>);
    let short = move || first.read().chars().count() < PASSPHRASE_MIN;
    let differs = move || *first.read() != *second.read();
    let wrong = |asked: RwSignal<bool>, words: fn() -> &'static str| {
        move |is_wrong: bool| (asked.get() && is_wrong).then(|| words().to_owned())
    };
    let (too_short, other) = (wrong(asked, words::too_short), wrong(asked, words::differs));
    let make = move |event: ev::SubmitEvent| {
        event.prevent_default();
        asked.set(true);
        if untrack(|| short() || differs()) || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let passphrase = first.get_untracked();
        spawn_local(async move {
            let file = app.export(&passphrase).await;
            let file = file.and_then(|file| said::made(app, &file));
            // The page may be closed by now.
            busy.try_set(false);
            match file {
                Ok((url, name, size)) => made.try_set(Some(Made { url: url.into(), name, size })).is_some(),
                Err(error) => failure.try_set(Some(said::trouble(&error))).is_some(),
            };
        });
    };
    let kind = Signal::derive(move || if shown.get() { "text" } else { "password" });
    let reveal = Signal::derive(move || if shown.get() { words::hide() } else { words::show() }.to_owned());
    let label = Signal::derive(move || if busy.get() { words::making() } else { words::make() }.to_owned());
    view! {
        <form class="card stack" on:submit=make novalidate=true>
            <Failure words=failure/>
            <p>{words::passphrase_about()}</p>
            <TextField
                label=words::passphrase() id="passphrase" kind=kind autocomplete="new-password" value=first
                wrong=Signal::derive(move || too_short(short())) on_input=move |text| first.set(text)
            />
            <TextField
                label=words::again() id="passphrase-again" kind=kind autocomplete="new-password" value=second
                wrong=Signal::derive(move || other(differs())) on_input=move |text| second.set(text)
            />
            <div class="row">
                <Button label=reveal weight=Weight::Quiet on_press=move || shown.update(|shown| *shown = !*shown)/>
            </div>
            <Button label=label weight=Weight::Primary submits=true block=true busy=busy/>
        </form>
    }
}
