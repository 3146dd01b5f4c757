//! Photos before they are kept: made small, turned upright, and rid of what the camera wrote beside the picture.

mod window;
mod worker;

use crate::shell;
use domain::photo::{Format, Photo, Sha256};
use js_sys::{ArrayBuffer, Uint8Array};
use web_sys::File;

/// The longer side of a photo, in pixels.
const LONGEST: u32 = 1_600;
/// The longer side of its small copy.
const THUMB: u32 = 320;
/// So much room should be left on the disk before another photo is taken, in bytes.
const ROOM: u64 = 50_000_000;

/// A photo ready to be kept.
#[derive(Debug, Clone)]
pub struct Picture {
    /// What a record says of it.
    pub photo: Photo,
    /// The file.
    pub bytes: ArrayBuffer,
    /// A small copy.
    pub thumb: ArrayBuffer,
}

/// The file is not a picture that this browser can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is not a picture")]
pub struct NotAPicture;

/// What shrinking gives, wherever it was done.
struct Shrunk {
    bytes: ArrayBuffer,
    thumb: ArrayBuffer,
    sha256: Option<String>,
}

/// Makes a picture of a file. A worker does it where there is one that can; else the page itself.
///
/// # Errors
/// Where neither can read the file.
pub async fn shrink(file: &File) -> Result<Picture, NotAPicture> {
    let shrunk = match worker::shrink(file).await {
        Some(shrunk) => shrunk,
        None => window::shrink(file).await.ok_or(NotAPicture)?,
    };
    let bytes = Uint8Array::new(&shrunk.bytes).to_vec();
    let format = Format::of_bytes(&bytes).ok_or(NotAPicture)?;
    let sha256 = shrunk.sha256.and_then(|text| Sha256::read(&text)).unwrap_or_else(|| Sha256::of(&bytes));
    let photo = Photo { sha256, len: bytes.len() as u64, format };
    Ok(Picture { photo, bytes: shrunk.bytes, thumb: shrunk.thumb })
}

/// The room left on the disk, in whole megabytes, where it is so little that the person should know.
pub async fn short_of_room() -> Option<u64> {
    shell::room_left().await.filter(|left| *left < ROOM).map(|left| left / 1_000_000)
}
