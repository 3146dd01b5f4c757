//! Photos as pages see them: where the bytes of each are, and keeping those of a draft.

use super::{App, Core, SaveError};
use crate::{api, camera::Picture, storage::Kept, sync_driver};
use domain::{
    id::RecordId,
    photo::{Photo, photos},
    problem::Refusal,
};
use js_sys::{Array, ArrayBuffer};
use std::{collections::BTreeSet, rc::Rc};
use sync::client::{Link, PhotoState};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Url};

/// Where a photo of a record is.
#[derive(Debug, Clone, PartialEq)]
pub enum PhotoPlace {
    /// On this phone, in what was not submitted yet.
    Draft,
    /// On this phone, on its way: so much of it is on the server.
    Waiting {
        /// Bytes sent.
        sent: u64,
        /// Bytes in all.
        len: u64,
    },
    /// The server does not take it, or it is lost here.
    Refused(Refusal),
    /// On the server, and a small copy here.
    Uploaded,
    /// On the server, as far as this phone knows.
    Elsewhere,
    /// Whoever took it has not sent it yet.
    NotSent,
    /// This phone sent it and the server lost it: nobody has it.
    Lost,
}

/// A photo that waits or was refused, for the outbox.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldPhoto {
    /// The hash.
    pub sha256: String,
    /// The records that show it.
    pub recs: BTreeSet<RecordId>,
    /// When it was saved, in milliseconds since 1970 by the device's clock.
    pub saved_at: u64,
    /// Where it is.
    pub place: PhotoPlace,
}

/// The address of bytes on this device; it is given back when nobody needs it.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    fn new(bytes: &ArrayBuffer) -> Option<ObjectUrl> {
        ObjectUrl::of(&Blob::new_with_buffer_source_sequence(&Array::of1(bytes)).ok()?)
    }

    /// An address of a file that the browser holds.
    pub fn of(file: &Blob) -> Option<ObjectUrl> {
        Url::create_object_url_with_blob(file).ok().map(ObjectUrl)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // The address is one of ours, so it can be given back.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// How large a photo is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A small copy.
    Small,
    /// The whole photo; its small copy where the whole is not here.
    Whole,
}

impl App {
    /// Keeps a photo on this device. Once it resolves, something must name it at once: what nothing names is dropped.
    ///
    /// # Errors
    /// Where the disk did not take it.
    pub async fn keep_picture(&self, picture: &Picture) -> Result<(), SaveError> {
        let core = self.core();
        let account = core.account().ok_or(SaveError::NotOpen)?;
        let sha256 = picture.photo.sha256.as_str();
        account.storage.keep_picture(sha256, &picture.bytes, &picture.thumb).await?;
        {
            let mut kept = account.kept.borrow_mut();
            kept.pictures.insert(sha256.to_owned());
            kept.thumbs.insert(sha256.to_owned());
            // One that the server has lost goes again at once, whatever the form comes to.
            account.client.borrow_mut().send_again(&kept.pictures);
        }
        sync_driver::pump(&core);
        Ok(())
    }

    /// Drops the bytes of photos that no draft and no record names any more.
    pub fn sweep_pictures(&self) {
        sweep(&self.core());
    }

    /// Where a photo is; runs the caller again when that changes.
    pub fn photo_place(&self, sha256: &str) -> PhotoPlace {
        let place = |account: &super::Account| {
            let client = account.client.borrow();
            let (replica, kept) = (client.replica(), account.kept.borrow());
            let missing = replica.is_missing(sha256);
            Some(match replica.photo(sha256).map(|photo| (&photo.state, photo.len)) {
                Some((state, len)) => place_of(state, len, missing && !kept.pictures.contains(sha256)),
                None if kept.pictures.contains(sha256) => PhotoPlace::Draft,
                None if missing => PhotoPlace::NotSent,
                None => PhotoPlace::Elsewhere,
            })
        };
        self.core().follow_account(place).unwrap_or(PhotoPlace::Elsewhere)
    }

    /// The photos that wait or were refused, the oldest first; runs the caller again when they change.
    pub fn held_photos(&self) -> Vec<HeldPhoto> {
        let held = |account: &super::Account| {
            let client = account.client.borrow();
            let photos = client.replica().photos().filter(|photo| photo.state != PhotoState::Uploaded);
            let mut held: Vec<HeldPhoto> = photos
                .map(|photo| HeldPhoto {
                    sha256: photo.sha256.clone(),
                    recs: photo.recs.clone(),
                    saved_at: photo.saved_at,
                    place: place_of(&photo.state, photo.len, false),
                })
                .collect();
            held.sort_by(|one, other| (one.saved_at, &one.sha256).cmp(&(other.saved_at, &other.sha256)));
            held
        };
        self.core().follow_account(held)
    }

