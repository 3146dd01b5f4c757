//! The rows of a group: which it needs, and which it has changed.

use super::{DeviceRow, HeldOp, Logged, Push, opened_by};
use crate::server::record::{FeedHead, Record};
use crate::wire::{Act, Op};
use domain::{
    activity::MERGED_INTO,
    id::{DeviceId, Feed, RecordId},
    workflow::WORKFLOW,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a group needs from the store.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Keys {
    /// Devices that push.
    pub devices: BTreeSet<DeviceId>,
    /// Operations that may have been taken in before.
    pub ops: BTreeSet<(DeviceId, u64)>,
    /// Feeds written to, and those that may come into being: one of them may be there already.
    pub feeds: BTreeSet<Feed>,
    /// Records written to. What is held for them is needed too.
    pub records: BTreeSet<RecordId>,
    /// Feeds that may come into being with them, likewise.
    pub opened: BTreeSet<Feed>,
    /// Operations held.
    pub(super) held: BTreeSet<(DeviceId, u64)>,
}

/// The keys of everything that [`apply`] will look at.
pub fn keys<'a>(pushes: impl IntoIterator<Item = &'a Push>) -> Keys {
    let mut keys = Keys::default();
    for push in pushes {
        keys.devices.insert(push.device);
        for op in &push.ops {
            keys.ops.insert((push.device, op.n));
            keys.feeds.insert(op.feed);
            keys.records.insert(op.rec);
            keys.records.extend(named(&op.act));
            keys.opened.extend(op.kind.parse().ok().and_then(|kind| opened_by(kind, op.rec)));
            keys.feeds.extend(made_anew(op));
        }
    }
    keys
}

/// The records that an operation leans on: the one that it merges its own into, which has to stand, and the workflow that
/// it follows.
fn named(act: &Act) -> impl Iterator<Item = RecordId> {
    act.fields()
        .into_iter()
        .flat_map(|fields| [MERGED_INTO, WORKFLOW].into_iter().filter_map(|field| fields.parsed(field)))
}

/// The feed of a venue or a member that an operation makes. It is there already where the record was deleted so long ago that
/// it is forgotten: what lies in the feed stays, and so does its count.
fn made_anew(op: &Op) -> Option<Feed> {
    let kind = op.kind.parse().ok().filter(|_| matches!(op.act, Act::Create(_)))?;
    opened_by(kind, op.rec)
}

impl Keys {
    /// What is held for the group touches its own records and feeds: they are needed too.
    pub fn with_held<'a>(&mut self, held: impl IntoIterator<Item = &'a HeldOp>) {
        for HeldOp { op, .. } in held {
            self.feeds.insert(op.feed);
            self.feeds.extend(made_anew(op));
            self.records.insert(op.rec);
            self.records.extend(named(&op.act));
        }
    }

    /// Whether an operation that is held may be taken in with the group.
    pub fn may_release(&self, held: &HeldOp) -> bool {
        self.records.contains(&held.op.rec) || self.opened.contains(&held.op.feed)
    }
}

/// The rows of a group, as loaded and then as they stand after it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Rows {
    /// The epoch of the server; empty where no operation names one.
    pub epoch: String,
    /// Whether the server was ever restored from a backup.
    pub restored: bool,
    /// Known devices.
    pub devices: BTreeMap<DeviceId, DeviceRow>,
    /// Known operations.
    pub ops: BTreeMap<(DeviceId, u64), Logged>,
    /// Known feeds.
    pub feeds: BTreeMap<Feed, FeedHead>,
    /// Known records.
    pub records: BTreeMap<RecordId, Record>,
    /// Operations that wait for these records, or for feeds that come into being with them.
    pub held: BTreeMap<(DeviceId, u64), HeldOp>,
}

impl Rows {
    /// The epoch, where operations of an earlier one may come.
    pub(super) fn echo_epoch(&self) -> Option<&str> {
        self.restored.then_some(self.epoch.as_str())
    }

    /// Without the rows that were not touched.
    pub(super) fn only(mut self, touched: &Keys) -> Self {
        self.devices.retain(|device, _| touched.devices.contains(device));
        self.ops.retain(|key, _| touched.ops.contains(key));
        self.feeds.retain(|feed, _| touched.feeds.contains(feed));
        self.records.retain(|rec, _| touched.records.contains(rec));
        self.held.retain(|key, _| touched.held.contains(key));
        self
    }
}
