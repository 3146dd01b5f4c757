//! Taking in what the server sends: results, grants, rows, and the check that none is missing.

use super::{
    Client, Link, PULL_EVERY,
    stored::{Change, FeedMark, HomedRow, OpState},
};
use crate::{
    digest,
    wire::{Page, SyncReply},
};
use domain::id::{Feed, RecordId};
use std::collections::BTreeSet;

impl Client {
    /// A reply came. Everything in it becomes one transaction: results, grants, rows and cursors.
    pub fn replied(&mut self, reply: SyncReply, now: u64) {
        let Some(flight) = self.in_flight.take() else { return };
        self.link = Link::Online;
        self.failures = 0;
        self.not_before = 0;
        self.meta.clock_offset = i64::try_from(reply.now).unwrap_or(0) - i64::try_from(now).unwrap_or(0);
        self.meta.synced_at = Some(reply.now);
        let mut changes = self.take_results(&flight, &reply.results);
        self.carry_more(now.saturating_sub(flight.sent_at));
        if self.meta.epoch.as_ref() != Some(&reply.epoch) {
            changes.extend(self.enter_epoch(reply.epoch));
        }
        if let Some(grants) = reply.grants {
            let feeds: BTreeSet<Feed> = grants.feeds.iter().map(|grant| grant.id).collect();
            self.meta.grants = Some(grants);
            changes.extend(self.keep_only(&feeds));
        }
        let more = reply.feeds.values().any(|page| page.more);
        for (feed, page) in reply.feeds {
            changes.extend(self.take_page(feed, page));
        }
        changes.extend(self.settle_overlay());
        let unfinished = more || self.replica.marks().any(|(_, mark)| mark.rebuilding);
        let patient = std::mem::take(&mut self.patient);
        self.waits_since = now;
        self.pull_at = if unfinished && !patient { now } else { now + PULL_EVERY };
        self.push_txn(changes, Vec::new(), true);
    }

    /// The server was restored from a backup: what it sent before may not be there any more.
    fn enter_epoch(&mut self, epoch: String) -> Vec<Change> {
        let first = self.meta.epoch.replace(epoch).is_none();
        if first {
            return Vec::new();
        }
        let feeds: Vec<Feed> = self.replica.feeds.keys().copied().collect();
        feeds.into_iter().map(|feed| self.rebuild(feed)).collect()
    }

    /// Receives a feed anew from its beginning; its rows stay on the screen meanwhile.
    fn rebuild(&mut self, feed: Feed) -> Change {
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
    fn matches(&self, feed: Feed, count: &Option<u64>, expected: &Option<String>) -> bool {
        let (Some(count), Some(expected)) = (count, expected) else { return true };
        let (mut rows, mut sum) = (0, 0);
        for row in self.replica.rows_of(feed) {
            rows += 1;
            sum ^= digest::row(row.row.rec, row.row.ver);
        }
        rows == *count && digest::text(sum) == *expected
    }

    /// Drops acknowledged operations that the rows now contain, and those whose record no copy is granted of.
    ///
    /// Until then they stay replayed, so that an accepted record never flickers off the screen. The row of a
    /// deleted record stays as long as operations of it do: it tells that they are contained.
    fn settle_overlay(&mut self) -> Vec<Change> {
        let settled: Vec<u64> = self
            .replica
            .ops()
            .filter(|stored| match stored.state {
                OpState::Applied(ver) => match self.replica.ver(stored.op.rec) {
                    Some(here) => here >= ver,
                    None => !self.is_granted(stored.op.feed),
                },
                OpState::Waiting | OpState::Refused(_) => false,
            })
            .map(|stored| stored.key)
            .collect();
        let mut changes = Vec::new();
        for key in settled {
            self.replica.drop_op(key);
            changes.push(Change::DropOp(key));
        }
        let replica = &self.replica;
        let gone = replica.rows.values().filter(|row| row.row.del && !replica.by_record.contains_key(&row.row.rec));
        let gone: Vec<RecordId> = gone.map(|row| row.row.rec).collect();
        changes.extend(self.drop_rows(gone.into_iter()));
        changes
    }
}
