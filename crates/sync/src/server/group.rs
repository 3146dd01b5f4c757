//! A group of pushes as one set: what to load for it, what becomes of it, what to write.

mod admit;
mod held;
mod rows;

pub use held::HeldOp;
pub use rows::{Keys, Rows, keys};

use super::{
    Actor,
    decide::{Surroundings, decide, is_echo},
    record::{FeedHead, Record},
};
use crate::{
    clock::Hlc,
    wire::{Act, MAX_OP, Op, OpResult, Outcome},
};
use admit::{admit, is_of_now, refuse_second_claims};
use domain::{
    activity::Activity,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    problem::{Code, Refusal},
    review::Review,
    workflow::{self, LED, WORKFLOW, Workflow},
};

/// The operations of one request.
#[derive(Debug, Clone, PartialEq)]
pub struct Push {
    /// The pushing device.
    pub device: DeviceId,
    /// Who pushes.
    pub actor: Actor,
    /// The server's epoch as the device knows it; `None` where it knows of none.
    pub epoch: Option<String>,
    /// With rising `n`.
    pub ops: Vec<Op>,
}

/// The row of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceRow {
    /// Whose it is.
    pub user: UserId,
    /// The highest `n` taken in.
    pub last_n: u64,
    /// The server was restored since the device's last new operation: its next one may leave numbers out, those of
    /// operations that were refused and are forgotten.
    pub behind: bool,
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

/// Why a whole push was turned away; nothing of it was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushError {
    /// There is a gap: the next number the server takes from this device.
    Expected(u64),
    /// The number was used by another operation: two phones share one identity.
    Cloned(u64),
    /// The server was restored from a backup since the device last heard of it: it learns that first.
    Restored,
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
    /// Operations that are held no longer.
    pub released: Vec<(DeviceId, u64)>,
}

