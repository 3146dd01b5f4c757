//! The large buttons of the start page.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// One large button: what one can do, and one line about how things stand.
#[component]
pub fn BigButton(
    /// Where it leads: the whole path.
    #[prop(into)]
    href: String,
    /// What one can do.
    #[prop(into)]
    title: String,
    /// One line about how things stand.
    #[prop(into)]
    detail: Signal<String>,
    /// The icon.
    glyph: Glyph,
    /// The one primary action of the page.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let class = if primary { "big-button primary" } else { "big-button" };
    view! {
        <a href=href class=class>
            <Icon glyph=glyph/>
            <span class="words">
                <span class="title">{title}</span>
                <span class="detail">{move || detail.get()}</span>
            </span>
        </a>
    }
}
