//! A new build that waits: the person is told, and it comes in when accepted.

use super::browser;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

/// What the boot script fires when a worker has been installed beside the running one.
const FOUND: &str = "shangliang:update";
/// What lets it in.
const ACCEPT: &str = "SKIP_WAITING";

/// Whether a new build waits; it may have been found before the app started.
pub fn waiting() -> RwSignal<bool> {
    let found = RwSignal::new(false);
    window_event_listener_untyped(FOUND, move |_| found.set(true));
    spawn_local(async move {
        if waiting_worker().await.is_some() {
            found.set(true);
        }
    });
    found
}

/// Lets the new build in and opens the page again with it.
pub fn accept() {
    spawn_local(async {
        let (Some(workers), Some(worker)) = (container(), waiting_worker().await) else { return reload() };
        let reloading = Closure::once_into_js(reload);
        workers.set_oncontrollerchange(Some(reloading.unchecked_ref()));
        if worker.post_message(&JsValue::from_str(ACCEPT)).is_err() {
            reload();
        }
    });
}

/// Opens the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Nothing is left to do where even this fails.
        let _ = window.location().reload();
    }
}

fn container() -> Option<ServiceWorkerContainer> {
    browser::can_start_offline().then(browser::navigator).flatten().map(|navigator| navigator.service_worker())
}

async fn waiting_worker() -> Option<ServiceWorker> {
    let found = JsFuture::from(container()?.get_registration()).await.ok()?;
    found.dyn_into::<ServiceWorkerRegistration>().ok()?.waiting()
}
