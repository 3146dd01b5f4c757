//! Photos on the wire: one request at a time, once nothing else waits.

use super::pump;
use crate::{
    api, clock, session,
    state::{Account, Core},
};
use std::rc::Rc;
use sync::client::{Ask, PhotoAnswer, PhotoCall, PhotoOutput};
use wasm_bindgen_futures::spawn_local;

/// Begins what is to be done for photos; when to come again, in milliseconds since 1970 by the device's clock.
pub fn carry(core: &Rc<Core>, account: &Rc<Account>) -> Option<u64> {
    let output = account.client.borrow_mut().poll_photo(clock::now());
    match output? {
        PhotoOutput::WakeAt(at) => Some(at),
        PhotoOutput::Call(call) => {
            spawn_local(ask(core.clone(), account.clone(), call));
            None
        }
    }
}

async fn ask(core: Rc<Core>, account: Rc<Account>, call: PhotoCall) {
    let answer = match &call.ask {
        Ask::Place => api::photo_place(&call).await,
        Ask::HowFar { url } => api::photo_how_far(url).await,
        Ask::Take { url, from, to } => take(&account, &call, url, *from, *to).await,
    };
    account.client.borrow_mut().photo_answered(answer, clock::now());
    if core.is_open(&account) {
        session::follow(&core, &account);
        core.link_changed();
        pump(&core);
    }
}

async fn take(account: &Account, call: &PhotoCall, url: &str, from: u64, to: u64) -> PhotoAnswer {
    match account.storage.picture(&call.sha256).await {
        Ok(Some(bytes)) if u64::from(bytes.byte_length()) == call.len => {
            // A photo is a few megabytes at most, so its places fit.
            let place = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
            api::photo_take(url, from, &bytes.slice_with_end(place(from), place(to))).await
        }
        Ok(_) => PhotoAnswer::NotHere,
        // The disk may be itself again later.
        Err(_) => PhotoAnswer::Busy(None),
    }
}
