//! Putting the app on the home screen, where the browser offers it: it then starts like any other app.

use gloo_storage::{LocalStorage, Storage};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Remembered when somebody does not want it.
const DECLINED: &str = "install-declined";

/// The browser's offer, while there is one.
#[derive(Clone, Copy)]
pub struct Offer {
    event: RwSignal<Option<JsValue>, leptos::prelude::LocalStorage>,
}

impl Offer {
    /// Waits for the browser's offer, and keeps it from showing a bar of its own.
    pub fn listen() -> Offer {
        let event = RwSignal::new_local(None);
        window_event_listener_untyped("beforeinstallprompt", move |offered| {
            offered.prevent_default();
            if !LocalStorage::get(DECLINED).unwrap_or(false) {
                event.set(Some(offered.into()));
            }
        });
        window_event_listener_untyped("appinstalled", move |_| event.set(None));
        Offer { event }
    }

    /// Whether there is an offer.
    pub fn is_open(self) -> bool {
        self.event.with(Option::is_some)
    }

    /// Lets the browser ask; it does so once for each offer.
    pub fn take(self) {
        let Some(event) = self.event.get_untracked() else { return };
        self.event.set(None);
        let prompt = Reflect::get(&event, &"prompt".into()).ok().and_then(|prompt| prompt.dyn_into::<Function>().ok());
        if let Some(prompt) = prompt {
            // A browser that has changed its mind shows nothing.
            let _ = prompt.call0(&event);
        }
    }

    /// Does not ask again.
    pub fn decline(self) {
        // Without room for it the browser's offer is shown once more.
        let _ = LocalStorage::set(DECLINED, true);
        self.event.set(None);
    }
}
