//! Photos put together wrongly: they must be found out too.

use super::breakages::found_out;
use crate::{
    blobs::{Arrival, Blobs},
    pocket::Bytes,
    wiring::Wiring,
};
use domain::id::UserId;
use std::collections::BTreeMap;
use sync::client::{Ask, Change, PhotoAnswer, PhotoCall, PhotoState, Replica};

/// The phone lets the bytes go as soon as they are on their way.
struct LetsGoEarly;

impl Wiring for LetsGoEarly {
    fn lets_go(&self, bytes: &mut BTreeMap<String, Bytes>, _: &Replica, changes: &[Change]) {
        for change in changes {
            if let Change::PutPhoto(photo) = change
                && matches!(photo.state, PhotoState::Waiting(Some(_)))
            {
                bytes.remove(&photo.sha256);
            }
        }
    }
}

#[test]
fn a_phone_that_lets_a_photo_go_before_the_server_has_it_is_found_out() {
    assert!(found_out(&LetsGoEarly).starts_with("(1) a photo"));
}

/// The server says that it holds what it has only begun to receive.
struct SaysHeldEarly;

impl Wiring for SaysHeldEarly {
    fn takes_photo(&self, blobs: &mut Blobs, call: &PhotoCall, by: UserId, arrival: Arrival, now: u64) -> PhotoAnswer {
        let answer = blobs.answer(call, by, arrival, now);
        match (&call.ask, answer) {
            (Ask::Take { .. }, PhotoAnswer::Lies(_)) => PhotoAnswer::Lies(call.len),
            (_, answer) => answer,
        }
    }
}

#[test]
fn a_server_that_says_too_early_that_it_holds_a_photo_is_found_out() {
    assert!(found_out(&SaysHeldEarly).starts_with("(1) a photo"));
}
