//! One figure of a page: its name, its number with the unit, what waits beside it, and how it has changed.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Something that opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opens {
    /// The words.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

/// What a tile shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The name of the figure.
    pub name: String,
    /// What counts.
    pub value: Opens,
    /// The unit behind it.
    pub unit: &'static str,
    /// What waits, where something does.
    pub pending: Option<Opens>,
    /// How it has changed.
    pub change: Option<(Glyph, String)>,
    /// What to know about it.
    pub remark: Option<String>,
}

/// The tiles, side by side.
#[component]
pub fn DeskTiles(
    /// What the tiles are together, for screen readers.
    #[prop(into)]
    label: String,
    /// The tiles.
    tiles: Vec<Tile>,
) -> impl IntoView {
    view! {
        <section class="desk-tiles" aria-label=label>
            {tiles.into_iter().map(tile).collect_view()}
        </section>
    }
}

fn tile(tile: Tile) -> impl IntoView {
    let Tile { name, value, unit, pending, change, remark } = tile;
    let counts = format!("{name} {} {unit}", value.words);
    let waits = pending.map(|pending| {
        let said = format!("{name} {}", pending.words);
        view! { <a class="desk-pending" href=pending.href aria-label=said>{pending.words}</a> }
    });
    view! {
        <div class="desk-tile">
            <p class="desk-tile-name" aria-hidden="true">{name}</p>
            <div class="desk-tile-line">
                <a class="desk-tile-value" href=value.href aria-label=counts>
                    <b>{value.words}</b>
                    <small>{unit}</small>
                </a>
                {waits}
            </div>
            <p class="desk-tile-beside">
                {change.map(|(glyph, words)| view! { <span><Icon glyph=glyph small=true />{words}</span> })}
                {remark.map(|words| view! { <span>{words}</span> })}
            </p>
        </div>
    }
}
