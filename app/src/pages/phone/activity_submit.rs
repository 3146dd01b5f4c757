//! The lower edge of the form: what is missing, 存草稿 and 提交.

use super::{
    activity_edit::to_whole_path,
    activity_form::{Form, NotSubmitted},
    standing::Viewer,
};
use crate::{
    components::{
        button::{Button, Weight},
        icon::{Glyph, Icon},
        toast::Toasts,
    },
    routes::phone as route,
    text::{activity as words, photo, plan, trouble},
};
use domain::activity::{Activity, Phase};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What is missing, 存草稿 and 提交.
#[component]
pub fn Actions(
    /// The form.
    form: Form,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let navigate = StoredValue::new(use_navigate());
    let go = move |path: &str| navigate.with_value(|navigate| navigate(path, to_whole_path(true)));
    let busy = RwSignal::new(false);
    let submit = move || {
        // Two presses in one moment come before the button is drawn as busy.
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let rec = form.rec();
            let result = form.submit().await;
            // The person may have left the page meanwhile.
            busy.try_set(false);
            match result {
                Ok(()) => {
                    toasts.say(Glyph::Check, words::saved());
                    go(&route::record(rec));
                }
                Err(NotSubmitted::Incomplete) => show_first(form),
                Err(NotSubmitted::Taking) => toasts.say(Glyph::Photo, photo::shrinking()),
                Err(NotSubmitted::Unchanged) => toasts.say(Glyph::Info, words::nothing_changed()),
                Err(NotSubmitted::Unsaved(error)) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    };
    let keep = move || {
        if form.saved_at.get_untracked().is_none() {
            // Nothing was typed yet; the person asks for it to be kept all the same.
            form.set([]);
        }
        spawn_local(async move {
            match form.app.flush_drafts().await {
                Ok(()) => {
                    toasts.say(Glyph::Check, words::draft_saved());
                    go(route::HOME);
                }
                Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    };
    let label = Signal::derive(move || if invites(form) { plan::send() } else { words::submit() }.to_owned());
    view! {
        <Lacking form=form/>
        <div class="actions">
            <Button label=words::keep_draft() on_press=keep/>
            <Button label=label weight=Weight::Primary busy=busy on_press=submit/>
        </div>
    }
}

/// Whether submitting asks somebody else to come.
fn invites(form: Form) -> bool {
    let me = untrack(|| Viewer::of(form.app)).member;
    let asks = |activity: Activity<'_>| activity.attendance().any(|(member, _)| Some(member) != me);
    form.is_new() && form.phase() == Phase::Planned && form.read(|body| asks(Activity(body)))
}

/// The list of what is missing; a press leads to the first of it.
#[component]
fn Lacking(
    /// The form.
    form: Form,
) -> impl IntoView {
    let words = move || {
        let lacking = form.lacking();
        let names: Vec<&str> = lacking.iter().map(|(field, _)| words::field_name(field)).collect();
        words::lacking(lacking.len(), names.join(words::list_comma()))
    };
    view! {
        <div aria-live="polite">
            <Show when=move || !form.lacking().is_empty()>
                <div class="lacking">
                    <button type="button" class="text-link hint wrong" on:click=move |_| show_first(form)>
                        <Icon glyph=Glyph::Alert small=true/>
                        <span>{words}</span>
                    </button>
                </div>
            </Show>
        </div>
    }
}

/// Moves the focus to the first thing that is missing.
fn show_first(form: Form) {
    let Some((field, _)) = untrack(|| form.lacking()).into_iter().next() else { return };
    let part = match field.split_once(':') {
        Some(("measure", measure)) => measure.to_owned(),
        Some((stem, _)) => stem.to_owned(),
        None => field,
    };
    show_field(&part);
}

/// Goes to a field of a form by its name.
pub fn show_field(field: &str) {
    let Some(place) = document().get_element_by_id(&format!("field-{field}")) else { return };
    place.scroll_into_view();
    if let Ok(element) = place.dyn_into::<HtmlElement>() {
        // What can take no focus has at least been scrolled to.
        let _ = element.focus();
    }
}
