//! An address that leads nowhere.

use super::screen::Screen;
use crate::{
    components::{
        button::{LinkButton, Weight},
        empty_state::EmptyState,
        icon::Glyph,
    },
    routes::phone as route,
    text::frame as text,
};
use leptos::prelude::*;

/// Says that there is no such page, and leads back.
#[component]
pub fn NoPage() -> impl IntoView {
    view! {
        <Screen title=text::product() back=route::HOME>
            <EmptyState glyph=Glyph::Search title=text::no_page_title() detail=text::no_page()>
                <LinkButton href=route::HOME label=text::to_home() weight=Weight::Primary/>
            </EmptyState>
        </Screen>
    }
}
