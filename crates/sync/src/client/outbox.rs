//! Saving edits, and what becomes of them on their way to the server.

use super::{
    Client, InFlight, Link,
    stored::{Change, OpState, StoredOp},
};
use crate::{
    backoff,
    wire::{Act, Op, OpResult, Outcome},
};
use domain::{
    id::{DeviceId, Feed, RecordId},
    kind::Kind,
    problem::{Code, Refusal},
    schema::SCHEMA,
};
use std::collections::BTreeSet;

/// Something a person did to one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The record.
    pub rec: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Its home.
    pub feed: Feed,
    /// What was done.
    pub act: Act,
    /// The version that the person saw; `None` for the one this device holds.
    pub base: Option<u64>,
}

/// The keys that an edit's operations got on this disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// One for each edit.
    pub keys: Vec<u64>,
}

/// Why a round trip failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// No answer, or one that cannot be read.
    Network,
    /// The server cannot answer now; the wait it asked for, in milliseconds.
    Busy(Option<u64>),
    /// The session has ended.
    Unauthenticated,
    /// The request was too large.
    TooLarge,
    /// There is a gap: the server wants this number next.
    Expected(u64),
    /// The server was restored from a backup and is in this epoch now.
    Restored(String),
    /// This number was used by another phone; the new identity to go on with. A device that belongs to another
    /// account is the same from its first number on: none of ours was ever taken in under its name.
    Cloned(u64, DeviceId),
    /// The server cannot read the request, or does not speak the version.
    Rejected(Refusal),
}

impl Client {
    /// Saves edits as one transaction: all of them or none is on the disk afterwards.
    ///
    /// `supersedes` are refused operations that these edits replace. The edits are on the screen at
    /// once, but are safe only when [`Client::persisted`] has been called for them.
    pub fn save(&mut self, edits: Vec<Edit>, supersedes: &[u64], now: u64) -> Saved {
        self.save_with(edits, supersedes, &BTreeSet::new(), now)
    }

    /// The same, on a disk that has bytes of photos: those of `here` that the edits name are sent once the edits are. What
    /// the disk is told of them belongs to the same transaction.
    pub fn save_with(&mut self, edits: Vec<Edit>, supersedes: &[u64], here: &BTreeSet<String>, now: u64) -> Saved {
        let (mut changes, mut dropped) = (Vec::new(), Vec::new());
        for key in supersedes {
            let refused = |op: &&StoredOp| matches!(op.state, OpState::Refused(_));
            if let Some(op) = self.replica.ops.get(key).filter(refused).map(|op| op.op.clone()) {
                dropped.push(op);
                self.replica.drop_op(*key);
                changes.push(Change::DropOp(*key));
            }
        }
        let beyond_saving = !changes.is_empty();
        let (mut keys, mut made) = (Vec::new(), Vec::new());
        for edit in edits {
            let (n, key) = (self.meta.next_n, self.meta.next_key);
            self.meta.next_n += 1;
            self.meta.next_key += 1;
            let base = edit.base.unwrap_or_else(|| self.replica.ver(edit.rec).unwrap_or(0));
            let op = Op {
                n,
                rec: edit.rec,
                kind: edit.kind.id().into(),
                feed: edit.feed,
                base,
                epoch: self.epoch_of(edit.feed),
                hlc: self.tick(now),
                schema: SCHEMA,
                act: edit.act,
            };
            made.push(op.clone());
            let stored = StoredOp { key, op, saved_at: now, state: OpState::Waiting, sent_as: None, kept_since: None };
            changes.push(Change::PutOp(Box::new(stored.clone())));
            self.replica.put_op(stored);
            self.replica.unsaved.insert(key);
            keys.push(key);
        }
        let photos = self.photos_of(&made, &dropped, here, now);
        changes.extend(photos.changes);
        self.push_txn(changes, keys.clone(), beyond_saving);
        if let Some(txn) = self.txns.back_mut() {
            txn.photos = photos.before;
        }
        Saved { keys }
    }

    /// Drops refused operations for good, because a person said so.
    pub fn discard(&mut self, keys: &[u64], now: u64) {
        self.save(Vec::new(), keys, now);
    }

    /// The transaction last given out is on the disk.
    pub fn persisted(&mut self) {
        if let Some(txn) = self.txns.pop_front() {
            for key in txn.saves {
                self.replica.unsaved.remove(&key);
            }
        }
    }

    /// The transaction last given out did not reach the disk, nor will those behind it. The operations
    /// that could not be saved are taken back, and their keys returned so that the person can be told;
    /// their text is still in the draft.
    ///
    /// If more than new operations was lost, memory is ahead of the disk: see [`Client::must_reopen`].
    pub fn persist_failed(&mut self) -> Vec<u64> {
        let (mut lost, mut photos) = (Vec::new(), Vec::new());
        for txn in self.txns.drain(..) {
            self.broken |= txn.beyond_saving;
            lost.extend(txn.saves);
            photos.extend(txn.photos);
        }
        for (sha256, before) in photos.into_iter().rev() {
            match before {
                Some(photo) => self.replica.photos.insert(sha256, photo),
                None => self.replica.photos.remove(&sha256),
            };
        }
        // What was not saved was made last, so its numbers are the highest and can be given out again.
        let own = lost.iter().filter_map(|key| self.replica.ops.get(key)).filter(|op| op.sent_as.is_none());
        let numbers = own.map(|op| op.op.n);
        self.meta.next_n = numbers.min().unwrap_or(self.meta.next_n);
        for key in &lost {
            self.replica.drop_op(*key);
        }
        lost
    }

