//! The disk of one person on this browser: an IndexedDB database of its own.
//!
//! What is stored is JSON text under a key, one value a record, and photos as plain bytes; the rest of the app sees only
//! [`Stored`], [`Change`] and drafts, so that bulk can move into pages of rows without a change elsewhere.
//!
//! Architecture Invariant: every method is one strict transaction, nothing but its requests is awaited
//! inside, and each begins by checking that no other tab has taken the database over.

pub mod conformance;
mod connection;
mod error;
mod pictures;
pub mod profile;
mod schema;
mod transaction;

pub use error::StorageError;
pub use pictures::Kept;

use crate::{clock, state::Draft};
use domain::id::{DeviceId, RecordId, UserId};
use idb::{ObjectStore, Transaction};
use schema::{CLIENT, DRAFT, FEED, META, MIGRATIONS, OP, OWNER, PHOTO, PICTURE, ROW, STORES, THUMB};
use serde::{Serialize, de::DeserializeOwned};
use std::cell::RefCell;
use sync::client::{Change, PhotoState, Stored};
use transaction::{begin, completed, found};
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

/// An open database.
pub struct Storage {
    name: String,
    /// Drawn anew at each opening; the database remembers the last.
    owner: String,
    database: RefCell<IdbDatabase>,
}

/// What a database holds.
pub struct Opened {
    /// The database.
    pub storage: Storage,
    /// Records, operations and counters.
    pub stored: Stored,
    /// Drafts, in any order.
    pub drafts: Vec<Draft>,
    /// The photos of which there are bytes.
    pub kept: Kept,
}

/// Opens the database of a person and takes it over from whichever tab had it.
///
/// `device` becomes the identity of a database that is new. `blocked` is called if a tab with an older
/// version has to be closed first.
///
/// # Errors
/// Where it cannot be opened, or holds work that cannot be read.
pub async fn open(user: UserId, device: DeviceId, blocked: impl FnOnce() + 'static) -> Result<Opened, StorageError> {
    open_named(format!("shangliang-{user}"), device, blocked).await
}

async fn open_named(name: String, device: DeviceId, blocked: impl FnOnce() + 'static) -> Result<Opened, StorageError> {
    let database = connection::open(&name, MIGRATIONS, blocked).await?;
    let storage = Storage { name, owner: clock::new_token().to_string(), database: RefCell::new(database) };
    let transaction = begin(&storage.database.borrow(), &STORES)?;
    let meta = transaction.object_store(META)?;
    put(&meta, OWNER, &storage.owner)?;
    let client = found(meta.get(JsValue::from(CLIENT))?).await?;
    let [ops, feeds, rows, drafts, photos] = [OP, FEED, ROW, DRAFT, PHOTO].map(|store| all(&transaction, store));
    let [pictures, thumbs] = [PICTURE, THUMB].map(|store| pictures::keys(&transaction, store));
    let (ops, feeds, rows, drafts) = (ops.await?, feeds.await?, rows.await?, drafts.await?);
    let (photos, kept) = (photos.await?, Kept { pictures: pictures.await?, thumbs: thumbs.await? });
    let mut stored = Stored::fresh(device);
    match client.as_string() {
        Some(text) => stored.meta = read(&text)?,
        None => put(&meta, CLIENT, &stored.meta)?,
    }
    completed(transaction).await?;
    // Unsent work that cannot be read is an error; what the server has too is asked for again, since
    // the count and digest of its feed no longer fit.
    stored.ops = ops.iter().map(|text| read(text)).collect::<Result<_, _>>()?;
    stored.feeds = feeds.iter().filter_map(|text| read(text).ok()).collect();
    stored.rows = rows.iter().filter_map(|text| read(text).ok()).collect();
    stored.photos = photos.iter().map(|text| read(text)).collect::<Result<_, _>>()?;
    let drafts = drafts.iter().filter_map(|text| read(text).ok()).collect();
    Ok(Opened { storage, stored, drafts, kept })
}

impl Storage {
    /// Carries out changes, all of them or none; resolves when they are on the disk.
    ///
    /// # Errors
    /// Where none of them is.
    pub async fn apply(&self, changes: &[Change]) -> Result<(), StorageError> {
        let transaction = self.begin(&[META, OP, ROW, FEED, PHOTO, PICTURE]).await?;
        let asked = changes.iter().try_for_each(|change| write(&transaction, change));
        finish(transaction, asked).await
    }

