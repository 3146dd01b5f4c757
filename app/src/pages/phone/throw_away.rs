//! Throwing away what is being written, after asking once.

use super::activity_edit::to_whole_path;
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
    },
    routes::phone as route,
    text::{self, activity as words},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The button, and the question; then the start page.
#[component]
pub fn ThrowAway(
    /// Whether there is anything to throw away.
    #[prop(into)]
    there: Signal<bool>,
    /// What goes.
    what: &'static str,
    /// Called when it goes.
    #[prop(into)]
    on_throw: Callback<()>,
) -> impl IntoView {
    let navigate = use_navigate();
    let asking = RwSignal::new(false);
    let throw = Callback::new(move |()| {
        on_throw.run(());
        navigate(route::HOME, to_whole_path(true));
    });
    view! {
        <Show when=move || there.get()>
            <div class="row"><Button label=words::throw_away() weight=Weight::Quiet on_press=move || asking.set(true)/></div>
        </Show>
        <Dialog
            title=words::throw_away_title()
            close_label=text::frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=text::frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::throw_away_now() weight=Weight::Danger on_press=throw/>
            }
        >
            <p>{what}</p>
        </Dialog>
    }
}
