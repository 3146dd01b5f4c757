//! A panel that slides in from the side over the page and holds the focus while it is open.

use super::icon::{Glyph, Icon};
use crate::text::desk as text;
use leptos::{ev, html, prelude::*};
use std::sync::atomic::{AtomicUsize, Ordering};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// One panel may open over another, and each is called by its own title.
static TITLES: AtomicUsize = AtomicUsize::new(0);

/// The browser's own modal dialog: it traps the focus, Esc closes it, and the focus goes back to what opened it.
#[component]
pub fn DeskPanel(
    /// What it is about; its accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// A line under the title.
    #[prop(optional, into)]
    of: Signal<String>,
    /// As wide as a column, with the page in plain sight.
    #[prop(optional)]
    narrow: bool,
    /// As wide as two records side by side.
    #[prop(optional)]
    wide: bool,
    /// It was closed, by Esc or its button.
    on_close: Callback<()>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let title_id = format!("desk-panel-title-{}", TITLES.fetch_add(1, Ordering::Relaxed));
    let called_by = title_id.clone();
    let dialog = NodeRef::<html::Dialog>::new();
    let opener = StoredValue::new_local(document().active_element());
    dialog.on_load(|dialog| {
        // It fails only where it is open already.
        let _ = dialog.show_modal();
    });
    on_cleanup(move || {
        let opener: Option<HtmlElement> = opener.try_get_value().flatten().and_then(|opener| opener.dyn_into().ok());
        // A panel that was opened by a link has no opener; the page then starts from its heading.
        let target = opener.filter(|opener: &HtmlElement| opener.is_connected() && opener.tag_name() != "BODY");
        if let Some(target) = target.or_else(heading) {
            // Once the dialog is gone, since what stands behind an open one takes no focus.
            set_timeout(
                move || {
                    let _ = target.focus();
                },
                std::time::Duration::ZERO,
            );
        }
    });
    view! {
        <dialog
            node_ref=dialog
            class="desk-panel"
            class:is-narrow=narrow
            class:is-wide=wide
            aria-labelledby=called_by
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <header class="desk-panel-head">
                <div>
                    <h2 id=title_id tabindex="-1" autofocus=!narrow && !wide>{move || title.get()}</h2>
                    <p>{move || of.get()}</p>
                </div>
                <button type="button" class="icon-button" aria-label=text::close() on:click=move |_| on_close.run(())>
                    <Icon glyph=Glyph::Cross />
                </button>
            </header>
            {children()}
        </dialog>
    }
}

fn heading() -> Option<HtmlElement> {
    document().query_selector("h1").ok().flatten().and_then(|heading| heading.dyn_into().ok())
}
