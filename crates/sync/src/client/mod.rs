//! The client's half: a state machine that owns a phone's records and outbox, without input or output.
//!
//! The host (a browser, a test, the simulator) does one thing at a time: it mutates the machine
//! ([`Client::save`], [`Client::replied`], …), then drains [`Client::poll`] and carries out what comes:
//!
//! - [`Output::Persist`]: write all changes in one transaction, then call [`Client::persisted`] or
//!   [`Client::persist_failed`]. At most one is under way at a time.
//! - [`Output::Send`]: post the request, then call [`Client::replied`] or [`Client::failed`].
//! - [`Output::WakeAt`]: call [`Client::poll`] again no later than that.
//!
//! Where nothing else is to do, [`Client::poll_photo`] tells of photos; who hears pokes asks [`Client::wants_pokes`] then too.
//!
//! Architecture Invariant: an operation is neither shown as saved nor sent before its transaction
//! has completed, and rows and the cursor that covers them are changes of one transaction.

mod astray;
mod epoch;
mod handover;
mod outbox;
mod photo_names;
mod photos;
mod pokes;
mod pull;
mod replica;
mod stored;
mod sums;
mod view;

pub use astray::Astray;
pub use handover::TakenIn;
pub use outbox::{Edit, Failure, Saved};
pub use photos::{Ask, PIECE, PhotoAnswer, PhotoCall, PhotoOutput};
pub use pokes::{PULL_HEARING, SPREAD};
pub use pull::PUT_OFF;
pub use replica::Replica;
pub use stored::{Change, FeedMark, HomedRow, Meta, OpState, PhotoState, Stored, StoredOp, StoredPhoto, Upload};
pub use view::{RecordView, Transport};

use crate::{
    clock::Hlc,
    wire::{MAX_OPS, OutboxReport, SyncRequest},
};
use domain::id::DeviceId;
use std::collections::VecDeque;

/// Something the host must do.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Write all changes in one durable transaction.
    Persist(Vec<Change>),
    /// Post this to the server.
    Send(Box<SyncRequest>),
    /// Nothing to do before this time (ms since 1970 on the device's own clock).
    WakeAt(u64),
}

/// How the connection to the server stands, for the sync line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Link {
    /// Not yet tried since the start.
    #[default]
    Unknown,
    /// The last round trip went well.
    Online,
    /// The last try did not reach the server, or it could not answer.
    Offline,
    /// The session has ended; everything waits until somebody signs in again.
    SignedOut,
}

/// How often to ask for changes while all is well, in milliseconds.
pub const PULL_EVERY: u64 = 15_000;
/// About how many bytes of changes one reply should carry at most, which is also what is asked for first.
const WANT_BYTES: u64 = 262_144;
/// The fewest asked for: a line on which this does not come within the host's patience carries nothing at all.
const WANT_LEAST: u64 = 8_192;
/// The most bytes of operations in one request; the rest of the request needs room too.
const BATCH_BYTES: usize = 900_000;
/// Operations in the first batch; it grows while rounds are quick.
const FIRST_BATCH: usize = 50;
/// A round that takes less than this lets the next one carry more, in milliseconds.
const QUICK: u64 = 2_000;

/// One transaction on its way to the disk.
#[derive(Debug, Clone, PartialEq)]
struct Txn {
    changes: Vec<Change>,
    /// The keys of the operations that it saves.
    saves: Vec<u64>,
    /// Photos as they were before it.
    photos: Vec<(String, Option<StoredPhoto>)>,
    /// Whether memory would be ahead of the disk if it failed: it stores more than new operations.
    beyond_saving: bool,
    given_out: bool,
}

/// The request that is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
struct InFlight {
    /// Number and key of each operation.
    ops: Vec<(u64, u64)>,
    sent_at: u64,
    /// The how manieth request it is.
    place: u64,
}

/// The state machine of one device.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    meta: Meta,
    replica: Replica,
    txns: VecDeque<Txn>,
    in_flight: Option<InFlight>,
    carrier: photos::Carrier,
    ear: pokes::Ear,
    batch: usize,
    /// Bytes of changes to ask for: a page too long for a slow line would be begun and given up for ever.
    want: u64,
    failures: u32,
    /// No request before this time, by the device's clock.
    not_before: u64,
    /// When the waits were set: a clock that shows less has been put back, and they mean nothing.
    waits_since: u64,
    /// A pull is due at this time.
    pull_at: u64,
    link: Link,
    /// The disk refused a transaction that stores a reply: memory is ahead of it until reopened.
    broken: bool,
    /// A feed still differs from the server's after it was received anew: no hurry to try again.
    patient: bool,
    /// The last reply only acknowledged: what is new is asked for later, and no poke hurries it.
    put_off: bool,
    dice: u16,
    /// The number of the last operation that the server holds and was asked about.
    asked: u64,
    /// Requests sent so far.
    sent: u64,
}

