//! A card of a leader's page: a heading, a remark, a way to more of it, and what it holds.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The card.
#[component]
pub fn DeskCard(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// How many it is about, where that matters, and whether they wait for a person.
    #[prop(optional_no_strip)]
    count: Option<(usize, bool)>,
    /// A remark beside the heading.
    #[prop(optional, into)]
    remark: String,
    /// The word and the address of more of the same.
    #[prop(optional_no_strip)]
    more: Option<(String, String)>,
    /// A class beside the card's own.
    #[prop(optional)]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let count = count.map(|(count, urgent)| {
        let class = if urgent { "count act" } else { "count" };
        view! { <span class=class>{count}</span> }
    });
    let more = more.map(|(words, href)| {
        view! { <a class="desk-more" href=href>{words}<Icon glyph=Glyph::Right small=true /></a> }
    });
    view! {
        <section class=format!("desk-card {class}")>
            <header class="desk-card-head">
                <h2>{title}</h2>
                {count}
                {(!remark.is_empty()).then(|| view! { <p>{remark}</p> })}
                {more}
            </header>
            {children()}
        </section>
    }
}
