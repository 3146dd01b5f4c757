//! The keys of the review page.

use super::{
    decision::Decision,
    review_queue::{KeyAct, key_act},
    review_state::{Asking, ReviewState},
};
use crate::{
    components::dialog::Dialog,
    text::{desk as text, frame, photo, review},
};
use domain::review::Review;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The most used keys, and a button that shows all.
#[component]
pub fn Keys(state: ReviewState, on: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="desk-keys">
            <span><kbd>"j"</kbd><kbd>"k"</kbd>{text::key_step()}</span>
            {move || state.place.get().below().is_none().then(|| view! {
                <span><kbd>"a"</kbd>{text::approve()}</span>
                <span><kbd>"r"</kbd>{text::return_it()}</span>
                <span><kbd>"x"</kbd>{review::key_select()}</span>
            })}
            <button type="button" class="button quiet compact" on:click=move |_| state.asking.set(Some(Asking::Keys))>
                <kbd aria-hidden="true">"?"</kbd>
                {move || if on.get() { review::key_all() } else { text::keys_off() }}
            </button>
        </div>
    }
}

/// All keys. They can be switched off, for whoever speaks to the computer instead of typing.
#[component]
pub fn AllKeys(state: ReviewState, on: RwSignal<bool>) -> impl IntoView {
    let open = Signal::derive(move || state.asking.get() == Some(Asking::Keys));
    let close = Callback::new(move |()| state.asking.set(None));
    view! {
        <Dialog title=review::keys_title() close_label=frame::close() open=open on_close=close>
            <dl class="desk-all-keys">
                {all().map(|(keys, what)| view! {
                    <div>
                        <dt>{keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view()}</dt>
                        <dd>{what}</dd>
                    </div>
                }).collect_view()}
            </dl>
            <label class="desk-keys-switch">
                <input
                    type="checkbox"
                    prop:checked=move || on.get()
                    on:change=move |event| on.set(event_target_checked(&event))
                />
                <span>{review::keys_switch()} <small>{review::keys_why()}</small></span>
            </label>
        </Dialog>
    }
}

fn all() -> [(&'static [&'static str], &'static str); 11] {
    [
        (&["j", "k"], text::key_step()),
        (&["a"], text::approve()),
        (&["r"], text::return_it()),
        (&["e"], review::key_correct()),
        (&["p"], photo::key_photos()),
        (&["x"], review::key_select()),
        (&["m"], review::key_compare()),
        (&["1", "4"], review::key_pick()),
        (&["Ctrl", "↵"], review::key_send()),
        (&["Esc"], review::key_close()),
        (&["?"], review::key_all()),
    ]
}

/// Listens to the keys for as long as the page is open.
pub fn listen(state: ReviewState, keys: RwSignal<bool>) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.is_composing();
        if !is_plain || state.asking.get_untracked().is_some() || is_behind() || is_typed_into(&event) {
            return;
        }
        let Some(act) = key_act(&event.key()) else { return };
        if keys.get_untracked() && press(state, act, event.repeat()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Does what a key asks for; whether there was anything to do.
fn press(state: ReviewState, act: KeyAct, repeated: bool) -> bool {
    let may = |to| is_on_screen() && untrack(|| state.may(to));
    let ask = |asking| state.asking.set(Some(asking));
    match act {
        KeyAct::Next => state.step(1),
        KeyAct::Previous => state.step(-1),
        KeyAct::Approve if may(Review::Approved) && !repeated => state.decide(Decision::Approve),
        KeyAct::Approve if is_on_screen() && !repeated && untrack(|| state.may_pass()) => state.pass(),
        KeyAct::Return if may(Review::Returned) => ask(Asking::Return),
        KeyAct::Correct if is_on_screen() && untrack(|| state.may_correct()) => ask(Asking::Correct),
        KeyAct::Compare if is_on_screen() => match untrack(|| state.comparable()) {
            Some(other) => ask(Asking::Merge(other)),
            None => return false,
        },
        KeyAct::Select if !repeated && untrack(|| state.selects()) => {
            if let Some(rec) = state.reading.with_untracked(|item| item.as_ref().map(|item| item.row.row.rec)) {
                state.toggle(rec);
            }
        }
        KeyAct::Photos => return open_photos(),
        KeyAct::Keys => ask(Asking::Keys),
        // A key that can do nothing leads to the button that can; before a choice that is a person's it only leads.
        KeyAct::Approve | KeyAct::Return if is_on_screen() => {
            return focus_on(".desk-said button:not(.desk-ways *, .desk-typed *)") || focus_on(".desk-said[tabindex]");
        }
        _ => return false,
    }
    true
}

/// Opens the first photo of the record that is read, as a press on it does; whether there is one.
fn open_photos() -> bool {
    let photo = found(".desk-open .desk-photo");
    photo.inspect(HtmlElement::click).is_some()
}

/// Leads the focus to what a selector finds; whether there is such a thing.
fn focus_on(selector: &str) -> bool {
    found(selector).is_some_and(|element| element.focus().is_ok())
}

/// Keeps the focus in the record where the button that was pressed goes.
pub fn stay_in_record() {
    focus_on(".desk-open-scroll");
}

fn found(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Whether the page lies behind a dialog: no key of it may act then.
fn is_behind() -> bool {
    found("dialog[open]").is_some()
}

/// Whether the record can be read now: a narrow window shows the list in its place, and a key must not decide blindly.
fn is_on_screen() -> bool {
    found(".desk-open").is_some_and(|record| record.offset_parent().is_some())
}

/// Whether the key goes into a field; a box to tick takes none but the space bar.
fn is_typed_into(event: &ev::KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let fields = "input:not([type='checkbox']), textarea, select";
    element.is_some_and(|element| element.closest(fields).is_ok_and(|field| field.is_some()))
}