impl Client {
    /// A machine over what the disk holds; `Stored::fresh` for a new device.
    ///
    /// Feeds that were being received anew start over, since which rows had come is not stored.
    pub fn open(stored: Stored) -> Client {
        Client {
            meta: stored.meta.clone(),
            replica: Replica::open(stored),
            txns: VecDeque::new(),
            in_flight: None,
            carrier: photos::Carrier::default(),
            ear: pokes::Ear::default(),
            batch: FIRST_BATCH,
            want: WANT_BYTES,
            failures: 0,
            not_before: 0,
            waits_since: 0,
            pull_at: 0,
            link: Link::Unknown,
            broken: false,
            patient: false,
            put_off: false,
            dice: 0,
            asked: 0,
            sent: 0,
        }
    }

    /// Records and operations as they stand on this device.
    pub fn replica(&self) -> &Replica {
        &self.replica
    }

    /// Counters, grants and the like.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The identity of this device.
    pub fn device(&self) -> DeviceId {
        self.meta.device
    }

    /// How the connection stands.
    pub fn link(&self) -> Link {
        self.link
    }

    /// Whether the disk failed in a way that only opening it again can mend; nothing is sent until then.
    pub fn must_reopen(&self) -> bool {
        self.broken
    }

    /// The server's time for a time of the device's clock, both in milliseconds since 1970.
    pub fn server_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.meta.clock_offset)
    }

    fn tick(&mut self, now: u64) -> Hlc {
        self.meta.hlc = self.meta.hlc.tick(self.server_time(now));
        self.meta.hlc
    }

    /// Asks for a round trip at once: the person pressed 现在试传, or the network came back.
    pub fn sync_now(&mut self) {
        self.not_before = 0;
        self.pull_at = 0;
        self.carrier.hurry();
        self.ear.hurry();
    }

    /// Somebody has signed in again.
    pub fn signed_in(&mut self) {
        if self.link == Link::SignedOut {
            self.link = Link::Unknown;
        }
        self.failures = 0;
        self.sync_now();
    }

    /// What to do next; `None` when there is nothing until the host calls in again.
    ///
    /// `dice` (any value) spreads the retries of many phones.
    pub fn poll(&mut self, now: u64, dice: u16) -> Option<Output> {
        self.dice = dice;
        if self.broken {
            return None;
        }
        if let Some(txn) = self.txns.front_mut() {
            if txn.given_out {
                return None;
            }
            txn.given_out = true;
            return Some(Output::Persist(txn.changes.clone()));
        }
        if self.in_flight.is_some() || self.link == Link::SignedOut {
            return None;
        }
        self.notice_clock(now);
        let waiting = self.replica.waiting().next().is_some();
        let due = if waiting { self.not_before } else { self.ear.due(self.pull_at).max(self.not_before) };
        if now < due {
            return Some(Output::WakeAt(self.ear.wake(now, due)));
        }
        Some(Output::Send(Box::new(self.request(now))))
    }

    fn request(&mut self, now: u64) -> SyncRequest {
        let (mut ops, mut keys) = (Vec::new(), Vec::new());
        let mut bytes = 0;
        let (name, next) = self.next_to_send();
        for stored in next.into_iter().take(self.batch.min(MAX_OPS)) {
            bytes += stored.bytes();
            if !ops.is_empty() && bytes > BATCH_BYTES {
                break;
            }
            ops.push(stored.op.clone());
            keys.push((stored.op.n, stored.key));
        }
        self.sent += 1;
        self.in_flight = Some(InFlight { ops: keys, sent_at: now, place: self.sent });
        self.ear.followed();
        let device = name.unwrap_or(self.meta.device);
        // What waits here is reported under the name that it will go by.
        let outbox = if device == self.meta.device { self.replica.report() } else { OutboxReport::default() };
        SyncRequest {
            proto: crate::wire::PROTO,
            device,
            epoch: self.meta.epoch.clone(),
            grants: self.meta.grants.as_ref().map(|grants| grants.hash.clone()),
            cursors: self.replica.marks().map(|(feed, mark)| (*feed, mark.cursor)).collect(),
            rebuild: self.replica.marks().filter(|(_, mark)| mark.rebuilding).map(|(feed, _)| *feed).collect(),
            first: self.replica.comes_whole(),
            want_bytes: self.want,
            outbox,
            ops,
        }
    }

    /// A round trip that took so long came whole: one that was quick lets the next carry more, both ways.
    fn carry_more(&mut self, took: u64) {
        if took < QUICK {
            self.batch = (self.batch * 2).min(MAX_OPS);
            self.want = (self.want * 2).min(WANT_BYTES);
        }
    }

    /// A round trip did not come whole: whichever way was too long, the next is shorter both ways.
    fn carry_less(&mut self) {
        self.batch = (self.batch / 2).max(1);
        self.want = (self.want / 2).max(WANT_LEAST);
    }

    fn push_txn(&mut self, mut changes: Vec<Change>, saves: Vec<u64>, beyond_saving: bool) {
        changes.push(Change::PutMeta(Box::new(self.meta.clone())));
        self.txns.push_back(Txn { changes, saves, photos: Vec::new(), beyond_saving, given_out: false });
    }
}

#[cfg(test)]
mod tests;
