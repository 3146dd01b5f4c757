//! A short message that goes away by itself.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;
use std::time::Duration;

/// How long a message stays.
const STAYS: Duration = Duration::from_secs(5);

/// What a toast says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToastText {
    /// The icon.
    pub glyph: Glyph,
    /// The sentence.
    pub words: String,
}

/// The message of a page, or of all pages; at most one, each in place of the one before.
#[derive(Clone, Copy)]
pub struct Toasts {
    /// What is shown now.
    pub shown: RwSignal<Option<ToastText>>,
    turn: StoredValue<u32>,
}

impl Default for Toasts {
    fn default() -> Self {
        Toasts { shown: RwSignal::new(None), turn: StoredValue::new(0) }
    }
}

impl Toasts {
    /// Shows a message for a while. Where the page has gone meanwhile, nobody is told.
    pub fn say(self, glyph: Glyph, words: impl Into<String>) {
        let turn = self.turn.try_get_value().map(|turn| turn.wrapping_add(1));
        let Some(mine) = turn.filter(|mine| self.turn.try_set_value(*mine).is_none()) else { return };
        self.shown.try_set(Some(ToastText { glyph, words: words.into() }));
        let over = move || {
            // A later message has a time of its own.
            if self.turn.try_get_value() == Some(mine) {
                self.shown.try_set(None);
            }
        };
        set_timeout(over, STAYS);
    }
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
