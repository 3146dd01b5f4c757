//! What is around the pages: starting, one tab at a time, updates, installing, and what to say when the app cannot run.

mod browser;
mod crash;
mod frame;
mod install;
mod persist;
pub mod tenancy;
mod triggers;
mod update;

pub use browser::{has, is_hidden};
pub use persist::{ask as ask_for_lasting_storage, is_lasting as is_storage_lasting, room_left};
pub use tenancy::Tenancy;

use crate::{
    session,
    state::{App, Core},
};
use frame::Frame;
use gloo_storage::{LocalStorage, Storage};
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// Where the settings are kept.
const SETTINGS: &str = "settings";

/// Starts the app with the pages of one program, in the element `#app` of the shell document.
pub fn start<V: IntoView + 'static>(routes: fn() -> V) {
    crash::watch();
    let Some(place) = browser::place() else { return };
    if !browser::can_store() {
        browser::refuse(&place);
        return;
    }
    let core = Core::new(LocalStorage::get(SETTINGS).unwrap_or_default());
    triggers::attach(&core);
    place.set_inner_html("");
    let app = App::new(core.clone());
    mount_to(place, move || view! { <Frame app=app routes=move || routes().into_any()/> }).forget();
    browser::say_running(true);
    spawn_local(async move { session::resume(&core).await });
}
