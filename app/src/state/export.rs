//! Writing what only this device has into an encrypted file.

use super::{Account, App, SaveError, handover::HandoverError};
use crate::seal;
use domain::photo::photos;
use js_sys::{Array, Uint8Array};
use std::collections::BTreeMap;
use sync::{
    client::PhotoState,
    export::{Export, ExportedPhoto},
};
use web_sys::Blob;

impl App {
    /// An encrypted file of what only this device has. Nothing here changes, and no network is needed.
    ///
    /// # Errors
    /// Where the disk cannot be read, or the browser does not encrypt.
    pub async fn export(&self, passphrase: &str) -> Result<Blob, HandoverError> {
        let account = self.core().account().ok_or(SaveError::NotOpen)?;
        let by = self.session().user().cloned().ok_or(SaveError::NotOpen)?;
        let drafts = account.drafts.borrow().values().cloned().collect();
        let ops = account.client.borrow().unsent();
        let mut export = Export { by, made_at: self.true_now(), ops, drafts, photos: Vec::new() };
        let mut bytes = Vec::new();
        for mut photo in lists(&account).into_values() {
            let whole = account.storage.picture(&photo.sha256).await.map_err(SaveError::from)?;
            // What was lost here before can only be told on its record.
            let Some(whole) = whole.filter(|whole| u64::from(whole.byte_length()) == photo.len) else { continue };
            let thumb = account.storage.thumb(&photo.sha256).await.map_err(SaveError::from)?;
            photo.thumb = thumb.as_ref().map_or(0, |thumb| thumb.byte_length().into());
            export.photos.push(photo);
            bytes.extend([Some(whole), thumb].into_iter().flatten().map(|buffer| Uint8Array::new(&buffer)));
        }
        let head = export.head().map_err(|_| HandoverError::Unwritable)?;
        bytes.insert(0, Uint8Array::from(head.as_slice()));
        // The photos stay outside this program's own memory, which never shrinks again.
        let content = Uint8Array::new_with_length(bytes.iter().map(Uint8Array::length).sum());
        let mut at = 0;
        for part in &bytes {
            content.set(part, at);
            at += part.length();
        }
        let parts = seal::seal(passphrase, &content).await?;
        Blob::new_with_u8_array_sequence(&parts.iter().collect::<Array>()).map_err(|_| HandoverError::Unwritable)
    }
}

/// The photos that are on this device alone, without their bytes.
fn lists(account: &Account) -> BTreeMap<String, ExportedPhoto> {
    let client = account.client.borrow();
    let held = client.replica().photos().filter(|photo| photo.state != PhotoState::Uploaded);
    let mut list: BTreeMap<String, ExportedPhoto> = held
        .map(|photo| ExportedPhoto {
            sha256: photo.sha256.clone(),
            len: photo.len,
            mime: photo.mime.clone(),
            thumb: 0,
            recs: photo.recs.clone(),
            saved_at: photo.saved_at,
        })
        .map(|photo| (photo.sha256.clone(), photo))
        .collect();
    for draft in account.drafts.borrow().values() {
        let kept = account.kept.borrow();
        let here = photos(&draft.body).filter(|(_, photo)| kept.pictures.contains(photo.sha256.as_str()));
        for (_, photo) in here {
            list.entry(photo.sha256.to_string()).or_insert_with(|| ExportedPhoto {
                sha256: photo.sha256.to_string(),
                len: photo.len,
                mime: photo.format.mime().to_owned(),
                thumb: 0,
                recs: Default::default(),
                saved_at: draft.updated_at,
            });
        }
    }
    list
}
