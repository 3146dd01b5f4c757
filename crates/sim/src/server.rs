//! The server of a world: a transactional store in memory around the functions that production runs.

use crate::{
    blobs::Blobs,
    cast,
    coverage::Coverage,
    device::Typed,
    overlap::{self, Open},
    wiring::Wiring,
};
use domain::{
    activity::{AFTER_REVOCATION, MERGED_INTO},
    id::{DeviceId, Feed, RecordId, UserId},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
};
use sync::{
    clock::Hlc,
    server::{
        Actor, age,
        decide::is_echo,
        group::{self, Applied, Push, PushError, Rows},
        record::{FeedHead, Record},
    },
    wire::{Act, OpResult, Outcome},
};

/// Which operation, whatever number it has: made by a device of the world, on a record, at a clock, to do what has this print.
pub type Identity = (usize, RecordId, Hlc, u64);

/// What tells an act from others: two copies of a store may do different things to a record at the same clock.
pub fn print(act: &Act) -> u64 {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(act).unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}

/// A day, in milliseconds.
pub const DAY: u64 = 24 * 60 * 60_000;

/// The whole server. What is not in `rows` is gone after a crash.
#[derive(Debug, Default)]
pub struct Server {
    /// The tables.
    pub rows: Rows,
    /// Who may sign in, and as what.
    pub accounts: BTreeMap<UserId, Actor>,
    /// What ever became of each operation; more than one entry means that it took effect more than once.
    pub history: BTreeMap<Identity, Vec<Outcome>>,
    /// Photos.
    pub blobs: Blobs,
    /// All of it as it was at some moment.
    backup: Option<(Rows, BTreeMap<Identity, Vec<Outcome>>, Blobs)>,
    restored: u32,
    /// When it was last backed up.
    pub backed_up_at: u64,
    /// When the grant that moves was last lost.
    pub lost_at: u64,
    /// Records that were deleted so long ago that nothing of them is there any more.
    pub forgotten: BTreeSet<RecordId>,
    /// A transaction that has begun and is not complete.
    pub open: Option<Open>,
}

/// One operation of a committed group with the record before and after it, where only it touched the record.
#[derive(Debug)]
pub struct Touch {
    /// What was done.
    pub act: Act,
    /// Which version its editor saw.
    pub base: u64,
    /// The record before.
    pub before: Record,
    /// The record after.
    pub after: Record,
}

/// What a committed group did.
#[derive(Debug)]
pub struct Committed {
    /// One answer for each push.
    pub answers: Vec<Answered>,
    /// Feeds that were written to.
    pub feeds: Vec<Feed>,
    /// Records that were written, with the feed and the place in it that they got.
    pub placed: Vec<(RecordId, Feed, u64)>,
    /// Operations that were taken in.
    pub taken: Vec<Identity>,
    /// Operations that can be looked at alone.
    pub touches: Vec<Touch>,
}

impl Server {
    /// A server with a committee, its roster and its accounts.
    pub fn open() -> Server {
        let mut server = Server { accounts: cast::accounts(), ..Server::default() };
        server.rows.epoch = "e0".into();
        server.rows.feeds = group::first_feeds(cast::COMMITTEE).map(|head| (head.feed, head)).into();
        server
    }

    /// Keeps a copy of everything.
    pub fn back_up(&mut self, now: u64) {
        self.backed_up_at = now;
        self.backup = Some((self.rows.clone(), self.history.clone(), self.blobs.clone()));
    }

    /// Who somebody is now.
    pub fn actor(&self, user: UserId, now: u64) -> Option<Actor> {
        let mut actor = self.accounts.get(&user).cloned()?;
        if self.lost_at + age::AFTER_REVOCATION as u64 * DAY < now {
            actor.lost.clear();
        }
        Some(actor)
    }

