//! The stream on which the server says that something has changed.

use domain::id::Feed;
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};

const EVENTS: &str = "/api/v1/events";

/// An open stream; it is closed when this is dropped.
pub struct Pokes {
    source: EventSource,
    _told: Closure<dyn FnMut(MessageEvent)>,
    _ended: Closure<dyn FnMut()>,
}

impl Pokes {
    /// Opens a stream; `None` where the browser has none. `told` hears which feeds have come how far, none of them where anything
    /// may have changed, and `ended` that there will be no more: whoever wants more opens another.
    pub fn open(mut told: impl FnMut(BTreeMap<Feed, u64>) + 'static, ended: impl FnMut() + 'static) -> Option<Pokes> {
        let source = EventSource::new(EVENTS).ok()?;
        let told = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // What a later server may say more than this means anything.
            let heads = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
            told(heads.unwrap_or_default());
        });
        let ended = Closure::<dyn FnMut()>::new(ended);
        source.set_onmessage(Some(told.as_ref().unchecked_ref()));
        // By itself it would come back every few seconds, or never, as the browser thinks.
        source.set_onerror(Some(ended.as_ref().unchecked_ref()));
        Some(Pokes { source, _told: told, _ended: ended })
    }
}

impl Drop for Pokes {
    fn drop(&mut self) {
        self.source.close();
    }
}
