//! Rows, operations and cursors as one device holds them.

use super::stored::{FeedMark, HomedRow, OpState, Stored, StoredOp};
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
    /// Record that lies elsewhere → the row that mirrors it.
    mirrors: BTreeMap<RecordId, RecordId>,
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
        for row in stored.rows {
            replica.put_row(row);
        }
        for op in stored.ops {
            replica.put_op(op);
        }
        replica
    }

    pub(super) fn put_row(&mut self, row: HomedRow) {
        let rec = row.row.rec;
        if let Some(of) = mirror_of(&row).filter(|_| !row.row.del) {
            self.mirrors.insert(of.rec, rec);
        }
        self.rows.insert(rec, row);
    }

    pub(super) fn drop_row(&mut self, rec: RecordId) {
        self.rows.remove(&rec);
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

fn mirror_of(row: &HomedRow) -> Option<mirror::Of> {
    let is_mirror = row.row.kind == Kind::Mirror.id();
    if is_mirror { mirror::Of::read(&row.row.body) } else { None }
}
