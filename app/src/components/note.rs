//! Something to know, where it belongs.

use super::{
    icon::{Glyph, Icon},
    tone::Tone,
};
use leptos::prelude::*;

/// A note of a few sentences, perhaps with what to do.
#[component]
pub fn Note(
    /// The tone.
    #[prop(optional)]
    tone: Tone,
    /// The icon.
    glyph: Glyph,
    /// Read aloud at once when it appears.
    #[prop(optional)]
    alerts: bool,
    /// The sentences and buttons.
    children: Children,
) -> impl IntoView {
    let class = format!("note {}", tone.class());
    view! {
        <div class=class role=alerts.then_some("alert")>
            <Icon glyph=glyph small=true/>
            <div class="words">{children()}</div>
        </div>
    }
}

/// Why what was asked for could not be done; nothing until something went wrong.
#[component]
pub fn Failure(
    /// The sentence.
    #[prop(into)]
    words: Signal<Option<String>>,
) -> impl IntoView {
    move || words.get().map(|words| view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true><p>{words}</p></Note> })
}