/// Applies a group of pushes, in order, to the rows loaded for it.
///
/// `now` is the server's clock in milliseconds since 1970.
pub fn apply<'a>(pushes: impl IntoIterator<Item = &'a Push>, mut rows: Rows, now: u64) -> Applied {
    let pushes: Vec<&Push> = pushes.into_iter().collect();
    let (mut answers, mut touched) = (Vec::new(), Keys::default());
    for push in &pushes {
        let answer = admit(push, &rows).map(|fresh| {
            let mut results = Vec::with_capacity(push.ops.len());
            for op in &push.ops[..fresh] {
                held::give_up((push.device, op.n), &mut rows, &mut touched, now);
                let known = rows.ops.get(&(push.device, op.n));
                results.push(OpResult { n: op.n, outcome: known.map_or(malformed(), |known| known.outcome.clone()) });
            }
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
    let released = touched.held.iter().filter(|key| !rows.held.contains_key(key)).copied().collect();
    Applied { answers, changed: rows.only(&touched), released }
}

fn malformed() -> Outcome {
    Outcome::Refused(Code::OpInvalid.into())
}

/// Takes one new operation in; it consumes its number whatever becomes of it.
fn take(op: &Op, push: &Push, rows: &mut Rows, touched: &mut Keys, now: u64) -> Outcome {
    let settled = within_size(op).and_then(|()| settle(op, push.device, &push.actor, rows, touched, now));
    let key = (push.device, op.n);
    let outcome = match settled {
        Ok(ver) => Outcome::Applied { ver },
        Err(why) if held::may_come(op, &why, rows.echo_epoch()) => {
            rows.held.insert(key, HeldOp { op: op.clone(), actor: push.actor.clone(), why, at: now });
            touched.held.insert(key);
            Outcome::Held { held: true }
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
    rows.ops.insert(key, logged);
    touched.ops.insert(key);
    let is_of_now = is_of_now(op, rows);
    let fresh = DeviceRow { user: push.actor.user, last_n: 0, behind: rows.restored };
    let device = rows.devices.entry(push.device).or_insert(fresh);
    device.last_n = op.n;
    device.behind &= !is_of_now;
    if matches!(outcome, Outcome::Applied { .. }) {
        held::try_again(op.rec, rows, touched, now);
    }
    outcome
}

/// Decides an operation and, where it is taken, puts its record into its feed; answers the record's new version.
fn settle(
    op: &Op,
    device: DeviceId,
    actor: &Actor,
    rows: &mut Rows,
    touched: &mut Keys,
    now: u64,
) -> Result<u64, Refusal> {
    let (home, workflow) = (rows.feeds.get(&op.feed), workflow_of(op, rows));
    let around = Surroundings { device, actor, home, workflow: workflow.as_ref(), epoch: rows.echo_epoch(), now };
    let mut record = decide(op, rows.records.get(&op.rec), around)?;
    let before = rows.records.get(&op.rec);
    // What is sent again may come before the record that it was merged into.
    if !is_echo(op, rows.echo_epoch()) {
        refuse_nowhere(before, &record, rows)?;
    }
    if let Some(head) = rows.feeds.get_mut(&op.feed) {
        head.take_in(before, &mut record);
        touched.feeds.insert(op.feed);
        let committee = head.committee;
        let opened = opened_by(record.kind, record.rec).filter(|_| before.is_none());
        // What was forgotten and is made anew goes on with the feed that it had.
        if let Some(feed) = opened.filter(|feed| !rows.feeds.contains_key(feed)) {
            touched.feeds.insert(feed);
            rows.feeds.insert(feed, FeedHead::empty(feed, committee));
        }
    }
    let ver = record.ver;
    rows.records.insert(op.rec, record);
    touched.records.insert(op.rec);
    Ok(ver)
}

/// The workflow by which an operation is judged: the one that leads its record, or that a new one begins with. Where nothing
/// is led, none is looked for.
fn workflow_of(op: &Op, rows: &Rows) -> Option<Workflow> {
    let is_led = LED.iter().any(|kind| kind.id() == op.kind);
    let named = match (rows.records.get(&op.rec), &op.act) {
        _ if !is_led => None,
        (Some(current), _) => current.body.text(WORKFLOW),
        (None, Act::Create(fields)) => fields.text(WORKFLOW),
        (None, _) => None,
    }?;
    if let Some(preset) = workflow::preset(named) {
        return Some(preset);
    }
    let committee = rows.feeds.get(&op.feed)?.committee;
    let record = rows.records.get(&named.parse().ok()?)?;
    let is_theirs = record.kind == Kind::Workflow && record.feed == Feed::Ref(committee);
    let begins = !rows.records.contains_key(&op.rec);
    let may = is_theirs && !(begins && record.body.flag(workflow::RETIRED));
    Workflow::read(&record.body).filter(|_| may)
}

/// Refuses to merge a record into one that is not there or does not stand: the work of both would count nowhere.
fn refuse_nowhere(before: Option<&Record>, after: &Record, rows: &Rows) -> Result<(), Refusal> {
    let target = |record: &Record| Activity(&record.body).merged_into();
    let Some(into) = target(after).filter(|into| before.and_then(target) != Some(*into)) else { return Ok(()) };
    let stands = rows.records.get(&into).is_some_and(|record| {
        let is_void = Activity(&record.body).review() == Some(Review::Void);
        record.kind == Kind::Activity && !record.is_deleted() && !is_void
    });
    if stands { Ok(()) } else { Err(Code::MergeTarget.into()) }
}

fn within_size(op: &Op) -> Result<(), Refusal> {
    // Hardly any act comes near, so none is written out for that. A byte may take six as JSON: an eighth is safe.
    let weight = match &op.act {
        Act::Create(fields) | Act::Patch(fields) => fields.weight(),
        Act::Add(elem) | Act::Remove(elem) => elem.set.len() + elem.elem.len(),
        Act::Delete(_) => 0,
    };
    if weight <= MAX_OP / 8 {
        return Ok(());
    }
    let size = serde_json::to_vec(&op.act).map_or(usize::MAX, |bytes| bytes.len());
    if size > MAX_OP { Err(Code::OpTooLarge.into()) } else { Ok(()) }
}

/// The feed that comes into being with a record: a venue's, a member's.
fn opened_by(kind: Kind, rec: RecordId) -> Option<Feed> {
    match kind {
        Kind::Venue => Some(Feed::Venue(VenueId::from(rec))),
        Kind::Member => Some(Feed::Member(MemberId::from(rec))),
        _ => None,
    }
}

/// The two feeds that every committee begins with, before its first record.
pub fn first_feeds(committee: CommitteeId) -> [FeedHead; 2] {
    [Feed::Ref(committee), Feed::Office(committee.0)].map(|feed| FeedHead::empty(feed, committee))
}

#[cfg(test)]
mod tests;
