//! Buttons, and links that look like them.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How much a button asks to be pressed; at most one of a page is primary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do here.
    Primary,
    /// One of several.
    #[default]
    Plain,
    /// Out of the way.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Weight {
    const fn class(self, block: bool) -> &'static str {
        match (self, block) {
            (Weight::Primary, false) => "button primary",
            (Weight::Primary, true) => "button primary block",
            (Weight::Plain, false) => "button",
            (Weight::Plain, true) => "button block",
            (Weight::Quiet, false) => "button quiet",
            (Weight::Quiet, true) => "button quiet block",
            (Weight::Danger, false) => "button danger",
            (Weight::Danger, true) => "button danger block",
        }
    }
}

/// A button with a word, and perhaps an icon before it.
#[component]
pub fn Button(
    /// The word; it is the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks to be pressed.
    #[prop(optional)]
    weight: Weight,
    /// The icon before the word.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// As wide as its container.
    #[prop(optional)]
    block: bool,
    /// Sends the form it stands in, instead of being a button of its own.
    #[prop(optional)]
    submits: bool,
    /// While something is under way: it is shown, and cannot be pressed twice.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Called when it is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let press = move |_| {
        if let Some(press) = on_press {
            press.run(());
        }
    };
    view! {
        <button
            type=if submits { "submit" } else { "button" }
            class=weight.class(block)
            disabled=move || busy.get()
            on:click=press
        >
            {glyph.map(|glyph| view! { <Icon glyph=glyph small=true/> })}
            {move || label.get()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads: the whole path.
    #[prop(into)]
    href: String,
    /// The word.
    #[prop(into)]
    label: String,
    /// How much it asks to be pressed.
    #[prop(optional)]
    weight: Weight,
    /// The icon before the word.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// As wide as its container.
    #[prop(optional)]
    block: bool,
) -> impl IntoView {
    view! {
        <a href=href class=weight.class(block)>
            {glyph.map(|glyph| view! { <Icon glyph=glyph small=true/> })}
            {label}
        </a>
    }
}

/// A button that is an icon, with its word beside it or only read aloud.
#[component]
pub fn IconButton(
    /// The icon.
    glyph: Glyph,
    /// The word; it is the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the word is shown.
    #[prop(optional)]
    worded: bool,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let press = move |_| on_press.run(());
    if worded {
        view! {
            <button type="button" class="icon-button worded" on:click=press>
                <Icon glyph=glyph small=true/>
                {move || label.get()}
            </button>
        }
        .into_any()
    } else {
        view! {
            <button type="button" class="icon-button" aria-label=move || label.get() on:click=press>
                <Icon glyph=glyph/>
            </button>
        }
        .into_any()
    }
}
