//! A question or a choice above the page, in the browser's own modal dialog: it holds the focus, and Esc closes it.

use super::{button::IconButton, icon::Glyph};
use leptos::{ev, html, prelude::*};

/// A dialog; its content is made when it opens and dropped when it closes.
#[component]
pub fn Dialog(
    /// The heading; the accessible name.
    #[prop(into)]
    title: String,
    /// What the cross that closes it is called.
    #[prop(into)]
    close_label: String,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when the person closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The content.
    children: ChildrenFn,
    /// Buttons at the lower edge.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // It fails only for a node outside the page, and then nobody sees it.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_: ev::Event| {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    // A press on the backdrop hits the dialog itself, a press inside hits something in it.
    let outside = move |event: ev::MouseEvent| {
        let hit = event.target().zip(event.current_target()).is_some_and(|(target, dialog)| target == dialog);
        if hit {
            on_close.run(());
        }
    };
    let body = StoredValue::new(children);
    let actions = StoredValue::new(actions);
    let heading = title.clone();
    view! {
        <dialog class="dialog" aria-label=title node_ref=node on:close=closed on:click=outside>
            <header>
                <h2>{heading}</h2>
                <IconButton glyph=Glyph::Cross label=close_label on_press=on_close/>
            </header>
            {move || open.get().then(|| view! {
                <div class="body">{body.with_value(|body| body())}</div>
                {actions.with_value(|actions| actions.as_ref().map(|actions| view! { <footer>{actions.run()}</footer> }))}
            })}
        </dialog>
    }
}
