//! The head of a desk page: its title, then whatever picks what is shown.

use leptos::{html, prelude::*, text_prop::TextProp};

/// The heading takes the focus when its page opens, so that a screen reader says where one is.
#[component]
pub fn DeskHead(
    /// The title.
    #[prop(into)]
    title: TextProp,
    /// What stands beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    heading.on_load(|heading| {
        // A heading in the page takes the focus; one that has left it needs none.
        let _ = heading.focus();
    });
    view! {
        <header class="desk-head">
            <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
            {children.map(|children| children())}
        </header>
    }
}
