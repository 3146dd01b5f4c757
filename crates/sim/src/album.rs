//! That no photo is lost, and that everybody knows where each is.

use crate::{
    device::{Device, Typed},
    failure::Broken,
    world::World,
};
use domain::photo::photos;
use sync::{
    client::{Change, PhotoState},
    wire::Act,
};

const SAVED: &str = "(1) a photo that was saved is on the server, on the disk, or visibly lost";

impl Device {
    /// Whether an operation that its person typed later says otherwise of a field of the same record.
    fn says_otherwise(&self, typed: &Typed, field: &str) -> bool {
        let later = self.typed.iter().skip_while(|each| each.key != typed.key).skip(1);
        later.filter(|later| later.rec == typed.rec).any(|later| match &later.act {
            Act::Create(fields) | Act::Patch(fields) => fields.0.contains_key(field),
            Act::Delete(_) => true,
            Act::Add(_) | Act::Remove(_) => false,
        })
    }
}

impl World<'_> {
    /// A photo that no record shows any more when its device lets it go may be gone, even if a restore of the server brings
    /// back for a while what showed it.
    pub fn excuse_let_go(&mut self, index: usize, changes: &[Change]) {
        let restored = self.devices[index].disk.meta.epoch.as_ref() != Some(&self.server.rows.epoch);
        for change in changes {
            let Change::DropPhoto(sha256) = change else { continue };
            let live = self.server.rows.records.values().filter(|record| !record.is_deleted());
            let mut shown = live.flat_map(|record| photos(&record.body));
            if restored || !shown.any(|(_, photo)| photo.sha256.as_str() == sha256) {
                self.photos_lost.insert(sha256.clone());
            }
        }
    }

    /// Whether every photo that a saved operation of a device names is safe.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check_photos(&self, index: usize) -> Result<(), Broken> {
        if !self.plan.photos {
            return Ok(());
        }
        let device = &self.devices[index];
        for typed in device.typed.iter().filter(|typed| typed.said && !typed.dealt_with) {
            let (Act::Create(fields) | Act::Patch(fields)) = &typed.act else { continue };
            for (field, photo) in photos(fields) {
                let sha256 = photo.sha256.as_str();
                let waits = device.on_disk(typed).is_some_and(|stored| stored.kept_since.is_none());
                let stands = self.server.rows.records.get(&typed.rec).is_some_and(|record| {
                    !record.is_deleted() && photos(&record.body).any(|(_, photo)| photo.sha256.as_str() == sha256)
                });
                // One whose bytes were thrown away counts as waiting until it is tried once more.
                let is_kept = |state: &PhotoState| match state {
                    PhotoState::Waiting(_) => device.bytes.contains_key(sha256),
                    PhotoState::Refused(_) => true,
                    PhotoState::Uploaded => false,
                };
                let mut kept = device.disk.photos.iter().filter(|photo| photo.sha256 == sha256);
                let there = self.server.blobs.holds(sha256) || self.photos_lost.contains(sha256);
                let safe = there || kept.any(|photo| is_kept(&photo.state));
                if (waits || stands) && !safe && !device.says_otherwise(typed, &field) {
                    let known = device.disk.photos.iter().find(|photo| photo.sha256 == sha256);
                    return Err(Broken::new(SAVED, format!("device {index} lost {sha256} of {typed:?}: {known:?}")));
                }
            }
        }
        Ok(())
    }

    /// Why the photos of a device are not where they belong, after everything has come to rest.
    pub fn unsettled_photo(&self, index: usize) -> Option<String> {
        if !self.plan.photos {
            return None;
        }
        let device = &self.devices[index];
        let replica = device.client.replica();
        let refused = |rec| replica.refused().any(|op| op.op.rec == rec && matches!(op.op.act, Act::Create(_)));
        let waits = |state: &PhotoState| matches!(state, PhotoState::Waiting(_));
        let wanted = replica.photos().find(|photo| waits(&photo.state) && !photo.recs.iter().copied().all(refused));
        if let Some(photo) = wanted {
            return Some(format!("{photo:?} is left"));
        }
        let feeds = self.server.granted(device.user).feeds.iter().map(|grant| grant.id).collect();
        let missing = self.server.missing_photos(&feeds);
        let rows = replica.rows().flat_map(|row| photos(&row.row.body).map(|(_, photo)| photo.sha256.to_string()));
        let wrong = rows.into_iter().find(|sha256| missing.contains(sha256) != replica.is_missing(sha256));
        wrong.map(|sha256| format!("does not know whether {sha256} is on the server"))
    }
}