    /// Keeps drafts, each in place of the one before it, and forgets others.
    ///
    /// # Errors
    /// Where nothing of it is on the disk.
    pub async fn keep_drafts(&self, drafts: &[Draft], forgotten: &[RecordId]) -> Result<(), StorageError> {
        let transaction = self.begin(&[META, DRAFT]).await?;
        let store = transaction.object_store(DRAFT)?;
        let kept = drafts.iter().try_for_each(|draft| put(&store, draft.rec.to_string(), draft));
        let asked = kept.and_then(|()| forgotten.iter().try_for_each(|rec| drop_key(&store, rec.to_string())));
        finish(transaction, asked).await
    }

    /// Lets go of everything that is in it, at once.
    ///
    /// # Errors
    /// Where all of it is still there.
    pub async fn clear(&self) -> Result<(), StorageError> {
        let transaction = self.begin(&STORES).await?;
        let clear = |store: &str| -> Result<(), StorageError> {
            transaction.object_store(store)?.clear()?;
            Ok(())
        };
        let asked = STORES.into_iter().try_for_each(clear);
        finish(transaction, asked).await
    }

    /// Lets go of the database; whatever is under way still ends.
    pub fn close(&self) {
        self.database.borrow().close();
    }

    /// Begins a transaction on stores of which the first is [`META`].
    ///
    /// Browsers close connections on their own, above all Safari in the background: then the database
    /// is opened again, once. If another tab has taken it over, the transaction is given up.
    async fn begin(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        let first = begin(&self.database.borrow(), stores);
        let transaction = match first {
            Ok(transaction) => transaction,
            Err(_) => {
                let database = connection::open(&self.name, MIGRATIONS, || {}).await?;
                let transaction = begin(&database, stores)?;
                self.database.replace(database);
                transaction
            }
        };
        let owner = found(transaction.object_store(META)?.get(JsValue::from(OWNER))?).await?;
        if owner.as_string().and_then(|text| read::<String>(&text).ok()).as_ref() == Some(&self.owner) {
            return Ok(transaction);
        }
        transaction.abort()?;
        Err(StorageError::TakenOver)
    }
}

fn write(transaction: &Transaction, change: &Change) -> Result<(), StorageError> {
    let store = |name| transaction.object_store(name);
    match change {
        Change::PutMeta(meta) => put(&store(META)?, CLIENT, meta),
        Change::PutOp(op) => put(&store(OP)?, op.key as f64, op),
        Change::DropOp(key) => drop_key(&store(OP)?, *key as f64),
        Change::PutRow(row) => put(&store(ROW)?, row.row.rec.to_string(), row),
        Change::DropRow(rec) => drop_key(&store(ROW)?, rec.to_string()),
        Change::PutFeed(feed, mark) => put(&store(FEED)?, feed.to_string(), &(feed, mark)),
        Change::DropFeed(feed) => drop_key(&store(FEED)?, feed.to_string()),
        Change::PutPhoto(photo) => {
            if photo.state == PhotoState::Uploaded {
                drop_key(&store(PICTURE)?, photo.sha256.as_str())?;
            }
            put(&store(PHOTO)?, photo.sha256.as_str(), photo)
        }
        Change::DropPhoto(sha256) => drop_key(&store(PHOTO)?, sha256.as_str()),
    }
}

/// Ends a transaction whose requests have been made; if one could not be made, nothing of it stays.
async fn finish(transaction: Transaction, asked: Result<(), StorageError>) -> Result<(), StorageError> {
    match asked {
        Ok(()) => completed(transaction).await,
        Err(error) => {
            transaction.abort()?;
            Err(error)
        }
    }
}

/// The values of a store; the request is made at once, so that several may be under way together.
fn all(transaction: &Transaction, store: &str) -> impl Future<Output = Result<Vec<String>, StorageError>> + use<> {
    let request = transaction.object_store(store).and_then(|store| store.get_all(None, None));
    async move {
        let values = js_sys::Array::from(&found(request?).await?);
        Ok(values.iter().filter_map(|value| value.as_string()).collect())
    }
}

fn put(store: &ObjectStore, key: impl Into<JsValue>, value: &impl Serialize) -> Result<(), StorageError> {
    let text = serde_json::to_string(value).map_err(|error| StorageError::Failed(error.to_string()))?;
    store.put(&text.into(), Some(&key.into()))?;
    Ok(())
}

fn drop_key(store: &ObjectStore, key: impl Into<JsValue>) -> Result<(), StorageError> {
    store.delete(key.into())?;
    Ok(())
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, StorageError> {
    serde_json::from_str(text).map_err(|error| StorageError::Unreadable(error.to_string()))
}
