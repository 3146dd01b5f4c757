//! Rows, operations and cursors as one device holds them.

use super::stored::{FeedMark, HomedRow, OpState, Stored, StoredOp};
use crate::wire::OutboxReport;
use domain::id::{Feed, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// The data of a device: what the server last sent, and what was done here on top of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replica {
    /// With the rows of deleted records that operations here still name.
    pub(super) rows: BTreeMap<RecordId, HomedRow>,
    pub(super) ops: BTreeMap<u64, StoredOp>,
    pub(super) by_record: BTreeMap<RecordId, BTreeSet<u64>>,
    pub(super) feeds: BTreeMap<Feed, FeedMark>,
    /// Operations that are on the screen's memory but not yet on the disk.
    pub(super) unsaved: BTreeSet<u64>,
    /// Rows that came since a feed is being received anew.
    pub(super) came: BTreeMap<Feed, BTreeSet<RecordId>>,
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
        replica.rows = stored.rows.into_iter().map(|row| (row.row.rec, row)).collect();
        for op in stored.ops {
            replica.put_op(op);
        }
        replica
    }

    pub(super) fn put_op(&mut self, op: StoredOp) {
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
        self.unsaved.remove(&key);
    }

    /// The row of a record as the server last sent it; `None` where there is none or it was deleted.
    pub fn row(&self, rec: RecordId) -> Option<&HomedRow> {
        self.rows.get(&rec).filter(|row| !row.row.del)
    }

    /// Every row of a feed.
    pub fn rows_of(&self, feed: Feed) -> impl Iterator<Item = &HomedRow> {
        self.rows().filter(move |row| row.feed == feed)
    }

    /// Every row.
    pub fn rows(&self) -> impl Iterator<Item = &HomedRow> {
        self.rows.values().filter(|row| !row.row.del)
    }

    /// Where the device stands in each feed.
    pub fn marks(&self) -> impl Iterator<Item = (&Feed, &FeedMark)> {
        self.feeds.iter()
    }

    /// The operations of a record, in the order they were made.
    pub fn ops_of(&self, rec: RecordId) -> impl Iterator<Item = &StoredOp> {
        self.by_record.get(&rec).into_iter().flatten().filter_map(|key| self.ops.get(key))
    }

    /// All operations still kept on this device, in the order they were made.
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
        let oldest = self.waiting().map(|op| op.saved_at).min();
        OutboxReport { ops: self.waiting().count() as u64, blobs: 0, oldest }
    }
}