    /// Forgets what was deleted long ago.
    pub fn forget(&mut self, now: u64, seen: &mut Coverage) {
        let old = self.rows.records.values().filter(|record| age::is_forgotten(record, now));
        for (rec, feed, seq) in old.map(|record| (record.rec, record.feed, record.seq)).collect::<Vec<_>>() {
            self.rows.records.remove(&rec);
            self.forgotten.insert(rec);
            seen.hit("deleted record forgotten");
            if let Some(head) = self.rows.feeds.get_mut(&feed) {
                head.floor = head.floor.max(seq);
            }
        }
    }

    /// Everything is as it was when it was last backed up, and a new epoch begins.
    pub fn restore(&mut self) {
        let Some((rows, history, blobs)) = self.backup.clone() else { return };
        self.restored += 1;
        (self.rows, self.history, self.blobs) = (rows, history, self.blobs.restored(&blobs));
        self.rows.epoch = format!("e{}", self.restored);
        self.rows.restored = true;
        self.rows.devices.values_mut().for_each(|device| device.behind = true);
    }

    /// One transaction: loads what the pushes name, decides, writes all of it.
    pub fn write(&mut self, pushes: &[Push], now: u64, wiring: &dyn Wiring, seen: &mut Coverage) -> Committed {
        let begun = self.begin(pushes, now, wiring, seen);
        self.commit(begun, seen)
    }

    /// Loads what the pushes name, and decides.
    pub fn begin(&self, pushes: &[Push], now: u64, wiring: &dyn Wiring, seen: &mut Coverage) -> Open {
        let loaded = self.load(pushes);
        let heads = loaded.feeds.clone();
        for op in pushes.iter().flat_map(|push| push.ops.iter().map(move |op| (push.device, op.n))) {
            if loaded.ops.contains_key(&op) {
                seen.hit("applied again: replay");
            }
        }
        Open { pushes: pushes.to_vec(), heads, applied: wiring.apply(pushes, loaded, now) }
    }

    /// Writes what was decided: others see it from now on.
    pub fn commit(&mut self, begun: Open, seen: &mut Coverage) -> Committed {
        let Open { pushes, heads, applied: Applied { answers, changed, released } } = begun;
        let mut committed = Committed {
            answers,
            feeds: changed.feeds.keys().copied().collect(),
            placed: changed.records.values().map(|record| (record.rec, record.feed, record.seq)).collect(),
            taken: Vec::new(),
            touches: Vec::new(),
        };
        for ((device, n), logged) in &changed.ops {
            seen.count_op(&logged.act, &logged.outcome);
            if let Some(record) = changed.records.get(&logged.rec) {
                self.blobs.claim(logged, record.feed);
            }
            let identity = (cast::index(*device), logged.rec, logged.hlc, print(&logged.act));
            let outcomes = self.history.entry(identity).or_default();
            // What was held comes to its end once.
            let is_held = |outcome: &Outcome| matches!(outcome, Outcome::Held { .. });
            if self.rows.ops.get(&(*device, *n)).is_some_and(|known| is_held(&known.outcome)) {
                // Copies of a store may have sent it under several numbers: another of them may still be held.
                outcomes.iter().position(is_held).into_iter().for_each(|at| drop(outcomes.remove(at)));
                let refused = matches!(logged.outcome, Outcome::Refused(_));
                seen.hit(if refused { "held, then refused" } else { "held, then settled" });
            }
            outcomes.push(logged.outcome.clone());
            committed.taken.push(identity);
            let alone = changed.ops.values().filter(|other| other.rec == logged.rec).count() == 1;
            let pair = self.rows.records.get(&logged.rec).cloned().zip(changed.records.get(&logged.rec).cloned());
            if let (true, Some((before, after))) = (alone, pair) {
                if before.body.get(MERGED_INTO).is_some() && after.body.get(MERGED_INTO).is_none() {
                    seen.hit("applied: restore");
                }
                let epoch = self.rows.restored.then_some(self.rows.epoch.as_str());
                let saw = base_of(pushes.iter().zip(&committed.answers), *device, *n, epoch);
                let base = saw.max(self.own(*device, *n, &before));
                committed.touches.push(Touch { act: logged.act.clone(), base, before, after });
            }
        }
        for record in changed.records.values() {
            if record.body.get(AFTER_REVOCATION).is_some() {
                seen.hit("applied: after the grant was lost");
            }
            for conflict in record.row().conflicts {
                let deleted = conflict.field == domain::merge::DELETED;
                seen.hit(if deleted { "merged: delete against an edit" } else { "merged: losing value kept" });
            }
        }
        self.rows.devices.extend(changed.devices);
        self.rows.ops.extend(changed.ops);
        for (feed, head) in changed.feeds {
            let merged = overlap::merged(heads.get(&feed), self.rows.feeds.get(&feed), head);
            self.rows.feeds.insert(feed, merged);
        }
        self.rows.records.extend(changed.records);
        self.rows.held.extend(changed.held);
        self.rows.held.retain(|key, _| !released.contains(key));
        committed
    }

