//! The server of a world: a transactional store in memory around the functions that production runs.

use crate::{cast, coverage::Coverage, wiring::Wiring};
use domain::{
    activity::MERGED_INTO,
    fields::Fields,
    id::{DeviceId, Feed, RecordId, UserId},
    policy::{Grant, grants},
    problem::{self, Code},
};
use std::collections::BTreeMap;
use sync::{
    clock::Hlc,
    server::{
        Actor,
        group::{self, Applied, Push, PushError, Rows},
        pull::{self, Budget},
        record::{FeedHead, Record},
    },
    wire::{Act, GrantList, OpResult, Outcome, Page, SyncReply, SyncRequest},
};

/// Which operation, whatever number it has: made by a device of the world, on a record, at a clock.
pub type Identity = (usize, RecordId, Hlc);

/// The whole server. What is not in `rows` is gone after a crash.
#[derive(Debug, Default)]
pub struct Server {
    /// The tables.
    pub rows: Rows,
    /// Who may sign in, and as what.
    pub accounts: BTreeMap<UserId, Actor>,
    /// What ever became of each operation; more than one entry means that it took effect more than once.
    pub history: BTreeMap<Identity, Vec<Outcome>>,
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
    pub answers: Vec<Result<Vec<OpResult>, PushError>>,
    /// Feeds that were written to.
    pub feeds: Vec<Feed>,
    /// Operations that were taken in.
    pub taken: Vec<Identity>,
    /// Operations that can be looked at alone.
    pub touches: Vec<Touch>,
}

impl Server {
    /// A server with a committee, its roster and its accounts.
    pub fn open() -> Server {
        let mut server = Server { accounts: cast::accounts(), ..Server::default() };
        server.rows.feeds = group::first_feeds(cast::COMMITTEE).map(|head| (head.feed, head)).into();
        server
    }

    /// One transaction: loads what the pushes name, decides, writes all of it.
    pub fn write(&mut self, pushes: &[Push], now: u64, wiring: &dyn Wiring, seen: &mut Coverage) -> Committed {
        let loaded = self.load(pushes);
        for op in pushes.iter().flat_map(|push| push.ops.iter().map(move |op| (push.device, op.n))) {
            if loaded.ops.contains_key(&op) {
                seen.hit("applied again: replay");
            }
        }
        let Applied { answers, changed } = wiring.apply(pushes, loaded, now);
        let mut committed = Committed {
            answers,
            feeds: changed.feeds.keys().copied().collect(),
            taken: Vec::new(),
            touches: Vec::new(),
        };
        for ((device, n), logged) in &changed.ops {
            count(&logged.act, &logged.outcome, seen);
            let identity = (cast::index(*device), logged.rec, logged.hlc);
            self.history.entry(identity).or_default().push(logged.outcome.clone());
            committed.taken.push(identity);
            let alone = changed.ops.values().filter(|other| other.rec == logged.rec).count() == 1;
            let pair = self.rows.records.get(&logged.rec).cloned().zip(changed.records.get(&logged.rec).cloned());
            if let (true, Some((before, after))) = (alone, pair) {
                if before.body.get(MERGED_INTO).is_some() && after.body.get(MERGED_INTO).is_none() {
                    seen.hit("applied: restore");
                }
                let base = base_of(pushes, *device, *n);
                committed.touches.push(Touch { act: logged.act.clone(), base, before, after });
            }
        }
        for record in changed.records.values() {
            for conflict in record.row().conflicts {
                let deleted = conflict.field == domain::merge::DELETED;
                seen.hit(if deleted { "merged: delete against an edit" } else { "merged: losing value kept" });
            }
        }
        self.rows.devices.extend(changed.devices);
        self.rows.ops.extend(changed.ops);
        self.rows.feeds.extend(changed.feeds);
        self.rows.records.extend(changed.records);
        committed
    }

    fn load(&self, pushes: &[Push]) -> Rows {
        let keys = group::keys(pushes);
        let rows = &self.rows;
        Rows {
            devices: keys.devices.iter().filter_map(|id| Some((*id, *rows.devices.get(id)?))).collect(),
            ops: keys.ops.iter().filter_map(|key| Some((*key, rows.ops.get(key)?.clone()))).collect(),
            feeds: keys.feeds.iter().filter_map(|id| Some((*id, *rows.feeds.get(id)?))).collect(),
            records: keys.records.iter().filter_map(|id| Some((*id, rows.records.get(id)?.clone()))).collect(),
        }
    }

