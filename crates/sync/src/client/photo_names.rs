//! Which records of this device name which photos: what saving and receiving make of it.

use super::{
    Client,
    replica::Replica,
    stored::{Change, PhotoState, StoredPhoto},
};
use crate::wire::{Act, Op};
use domain::{
    fields::Fields,
    id::RecordId,
    photo::{Photo, photos},
};
use std::collections::BTreeSet;

/// What a save does to photos.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Photos {
    /// For the disk.
    pub changes: Vec<Change>,
    /// Each photo as it was before, in the order of the changes.
    pub before: Vec<(String, Option<StoredPhoto>)>,
}

impl Replica {
    /// Photos of this device, in the order of their hashes.
    pub fn photos(&self) -> impl Iterator<Item = &StoredPhoto> {
        self.photos.values()
    }

    /// A photo of this device; `None` where it is another's, or was let go.
    pub fn photo(&self, sha256: &str) -> Option<&StoredPhoto> {
        self.photos.get(sha256)
    }

    /// Whether the server said last that a record names this photo and nobody has sent it.
    pub fn is_missing(&self, sha256: &str) -> bool {
        self.missing.contains(sha256)
    }

    /// Whether a record as it stands here shows a photo, or what was refused of it, or what waits of one that does not
    /// stand here: it will be refused, and then its person may still want what was written.
    fn shows(&self, rec: RecordId, sha256: &str) -> bool {
        let shown = |body: &Fields| photos(body).any(|(_, photo)| photo.sha256.as_str() == sha256);
        let body = self.body(rec);
        let waits = || self.ops_of(rec).rev().take_while(|op| !matches!(op.op.act, Act::Delete(_)));
        match body {
            Some(body) if shown(&body) => true,
            None if waits().any(|op| names(&op.op, sha256)) => true,
            _ => shown(&self.refused_fields(rec)),
        }
    }

    /// Whether a photo can be sent now: a record of it is, or will be, on the server.
    pub(super) fn is_wanted(&self, photo: &StoredPhoto) -> bool {
        let refused =
            |rec: &RecordId| self.refused().any(|op| op.op.rec == *rec && matches!(op.op.act, Act::Create(_)));
        matches!(photo.state, PhotoState::Waiting(_)) && !photo.recs.iter().all(refused)
    }
}

impl Client {
    /// Takes in what the server lacks, as it said in answer to the request of this place.
    pub(super) fn take_missing(&mut self, missing: Vec<String>, place: u64) {
        let arrived = &self.carrier.arrived;
        let later = |sha256: &String| arrived.iter().any(|(known, sent)| known == sha256 && *sent >= place);
        self.replica.missing.clear();
        self.replica.missing.extend(missing.into_iter().filter(|sha256| !later(sha256)));
    }

    /// Forgets photos that arrived and that no record on this device shows any more.
    pub(super) fn settle_photos(&mut self) -> Vec<Change> {
        let replica = &self.replica;
        let is_over = |photo: &&StoredPhoto| {
            let shown = photo.recs.iter().any(|rec| replica.shows(*rec, &photo.sha256));
            photo.state == PhotoState::Uploaded && !shown
        };
        let over: Vec<String> = replica.photos().filter(is_over).map(|photo| photo.sha256.clone()).collect();
        over.into_iter().map(|sha256| self.forget_photo(sha256)).collect()
    }

    /// The photos that operations just made name, of those whose bytes are `here`, and those that their records no
    /// longer show, nor those of operations just `dropped`: the changes, and what was before them.
    pub(super) fn photos_of(&mut self, made: &[Op], dropped: &[Op], here: &BTreeSet<String>, now: u64) -> Photos {
        let mut of = Photos::default();
        for op in made {
            let (Act::Create(fields) | Act::Patch(fields)) = &op.act else { continue };
            for (_, photo) in photos(fields) {
                let known = self.replica.photo(photo.sha256.as_str()).cloned();
                let is_here = here.contains(photo.sha256.as_str());
                if known.is_some() || is_here {
                    let mut named = known.clone().unwrap_or_else(|| waiting(&photo, now));
                    named.recs.insert(op.rec);
                    if is_here && !matches!(named.state, PhotoState::Waiting(_)) {
                        named.state = PhotoState::Waiting(None);
                    }
                    of.before.push((named.sha256.clone(), known));
                    of.changes.push(Change::PutPhoto(Box::new(named.clone())));
                    self.replica.photos.insert(named.sha256.clone(), named);
                }
            }
        }
        let replica = &self.replica;
        let touching = |rec: RecordId| made.iter().chain(dropped).filter(move |op| op.rec == rec);
        // A record that is not here, since its grant was lost, may well show it: only what was said of it here counts.
        let knows = |rec: RecordId, sha256: &str| {
            let mut said = touching(rec).chain(replica.ops_of(rec).map(|stored| &stored.op));
            let here = replica.row(rec).is_some() || replica.mirror(rec).is_some();
            here || said.any(|op| matches!(op.act, Act::Delete(_)) || names(op, sha256))
        };
        let leaves = |rec: &RecordId, sha256: &str| {
            touching(*rec).next().is_some() && !replica.shows(*rec, sha256) && knows(*rec, sha256)
        };
        let left = |photo: &&StoredPhoto| photo.recs.iter().any(|rec| leaves(rec, &photo.sha256));
        let left: Vec<(StoredPhoto, BTreeSet<RecordId>)> = replica
            .photos()
            .filter(left)
            .map(|photo| {
                let stay = photo.recs.iter().copied().filter(|rec| !leaves(rec, &photo.sha256));
                (photo.clone(), stay.collect())
            })
            .collect();
        for (photo, recs) in left {
            of.before.push((photo.sha256.clone(), Some(photo.clone())));
            of.changes.push(match recs.is_empty() {
                true => self.forget_photo(photo.sha256),
                false => {
                    let fewer = StoredPhoto { recs, ..photo };
                    self.replica.photos.insert(fewer.sha256.clone(), fewer.clone());
                    Change::PutPhoto(Box::new(fewer))
                }
            });
        }
        of
    }

    fn forget_photo(&mut self, sha256: String) -> Change {
        self.replica.photos.remove(&sha256);
        Change::DropPhoto(sha256)
    }
}

/// Whether an operation writes a photo into its record.
fn names(op: &Op, sha256: &str) -> bool {
    match &op.act {
        Act::Create(fields) | Act::Patch(fields) => photos(fields).any(|(_, photo)| photo.sha256.as_str() == sha256),
        Act::Add(_) | Act::Remove(_) | Act::Delete(_) => false,
    }
}

fn waiting(photo: &Photo, now: u64) -> StoredPhoto {
    StoredPhoto {
        sha256: photo.sha256.as_str().to_owned(),
        len: photo.len,
        mime: photo.format.mime().to_owned(),
        recs: BTreeSet::new(),
        saved_at: now,
        state: PhotoState::Waiting(None),
    }
}