    fn load(&self, pushes: &[Push]) -> Rows {
        let rows = &self.rows;
        let keys = self.keys(pushes);
        let held = rows.held.iter().filter(|(_, held)| keys.may_release(held));
        let held = held.map(|(key, held)| (*key, held.clone())).collect();
        let ahead = |head: &FeedHead| FeedHead { seq: head.seq.max(self.seq_given_out(head.feed)), ..*head };
        Rows {
            epoch: rows.epoch.clone(),
            restored: rows.restored,
            held,
            devices: keys.devices.iter().filter_map(|id| Some((*id, *rows.devices.get(id)?))).collect(),
            ops: keys.ops.iter().filter_map(|key| Some((*key, rows.ops.get(key)?.clone()))).collect(),
            feeds: keys.feeds.iter().filter_map(|id| Some((*id, ahead(rows.feeds.get(id)?)))).collect(),
            records: keys.records.iter().filter_map(|id| Some((*id, rows.records.get(id)?.clone()))).collect(),
        }
    }

    /// The version up to which a device has made all there is of a record since it has last seen another's: it has seen
    /// those, whatever version it names.
    fn own(&self, device: DeviceId, n: u64, before: &Record) -> u64 {
        let made = |ver: u64| {
            let mut ops = self.rows.ops.iter().filter(|(_, op)| op.rec == before.rec);
            ops.find(|(_, op)| op.outcome == Outcome::Applied { ver }).map(|(key, _)| *key)
        };
        let all = (1..=before.ver).all(|ver| made(ver).is_some_and(|(by, number)| by == device && number < n));
        if all { before.ver } else { 0 }
    }

    /// The version that an operation made, if it was applied.
    pub fn applied(&self, names: &[usize], typed: &Typed) -> Option<u64> {
        self.outcomes(names, typed).find_map(|outcome| match outcome {
            Outcome::Applied { ver } => Some(*ver),
            Outcome::Refused(_) | Outcome::Held { .. } => None,
        })
    }

    /// What became of an operation under any of the names that its device has had.
    pub fn outcomes(&self, names: &[usize], typed: &Typed) -> impl Iterator<Item = &Outcome> {
        let Typed { rec, hlc, print, .. } = *typed;
        names.iter().filter_map(move |name| self.history.get(&(*name, rec, hlc, print))).flatten()
    }
}

/// What became of a push as a whole.
pub type Answered = Result<Vec<OpResult>, PushError>;

/// The version that the editor saw, if it is one of this epoch. Two copies of a store may send different operations under one
/// number within a group: nothing of a push that was turned away is what was taken in.
pub fn base_of<'p>(
    pushes: impl Iterator<Item = (&'p Push, &'p Answered)>,
    device: DeviceId,
    n: u64,
    epoch: Option<&str>,
) -> u64 {
    let taken = pushes.filter(|(push, answer)| push.device == device && answer.is_ok());
    let ops = taken.flat_map(|(push, _)| &push.ops);
    ops.filter(|op| op.n == n && !is_echo(op, epoch)).map(|op| op.base).next().unwrap_or(0)
}
