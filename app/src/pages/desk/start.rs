//! The start of the desk: leads on to the first page of the role.

use crate::{routes::desk as route, state::use_app};
use domain::policy::Role;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Replaces itself by the first page that the role may use; an address that leads nowhere ends here too.
#[component]
pub fn StartPage() -> impl IntoView {
    let app = use_app();
    let navigate = use_navigate();
    Effect::new(move || {
        let first = if app.session().has_role(Role::Staff) { route::REVIEW } else { route::FIGURES };
        navigate(first, NavigateOptions { resolve: false, replace: true, ..Default::default() });
    });
}
