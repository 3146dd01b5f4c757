//! A message that something is saved here goes once the server has refused something: beside the refusal it would be read as
//! its opposite.

use crate::{
    components::{icon::Glyph, toast::ToastText},
    state::App,
};
use leptos::prelude::*;

/// Watches what the server refuses, for as long as the page is open.
pub fn gives_way(app: App, shown: RwSignal<Option<ToastText>>) {
    let refused = Memo::new(move |_| app.with_replica(|replica| replica.refused().count()));
    Effect::new(move |before: Option<usize>| {
        let now = refused.get();
        let says_saved = |toast: &Option<ToastText>| toast.as_ref().is_some_and(|toast| toast.glyph == Glyph::Check);
        if before.is_some_and(|before| now > before) && shown.with_untracked(says_saved) {
            shown.set(None);
        }
        now
    });
}
