//! For those whose work is not at the desk.

use crate::{
    components::{
        button::{LinkButton, Weight},
        icon::{Glyph, Icon},
    },
    routes::desk as route,
    state::use_app,
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
    let app = use_app();
    let (title, words) =
        if is_admin { (text::admin_title(), text::admin()) } else { (text::elsewhere_title(), text::elsewhere()) };
    view! {
        <main class="desk-elsewhere">
            <div class="desk-elsewhere-card">
                <span class="mark"><Icon glyph=Glyph::Mark /></span>
                <h1>{title}</h1>
                <p>{words}</p>
                <p class="small ink-2">{move || app.session().user().map(|user| user.name.clone())}</p>
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
