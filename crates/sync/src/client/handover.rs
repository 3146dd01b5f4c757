//! Work that goes from one device of a person to another in a file.
//!
//! Taken in, an operation keeps the name of the device that made it and the number it had there: those two are what it
//! is. So the server takes it in once, whichever device brings it first and however often it is brought.

use super::{
    Client,
    stored::{Change, OpState, PhotoState, StoredOp, StoredPhoto},
};
use crate::export::{ExportedOp, ExportedPhoto};
use domain::id::DeviceId;
use std::collections::{BTreeMap, BTreeSet};

/// What became of an export that was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// The keys of the operations that are new here.
    pub added: Vec<u64>,
    /// The key of each operation there → its key here, also where it was here before.
    pub keys: BTreeMap<u64, u64>,
}

impl Client {
    /// What no other device and no server has, in the order it was made.
    pub fn unsent(&self) -> Vec<ExportedOp> {
        let of = |stored: &StoredOp| {
            let refused = match &stored.state {
                OpState::Waiting => None,
                OpState::Refused(refusal) => Some(refusal.clone()),
                OpState::Applied(_) | OpState::Held => return None,
            };
            let device = stored.sent_as.unwrap_or(self.meta.device);
            Some(ExportedOp { key: stored.key, device, op: stored.op.clone(), saved_at: stored.saved_at, refused })
        };
        self.replica.ops().filter_map(of).collect()
    }

    /// Takes in what another device of the same person had alone, as one transaction. What is here already is left as it
    /// is. `here` are the photos whose bytes are on this disk.
    pub fn take_in(
        &mut self,
        ops: &[ExportedOp],
        photos: &[ExportedPhoto],
        here: &BTreeSet<String>,
        now: u64,
    ) -> TakenIn {
        let mut taken = TakenIn::default();
        let (mut changes, mut made, mut saves) = (Vec::new(), Vec::new(), Vec::new());
        for one in ops {
            // Its number may have changed between two exports; nothing else of an operation does.
            let same = |known: &&StoredOp| {
                let (known, one) = (&known.op, &one.op);
                (known.rec, known.hlc, &known.act) == (one.rec, one.hlc, &one.act)
            };
            let known = self.replica.ops().chain(self.replica.kept()).find(same).map(|known| known.key);
            if let Some(key) = known {
                taken.keys.insert(one.key, key);
                continue;
            }
            let key = self.meta.next_key;
            self.meta.next_key += 1;
            let state = one.refused.clone().map_or(OpState::Waiting, OpState::Refused);
            // What is written here from now on comes after it, as far as the server will believe either clock.
            self.meta.hlc = self.meta.hlc.max(one.op.hlc.clamped(self.server_time(now)));
            let (op, saved_at) = (one.op.clone(), one.saved_at);
            let stored = StoredOp { key, op, saved_at, state, sent_as: Some(one.device), kept_since: None };
            changes.push(Change::PutOp(Box::new(stored.clone())));
            if stored.state == OpState::Waiting {
                self.replica.unsaved.insert(key);
                saves.push(key);
            }
            made.push(one.op.clone());
            self.replica.put_op(stored);
            taken.keys.insert(one.key, key);
            taken.added.push(key);
        }
        changes.extend(photos.iter().filter_map(|photo| self.expect_photo(photo, here)));
        changes.extend(self.photos_of(&made, &[], here, now).changes);
        self.push_txn(changes, saves, true);
        taken
    }

    /// A photo of a record that the server may already have without it.
    fn expect_photo(&mut self, photo: &ExportedPhoto, here: &BTreeSet<String>) -> Option<Change> {
        let is_known = self.replica.photo(&photo.sha256).is_some();
        if is_known || photo.recs.is_empty() || !here.contains(&photo.sha256) {
            return None;
        }
        let stored = StoredPhoto {
            sha256: photo.sha256.clone(),
            len: photo.len,
            mime: photo.mime.clone(),
            recs: photo.recs.clone(),
            saved_at: photo.saved_at,
            state: PhotoState::Waiting(None),
        };
        self.replica.photos.insert(stored.sha256.clone(), stored.clone());
        Some(Change::PutPhoto(Box::new(stored)))
    }

    /// Numbers under another device's name turned out to be impossible: what waits under it becomes this device's own,
    /// behind what it has.
    pub(super) fn adopt(&mut self, name: DeviceId) -> Vec<Change> {
        let theirs = |op: &&mut StoredOp| op.state == OpState::Waiting && op.sent_as == Some(name);
        let mut changes = Vec::new();
        for op in self.replica.ops.values_mut().filter(theirs) {
            (op.op.n, op.sent_as) = (self.meta.next_n, None);
            self.meta.next_n += 1;
            changes.push(Change::PutOp(Box::new(op.clone())));
        }
        changes
    }
}
