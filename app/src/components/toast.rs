//! A short message that goes away by itself.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// What a toast says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToastText {
    /// The icon.
    pub glyph: Glyph,
    /// The sentence.
    pub words: String,
}

/// The place where toasts appear. It is always there, so that screen readers hear what comes into it.
#[component]
pub fn ToastArea(
    /// What is shown now.
    #[prop(into)]
    toast: Signal<Option<ToastText>>,
) -> impl IntoView {
    view! {
        <div role="status" aria-live="polite">
            {move || toast.get().map(|toast| view! {
                <div class="toast"><Icon glyph=toast.glyph small=true/><span>{toast.words}</span></div>
            })}
        </div>
    }
}
