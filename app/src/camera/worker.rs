//! Shrinking in the worker of `public/photo.js`: the page goes on being drawn meanwhile.

use super::Shrunk;
use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use js_sys::{ArrayBuffer, Reflect};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{File, MessageEvent, Worker};

/// Where the worker lies; the service worker keeps it.
const WORKER: &str = "/photo.js";
/// A worker that says nothing for so long is given up, in milliseconds: it may not even have come.
const PATIENCE: u32 = 20_000;

/// What the worker makes of a file; `None` where there is no worker, or it cannot read the file.
pub async fn shrink(file: &File) -> Option<Shrunk> {
    let window = web_sys::window()?;
    if !crate::shell::has(&window, "Worker") || !crate::shell::has(&window, "OffscreenCanvas") {
        return None;
    }
    let worker = Worker::new(WORKER).ok()?;
    let (done, told) = oneshot::channel::<Option<Shrunk>>();
    let done = Rc::new(RefCell::new(Some(done)));
    let tell = move |shrunk| {
        if let Some(done) = done.borrow_mut().take() {
            // Whoever no longer waits needs no answer.
            let _ = done.send(shrunk);
        }
    };
    let (failed, late) = (tell.clone(), tell.clone());
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| tell(read(&event.data())));
    let failure = Closure::<dyn FnMut(JsValue)>::new(move |_| failed(None));
    worker.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failure.as_ref().unchecked_ref()));
    let _patience = Timeout::new(PATIENCE, move || late(None));
    let shrunk = match worker.post_message(file) {
        Ok(()) => told.await.ok().flatten(),
        Err(_) => None,
    };
    worker.terminate();
    shrunk
}

fn read(answer: &JsValue) -> Option<Shrunk> {
    let part = |name: &str| Reflect::get(answer, &name.into()).ok();
    let buffer = |name| part(name)?.dyn_into::<ArrayBuffer>().ok();
    Some(Shrunk {
        bytes: buffer("bytes")?,
        thumb: buffer("thumb")?,
        sha256: part("sha256").and_then(|s| s.as_string()),
    })
}
