//! What makes the app act without being asked: the network is back, the page is looked at, hidden or left.

use super::browser;
use crate::{
    state::{Core, draft_store},
    sync_driver,
};
use leptos::{ev, prelude::*};
use std::rc::Rc;

/// Listens for as long as the page lives.
pub fn attach(core: &Rc<Core>) {
    let back = core.clone();
    window_event_listener(ev::online, move |_| sync_driver::sync_now(&back));
    let left = core.clone();
    window_event_listener(ev::pagehide, move |_| draft_store::flush_soon(&left));
    let seen = core.clone();
    // Browsers fire it on the document, from where it bubbles up.
    window_event_listener_untyped("visibilitychange", move |_| {
        if browser::is_hidden() {
            draft_store::flush_soon(&seen);
            sync_driver::unseen(&seen);
        } else {
            sync_driver::sync_now(&seen);
        }
    });
}