    /// What a user is granted now.
    pub fn granted(&self, user: UserId) -> GrantList {
        let held = self.accounts.get(&user).map(|actor| actor.held.as_slice()).unwrap_or_default();
        let feeds: Vec<Grant> = grants(cast::COMMITTEE, held);
        let sum = feeds.iter().flat_map(|grant| grant.id.to_string().into_bytes());
        let hash = sum.fold(0_u64, |hash, byte| hash.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte));
        GrantList { hash: format!("{hash:016x}"), feeds }
    }

    /// The whole reply, read in one snapshot.
    ///
    /// `chunk` rows are read at a time, and `want` is the most bytes that the reply may carry.
    pub fn reply(
        &self,
        request: &SyncRequest,
        user: UserId,
        results: Vec<OpResult>,
        (now, chunk, want): (u64, usize, u64),
        wiring: &dyn Wiring,
    ) -> SyncReply {
        let granted = self.granted(user);
        let heads: Vec<FeedHead> =
            granted.feeds.iter().filter_map(|grant| self.rows.feeds.get(&grant.id).copied()).collect();
        let mut budget = Budget::new(request.want_bytes.min(want));
        let mut feeds: BTreeMap<Feed, Page> = BTreeMap::new();
        for wanted in pull::wanted(request, &heads) {
            if budget.is_spent() {
                feeds.extend([pull::unreached(&wanted)]);
                continue;
            }
            let after: Vec<&Record> = self.after(wanted.head.feed, wanted.after);
            let rows = after.iter().take(chunk).map(|record| (record.row(), 200 + 30 * record.body.0.len() as u64));
            feeds.extend([wiring.page(&wanted, rows.collect(), after.len() <= chunk, &mut budget)]);
        }
        let known = request.grants.as_ref() == Some(&granted.hash);
        let grants = if known { None } else { Some(granted) };
        SyncReply { epoch: "e1".into(), now, results, grants, feeds, missing_blobs: Vec::new() }
    }

    /// The records of a feed behind a seq, in its order.
    pub fn after(&self, feed: Feed, seq: u64) -> Vec<&Record> {
        let mut rows: Vec<&Record> =
            self.rows.records.values().filter(|record| record.feed == feed && record.seq > seq).collect();
        rows.sort_by_key(|record| record.seq);
        rows
    }

    /// The version that an operation made, if it was applied.
    pub fn applied(&self, identity: &Identity) -> Option<u64> {
        self.history.get(identity)?.iter().find_map(|outcome| match outcome {
            Outcome::Applied { ver } => Some(*ver),
            Outcome::Refused(_) | Outcome::Held { .. } => None,
        })
    }
}

fn base_of(pushes: &[Push], device: DeviceId, n: u64) -> u64 {
    let ops = pushes.iter().filter(|push| push.device == device).flat_map(|push| &push.ops);
    ops.filter(|op| op.n == n).map(|op| op.base).next().unwrap_or(0)
}

fn count(act: &Act, outcome: &Outcome, seen: &mut Coverage) {
    match outcome {
        Outcome::Applied { .. } => seen.hit(match act {
            Act::Create(_) => "applied: create",
            Act::Patch(fields) => kind_of_patch(fields),
            Act::Add(_) => "applied: add",
            Act::Remove(_) => "applied: remove",
            Act::Delete(_) => "applied: delete",
        }),
        Outcome::Refused(refusal) => seen.hit(problem::code(&refusal.code).map_or("refused otherwise", Code::id)),
        Outcome::Held { .. } => seen.hit("held"),
    }
}

fn kind_of_patch(fields: &Fields) -> &'static str {
    let has = |stem: &str| fields.0.keys().any(|field| field.split(':').next() == Some(stem));
    match fields.text("review") {
        Some("approved") if has("measure") => "applied: correction",
        Some("void") if has("merged_into") => "applied: merge",
        Some(_) => "applied: review",
        None if has("sign_in") => "applied: signed in",
        None if has("objection") => "applied: objection",
        None if has("confirmed") => "applied: confirmed",
        None => "applied: patch",
    }
}
