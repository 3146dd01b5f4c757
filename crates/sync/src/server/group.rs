//! A group of pushes as one set: what to load for it, what becomes of it, what to write.

use super::{
    Actor,
    decide::{Surroundings, decide},
    record::{FeedHead, Record},
};
use crate::{
    clock::Hlc,
    wire::{Act, MAX_NUMBER, MAX_OP, Op, OpResult, Outcome},
};
use domain::{
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    problem::{Code, Refusal},
};
use std::collections::{BTreeMap, BTreeSet};

/// The operations of one request.
#[derive(Debug, Clone, PartialEq)]
pub struct Push {
    /// The pushing device.
    pub device: DeviceId,
    /// Who pushes.
    pub actor: Actor,
    /// With consecutive `n`.
    pub ops: Vec<Op>,
}

/// The row of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceRow {
    /// Whose it is.
    pub user: UserId,
    /// The highest `n` taken in.
    pub last_n: u64,
}

/// An operation as the log remembers it: for replays, for history and for audit.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// The record.
    pub rec: RecordId,
    /// The clock as it was sent, before it was clamped.
    pub hlc: Hlc,
    /// Who wrote it.
    pub by: UserId,
    /// What it did.
    pub act: Act,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was taken in, in milliseconds since 1970.
    pub at: u64,
}

/// What a group needs from the store.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Keys {
    /// Devices that push.
    pub devices: BTreeSet<DeviceId>,
    /// Operations that may have been taken in before.
    pub ops: BTreeSet<(DeviceId, u64)>,
    /// Feeds written to.
    pub feeds: BTreeSet<Feed>,
    /// Records written to.
    pub records: BTreeSet<RecordId>,
}

/// The keys of everything that [`apply`] will look at.
pub fn keys<'a>(pushes: impl IntoIterator<Item = &'a Push>) -> Keys {
    let mut keys = Keys::default();
    for push in pushes {
        keys.devices.insert(push.device);
        for op in &push.ops {
            keys.ops.insert((push.device, op.n));
            keys.feeds.insert(op.feed);
            keys.records.insert(op.rec);
        }
    }
    keys
}

/// The rows of a group, as loaded and then as they stand after it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Rows {
    /// Known devices.
    pub devices: BTreeMap<DeviceId, DeviceRow>,
    /// Known operations.
    pub ops: BTreeMap<(DeviceId, u64), Logged>,
    /// Known feeds.
    pub feeds: BTreeMap<Feed, FeedHead>,
    /// Known records.
    pub records: BTreeMap<RecordId, Record>,
}

impl Rows {
    /// Without the rows that were not touched.
    fn only(mut self, touched: &Keys) -> Self {
        self.devices.retain(|device, _| touched.devices.contains(device));
        self.ops.retain(|key, _| touched.ops.contains(key));
        self.feeds.retain(|feed, _| touched.feeds.contains(feed));
        self.records.retain(|rec, _| touched.records.contains(rec));
        self
    }
}

/// Why a whole push was turned away; nothing of it was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushError {
    /// There is a gap: the next number the server takes from this device.
    Expected(u64),
    /// The number was used by another operation: two phones share one identity.
    Cloned(u64),
    /// The device belongs to another account.
    Foreign,
    /// Numbers out of order or out of range.
    Malformed,
}

/// What a group did: one answer for each push, and only what changed, to be written in one transaction.
#[derive(Debug, Default)]
pub struct Applied {
    /// One for each push, in order.
    pub answers: Vec<Result<Vec<OpResult>, PushError>>,
    /// Rows to write; everything else is as it was.
    pub changed: Rows,
}

/// Applies a group of pushes, in order, to the rows loaded for it.
///
/// `now` is the server's clock in milliseconds since 1970.
pub fn apply<'a>(pushes: impl IntoIterator<Item = &'a Push>, mut rows: Rows, now: u64) -> Applied {
    let pushes: Vec<&Push> = pushes.into_iter().collect();
    let (mut answers, mut touched) = (Vec::new(), Keys::default());
    for push in &pushes {
        let answer = admit(push, &rows).map(|fresh| {
            let replayed = push.ops[..fresh].iter().map(|op| OpResult {
                n: op.n,
                outcome: rows.ops.get(&(push.device, op.n)).map_or(malformed(), |known| known.outcome.clone()),
            });
            let mut results: Vec<OpResult> = replayed.collect();
            for op in &push.ops[fresh..] {
                let outcome = take(op, push, &mut rows, &mut touched, now);
                results.push(OpResult { n: op.n, outcome });
            }
            results
        });
        if answer.is_ok() && !push.ops.is_empty() {
            touched.devices.insert(push.device);
        }
        answers.push(answer);
    }
    refuse_second_claims(&pushes, &mut answers, &rows);
    Applied { answers, changed: rows.only(&touched) }
}

