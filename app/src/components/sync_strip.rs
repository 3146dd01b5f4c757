//! The line that says how this phone stands to the server.

use super::{
    icon::{Glyph, Icon},
    tone::Tone,
};
use leptos::prelude::*;

/// What the line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncWords {
    /// The icon.
    pub glyph: Glyph,
    /// Plain while all is well, amber while something waits, red when a person must act.
    pub tone: Tone,
    /// Short phrases, the most important first.
    pub parts: Vec<String>,
}

/// The line; it leads to the outbox.
#[component]
pub fn SyncStrip(
    /// Where it leads: the whole path.
    #[prop(into)]
    href: String,
    /// What it says.
    #[prop(into)]
    words: Signal<SyncWords>,
) -> impl IntoView {
    let class = move || format!("sync-line {}", words.read().tone.class());
    view! {
        <a href=href class=class>
            {move || view! { <Icon glyph=words.read().glyph small=true/> }}
            <span class="parts">
                {move || words.read().parts.iter().map(|part| view! { <span>{part.clone()}</span> }).collect_view()}
            </span>
            <Icon glyph=Glyph::Right small=true/>
        </a>
    }
}
