//! The keys of the review page.

use super::{
    decision::Decision,
    review_queue::{KeyAct, key_act},
    review_state::ReviewState,
};
use crate::text::desk as text;
use domain::review::Review;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The keys of the page. They can be switched off, for whoever speaks to the computer instead of typing.
#[component]
pub fn Keys(on: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="desk-keys">
            <span><kbd>"j"</kbd><kbd>"k"</kbd>{text::key_step()}</span>
            <span><kbd>"a"</kbd>{text::approve()}</span>
            <span><kbd>"r"</kbd>{text::return_it()}</span>
            <button
                type="button"
                class="button compact"
                aria-pressed=move || on.get().to_string()
                on:click=move |_| on.update(|on| *on = !*on)
            >
                {move || if on.get() { text::keys_on() } else { text::keys_off() }}
            </button>
        </div>
    }
}

/// Listens to the keys for as long as the page is open.
pub fn listen(state: ReviewState, keys: RwSignal<bool>) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.is_composing();
        if !is_plain || !keys.get_untracked() || state.returning.get_untracked() || is_typed_into(&event) {
            return;
        }
        let may = |to| is_on_screen() && untrack(|| state.may(to));
        match key_act(&event.key()) {
            Some(KeyAct::Next) => state.step(1),
            Some(KeyAct::Previous) => state.step(-1),
            Some(KeyAct::Approve) if may(Review::Approved) && !event.repeat() => state.decide(Decision::Approve),
            Some(KeyAct::Return) if may(Review::Returned) => state.returning.set(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Whether the record can be read now: a narrow window shows the list in its place, and a key must not decide blindly.
fn is_on_screen() -> bool {
    let record = document().query_selector(".desk-open").ok().flatten();
    let record = record.and_then(|record| record.dyn_into::<HtmlElement>().ok());
    record.is_some_and(|record| record.offset_parent().is_some())
}

/// Whether the key goes into a field.
fn is_typed_into(event: &ev::KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.closest("input, textarea, select").is_ok_and(|field| field.is_some()))
}