    /// The address of a photo on this device; `None` where neither it nor its small copy is here.
    pub async fn picture_here(&self, sha256: &str, size: Size) -> Option<ObjectUrl> {
        let account = self.core().account()?;
        let (whole, small) = {
            let kept = account.kept.borrow();
            (kept.pictures.contains(sha256), kept.thumbs.contains(sha256))
        };
        let bytes = match (size, whole, small) {
            (Size::Whole, true, _) => account.storage.picture(sha256).await,
            (_, _, true) => account.storage.thumb(sha256).await,
            _ => return None,
        };
        bytes.ok().flatten().as_ref().and_then(ObjectUrl::new)
    }

    /// Whether the whole photo is on this device; else a large view asks the server.
    pub fn is_picture_here(&self, sha256: &str) -> bool {
        self.core().account().is_some_and(|account| account.kept.borrow().pictures.contains(sha256))
    }

    /// Where the server has a photo; `None` while it is not reached.
    pub fn picture_there(&self, sha256: &str, size: Size) -> Option<String> {
        let link = self.core().follow_account(|account| account.client.borrow().link());
        (link != Link::Offline).then(|| match size {
            Size::Small => api::thumb_url(sha256),
            Size::Whole => api::photo_url(sha256),
        })
    }

    /// Tries a photo again that was refused.
    pub fn retry_photo(&self, sha256: &str) {
        let core = self.core();
        if let Some(account) = core.account() {
            account.client.borrow_mut().retry_photo(sha256);
            sync_driver::pump(&core);
        }
    }

    /// Lets go of a photo for good, whatever still names it.
    pub fn drop_photo(&self, sha256: &str) {
        let core = self.core();
        if let Some(account) = core.account() {
            account.client.borrow_mut().drop_photo(sha256);
            sync_driver::pump(&core);
        }
    }
}

fn place_of(state: &PhotoState, len: u64, lost: bool) -> PhotoPlace {
    match state {
        PhotoState::Waiting(upload) => {
            PhotoPlace::Waiting { sent: upload.as_ref().map_or(0, |upload| upload.sent), len }
        }
        PhotoState::Refused(refusal) => PhotoPlace::Refused(refusal.clone()),
        PhotoState::Uploaded if lost => PhotoPlace::Lost,
        PhotoState::Uploaded => PhotoPlace::Uploaded,
    }
}

/// Drops the bytes of photos that no draft and no record names any more: removed from a form, thrown away with it, or left
/// behind by a crash.
pub fn sweep(core: &Rc<Core>) {
    let Some(account) = core.account().filter(|account| !account.taking_in.get()) else { return };
    let drafted: Vec<String> = account.drafts.borrow().values().flat_map(|draft| hashes(photos(&draft.body))).collect();
    let gone = {
        let client = account.client.borrow();
        let replica = client.replica();
        let is_named = |sha256: &String| drafted.contains(sha256) || replica.photo(sha256).is_some();
        // What the server holds needs no bytes here, unless it has lost them.
        let is_held = |sha256: &String| {
            let there = replica.photo(sha256).is_some_and(|photo| photo.state == PhotoState::Uploaded);
            there && !drafted.contains(sha256) && !replica.is_missing(sha256)
        };
        let mut gone = account.kept.borrow().clone();
        gone.pictures.retain(|sha256| !is_named(sha256) || is_held(sha256));
        gone.thumbs.retain(|sha256| !is_named(sha256));
        gone
    };
    if gone == Kept::default() {
        return;
    }
    {
        // At once, so that a photo taken again meanwhile is not forgotten with them.
        let mut kept = account.kept.borrow_mut();
        kept.pictures.retain(|sha256| !gone.pictures.contains(sha256));
        kept.thumbs.retain(|sha256| !gone.thumbs.contains(sha256));
    }
    spawn_local(async move {
        // What stays on the disk is dropped at the next start.
        let _ = account.storage.drop_pictures(&gone).await;
    });
}

fn hashes(photos: impl Iterator<Item = (String, Photo)>) -> impl Iterator<Item = String> {
    photos.map(|(_, photo)| photo.sha256.to_string())
}
