//! Choices of a form, as pills.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A dashed pill that offers more.
#[component]
pub fn MoreChip(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// The icon before it.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="chip dashed" on:click=move |_| on_press.run(())>
            {glyph.map(|glyph| view! { <Icon glyph=glyph small=true/> })}
            {move || label.get()}
        </button>
    }
}

/// A pill that leads to another page.
#[component]
pub fn LinkChip(
    /// Where it leads: the whole path.
    href: &'static str,
    /// The word.
    label: &'static str,
    /// The icon before it.
    glyph: Glyph,
) -> impl IntoView {
    view! { <a class="chip" href=href><Icon glyph=glyph small=true/> {label}</a> }
}

/// Somebody who is listed.
#[component]
pub fn PersonChip(
    /// The name.
    #[prop(into)]
    name: String,
    /// What the cross beside the name is called, and what it does; `None` for somebody who stays.
    #[prop(optional, into)]
    remove: Option<(String, Callback<()>)>,
) -> impl IntoView {
    view! {
        <span class="chip person">
            <span class="one-line">{name}</span>
            {remove.map(|(label, remove)| view! {
                <button type="button" class="icon-button" aria-label=label on:click=move |_| remove.run(())>
                    <Icon glyph=Glyph::Cross small=true/>
                </button>
            })}
        </span>
    }
}

/// One of several choices, of which one holds.
#[component]
pub fn ChoiceChip(
    /// The name that the choices share.
    #[prop(into)]
    group: String,
    /// The word.
    #[prop(into)]
    label: String,
    /// Whether it is the chosen one.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Called when it is chosen.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="chip choice">
            <input type="radio" name=group prop:checked=move || chosen.get() on:change=move |_| on_choose.run(())/>
            {move || chosen.get().then(|| view! { <Icon glyph=Glyph::Check small=true/> })}
            <span>{label}</span>
        </label>
    }
}

/// One of several choices, any of which may hold.
#[component]
pub fn ToggleChip(
    /// The word.
    #[prop(into)]
    label: String,
    /// Whether it holds.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Called with whether it is to hold.
    #[prop(into)]
    on_toggle: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="chip choice">
            <input
                type="checkbox"
                prop:checked=move || chosen.get()
                on:change=move |event| on_toggle.run(event_target_checked(&event))
            />
            {move || chosen.get().then(|| view! { <Icon glyph=Glyph::Check small=true/> })}
            <span>{label}</span>
        </label>
    }
}
