//! One line of a list that leads to a record.

use super::{
    badge::{Badge, BadgeText},
    icon::{Glyph, Icon},
};
use leptos::prelude::*;

/// A record in a list.
#[component]
pub fn ListRow(
    /// Where it leads: the whole path.
    #[prop(into)]
    href: String,
    /// The icon.
    glyph: Glyph,
    /// What it is.
    #[prop(into)]
    title: String,
    /// When and where.
    #[prop(into)]
    detail: String,
    /// Its states.
    badges: Vec<BadgeText>,
) -> impl IntoView {
    let badges = badges.into_iter().map(|badge| view! { <Badge badge=badge/> }).collect_view();
    view! {
        <a class="list-row" href=href>
            <Icon glyph=glyph/>
            <span class="grow">
                <span class="title one-line">{title}</span>
                <span class="detail one-line">{detail}</span>
                <span class="badges">{badges}</span>
            </span>
        </a>
    }
}
