//! Rows, operations and cursors as one device holds them.

use super::{
    stored::{FeedMark, HomedRow, OpState, PhotoState, Stored, StoredOp, StoredPhoto},
    sums::Sums,
};
use crate::wire::OutboxReport;
use domain::{
    id::{Feed, RecordId},
    kind::Kind,
    mirror,
};
use std::collections::{BTreeMap, BTreeSet};

/// The data of a device: what the server last sent, and what was done here on top of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replica {
    /// With the rows of deleted records that operations here still name.
    pub(super) rows: BTreeMap<RecordId, HomedRow>,
    sums: Sums,
    /// Record that lies elsewhere → the row that mirrors it.
    mirrors: BTreeMap<RecordId, RecordId>,
    pub(super) ops: BTreeMap<u64, StoredOp>,
    /// Acknowledged operations that rows contain, by key: nothing is shown of them.
    pub(super) kept: BTreeMap<u64, StoredOp>,
    pub(super) by_record: BTreeMap<RecordId, BTreeSet<u64>>,
    pub(super) feeds: BTreeMap<Feed, FeedMark>,
    /// Operations that are on the screen's memory but not yet on the disk.
    pub(super) unsaved: BTreeSet<u64>,
    /// Rows that came since a feed is being received anew.
    pub(super) came: BTreeMap<Feed, BTreeSet<RecordId>>,
    pub(super) photos: BTreeMap<String, StoredPhoto>,
    /// Photos that records name and nobody has sent, as the server said last.
    pub(super) missing: BTreeSet<String>,
}

impl Replica {
    pub(super) fn open(stored: Stored) -> Replica {
        let mut replica = Replica::default();
        for (feed, mut mark) in stored.feeds {
            if mark.rebuilding {
                mark.cursor = 0;
                replica.came.insert(feed, BTreeSet::new());
            }
            replica.feeds.insert(feed, mark);
        }
        for row in stored.rows {
            replica.put_row(row);
        }
        for op in stored.ops {
            replica.put_op(op);
        }
        replica.photos = stored.photos.into_iter().map(|photo| (photo.sha256.clone(), photo)).collect();
        replica
    }

    pub(super) fn put_row(&mut self, row: HomedRow) {
        let rec = row.row.rec;
        if let Some(of) = mirror_of(&row).filter(|_| !row.row.del) {
            self.mirrors.insert(of.rec, rec);
        }
        // What has never come whole began with nothing.
        if self.feeds.get(&row.feed).is_none_or(|mark| !mark.complete) {
            self.sums.follow(row.feed);
        }
        self.sums.comes(&row);
        if let Some(before) = self.rows.insert(rec, row) {
            self.sums.goes(&before);
        }
    }

    pub(super) fn drop_row(&mut self, rec: RecordId) {
        if let Some(row) = self.rows.remove(&rec) {
            self.sums.goes(&row);
        }
    }

    pub(super) fn put_op(&mut self, op: StoredOp) {
        if op.kept_since.is_some() {
            self.drop_op(op.key);
            self.kept.insert(op.key, op);
            return;
        }
        self.kept.remove(&op.key);
        self.by_record.entry(op.op.rec).or_default().insert(op.key);
        self.ops.insert(op.key, op);
    }

    pub(super) fn drop_op(&mut self, key: u64) {
        if let Some(op) = self.ops.remove(&key)
            && let Some(keys) = self.by_record.get_mut(&op.op.rec)
        {
            keys.remove(&key);
            if keys.is_empty() {
                self.by_record.remove(&op.op.rec);
            }
        }
        self.kept.remove(&key);
        self.unsaved.remove(&key);
    }

    /// Acknowledged operations that are kept in case the server is restored from a backup, in the order they were made.
    pub fn kept(&self) -> impl Iterator<Item = &StoredOp> {
        self.kept.values()
    }

    /// Operations that wait on the server for what they build on.
    pub(super) fn held(&self) -> impl Iterator<Item = &StoredOp> {
        self.ops.values().filter(|op| op.state == OpState::Held)
    }

