//! For those whose work is not at the desk.

use crate::{
    components::{
        button::{LinkButton, Weight},
        desk_head::DeskHead,
    },
    routes::desk as route,
    text::desk as text,
};
use leptos::prelude::*;

/// Says what one can do, and where.
#[component]
pub fn Elsewhere(
    /// The administrator, whose work is at the server.
    is_admin: bool,
    /// Ends the session.
    on_sign_out: Callback<()>,
) -> impl IntoView {
    let (title, words) =
        if is_admin { (text::admin_title(), text::admin()) } else { (text::elsewhere_title(), text::elsewhere()) };
    view! {
        <main class="desk-page">
            <DeskHead title=title />
            <div class="desk-plain">
                <p>{words}</p>
                <div class="row wrap">
                    {(!is_admin).then(|| view! {
                        <LinkButton href=route::PHONE label=text::to_phone() weight=Weight::Primary />
                    })}
                    <button type="button" class="button quiet" on:click=move |_| on_sign_out.run(())>
                        {text::sign_out()}
                    </button>
                </div>
            </div>
        </main>
    }
}
