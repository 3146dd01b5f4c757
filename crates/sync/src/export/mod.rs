//! What only one device has, as a file that its person can carry to another one: operations that wait or were refused,
//! drafts, and photos that are not uploaded.
//!
//! This is the file without its encryption, which the host does: [`envelope`] says what stands before the encrypted part.
//! Reading is a pure function of bytes: whatever they are, it answers with the whole content or with why not.

pub mod behalf;
pub mod envelope;

use crate::wire::{MAX_NUMBER, Op, User};
use domain::{
    id::{DeviceId, RecordId},
    photo::{Format, PHOTO_MAX, Sha256},
    problem::Refusal,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// The largest small copy of a photo, in bytes.
const THUMB_MAX: u64 = 1_000_000;

/// What one device has alone. What a draft is, the host says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Export<D> {
    /// Whose it is.
    pub by: User,
    /// When it was made, in milliseconds since 1970 by the server's clock as far as the device knew it.
    pub made_at: u64,
    /// Operations, in the order they were made.
    #[serde(default)]
    pub ops: Vec<ExportedOp>,
    /// Drafts.
    #[serde(default = "Vec::new")]
    pub drafts: Vec<D>,
    /// Photos, in the order in which their bytes follow.
    #[serde(default)]
    pub photos: Vec<ExportedPhoto>,
}

/// An operation that the server has not taken in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExportedOp {
    /// Its key on the disk that it comes from; drafts name refused operations by it.
    pub key: u64,
    /// The device under whose name it goes. With its number that is what the operation is: wherever it is sent from, and
    /// how often, it takes effect once.
    pub device: DeviceId,
    /// The operation.
    pub op: Op,
    /// When it was saved, in milliseconds since 1970 by that device's clock.
    pub saved_at: u64,
    /// Why the server refused it; `None` where it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
}

/// A photo whose bytes are in the file: the whole one and then its small copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedPhoto {
    /// The hash of the whole one.
    pub sha256: String,
    /// Its length in bytes.
    pub len: u64,
    /// Its media type.
    pub mime: String,
    /// The length of the small copy in bytes.
    pub thumb: u64,
    /// The saved records that name it; none where only a draft does.
    #[serde(default)]
    pub recs: BTreeSet<RecordId>,
    /// When it was saved, in milliseconds since 1970 by the device's clock.
    pub saved_at: u64,
}

/// Why bytes are not an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is a file of another sort.
    #[error("the file is no export")]
    Foreign,
    /// It was made by a newer version of the app.
    #[error("the file was made by a newer version")]
    Newer,
    /// The end of it is missing, or something stands behind it.
    #[error("the file is not whole")]
    Cut,
    /// It is whole, and what it says cannot be.
    #[error("the file is damaged")]
    Damaged,
}

/// The bytes of one photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pictures<'a> {
    /// The whole one.
    pub whole: &'a [u8],
    /// Its small copy.
    pub thumb: &'a [u8],
}

impl<D: Serialize> Export<D> {
    /// What the content begins with; the bytes of the photos follow in their order.
    ///
    /// # Errors
    /// Where a draft cannot be written.
    pub fn head(&self) -> Result<Vec<u8>, serde_json::Error> {
        let list = serde_json::to_vec(self)?;
        let len = u32::try_from(list.len()).unwrap_or(u32::MAX);
        Ok([&len.to_be_bytes(), list.as_slice()].concat())
    }
}

impl<D: DeserializeOwned> Export<D> {
    /// Reads a content, and the bytes of each photo. Each photo is what its hash says.
    ///
    /// # Errors
    /// Where the bytes are not such a content from their first to their last.
    pub fn read(bytes: &[u8]) -> Result<(Export<D>, Vec<Pictures<'_>>), Unreadable> {
        let (len, rest) = bytes.split_first_chunk::<4>().ok_or(Unreadable::Cut)?;
        let len = usize::try_from(u32::from_be_bytes(*len)).map_err(|_| Unreadable::Cut)?;
        let (list, mut rest) = rest.split_at_checked(len).ok_or(Unreadable::Cut)?;
        let export: Export<D> = serde_json::from_slice(list).map_err(|_| Unreadable::Damaged)?;
        if !(ops_make_sense(&export.ops) && photos_make_sense(&export.photos)) {
            return Err(Unreadable::Damaged);
        }
        let mut pictures = Vec::new();
        for photo in &export.photos {
            let whole = take(&mut rest, photo.len)?;
            let thumb = take(&mut rest, photo.thumb)?;
            if Sha256::of(whole).as_str() != photo.sha256 {
                return Err(Unreadable::Damaged);
            }
            pictures.push(Pictures { whole, thumb });
        }
        if rest.is_empty() { Ok((export, pictures)) } else { Err(Unreadable::Cut) }
    }
}

fn take<'a>(rest: &mut &'a [u8], len: u64) -> Result<&'a [u8], Unreadable> {
    let len = usize::try_from(len).map_err(|_| Unreadable::Cut)?;
    let (taken, left) = rest.split_at_checked(len).ok_or(Unreadable::Cut)?;
    *rest = left;
    Ok(taken)
}

/// Keys rise, no operation is there twice, and each has a number that a device can have given it.
fn ops_make_sense(ops: &[ExportedOp]) -> bool {
    let names: BTreeSet<(DeviceId, u64)> = ops.iter().map(|op| (op.device, op.op.n)).collect();
    let rising = ops.windows(2).all(|two| two[0].key < two[1].key);
    rising && names.len() == ops.len() && ops.iter().all(|op| (1..MAX_NUMBER).contains(&op.op.n))
}

fn photos_make_sense(photos: &[ExportedPhoto]) -> bool {
    let hashes: BTreeSet<&str> = photos.iter().map(|photo| photo.sha256.as_str()).collect();
    let fits = |photo: &ExportedPhoto| {
        let format = Format::of_mime(&photo.mime).is_some();
        format && (1..=PHOTO_MAX).contains(&photo.len) && photo.thumb <= THUMB_MAX
    };
    hashes.len() == photos.len() && photos.iter().all(fits)
}

#[cfg(test)]
mod tests;
