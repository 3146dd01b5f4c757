//! Pokes: while somebody looks at a page, the server says on a stream that something has changed.
//!
//! Nothing depends on them. While they come, the machine asks by itself only now and then; when they end, as often as before.

use super::{Client, Link, PULL_EVERY};
use crate::backoff;
use domain::id::Feed;
use std::collections::BTreeMap;

/// How often to ask for changes all the same while pokes come, in milliseconds: a stream may seem to stand that does not.
pub const PULL_HEARING: u64 = 60_000;
/// A poke is followed within this time, in milliseconds: everybody of the venue hears it in the same moment.
pub const SPREAD: u64 = 2_000;
/// The end of a stream that lasted so long, in milliseconds, is no sign that another would end as soon.
const LASTING: u64 = 30_000;
/// When a server ends, all its streams do, so the first wait is as long as after so many failures of one phone alone.
const CROWD: u32 = 3;

/// What the machine knows of its stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ear {
    /// Since when pokes come, by the device's clock.
    since: Option<u64>,
    /// Streams in a row that did not last.
    failures: u32,
    /// No stream before this time.
    pub(super) not_before: u64,
    /// When the pull is due that a poke asks for.
    pull_at: Option<u64>,
}

impl Ear {
    pub(super) fn hurry(&mut self) {
        self.not_before = 0;
    }

    /// The request that goes out now asks for whatever was told so far.
    pub(super) fn followed(&mut self) {
        self.pull_at = None;
    }

    /// When the next pull is due, if it were due then without pokes.
    pub(super) fn due(&self, otherwise: u64) -> u64 {
        self.pull_at.map_or(otherwise, |at| at.min(otherwise))
    }

    /// Until when to wait for something that is due then, or for the next stream.
    pub(super) fn wake(&self, now: u64, due: u64) -> u64 {
        if self.is_waiting(now) { due.min(self.not_before) } else { due }
    }

    /// Whether it is too early for another stream. Nobody waits longer than the longest wait, so a clock that makes it look
    /// like that has been put back.
    fn is_waiting(&self, now: u64) -> bool {
        now < self.not_before && self.not_before <= now + backoff::MAX_WAIT
    }

    /// How long until the next pull if nothing is told.
    pub(super) fn pace(&self) -> u64 {
        if self.since.is_some() { PULL_HEARING } else { PULL_EVERY }
    }
}

impl Client {
    /// Whether the host should have a stream of pokes open now: one that it has is closed if not, and told by
    /// [`Client::pokes_ended`].
    pub fn wants_pokes(&self, now: u64) -> bool {
        self.link == Link::Online && !self.broken && !self.ear.is_waiting(now)
    }

    /// The server says how far these feeds have come; without any, that anything may have changed.
    pub fn poked(&mut self, heads: &BTreeMap<Feed, u64>, now: u64) {
        self.ear.since.get_or_insert(now);
        let is_here = |(feed, seq): (&Feed, &u64)| self.replica.feeds.get(feed).is_some_and(|mark| mark.cursor >= *seq);
        // One hears of one's own changes too, which the reply has brought already.
        if !self.put_off && (heads.is_empty() || !heads.iter().all(is_here)) {
            let at = now + SPREAD * u64::from(self.dice) / u64::from(u16::MAX);
            self.ear.pull_at = Some(self.ear.due(at));
        }
    }

    /// The stream has ended, did not come about, or was closed by the host.
    pub fn pokes_ended(&mut self, now: u64) {
        let lasted = self.ear.since.take().is_some_and(|since| now >= since + LASTING);
        self.ear.failures = if lasted { 0 } else { self.ear.failures.saturating_add(1) };
        self.ear.not_before = now + backoff::wait(CROWD + self.ear.failures, self.dice);
        self.pull_at = self.pull_at.min(now + PULL_EVERY);
    }
}
