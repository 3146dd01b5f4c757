//! A photo as a small square, with what is to be said of it.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The square; a press opens the photo.
#[component]
pub fn PhotoTile(
    /// The name that is read aloud.
    #[prop(into)]
    label: String,
    /// The address of the picture; `None` where there is none yet.
    #[prop(into)]
    src: Signal<Option<String>>,
    /// What stands in the place of a picture that is not there.
    #[prop(into)]
    instead: Signal<String>,
    /// How far it has come, below the picture.
    #[prop(optional, into)]
    words: Signal<Option<String>>,
    /// Whether a person must do something about it.
    #[prop(optional, into)]
    urgent: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_open: Callback<()>,
    /// What the cross is called, and what it does; `None` where it cannot be taken away.
    #[prop(optional_no_strip)]
    remove: Option<(String, Callback<()>)>,
) -> impl IntoView {
    let failed = RwSignal::new(false);
    // Another address is another try.
    Effect::new(move |_| {
        src.track();
        failed.set(false);
    });
    let shown = move || src.get().filter(|_| !failed.get());
    view! {
        <div class="photo-tile" class:urgent=move || urgent.get()>
            <button type="button" class="photo-open" aria-label=label on:click=move |_| on_open.run(())>
                {move || match shown() {
                    Some(src) => view! { <img src=src alt="" on:error=move |_| failed.set(true)/> }.into_any(),
                    None => view! {
                        <span class="photo-none"><Icon glyph=Glyph::Photo small=true/><span>{move || instead.get()}</span></span>
                    }
                    .into_any(),
                }}
            </button>
            {remove.map(|(label, remove)| view! {
                <button type="button" class="photo-remove" aria-label=label on:click=move |_| remove.run(())>
                    <Icon glyph=Glyph::Cross small=true/>
                </button>
            })}
            {move || words.get().map(|words| view! { <span class="photo-words">{words}</span> })}
        </div>
    }
}
