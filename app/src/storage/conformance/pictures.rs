//! Cases about the bytes of photos, which only the real disk has.

use super::{
    Outcome, Running,
    disk::{new_name, open},
    same, sample,
};
use crate::storage::{Kept, StorageError};
use js_sys::{ArrayBuffer, Uint8Array};
use sync::client::{Change, PhotoState, StoredPhoto};

/// A case.
type Case = (&'static str, fn() -> Running);

/// Every case.
pub const CASES: &[Case] = &[
    ("a photo is kept byte for byte with its small copy, and dropped", || Box::pin(keeps_bytes())),
    ("an operation, the counters and the photo it names reach the disk together", || Box::pin(saves_together())),
    ("where the disk does not take a photo, the operation is not on it either", || Box::pin(saves_neither())),
    ("the bytes of a photo leave only with the word that the server has it", || Box::pin(leaves_when_uploaded())),
    ("a tab that was taken over keeps no photo", || Box::pin(is_fenced())),
];

const BYTES: [u8; 5] = [0xff, 0xd8, 0, 7, 0xff];

fn buffer(bytes: &[u8]) -> ArrayBuffer {
    Uint8Array::from(bytes).buffer()
}

fn kept(pictures: &[&str], thumbs: &[&str]) -> Kept {
    let set = |list: &[&str]| list.iter().map(|sha256| (*sha256).to_owned()).collect();
    Kept { pictures: set(pictures), thumbs: set(thumbs) }
}

fn text(error: StorageError) -> String {
    error.to_string()
}

fn put(photo: StoredPhoto) -> Change {
    Change::PutPhoto(Box::new(photo))
}

async fn keeps_bytes() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    storage.keep_picture("one", &buffer(&BYTES), &buffer(&BYTES[..2])).await.map_err(text)?;
    storage.close();
    let opened = open(&name).await?;
    same(opened.kept, kept(&["one"], &["one"]), "what is kept")?;
    let read = |found: Option<ArrayBuffer>| found.map(|buffer| Uint8Array::new(&buffer).to_vec());
    let storage = opened.storage;
    same(read(storage.picture("one").await.map_err(text)?), Some(BYTES.to_vec()), "the photo")?;
    same(read(storage.thumb("one").await.map_err(text)?), Some(BYTES[..2].to_vec()), "the small copy")?;
    same(read(storage.picture("two").await.map_err(text)?), None, "another photo")?;
    storage.drop_pictures(&kept(&["one", "two"], &[])).await.map_err(text)?;
    same(open(&name).await?.kept, kept(&[], &["one"]), "what is left")
}

async fn saves_together() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    let changes = [
        Change::PutOp(Box::new(sample::op(1, "甲"))),
        put(sample::photo(1)),
        Change::PutMeta(Box::new(sample::meta(2))),
    ];
    storage.apply(&changes).await.map_err(text)?;
    let stored = open(&name).await?.stored;
    same((stored.ops.len(), stored.photos, stored.meta), (1, vec![sample::photo(1)], sample::meta(2)), "all of it")
}

async fn saves_neither() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    storage.apply(&[Change::PutOp(Box::new(sample::op(1, "甲")))]).await.map_err(text)?;
    let other = open(&name).await?.storage;
    let both = [Change::PutOp(Box::new(sample::op(2, "乙"))), put(sample::photo(2))];
    same(storage.apply(&both).await, Err(StorageError::TakenOver), "what is told")?;
    other.close();
    let stored = open(&name).await?.stored;
    same((stored.ops.len(), stored.photos), (1, Vec::new()), "what is there")
}

async fn leaves_when_uploaded() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    let waiting = sample::photo(1);
    let sha256 = waiting.sha256.clone();
    storage.keep_picture(&sha256, &buffer(&BYTES), &buffer(&BYTES)).await.map_err(text)?;
    storage.apply(&[put(waiting.clone())]).await.map_err(text)?;
    same(open(&name).await?.kept, kept(&[&sha256], &[&sha256]), "while it waits")?;
    let storage = open(&name).await?.storage;
    storage.apply(&[put(StoredPhoto { state: PhotoState::Uploaded, ..waiting })]).await.map_err(text)?;
    same(open(&name).await?.kept, kept(&[], &[&sha256]), "once it is uploaded")
}

async fn is_fenced() -> Outcome {
    let name = new_name();
    let first = open(&name).await?.storage;
    let second = open(&name).await?.storage;
    let told = first.keep_picture("one", &buffer(&BYTES), &buffer(&BYTES)).await;
    same(told, Err(StorageError::TakenOver), "the first tab")?;
    second.close();
    same(open(&name).await?.kept, Kept::default(), "what is kept")
}
