//! A choice already made, in one box; a press opens or closes what changes it.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The box.
#[component]
pub fn Pick(
    /// The icon.
    glyph: Glyph,
    /// What is chosen.
    #[prop(into)]
    title: Signal<String>,
    /// One line more.
    #[prop(into)]
    detail: Signal<String>,
    /// Whether what changes it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="pick"
            aria-expanded=move || open.get().to_string()
            on:click=move |_| on_press.run(())
        >
            <Icon glyph=glyph/>
            <span class="grow">
                <span class="title">{move || title.get()}</span>
                <span class="detail">{move || detail.get()}</span>
            </span>
            <Icon glyph=Glyph::Down small=true/>
        </button>
    }
}
