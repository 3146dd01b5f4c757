//! The pages of the phone.

use leptos::prelude::*;
use leptos_router::components::Router;

/// Every page of the phone, under `/app`.
#[component]
pub fn PhoneRoutes() -> impl IntoView {
    view! { <Router base="/app"><main></main></Router> }
}
