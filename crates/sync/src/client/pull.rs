//! Taking in what the server sends: results, grants, rows, and the check that none is missing.

use super::{
    Client, Link,
    stored::{Change, FeedMark, HomedRow, OpState},
};
use crate::{
    backoff, digest,
    wire::{Page, SyncReply},
};
use domain::id::{Feed, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// Whoever was put off comes back as late as after so many failures: thousands may be with him.
pub const PUT_OFF: u32 = 3;

/// Whether the server only acknowledged, and had nobody to read what is new: a page that was read has at least one row, or
/// is the last one.
fn is_put_off(feeds: &BTreeMap<Feed, Page>) -> bool {
    !feeds.is_empty() && feeds.values().all(|page| page.more && !page.reset && page.changes.is_empty())
}

impl Client {
    /// A reply came. Everything in it becomes one transaction: results, grants, rows and cursors.
    pub fn replied(&mut self, reply: SyncReply, now: u64) {
        let Some(flight) = self.in_flight.take() else { return };
        self.notice_clock(now);
        self.link = Link::Online;
        self.failures = 0;
        self.not_before = 0;
        self.meta.clock_offset = i64::try_from(reply.now).unwrap_or(0) - i64::try_from(now).unwrap_or(0);
        self.meta.synced_at = Some(reply.now);
        let mut changes = self.take_results(&flight, &reply.results);
        self.carry_more(now.saturating_sub(flight.sent_at));
        let entered = self.enter_epoch(reply.epoch);
        let restored = !entered.is_empty();
        changes.extend(entered);
        if let Some(grants) = reply.grants {
            let feeds: BTreeSet<Feed> = grants.feeds.iter().map(|grant| grant.id).collect();
            self.meta.grants = Some(grants);
            changes.extend(self.keep_only(&feeds));
        }
        self.put_off = is_put_off(&reply.feeds);
        let unfinished: BTreeSet<Feed> =
            reply.feeds.iter().filter(|(_, page)| page.more).map(|(feed, _)| *feed).collect();
        // A page that goes on from a cursor of another epoch is a page of nothing.
        for (feed, page) in reply.feeds.into_iter().filter(|(_, page)| page.reset || !restored) {
            changes.extend(self.take_page(feed, page));
        }
        changes.extend(self.settle_overlay(&unfinished));
        if !self.put_off {
            self.take_missing(reply.missing_blobs, flight.place);
        }
        changes.extend(self.settle_photos());
        let unfinished = !unfinished.is_empty() || self.replica.marks().any(|(_, mark)| mark.rebuilding);
        let patient = std::mem::take(&mut self.patient);
        self.waits_since = now;
        self.pull_at = match () {
            () if self.put_off => now + backoff::wait(PUT_OFF, self.dice),
            () if unfinished && !patient => now,
            () => now + self.ear.pace(),
        };
        self.push_txn(changes, Vec::new(), true);
    }

    /// Receives a feed anew from its beginning; its rows stay on the screen meanwhile.
    pub(super) fn rebuild(&mut self, feed: Feed) -> Change {
        self.replica.came.insert(feed, BTreeSet::new());
        let mark = self.replica.feeds.entry(feed).or_default();
        *mark = FeedMark { cursor: 0, rebuilding: true, complete: mark.complete };
        Change::PutFeed(feed, *mark)
    }

    /// Drops every row of feeds that are no longer granted; operations stay for their person.
    fn keep_only(&mut self, granted: &BTreeSet<Feed>) -> Vec<Change> {
        let lost: Vec<RecordId> =
            self.replica.rows.values().filter(|row| !granted.contains(&row.feed)).map(|row| row.row.rec).collect();
        let mut changes = self.drop_rows(lost.into_iter());
        let gone: Vec<Feed> = self.replica.feeds.keys().filter(|feed| !granted.contains(feed)).copied().collect();
        for feed in gone {
            self.replica.feeds.remove(&feed);
            self.replica.came.remove(&feed);
            changes.push(Change::DropFeed(feed));
        }
        changes
    }

    fn is_granted(&self, feed: Feed) -> bool {
        self.meta.grants.as_ref().is_none_or(|grants| grants.feeds.iter().any(|grant| grant.id == feed))
    }

    fn take_page(&mut self, feed: Feed, page: Page) -> Vec<Change> {
        if !self.is_granted(feed) {
            return Vec::new();
        }
        let mut changes = Vec::new();
        if page.reset {
            changes.push(self.rebuild(feed));
        }
        let mut mark = self.replica.feeds.get(&feed).copied().unwrap_or_default();
        for row in page.changes {
            let rec = row.rec;
            if let Some(came) = self.replica.came.get_mut(&feed) {
                came.insert(rec);
            }
            // After a restore a row may be older than ours; while rebuilding the server is right in any case.
            let newer = self.replica.rows.get(&rec).is_none_or(|known| known.row.ver <= row.ver || known.feed != feed);
            if newer || mark.rebuilding {
                let homed = HomedRow { feed, row };
                self.replica.put_row(homed.clone());
                changes.push(Change::PutRow(Box::new(homed)));
            }
        }
        mark.cursor = page.seq;
        let rebuilt = mark.rebuilding && !page.more;
        if !page.more {
            if mark.rebuilding {
                changes.extend(self.drop_what_did_not_come(feed));
                mark.rebuilding = false;
            }
            mark.complete = true;
        }
        self.replica.feeds.insert(feed, mark);
        changes.push(Change::PutFeed(feed, mark));
        if !page.more && !self.matches(feed, &page.count, &page.digest) {
            changes.push(self.rebuild(feed));
            // Receiving it anew at once has just not helped, so it is tried again at the usual pace.
            self.patient |= rebuilt;
        }
        changes
    }

    fn drop_what_did_not_come(&mut self, feed: Feed) -> Vec<Change> {
        let came = self.replica.came.remove(&feed).unwrap_or_default();
        let stale: Vec<RecordId> =
            self.replica.rows.values().filter(|row| row.feed == feed).map(|row| row.row.rec).collect();
        self.drop_rows(stale.into_iter().filter(|rec| !came.contains(rec)))
    }

    fn drop_rows(&mut self, recs: impl Iterator<Item = RecordId>) -> Vec<Change> {
        recs.map(|rec| {
            self.replica.drop_row(rec);
            Change::DropRow(rec)
        })
        .collect()
    }

    /// Whether what is here is what the server has: the same number of rows with the same versions.
    fn matches(&mut self, feed: Feed, count: &Option<u64>, expected: &Option<String>) -> bool {
        let (Some(count), Some(expected)) = (count, expected) else { return true };
        let (rows, sum) = self.replica.sum(feed);
        rows == *count && digest::text(sum) == *expected
    }

    /// Sets acknowledged operations aside that the rows now contain, and those whose record no copy is granted of.
    ///
    /// Until then they stay replayed, so that an accepted record never flickers off the screen. The row of a
    /// deleted record stays as long as operations of it do: it tells that they are contained. Where all of a feed is here,
    /// every acknowledged operation is contained, though no row may say so: what another device brought was deleted
    /// before this one heard of it.
    fn settle_overlay(&mut self, unfinished: &BTreeSet<Feed>) -> Vec<Change> {
        let is_whole = |feed: &Feed| {
            let mark = self.replica.feeds.get(feed);
            mark.is_some_and(|mark| mark.complete && !mark.rebuilding) && !unfinished.contains(feed)
        };
        let settled: Vec<u64> = self
            .replica
            .ops()
            .filter(|stored| match stored.state {
                OpState::Applied(ver) => match self.replica.ver(stored.op.rec) {
                    Some(here) => here >= ver || is_whole(&stored.op.feed),
                    None => !self.is_granted(stored.op.feed) || is_whole(&stored.op.feed),
                },
                OpState::Waiting | OpState::Held | OpState::Refused(_) => false,
            })
            .map(|stored| stored.key)
            .collect();
        let mut changes: Vec<Change> = settled.into_iter().filter_map(|key| self.keep(key)).collect();
        changes.extend(self.forget_old());
        let replica = &self.replica;
        let gone = replica.rows.values().filter(|row| row.row.del && !replica.by_record.contains_key(&row.row.rec));
        let gone: Vec<RecordId> = gone.map(|row| row.row.rec).collect();
        changes.extend(self.drop_rows(gone.into_iter()));
        changes
    }
}
