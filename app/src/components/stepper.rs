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
    /// What is said of anything that is not a whole number.
    wrong: &'static str,
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
    // What is not a number stays in the field as it was typed, until it is mended or left.
    let is_wrong = RwSignal::new(false);
    let typed = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let read = whole_number(&input.value(), max);
        is_wrong.set(read.is_none());
        if let Some(number) = read {
            change(number);
        }
    };
    let left = move |event: ev::FocusEvent| {
        is_wrong.set(false);
        let input: HtmlInputElement = event_target(&event);
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
                <p class="hint" class:wrong=move || is_wrong.get() id=described aria-live="polite">
                    {move || if is_wrong.get() { wrong.to_owned() } else { hint.get() }}
                </p>
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
                    aria-invalid=move || is_wrong.get().to_string()
                    on:input=typed
                    on:blur=left
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

/// A number as people type it, with the wide digits of Chinese keyboards too; nothing typed is zero. `None` is anything
/// else, or a number above `max`: guessing what was meant would write down what nobody said.
pub fn whole_number(typed: &str, max: i64) -> Option<i64> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        other => Some(other),
    };
    let plain: String = typed.trim().chars().filter_map(digit).collect();
    if plain.is_empty() {
        return Some(0);
    }
    let is_number = plain.chars().all(|c| c.is_ascii_digit());
    plain.parse().ok().filter(|number| is_number && *number <= max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_was_meant_or_not_at_all() {
        let table = [
            ("12", Some(12)),
            ("１２", Some(12)),
            (" 7 ", Some(7)),
            ("", Some(0)),
            ("007", Some(7)),
            ("1.5", None),
            ("-1", None),
            ("1e9", None),
            ("３人", None),
            ("abc", None),
            ("1000001", None),
            ("99999999999999999999", None),
        ];
        for (typed, number) in table {
            assert_eq!(whole_number(typed, 1_000_000), number, "{typed}");
        }
    }
}
