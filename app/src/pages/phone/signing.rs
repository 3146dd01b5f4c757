//! The dialog in which somebody writes the own name on another's phone.

use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        icon::Glyph,
        signature_pad::SignaturePad,
        toast::Toasts,
    },
    text::{behalf as words, frame},
};
use domain::activity::SIGNATURE_MAX;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn SignDialog(
    /// Who is to sign.
    who: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Called with the path of what was drawn.
    #[prop(into)]
    on_signed: Callback<String>,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let drawn = RwSignal::new(String::new());
    let keep = Callback::new(move |()| {
        let path = drawn.get_untracked();
        if path.is_empty() {
            toasts.say(Glyph::Info, words::sign_empty());
            return;
        }
        open.set(false);
        on_signed.run(path);
    });
    view! {
        <Dialog
            title=words::sign_title(&who)
            close_label=frame::close()
            open=open
            on_close=move || open.set(false)
            actions=move || view! {
                <Button label=words::sign_again() on_press=move || drawn.set(String::new())/>
                <Button label=words::sign_keep() weight=Weight::Primary on_press=keep/>
            }
        >
            <p>{words::sign_about()}</p>
            <SignaturePad label=words::sign_area() drawn=drawn longest=SIGNATURE_MAX/>
            <p class="small ink-2">{words::sign_other_way()}</p>
        </Dialog>
    }
}
