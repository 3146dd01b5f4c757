//! Asking the browser to keep what is stored here; it may say no, so nothing relies on it.

use super::browser;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::StorageEstimate;

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

/// How many bytes may still be stored here; `None` where the browser does not say.
pub async fn room_left() -> Option<u64> {
    let navigator = browser::navigator().filter(|navigator| browser::has(navigator, "storage"))?;
    let asking = navigator.storage().estimate().ok()?;
    let said: StorageEstimate = JsFuture::from(asking).await.ok()?.unchecked_into();
    let left = said.get_quota()? - said.get_usage()?;
    // A share of a disk is far from the numbers that a float cannot tell apart.
    (left >= 0.0).then_some(left as u64)
}