/// A push without operations claims its device too, and two accounts may claim one within a group. It goes to whoever
/// brought operations, which cannot be given back, else to the first.
fn refuse_second_claims(pushes: &[&Push], answers: &mut [Result<Vec<OpResult>, PushError>], rows: &Rows) {
    let mut owners: BTreeMap<DeviceId, UserId> = rows.devices.iter().map(|(id, row)| (*id, row.user)).collect();
    for (push, answer) in pushes.iter().zip(answers) {
        if answer.is_ok() && *owners.entry(push.device).or_insert(push.actor.user) != push.actor.user {
            *answer = Err(PushError::Foreign);
        }
    }
}

fn malformed() -> Outcome {
    Outcome::Refused(Code::OpInvalid.into())
}

/// How many operations at the beginning of a push were taken in before.
fn admit(push: &Push, rows: &Rows) -> Result<usize, PushError> {
    let known = rows.devices.get(&push.device);
    if known.is_some_and(|device| device.user != push.actor.user) {
        return Err(PushError::Foreign);
    }
    let last = known.map_or(0, |device| device.last_n);
    let Some(first) = push.ops.first().map(|op| op.n) else { return Ok(0) };
    let consecutive = push.ops.windows(2).all(|two| two[0].n.checked_add(1) == Some(two[1].n));
    if !consecutive || first == 0 || push.ops.last().is_some_and(|op| op.n >= MAX_NUMBER) {
        return Err(PushError::Malformed);
    }
    if first > last + 1 {
        return Err(PushError::Expected(last + 1));
    }
    for op in push.ops.iter().take_while(|op| op.n <= last) {
        let same = rows.ops.get(&(push.device, op.n)).is_some_and(|known| known.rec == op.rec && known.hlc == op.hlc);
        if !same {
            return Err(PushError::Cloned(op.n));
        }
    }
    Ok(push.ops.iter().filter(|op| op.n <= last).count())
}

/// Takes one new operation in; it consumes its number whatever becomes of it.
fn take(op: &Op, push: &Push, rows: &mut Rows, touched: &mut Keys, now: u64) -> Outcome {
    let around = Surroundings { device: push.device, actor: &push.actor, home: rows.feeds.get(&op.feed), now };
    let decided = within_size(op).and_then(|()| decide(op, rows.records.get(&op.rec), around));
    let outcome = match decided {
        Ok(mut record) => {
            let before = rows.records.get(&op.rec);
            if let Some(head) = rows.feeds.get_mut(&op.feed) {
                head.take_in(before, &mut record);
                touched.feeds.insert(op.feed);
                let opened = opened_by(&record).filter(|_| before.is_none());
                if let Some(fresh) = opened.map(|feed| FeedHead::empty(feed, head.committee)) {
                    touched.feeds.insert(fresh.feed);
                    rows.feeds.insert(fresh.feed, fresh);
                }
            }
            let ver = record.ver;
            rows.records.insert(op.rec, record);
            touched.records.insert(op.rec);
            Outcome::Applied { ver }
        }
        Err(refusal) => Outcome::Refused(refusal),
    };
    let logged = Logged {
        rec: op.rec,
        hlc: op.hlc,
        by: push.actor.user,
        act: op.act.clone(),
        outcome: outcome.clone(),
        at: now,
    };
    rows.ops.insert((push.device, op.n), logged);
    touched.ops.insert((push.device, op.n));
    let device = rows.devices.entry(push.device).or_insert(DeviceRow { user: push.actor.user, last_n: 0 });
    device.last_n = op.n;
    outcome
}

fn within_size(op: &Op) -> Result<(), Refusal> {
    let size = serde_json::to_vec(&op.act).map_or(usize::MAX, |bytes| bytes.len());
    if size > MAX_OP { Err(Code::OpTooLarge.into()) } else { Ok(()) }
}

/// The feed that comes into being with a record: a venue's, a member's.
fn opened_by(record: &Record) -> Option<Feed> {
    match record.kind {
        Kind::Venue => Some(Feed::Venue(VenueId::from(record.rec))),
        Kind::Member => Some(Feed::Member(MemberId::from(record.rec))),
        _ => None,
    }
}

/// The two feeds that every committee begins with, before its first record.
pub fn first_feeds(committee: CommitteeId) -> [FeedHead; 2] {
    [Feed::Ref(committee), Feed::Office(committee.0)].map(|feed| FeedHead::empty(feed, committee))
}

#[cfg(test)]
mod tests;