    /// The row of a record as the server last sent it; `None` where there is none or it was deleted.
    pub fn row(&self, rec: RecordId) -> Option<&HomedRow> {
        self.rows.get(&rec).filter(|row| !row.row.del)
    }

    /// What one may see of a record that lies elsewhere: the row of its mirror, and what that stands for.
    pub fn mirror(&self, rec: RecordId) -> Option<(&HomedRow, mirror::Of)> {
        let row = self.row(*self.mirrors.get(&rec)?)?;
        mirror_of(row).filter(|of| of.rec == rec).map(|of| (row, of))
    }

    /// The records that lie elsewhere and that one may see something of; those that are here too are left out.
    pub fn mirrored(&self) -> impl Iterator<Item = RecordId> {
        self.mirrors.keys().copied().filter(|rec| self.row(*rec).is_none() && self.mirror(*rec).is_some())
    }

    /// The version of a record that this device holds, itself or in a mirror; `None` where it holds none.
    pub(super) fn ver(&self, rec: RecordId) -> Option<u64> {
        let own = self.rows.get(&rec).map(|row| row.row.ver);
        own.or_else(|| self.mirror(rec).map(|(_, of)| of.ver))
    }

    /// Every row of a feed.
    pub fn rows_of(&self, feed: Feed) -> impl Iterator<Item = &HomedRow> {
        self.rows().filter(move |row| row.feed == feed)
    }

    /// The number and the digest of a feed's rows.
    pub(super) fn sum(&mut self, feed: Feed) -> (u64, u64) {
        let rows = self.rows.values().filter(|row| row.feed == feed);
        let sum = self.sums.of(feed, rows.clone());
        // What is kept up must be what would be counted: the simulator looks at it with every page.
        debug_assert_eq!(sum, Sums::default().of(feed, rows));
        sum
    }

    /// Every row.
    pub fn rows(&self) -> impl Iterator<Item = &HomedRow> {
        self.rows.values().filter(|row| !row.row.del)
    }

    /// Where the device stands in each feed.
    pub fn marks(&self) -> impl Iterator<Item = (&Feed, &FeedMark)> {
        self.feeds.iter()
    }

    /// Whether a feed is being received from its beginning, as all are at first.
    pub(super) fn comes_whole(&self) -> bool {
        let mut marks = self.feeds.values().peekable();
        marks.peek().is_none() || marks.any(|mark| mark.rebuilding || !mark.complete)
    }

    /// The operations of a record, in the order they were made.
    pub fn ops_of(&self, rec: RecordId) -> impl DoubleEndedIterator<Item = &StoredOp> {
        self.by_record.get(&rec).into_iter().flatten().filter_map(|key| self.ops.get(key))
    }

    /// All operations that are not contained in rows yet, in the order they were made.
    pub fn ops(&self) -> impl Iterator<Item = &StoredOp> {
        self.ops.values()
    }

    /// Operations on the disk that the server has not acknowledged, in the order they were made.
    pub fn waiting(&self) -> impl Iterator<Item = &StoredOp> {
        self.ops.values().filter(|op| op.state == OpState::Waiting && !self.unsaved.contains(&op.key))
    }

    /// Operations that the server refused, in the order they were made.
    pub fn refused(&self) -> impl Iterator<Item = &StoredOp> {
        self.ops.values().filter(|op| matches!(op.state, OpState::Refused(_)))
    }

    /// How much waits, as the server is told.
    pub fn report(&self) -> OutboxReport {
        let photos = || self.photos.values().filter(|photo| matches!(photo.state, PhotoState::Waiting(_)));
        let oldest = self.waiting().map(|op| op.saved_at).chain(photos().map(|photo| photo.saved_at)).min();
        OutboxReport { ops: self.waiting().count() as u64, blobs: photos().count() as u64, oldest }
    }
}

fn mirror_of(row: &HomedRow) -> Option<mirror::Of> {
    let is_mirror = row.row.kind == Kind::Mirror.id();
    if is_mirror { mirror::Of::read(&row.row.body) } else { None }
}
