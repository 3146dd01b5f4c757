//! The browser around the app: what it can do, and where the app stands in its document.

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, Navigator};

/// Said by the shell document on the root element.
const DEVICE: &str = "data-device";
/// Written and read back, to see whether the small storage works.
const PROBE: &str = "probe";
/// On the root element while the app runs.
const RUNNING: &str = "data-running";

/// What people read where a page may keep nothing.
const NO_STORAGE: &str = "<main class=\"crash\"><h1>这个浏览器不让网页存东西</h1>\
     <p>商量要把记录先存在手机里，所以在这里用不了。</p>\
     <p>请不要用无痕模式；或换用手机自带的浏览器打开本页。</p></main>";

/// The document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The navigator.
pub fn navigator() -> Option<Navigator> {
    Some(web_sys::window()?.navigator())
}

/// Where the app stands.
pub fn place() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// Whether this is the program of the phone, which is the one that is installed.
pub fn is_phone() -> bool {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute(DEVICE)).is_none_or(|device| device == "phone")
}

/// Whether nobody looks at the page.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Whether both storages are there and take something; in some private modes they throw.
pub fn can_store() -> bool {
    let Some(window) = web_sys::window() else { return false };
    // The wrapper around the small storage panics where there is none, so this asks the browser itself first.
    let small = matches!(window.local_storage(), Ok(Some(_))) && LocalStorage::set(PROBE, 1).is_ok();
    LocalStorage::delete(PROBE);
    small && has(&window, "indexedDB")
}

/// Whether the browser can keep the app's files for a start with the network off.
pub fn can_start_offline() -> bool {
    navigator().is_some_and(|navigator| has(&navigator, "serviceWorker"))
}

/// Whether this is the browser inside WeChat.
pub fn is_wechat() -> bool {
    let agent = navigator().and_then(|navigator| navigator.user_agent().ok());
    agent.is_some_and(|agent| agent.contains("MicroMessenger"))
}

/// Says in place of the app that it cannot work here.
pub fn refuse(place: &HtmlElement) {
    place.set_inner_html(NO_STORAGE);
}

/// Tells the boot script whether the app runs: while it does, updates are left to the app.
pub fn say_running(running: bool) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // The name is a valid one, so neither call can fail.
    let _ = if running { root.set_attribute(RUNNING, "") } else { root.remove_attribute(RUNNING) };
}

/// Whether something is there under a name.
pub fn has(object: &JsValue, name: &str) -> bool {
    js_sys::Reflect::get(object, &name.into()).is_ok_and(|value| !value.is_undefined() && !value.is_null())
}