    /// A round trip failed: nothing of it is known to have been applied, everything stays.
    pub fn failed(&mut self, failure: Failure, now: u64) {
        let Some(flight) = self.in_flight.take() else { return };
        self.notice_clock(now);
        self.pull_at = now;
        match failure {
            Failure::Network => {
                self.link = Link::Offline;
                self.carry_less();
                self.back_off(now, None);
            }
            Failure::Busy(wait) => {
                self.link = Link::Offline;
                self.back_off(now, wait);
            }
            Failure::Unauthenticated => self.link = Link::SignedOut,
            Failure::TooLarge if flight.ops.len() > 1 => self.batch = (flight.ops.len() / 2).max(1),
            Failure::TooLarge if flight.ops.len() == 1 => self.refuse_here(&flight, Code::OpTooLarge.into()),
            // Only what cannot be read may be the fault of one operation; anything else concerns the whole request.
            Failure::Rejected(refusal) if refusal.code == Code::Malformed.id() && !flight.ops.is_empty() => {
                if flight.ops.len() > 1 {
                    self.batch = 1;
                } else {
                    self.refuse_here(&flight, refusal);
                }
            }
            Failure::TooLarge | Failure::Rejected(_) => {
                self.link = Link::Offline;
                self.back_off(now, None);
            }
            Failure::Expected(n) => {
                let first = flight.ops.first().and_then(|(_, key)| self.replica.ops.get(key));
                match first.and_then(|op| op.sent_as) {
                    Some(name) => {
                        let changes = self.adopt(name);
                        self.push_txn(changes, Vec::new(), true);
                    }
                    None => self.renumber(n, None, now),
                }
            }
            Failure::Restored(epoch) => {
                let changes = self.enter_epoch(epoch);
                self.push_txn(changes, Vec::new(), true);
            }
            Failure::Cloned(n, device) => {
                // What comes before is ours and was taken in: sent alone, it gets the results it lacks.
                let ours = flight.ops.iter().filter(|(each, _)| *each < n).count();
                if ours > 0 {
                    self.batch = ours;
                } else {
                    let first = flight.ops.first().and_then(|(_, key)| self.replica.ops.get(key));
                    let name = first.and_then(|op| op.sent_as).unwrap_or(self.meta.device);
                    self.renumber(1, Some((name, device)), now);
                }
            }
        }
    }

    fn back_off(&mut self, now: u64, asked: Option<u64>) {
        self.failures = self.failures.saturating_add(1);
        self.waits_since = now;
        self.not_before = now + backoff::wait(self.failures, self.dice).max(asked.unwrap_or(0));
    }

    /// Ends every wait where the clock shows less than when they were set. To be called with every time that is told, before
    /// another wait is set: later nobody could tell.
    pub(super) fn notice_clock(&mut self, now: u64) {
        if now < self.waits_since {
            self.waits_since = now;
            self.sync_now();
        }
    }

    /// One operation cannot even be sent: it goes to the tray, and those behind it take its number. What was acknowledged
    /// once keeps its number, so that nobody else may have it.
    fn refuse_here(&mut self, flight: &InFlight, refusal: Refusal) {
        let Some((n, key)) = flight.ops.first().copied() else { return };
        let is_new = |op: &StoredOp| op.state == OpState::Waiting && op.sent_as.is_none();
        let frees_number = self.replica.ops.get(&key).is_some_and(is_new);
        let mut changes: Vec<Change> = self.set_state(key, OpState::Refused(refusal)).into_iter().collect();
        if frees_number {
            changes.extend(self.number_waiting(n));
        }
        self.push_txn(changes, Vec::new(), true);
    }

    /// Gives waiting operations consecutive numbers from `first` on, in the order they were made.
    fn number_waiting(&mut self, first: u64) -> Vec<Change> {
        self.meta.next_n = first;
        let mut changes = Vec::new();
        let own = |op: &&mut StoredOp| op.state == OpState::Waiting && op.sent_as.is_none();
        for op in self.replica.ops.values_mut().filter(own) {
            op.op.n = self.meta.next_n;
            self.meta.next_n += 1;
            // Those that are only on their way to the disk too: they get there with the number they had.
            changes.push(Change::PutOp(Box::new(op.clone())));
        }
        changes
    }

    /// The server's count and ours differ: the waiting operations, and only their numbers, are brought in line.
    /// `renamed` is the name that turned out to be another's, with the one to go on under.
    fn renumber(&mut self, first: u64, renamed: Option<(DeviceId, DeviceId)>, now: u64) {
        self.back_off(now, None);
        let mut changes = Vec::new();
        if let Some((lost, device)) = renamed {
            changes.extend(self.take_name(lost, device));
        }
        changes.extend(self.number_waiting(first));
        self.push_txn(changes, Vec::new(), true);
    }

    fn set_state(&mut self, key: u64, state: OpState) -> Option<Change> {
        let op = self.replica.ops.get_mut(&key)?;
        op.state = state;
        Some(Change::PutOp(Box::new(op.clone())))
    }

    /// Takes the results of a round trip in.
    pub(super) fn take_results(&mut self, flight: &InFlight, results: &[OpResult]) -> Vec<Change> {
        let mut changes = Vec::new();
        for result in results {
            let Some((_, key)) = flight.ops.iter().find(|(n, _)| *n == result.n).copied() else { continue };
            let state = match &result.outcome {
                Outcome::Applied { ver } => OpState::Applied(*ver),
                Outcome::Refused(refusal) => OpState::Refused(refusal.clone()),
                Outcome::Held { .. } => {
                    self.asked = result.n;
                    OpState::Held
                }
            };
            changes.extend(self.set_state(key, state));
        }
        changes
    }
}
