//! How much of a person's work is on this device alone.

use super::{App, Draft, contacts};
use domain::{id::RecordId, photo::photos};
use std::collections::BTreeSet;
use sync::client::{OpState, Replica};

/// Counts of what no server has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Records with something that waits or was refused.
    pub records: usize,
    /// Drafts.
    pub drafts: usize,
    /// Photos that wait, were refused, or belong to a draft.
    pub photos: usize,
    /// Ways to reach citizens that the server has not sealed yet, of requests that it has.
    pub contacts: usize,
}

impl Unsent {
    /// All of it, as one number.
    pub fn count(self) -> usize {
        self.records + self.drafts + self.photos + self.contacts
    }
}

impl App {
    /// How much of the person's work is on this device alone; runs the caller again when that changes.
    pub fn unsent(&self) -> Unsent {
        let (drafts, held) = (self.drafts(), self.held_photos());
        let mut photos: BTreeSet<String> = drafts.iter().flat_map(named).collect();
        photos.retain(|sha256| self.is_picture_here(sha256));
        photos.extend(held.into_iter().map(|photo| photo.sha256));
        let alone = self.with_replica(unsent_records);
        // What belongs to something unsent is counted with it.
        let counted = |rec: &RecordId| alone.contains(rec) || drafts.iter().any(|draft| draft.rec == *rec);
        let left = self.core().account().map(|account| contacts::all(account.user)).unwrap_or_default();
        let contacts = left.into_iter().filter(|rec| !counted(rec)).count();
        Unsent { records: alone.len(), drafts: drafts.len(), photos: photos.len(), contacts }
    }
}

/// The records with something that waits or was refused.
fn unsent_records(replica: &Replica) -> BTreeSet<RecordId> {
    let is_here_alone = |state: &OpState| matches!(state, OpState::Waiting | OpState::Refused(_));
    replica.ops().filter(|op| is_here_alone(&op.state)).map(|op| op.op.rec).collect()
}

/// The hashes of the photos of a draft.
pub(super) fn named(draft: &Draft) -> impl Iterator<Item = String> {
    photos(&draft.body).map(|(_, photo)| photo.sha256.to_string())
}
