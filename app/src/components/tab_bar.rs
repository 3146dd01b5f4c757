//! The tabs at the lower edge of the phone.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads: the whole path.
    pub href: String,
    /// Its word.
    pub label: &'static str,
    /// Its icon.
    pub glyph: Glyph,
    /// Whether its page is open.
    pub current: bool,
    /// How many things wait behind it; none is not shown.
    pub waiting: Signal<usize>,
}

/// The tabs.
#[component]
pub fn TabBar(
    /// What the navigation is called.
    #[prop(into)]
    label: String,
    /// The tabs, in order.
    tabs: Vec<Tab>,
) -> impl IntoView {
    view! { <nav class="tabs" aria-label=label>{tabs.into_iter().map(one).collect_view()}</nav> }
}

fn one(tab: Tab) -> impl IntoView {
    let waiting = tab.waiting;
    view! {
        <a href=tab.href aria-current=tab.current.then_some("page")>
            <Icon glyph=tab.glyph/>
            {tab.label}
            {move || match waiting.get() {
                0 => None,
                n => Some(view! { <span class="pip">{n.min(99)}</span> }),
            }}
        </a>
    }
}
