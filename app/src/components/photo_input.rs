//! Takes pictures from the camera, or from those that are on the device.

use super::icon::{Glyph, Icon};
use leptos::{html, prelude::*};
use web_sys::File;

/// A button that opens the camera or the album; the browser brings the files.
#[component]
pub fn PhotoInput(
    /// The word.
    #[prop(into)]
    label: String,
    /// The icon before it.
    glyph: Glyph,
    /// Whether it opens the camera at once; else several may be chosen.
    camera: bool,
    /// The id, for the focus.
    #[prop(into)]
    id: String,
    /// While something is under way nothing more can be taken.
    #[prop(into)]
    busy: Signal<bool>,
    /// Called with what was taken.
    #[prop(into)]
    on_take: Callback<Vec<File>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let taken = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = input.files().map(|list| (0..list.length()).filter_map(|n| list.get(n)).collect::<Vec<_>>());
        // The same file may be taken once more, after it was removed.
        input.set_value("");
        if let Some(files) = files.filter(|files| !files.is_empty()) {
            on_take.run(files);
        }
    };
    view! {
        <label class="button photo-input" class:busy=move || busy.get()>
            <input
                node_ref=input
                type="file"
                class="unseen"
                id=id
                accept="image/*"
                multiple=!camera
                capture=camera.then_some("environment")
                disabled=move || busy.get()
                on:change=taken
            />
            <Icon glyph=glyph small=true/>
            <span>{label}</span>
        </label>
    }
}
