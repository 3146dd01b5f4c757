//! The start of the desk: leads on to the first page.

use crate::routes::desk as route;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Replaces itself by the first page; an address that leads nowhere ends here too.
#[component]
pub fn StartPage() -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move || {
        navigate(route::OVERVIEW, NavigateOptions { resolve: false, replace: true, ..Default::default() });
    });
}
