//! How the parts of a world are put together.

use domain::id::Feed;
use sync::{
    client::{Change, Client, Stored},
    server::{
        group::{self, Applied, Push, Rows},
        pull::{self, Budget, Wanted},
    },
    wire::{Page, Row, SyncReply},
};

/// The seams of a world. What is given here is how production does it; a test that wants to know whether
/// the checks can fail puts one seam together wrongly.
pub trait Wiring {
    /// Applies a group of pushes to the rows loaded for it.
    fn apply(&self, pushes: &[Push], rows: Rows, now: u64) -> Applied {
        group::apply(pushes, rows, now)
    }

    /// Makes the page of one feed.
    fn page(&self, wanted: &Wanted, rows: Vec<(Row, u64)>, all_read: bool, budget: &mut Budget) -> (Feed, Page) {
        (wanted.head.feed, pull::page(wanted, rows, all_read, budget))
    }

    /// Gives a reply to the client.
    fn replied(&self, client: &mut Client, reply: SyncReply, now: u64) {
        client.replied(reply, now);
    }

    /// Writes a transaction.
    fn commit(&self, disk: &mut Stored, changes: &[Change]) {
        disk.apply(changes);
    }

    /// What is on the disk when the app is killed within a transaction: nothing of it.
    fn torn(&self, _disk: &mut Stored, _changes: &[Change]) {}

    /// Whether a person is told that something is saved before the transaction is complete.
    fn speaks_early(&self) -> bool {
        false
    }
}

/// Everything as in production.
#[derive(Debug, Clone, Copy, Default)]
pub struct Faithful;

impl Wiring for Faithful {}
