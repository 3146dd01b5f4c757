//! Takes one file from the device.

use super::icon::{Glyph, Icon};
use leptos::{html, prelude::*};
use web_sys::File;

/// A button that lets the person choose a file.
#[component]
pub fn FileInput(
    /// The word.
    #[prop(into)]
    label: String,
    /// The icon before it.
    glyph: Glyph,
    /// The id.
    #[prop(into)]
    id: String,
    /// While something is under way nothing can be chosen.
    #[prop(into)]
    busy: Signal<bool>,
    /// Called with what was chosen.
    #[prop(into)]
    on_choose: Callback<File>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let file = input.get_untracked().and_then(|input| input.files()).and_then(|list| list.get(0));
        if let Some(file) = file {
            on_choose.run(file);
        }
    };
    view! {
        <label class="button photo-input" class:busy=move || busy.get()>
            <input node_ref=input type="file" class="unseen" id=id disabled=move || busy.get() on:change=chosen/>
            <Icon glyph=glyph small=true/>
            <span>{label}</span>
        </label>
    }
}
