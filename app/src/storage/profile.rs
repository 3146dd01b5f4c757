//! What this browser profile remembers whoever is signed in, in a database of its own.
//!
//! The browser's small storage would do, but a crash sets it back by seconds: somebody who signs in
//! and walks out of the signal would be asked to sign in again.

use super::{
    connection, drop_key,
    error::StorageError,
    finish, put, read as parsed,
    schema::Migration,
    transaction::{begin, found},
};
use idb::{Database, ObjectStoreParams};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

const NAME: &str = "shangliang";
const KEPT: &str = "kept";
const MIGRATIONS: &[Migration] = &[create_store];

fn create_store(database: &Database) -> Result<(), idb::Error> {
    database.create_object_store(KEPT, ObjectStoreParams::new()).map(|_| ())
}

/// What is remembered under a key; something of another version is as good as nothing.
///
/// # Errors
/// Where the disk cannot be read.
pub async fn recall<T: DeserializeOwned>(key: &str) -> Result<Option<T>, StorageError> {
    let database = connection::open(NAME, MIGRATIONS, || {}).await?;
    let transaction = begin(&database, &[KEPT])?;
    let text = found(transaction.object_store(KEPT)?.get(JsValue::from(key))?).await?;
    database.close();
    Ok(text.as_string().and_then(|text| parsed(&text).ok()))
}

/// Remembers something under a key, or forgets it; resolves when the disk has it.
///
/// # Errors
/// Where the disk did not take it.
pub async fn remember<T: Serialize>(key: &str, value: Option<&T>) -> Result<(), StorageError> {
    let database = connection::open(NAME, MIGRATIONS, || {}).await?;
    let transaction = begin(&database, &[KEPT])?;
    let store = transaction.object_store(KEPT)?;
    let asked = match value {
        Some(value) => put(&store, key, value),
        None => drop_key(&store, key),
    };
    let kept = finish(transaction, asked).await;
    database.close();
    kept
}
