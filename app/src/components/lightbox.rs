//! One photo as large as the window allows, with the ones before and after it.

use super::{
    button::IconButton,
    icon::{Glyph, Icon},
};
use leptos::{ev, html, prelude::*};

/// What the large view shows now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LargePhoto {
    /// The address of the picture; `None` while there is none.
    pub src: Option<String>,
    /// A small copy, for where the whole picture does not come.
    pub small: Option<String>,
    /// Its name, such as 照片 2/5.
    pub name: String,
    /// What stands in its place where it cannot be shown.
    pub instead: String,
}

/// The words of the buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LightboxWords {
    /// Closes it.
    pub close: &'static str,
    /// Shows the one before.
    pub previous: &'static str,
    /// Shows the one after.
    pub next: &'static str,
}

/// The large view. It is closed by its cross, by Esc, and by a press beside the picture; the arrow keys turn the pages.
#[component]
pub fn Lightbox(
    /// Which photo is shown, counted from 0; `None` while it is closed.
    #[prop(into)]
    at: Signal<Option<usize>>,
    /// How many there are.
    #[prop(into)]
    of: Signal<usize>,
    /// The photo that is shown.
    #[prop(into)]
    photo: Signal<LargePhoto>,
    /// The words of the buttons.
    words: LightboxWords,
    /// Called with the photo to show, or with nothing to close it.
    #[prop(into)]
    on_go: Callback<Option<usize>>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let failed = RwSignal::new(false);
    Effect::new(move |_| {
        photo.track();
        failed.set(false);
    });
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if at.get().is_some() && !dialog.open() {
            // It fails only for a node outside the page, and then nobody sees it.
            let _ = dialog.show_modal();
        } else if at.get().is_none() && dialog.open() {
            dialog.close();
        }
    });
    let step = move |by: isize| {
        let to = at.get_untracked().and_then(|at| at.checked_add_signed(by));
        if let Some(to) = to.filter(|to| *to < of.get_untracked()) {
            on_go.run(Some(to));
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        // Keys of the page behind it must not act on what is not seen.
        event.stop_propagation();
        match event.key().as_str() {
            "ArrowLeft" => step(-1),
            "ArrowRight" => step(1),
            "p" | "P" => on_go.run(None),
            _ => return,
        }
        event.prevent_default();
    };
    let closed = move |_: ev::Event| {
        if at.get_untracked().is_some() {
            on_go.run(None);
        }
    };
    let outside = move |event: ev::MouseEvent| {
        let hit = event.target().zip(event.current_target()).is_some_and(|(target, dialog)| target == dialog);
        if hit {
            on_go.run(None);
        }
    };
    let is_first = move || at.get().is_none_or(|at| at == 0);
    let is_last = move || at.get().is_none_or(|at| at + 1 >= of.get());
    let picture = move || {
        let LargePhoto { src, small, name, instead } = photo.get();
        match src.filter(|_| !failed.get()).or(small) {
            Some(src) => view! { <img src=src alt=name on:error=move |_| failed.set(true)/> }.into_any(),
            None => view! { <p class="photo-none"><Icon glyph=Glyph::Photo/><span>{instead}</span></p> }.into_any(),
        }
    };
    view! {
        <dialog
            class="lightbox"
            aria-label=move || photo.read().name.clone()
            node_ref=node
            on:close=closed
            on:click=outside
            on:keydown=key
        >
            {move || at.get().is_some().then(|| view! {
                <header>
                    <p aria-live="polite">{move || photo.read().name.clone()}</p>
                    <IconButton glyph=Glyph::Cross label=words.close on_press=move || on_go.run(None)/>
                </header>
                {picture}
                <footer hidden=move || of.get() < 2>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=words.previous
                        aria-disabled=move || is_first().then_some("true")
                        on:click=move |_| step(-1)
                    >
                        <Icon glyph=Glyph::Left/>
                    </button>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=words.next
                        aria-disabled=move || is_last().then_some("true")
                        on:click=move |_| step(1)
                    >
                        <Icon glyph=Glyph::Right/>
                    </button>
                </footer>
            })}
        </dialog>
    }
}
