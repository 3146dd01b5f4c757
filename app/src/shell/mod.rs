//! What is around the pages: starting, one tab at a time, updates, installing, and what to say when the app cannot run.

mod notices;
mod page;
pub mod tenancy;
mod triggers;

pub use tenancy::Tenancy;

use crate::{
    session,
    state::{App, Core},
};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

const SETTINGS: &str = "settings";

/// Starts the app with the pages of one program in the element `#app` of the shell document.
pub fn start<V: IntoView + 'static>(routes: fn() -> V) {
    let core = Core::new(LocalStorage::get(SETTINGS).unwrap_or_default());
    let app = App::new(core.clone());
    let _ = (routes, app);
    spawn_local(async move { session::resume(&core).await });
}

/// Whether nobody looks at the page.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}
