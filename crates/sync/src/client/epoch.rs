//! Living through a restore of the server: what was acknowledged is kept for a while and sent again.

use super::{
    Client,
    stored::{Change, OpState, StoredOp},
};
use domain::id::{DeviceId, Feed};

/// How long acknowledged operations are kept, in milliseconds. A restore from an older backup is not healed by phones.
const KEPT: u64 = 30 * 24 * 60 * 60_000;

impl Client {
    /// The epoch in which the versions of a feed's rows are versions. While the feed is received anew they are still those
    /// of the epoch before.
    pub(super) fn epoch_of(&self, feed: Feed) -> Option<String> {
        let anew = self.replica.feeds.get(&feed).is_some_and(|mark| mark.rebuilding);
        let before = self.meta.last_epoch.as_ref().filter(|_| anew);
        before.or(self.meta.epoch.as_ref()).cloned()
    }

    /// The server was restored from a backup: what it sent before may not be there any more, nor what it acknowledged.
    pub(super) fn enter_epoch(&mut self, epoch: String) -> Vec<Change> {
        if self.meta.epoch.as_ref() == Some(&epoch) {
            return Vec::new();
        }
        let Some(last) = self.meta.epoch.replace(epoch) else { return Vec::new() };
        self.meta.last_epoch = Some(last.clone());
        let feeds: Vec<Feed> = self.replica.feeds.keys().copied().collect();
        let mut changes: Vec<Change> = feeds.into_iter().map(|feed| self.rebuild(feed)).collect();
        let acknowledged = |op: &&StoredOp| matches!(op.state, OpState::Applied(_) | OpState::Held);
        let again: Vec<StoredOp> =
            self.replica.kept.values().chain(self.replica.ops.values().filter(acknowledged)).cloned().collect();
        for mut op in again {
            op.sent_as.get_or_insert(self.meta.device);
            // Made before the first word with the server: its epoch is the one in which it was acknowledged.
            op.op.epoch.get_or_insert_with(|| last.clone());
            (op.state, op.kept_since) = (OpState::Waiting, None);
            changes.push(Change::PutOp(Box::new(op.clone())));
            self.replica.put_op(op);
        }
        changes
    }

    /// What the next request may carry, with the name that it goes under, in the order of numbers: first what is sent again
    /// after a restore, then what the server has never had. Where nothing waits, what the server holds is named once
    /// more, which tells what became of it.
    pub(super) fn next_to_send(&self) -> (Option<DeviceId>, Vec<&StoredOp>) {
        let again = self.replica.waiting().find_map(|op| op.sent_as);
        let mut names: Vec<Option<DeviceId>> = self.replica.held().map(|op| op.sent_as).collect();
        names.dedup();
        let waits = self.replica.waiting().next().is_some();
        let asked = names.get(usize::from(self.dice) % names.len().max(1)).copied().flatten();
        let name = if waits { again } else { asked };
        let mut ops: Vec<&StoredOp> = match waits {
            true => self.replica.waiting().filter(|op| op.sent_as == name).collect(),
            false => self.replica.held().filter(|op| op.sent_as == name).collect(),
        };
        ops.sort_by_key(|op| op.op.n);
        if !waits && !ops.is_empty() {
            // From where the last answer ended: a request may be too short for all of them.
            let start = ops.iter().position(|op| op.op.n > self.asked).unwrap_or(0);
            ops.drain(..start);
        }
        (name, ops)
    }

    /// Sets an acknowledged operation aside: nothing is shown of it any more.
    pub(super) fn keep(&mut self, key: u64) -> Option<Change> {
        let mut op = self.replica.ops.get(&key)?.clone();
        op.kept_since = Some(self.meta.synced_at.unwrap_or(0));
        self.replica.put_op(op.clone());
        Some(Change::PutOp(Box::new(op)))
    }

    /// Drops what has been kept long enough.
    pub(super) fn forget_old(&mut self) -> Vec<Change> {
        let now = self.meta.synced_at.unwrap_or(0);
        let old =
            self.replica.kept.values().filter(|op| op.kept_since.is_some_and(|since| now.saturating_sub(since) > KEPT));
        let keys: Vec<u64> = old.map(|op| op.key).collect();
        keys.into_iter()
            .map(|key| {
                self.replica.drop_op(key);
                Change::DropOp(key)
            })
            .collect()
    }

    /// The device goes on under another name, since `lost` turned out to be another's. What was acknowledged went under
    /// the name it had.
    pub(super) fn take_name(&mut self, lost: DeviceId, device: DeviceId) -> Vec<Change> {
        let before = std::mem::replace(&mut self.meta.device, device);
        let acknowledged = |op: &&mut StoredOp| matches!(op.state, OpState::Applied(_) | OpState::Held);
        let kept = self.replica.kept.values_mut();
        let mut changes = Vec::new();
        for op in kept.chain(self.replica.ops.values_mut().filter(acknowledged)).filter(|op| op.sent_as.is_none()) {
            op.sent_as = Some(before);
            changes.push(Change::PutOp(Box::new(op.clone())));
        }
        // What was to be sent again under the lost name goes under the new one.
        for op in self.replica.ops.values_mut().filter(|op| op.state == OpState::Waiting && op.sent_as == Some(lost)) {
            op.sent_as = None;
        }
        changes
    }
}
