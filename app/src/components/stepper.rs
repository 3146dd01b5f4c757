//! A whole number with a minus and a plus.

use super::icon::{Glyph, Icon};
use leptos::{ev, prelude::*, web_sys::HtmlInputElement};

/// The number with its name, its buttons and a hint; it can be typed as well. Never below zero.
#[component]
pub fn NumberField(
    /// What is counted; the accessible name of the number.
    #[prop(into)]
    label: String,
    /// What the minus and the plus are called.
    buttons: (&'static str, &'static str),
    /// The id of the input, for the focus.
    #[prop(into)]
    id: String,
    /// What the number means.
    #[prop(into)]
    hint: Signal<String>,
    /// The number.
    #[prop(into)]
    value: Signal<i64>,
    /// The largest number.
    #[prop(default = 1_000_000)]
    max: i64,
    /// Called with the new number.
    #[prop(into)]
    on_change: Callback<i64>,
) -> impl IntoView {
    let change = move |to: i64| on_change.run(to.clamp(0, max));
    let typed = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let digits: String = input.value().chars().filter(char::is_ascii_digit).take(9).collect();
        change(digits.parse().unwrap_or(0));
        // Where the number stayed the same, nothing else would take the stray characters out again.
        input.set_value(&value.get_untracked().to_string());
    };
    let all = move |event: ev::FocusEvent| {
        let input: HtmlInputElement = event_target(&event);
        input.select();
    };
    let (minus, plus) = buttons;
    let (name, described) = (format!("{id}-name"), format!("{id}-hint"));
    let (named_by, named_too, describing) = (name.clone(), name.clone(), described.clone());
    view! {
        <div class="number-field">
            <div class="grow">
                <label class="label" id=name r#for=id.clone()>{label}</label>
                <p class="hint" id=described>{move || hint.get()}</p>
            </div>
            <div class="stepper">
                <button
                    type="button"
                    aria-label=minus
                    aria-describedby=named_by
                    on:click=move |_| change(value.get_untracked() - 1)
                >
                    <Icon glyph=Glyph::Minus/>
                </button>
                <input
                    id=id
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby=describing
                    prop:value=move || value.get().to_string()
                    on:input=typed
                    on:focus=all
                />
                <button
                    type="button"
                    aria-label=plus
                    aria-describedby=named_too
                    on:click=move |_| change(value.get_untracked() + 1)
                >
                    <Icon glyph=Glyph::Plus/>
                </button>
            </div>
        </div>
    }
}
