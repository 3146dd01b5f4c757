//! Which changes a client gets in one reply, and in what order.

use super::record::FeedHead;
use crate::{
    digest,
    wire::{Page, Row, SyncRequest},
};
use domain::id::Feed;
use std::collections::BTreeMap;

/// A feed that the client needs something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Its head, as of the snapshot the whole reply is read in.
    pub head: FeedHead,
    /// Rows after this seq.
    pub after: u64,
    /// The client drops what it has: its cursor was beyond the feed, below its floor, or of another epoch.
    pub reset: bool,
}

/// The feeds to read, in the order in which they are served: roster first, then the person's own, then venues.
///
/// `heads` are the heads of the feeds granted; cursors of other feeds are ignored. Those of another epoch mean nothing:
/// every feed begins again.
pub fn wanted(request: &SyncRequest, heads: &[FeedHead], epoch: &str) -> Vec<Wanted> {
    let restored = request.epoch.as_deref().is_some_and(|known| known != epoch);
    let mut wanted: Vec<Wanted> = heads
        .iter()
        .filter_map(|head| {
            let cursor = request.cursors.get(&head.feed).copied().unwrap_or(0);
            let rebuilds = request.rebuild.contains(&head.feed);
            // Who begins anew needs no word of what was forgotten.
            let reset = restored || cursor > head.seq || (cursor < head.floor && !rebuilds);
            let after = if reset { 0 } else { cursor };
            // A client that rebuilds is answered even if nothing is left, so that it learns that it is done.
            let due = reset || after < head.seq || rebuilds;
            due.then_some(Wanted { head: *head, after, reset })
        })
        .collect();
    // Feeds order by kind: `Ref`, `Member`, `Venue`, `Office`.
    wanted.sort_by_key(|wanted| wanted.head.feed);
    wanted
}

/// How much of a reply is left. The first row always fits, so that a tiny `want_bytes` cannot stop a client.
#[derive(Debug)]
pub struct Budget {
    left: u64,
    served: bool,
}

/// The most that one reply carries, whatever a client wants: bytes of rows.
pub const MAX_WANT: u64 = 4_000_000;

impl Budget {
    /// A budget of about `want_bytes`.
    pub fn new(want_bytes: u64) -> Self {
        Budget { left: want_bytes.min(MAX_WANT), served: false }
    }

    /// Whether anything fits any more.
    pub fn is_spent(&self) -> bool {
        self.served && self.left == 0
    }

    fn take(&mut self, bytes: u64) -> bool {
        if self.served && bytes > self.left {
            self.left = 0;
            return false;
        }
        self.left = self.left.saturating_sub(bytes);
        self.served = true;
        true
    }
}

/// Makes the page of one feed from the rows read after its cursor, in the order of seq.
///
/// `sizes` are the bytes of each row; `all_read` says that no further row waits behind the last one.
pub fn page(wanted: &Wanted, rows: Vec<(Row, u64)>, all_read: bool, budget: &mut Budget) -> Page {
    let offered = rows.len();
    let changes: Vec<Row> = rows.into_iter().map_while(|(row, bytes)| budget.take(bytes).then_some(row)).collect();
    let more = changes.len() < offered || !all_read;
    let seq = if more { changes.last().map_or(wanted.after, |row| row.seq) } else { wanted.head.seq };
    let full = (!more).then_some(wanted.head);
    Page {
        reset: wanted.reset,
        changes,
        seq,
        more,
        count: full.map(|head| head.count),
        digest: full.map(|head| digest::text(head.digest)),
    }
}

/// The pages of a reply for which nobody could read: of every feed something may be to come.
pub fn put_off(request: &SyncRequest, feeds: &[Feed]) -> BTreeMap<Feed, Page> {
    let page = |feed| Page { seq: request.cursors.get(feed).copied().unwrap_or(0), more: true, ..Page::default() };
    feeds.iter().map(|feed| (*feed, page(feed))).collect()
}

/// The page of a feed that was not reached: the client asks again.
pub fn unreached(wanted: &Wanted) -> (Feed, Page) {
    let page = Page { reset: wanted.reset, seq: wanted.after, more: true, ..Page::default() };
    (wanted.head.feed, page)
}

#[cfg(test)]
mod tests;
