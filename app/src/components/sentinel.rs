//! A place near the end of a list: reaching it asks for more.

use js_sys::Array;
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far below the window it is already near.
const MARGIN: &str = "800px";

/// Calls when it comes near the window. Its children do the same by hand, where the browser does not watch.
#[component]
pub fn Sentinel(
    /// Called each time it comes near.
    #[prop(into)]
    on_near: Callback<()>,
    /// A button that asks for more.
    children: Children,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            if entries.iter().any(|entry| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting()) {
                on_near.run(());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let made = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options);
        let Ok(observer) = made else { return };
        observer.observe(&element);
        // The closure lives as long as the observer that calls it.
        let watching = StoredValue::new_local(Some((observer, seen)));
        on_cleanup(move || {
            if let Some((observer, _)) = watching.try_update_value(Option::take).flatten() {
                observer.disconnect();
            }
        });
    });
    view! { <div node_ref=place>{children()}</div> }
}
