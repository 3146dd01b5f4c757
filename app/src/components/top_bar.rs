//! The bar at the upper edge of a page.

use super::icon::{Glyph, Icon};
use leptos::{html, prelude::*};

/// The title of a page, with the way back before it and actions behind it.
#[component]
pub fn TopBar(
    /// The title; the heading of the page.
    #[prop(into)]
    title: Signal<String>,
    /// One line below the title.
    #[prop(optional, into)]
    below: Option<Signal<String>>,
    /// Where the way back leads and what it is called; `None` on a page that a tab leads to.
    #[prop(optional, into)]
    back: Option<(String, String)>,
    /// Shows the mark of the app before the title.
    #[prop(optional)]
    mark: bool,
    /// The heading, for whoever sets the focus.
    #[prop(optional)]
    heading: NodeRef<html::H1>,
    /// Actions behind the title.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if back.is_some() { "top-bar with-back" } else { "top-bar" };
    view! {
        <header class=class>
            {back.map(|(href, label)| view! {
                <a class="icon-button" href=href aria-label=label><Icon glyph=Glyph::Left/></a>
            })}
            {mark.then(|| view! { <span class="mark"><Icon glyph=Glyph::Mark/></span> })}
            <div class="grow">
                <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
                {below.map(|below| view! { <p class="below">{move || below.get()}</p> })}
            </div>
            {children.map(|children| children())}
        </header>
    }
}
