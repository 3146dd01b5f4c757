//! How the parts of a world are put together.

use crate::{
    blobs::{Arrival, Blobs},
    pocket::{self, Bytes},
};
use domain::{
    id::{Feed, UserId},
    problem::Refusal,
};
use std::collections::BTreeMap;
use sync::{
    client::{Change, Client, PhotoAnswer, PhotoCall, Replica, Stored},
    server::{
        decide::{Surroundings, decide},
        group::{self, Applied, Push, Rows},
        pull::{self, Budget, Wanted},
        record::Record,
    },
    wire::{Op, Page, Row, SyncReply},
};

/// The seams of a world. What is given here is how production does it; a test that wants to know whether
/// the checks can fail puts one seam together wrongly.
pub trait Wiring {
    /// Applies a group of pushes to the rows loaded for it.
    fn apply(&self, pushes: &[Push], rows: Rows, now: u64) -> Applied {
        group::apply(pushes, rows, now)
    }

    /// Decides one operation, where the merge law is looked at.
    fn decide(&self, op: &Op, current: Option<&Record>, around: Surroundings<'_>) -> Result<Record, Refusal> {
        decide(op, current, around)
    }

    /// Makes the page of one feed.
    fn page(&self, wanted: &Wanted, rows: Vec<(Row, u64)>, all_read: bool, budget: &mut Budget) -> (Feed, Page) {
        (wanted.head.feed, pull::page(wanted, rows, all_read, budget))
    }

    /// Gives a reply to the client.
    fn replied(&self, client: &mut Client, reply: SyncReply, now: u64) {
        client.replied(reply, now);
    }

    /// Answers a request for a photo.
    fn takes_photo(&self, blobs: &mut Blobs, call: &PhotoCall, by: UserId, arrival: Arrival, now: u64) -> PhotoAnswer {
        blobs.answer(call, by, arrival, now)
    }

    /// Lets the bytes of photos go with a transaction.
    fn lets_go(&self, bytes: &mut BTreeMap<String, Bytes>, replica: &Replica, changes: &[Change]) {
        pocket::let_go(bytes, replica, changes);
    }

    /// Writes a transaction.
    fn commit(&self, disk: &mut Stored, changes: &[Change]) {
        disk.apply(changes);
    }

    /// What is on the disk when the app is killed within a transaction: nothing of it.
    fn torn(&self, _disk: &mut Stored, _changes: &[Change]) {}

    /// What happens to the disk when the app is opened: nothing.
    fn opens(&self, _disk: &mut Stored) {}

    /// Whether a person is told that something is saved before the transaction is complete.
    fn speaks_early(&self) -> bool {
        false
    }

    /// Whether a transaction that is complete has reached the disk itself.
    fn is_strict(&self) -> bool {
        true
    }

    /// Whether the disk refuses a tab that was taken over.
    fn fences(&self) -> bool {
        true
    }

    /// Whether a transaction of the server locks the feeds it writes to.
    fn locks_feeds(&self) -> bool {
        true
    }
}

/// Everything as in production.
#[derive(Debug, Clone, Copy, Default)]
pub struct Faithful;

impl Wiring for Faithful {}
