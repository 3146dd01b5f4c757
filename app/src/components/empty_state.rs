//! Nothing here, and what to do about it.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The place of a list that has nothing to show.
#[component]
pub fn EmptyState(
    /// The icon.
    glyph: Glyph,
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// What to do, or what will appear here.
    #[prop(into)]
    detail: String,
    /// A button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <Icon glyph=glyph/>
            <h2>{title}</h2>
            <p>{detail}</p>
            {children.map(|children| children())}
        </div>
    }
}
