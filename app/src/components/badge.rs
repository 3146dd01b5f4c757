//! States as badges: three families of shape that never look alike, each with an icon and a word.

use super::{
    icon::{Glyph, Icon},
    tone::Tone,
};
use leptos::prelude::*;

/// Which sort of state a badge tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Where the bytes are, known to this phone only: an outlined pill.
    Transport,
    /// What the office said: a filled soft pill.
    Review,
    /// Where a matter stands: a square tag.
    Stage,
}

/// What a badge shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BadgeText {
    /// The family.
    pub family: Family,
    /// The tone.
    pub tone: Tone,
    /// The icon.
    pub glyph: Glyph,
    /// The word, with its reason behind it where there is one.
    pub words: String,
}

/// One badge.
#[component]
pub fn Badge(
    /// What it shows.
    badge: BadgeText,
) -> impl IntoView {
    let family = match badge.family {
        Family::Transport => "transport",
        Family::Review => "review",
        Family::Stage => "stage",
    };
    let class = format!("badge {family} {}", badge.tone.class());
    view! { <span class=class><Icon glyph=badge.glyph/><span>{badge.words}</span></span> }
}
