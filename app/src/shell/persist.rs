//! Asking the browser to keep what is stored here; it may say no, so nothing relies on it.

use super::browser;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Asks. The time for it is the first save: only then a browser sees a reason to agree.
pub fn ask() {
    let Some(navigator) = browser::navigator() else { return };
    // Pages without a secure connection have no storage manager.
    if !browser::has(&navigator, "storage") {
        return;
    }
    if let Ok(asking) = navigator.storage().persist() {
        spawn_local(async move {
            let _ = JsFuture::from(asking).await;
        });
    }
}

/// Whether the browser has agreed to keep what is stored here; `None` where it does not say.
pub async fn is_lasting() -> Option<bool> {
    let navigator = browser::navigator().filter(|navigator| browser::has(navigator, "storage"))?;
    let asking = navigator.storage().persisted().ok()?;
    JsFuture::from(asking).await.ok()?.as_bool()
}
