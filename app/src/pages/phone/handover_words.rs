//! What exporting, importing and clearing say.

use crate::{
    seal::SealError,
    state::{App, HandoverError, ObjectUrl, Unsent},
    text::{handover as words, trouble},
};
use leptos::prelude::*;
use sync::export::Unreadable;
use web_sys::Blob;

/// How much it is, without what there is none of.
pub fn amount(of: Unsent) -> String {
    let parts = [
        (of.records, words::records as fn(usize) -> String),
        (of.drafts, words::drafts),
        (of.photos, words::photos),
        (of.contacts, words::contacts),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| words(n)).collect();
    parts.join(words::comma())
}

/// A file with its address, its name and its size.
pub fn made(app: App, file: &Blob) -> Result<(ObjectUrl, String, String), HandoverError> {
    let url = ObjectUrl::of(file).ok_or(HandoverError::Unwritable)?;
    let name = words::file_name(&untrack(|| app.today()).to_string());
    // A file of a phone is far from the numbers that a float cannot tell apart.
    let size = match file.size() as u64 {
        small @ ..1_000_000 => words::kilobytes(small.div_ceil(1_000)),
        large => words::megabytes(large as f64 / 1_000_000.0),
    };
    Ok((url, name, size))
}

/// What went wrong, and what to do.
pub fn trouble(error: &HandoverError) -> String {
    match error {
        HandoverError::Seal(SealError::Unavailable) => words::no_crypto().to_owned(),
        HandoverError::Seal(SealError::Locked) => words::locked().to_owned(),
        HandoverError::File(Unreadable::Foreign) => words::foreign().to_owned(),
        HandoverError::File(Unreadable::Newer) => words::newer().to_owned(),
        HandoverError::File(Unreadable::Cut) => words::cut().to_owned(),
        HandoverError::File(Unreadable::Damaged) => words::damaged().to_owned(),
        HandoverError::Unwritable => words::unwritable().to_owned(),
        HandoverError::Anothers(name) => words::anothers(name),
        HandoverError::Unknown(name) => words::unknown(name),
        HandoverError::NoRoom => words::no_room().to_owned(),
        HandoverError::Save(error) => trouble::save(error),
    }
}
