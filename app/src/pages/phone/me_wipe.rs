//! 清空本机: lets go of everything of a person on this phone. What no server has is lost only after its number was typed.

use super::handover_words as said;
use crate::{
    components::{
        button::{Button, LinkButton, Weight},
        dialog::Dialog,
        field::TextField,
        icon::Glyph,
        note::{Failure, Note},
        tone::Tone,
    },
    routes::phone as route,
    state::use_app,
    text::{frame, handover as words, trouble},
};
use leptos::{prelude::*, task::spawn_local};

/// The button, and the question behind it.
#[component]
pub fn Wipe() -> impl IntoView {
    let app = use_app();
    let unsent = Memo::new(move |_| app.unsent());
    let count = move || unsent.read().count();
    let (open, asked, busy) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let typed = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<String>);
    let fits = move || count() == 0 || typed.read().trim() == count().to_string();
    let wrong = Signal::derive(move || (asked.get() && !fits()).then(|| words::wipe_wrong(count())));
    let begin = move || {
        asked.set(false);
        typed.set(String::new());
        failure.set(None);
        open.set(true);
    };
    let wipe = Callback::new(move |()| {
        asked.set(true);
        if busy.get_untracked() || !untrack(fits) {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            // Once it went well the page is gone, and its signals with it.
            if let Err(error) = app.wipe().await {
                busy.try_set(false);
                failure.try_set(Some(trouble::save(&error)));
            }
        });
    });
    let loses = move || match count() {
        0 => view! { <p>{words::wipe_clean()}</p> }.into_any(),
        n => view! {
            <Note tone=Tone::Act glyph=Glyph::Alert><p>{words::wipe_loses(&said::amount(unsent.get()))}</p></Note>
            <LinkButton href=route::EXPORT label=words::wipe_export_first() glyph=Glyph::Keep block=true/>
            <TextField
                label=words::wipe_type(n) id="wipe-count" value=typed wrong=wrong
                on_input=move |text| typed.set(text)
            />
        }
        .into_any(),
    };
    view! {
        <Button label=words::wipe() block=true on_press=begin/>
        <Dialog
            title=words::wipe_title()
            close_label=frame::close()
            open=open
            on_close=move || open.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || open.set(false)/>
                <Button label=words::wipe_now() weight=Weight::Danger busy=busy on_press=wipe/>
            }
        >
            <Failure words=failure/>
            {loses}
        </Dialog>
    }
}
