//! Transactions of the server that overlap: what one has locked the others wait for.

use crate::{
    failure::Broken,
    plan::Fault,
    server::Server,
    world::{Envelope, Event, World},
};
use domain::id::Feed;
use std::collections::BTreeMap;
use sync::server::{
    group::{self, Applied, Keys, Push},
    record::FeedHead,
};

/// The longest that a transaction stays open, in milliseconds.
const LONG: u64 = 5_000;

/// A transaction that has decided and is not yet complete.
#[derive(Debug)]
pub struct Open {
    /// What it takes in.
    pub pushes: Vec<Push>,
    /// The heads of its feeds as it has read them.
    pub heads: BTreeMap<Feed, FeedHead>,
    /// What it will write.
    pub applied: Applied,
}

/// The head of a feed after a transaction. Under its lock nobody else has written since it was read; without one both
/// have counted, and the numbers of both were given out.
pub fn merged(read: Option<&FeedHead>, now: Option<&FeedHead>, written: FeedHead) -> FeedHead {
    match (read, now) {
        (Some(read), Some(now)) => FeedHead {
            seq: now.seq.max(written.seq),
            count: now.count + written.count - read.count,
            digest: now.digest ^ written.digest ^ read.digest,
            floor: now.floor.max(written.floor),
            ..written
        },
        _ => written,
    }
}

impl Server {
    /// The keys of everything that a transaction with these pushes looks at.
    pub fn keys(&self, pushes: &[Push]) -> Keys {
        let mut keys = group::keys(pushes);
        let held: Vec<_> = self.rows.held.values().filter(|held| keys.may_release(held)).cloned().collect();
        keys.with_held(&held);
        keys
    }

    /// Whether the open transaction has locked what a push needs.
    pub fn is_locked(&self, push: &Push, with_feeds: bool) -> bool {
        let Some(open) = &self.open else { return false };
        let (held, wanted) = (self.keys(&open.pushes), self.keys(std::slice::from_ref(push)));
        let feeds = || with_feeds && !held.feeds.is_disjoint(&wanted.feeds);
        !held.devices.is_disjoint(&wanted.devices) || !held.records.is_disjoint(&wanted.records) || feeds()
    }

    /// The highest number of a feed that the open transaction has given out.
    pub fn seq_given_out(&self, feed: Feed) -> u64 {
        let open = self.open.as_ref().and_then(|open| open.applied.changed.feeds.get(&feed));
        open.map_or(0, |head| head.seq)
    }
}

impl World<'_> {
    /// What must wait for the open transaction waits; the rest can be written now.
    pub fn not_locked(&mut self) -> (Vec<Envelope>, Vec<Push>) {
        let (server, with_feeds) = (&self.server, self.wiring.locks_feeds());
        let all = std::mem::take(&mut self.pushed).into_iter();
        let (wait, free): (Vec<_>, Vec<_>) = all.partition(|(_, push)| server.is_locked(push, with_feeds));
        if !wait.is_empty() {
            self.seen.hit("waits for a transaction");
        }
        self.pushed = wait;
        if self.server.open.is_some() && free.iter().any(|(_, push)| !push.ops.is_empty()) {
            self.seen.hit("two transactions at once");
        }
        free.into_iter().map(|(envelope, push)| (*envelope, push)).unzip()
    }

    /// Begins a transaction that takes long.
    pub fn begins_long(&mut self, envelopes: Vec<Envelope>, pushes: &[Push]) {
        self.note(|| {
            format!("a long transaction begins with {:?}", envelopes.iter().map(|each| each.id).collect::<Vec<_>>())
        });
        self.server.open = Some(self.server.begin(pushes, self.now, self.wiring, &mut self.seen));
        self.transactions += 1;
        self.landing = envelopes;
        let (took, id) = (self.rng.between(1, LONG), self.transactions);
        self.after(took, Event::Land(id));
    }

    /// The long transaction is complete, or the server stops before.
    ///
    /// # Errors
    /// What it must leave behind and does not.
    pub fn land(&mut self, id: u64) -> Result<(), Broken> {
        if self.transactions != id {
            return Ok(());
        }
        let Some(open) = self.server.open.take() else { return Ok(()) };
        let envelopes = std::mem::take(&mut self.landing);
        if !self.pushed.is_empty() {
            self.after(1, Event::Write);
        }
        if self.strikes(Fault::ServerCrash) {
            envelopes.iter().for_each(|envelope| self.turned_away(envelope));
            return Ok(());
        }
        let committed = self.server.commit(open, &mut self.seen);
        self.committed(envelopes, &committed)
    }
}
