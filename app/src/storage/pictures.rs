//! The bytes of photos, as array buffers: browsers have lost blobs.

use super::{
    Storage,
    error::StorageError,
    finish,
    schema::{META, PICTURE, THUMB},
    transaction::{completed, found},
};
use idb::Transaction;
use js_sys::{Array, ArrayBuffer};
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};

/// The hashes of photos of which there are bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Whole ones.
    pub pictures: BTreeSet<String>,
    /// Small copies.
    pub thumbs: BTreeSet<String>,
}

impl Storage {
    /// Keeps a photo with its small copy.
    ///
    /// # Errors
    /// Where nothing of it is on the disk.
    pub async fn keep_picture(
        &self,
        sha256: &str,
        bytes: &ArrayBuffer,
        thumb: &ArrayBuffer,
    ) -> Result<(), StorageError> {
        let transaction = self.begin(&[META, PICTURE, THUMB]).await?;
        let put = |store: &str, value: &ArrayBuffer| -> Result<(), StorageError> {
            transaction.object_store(store)?.put(value, Some(&sha256.into()))?;
            Ok(())
        };
        let asked = put(PICTURE, bytes).and_then(|()| put(THUMB, thumb));
        finish(transaction, asked).await
    }

    /// Drops bytes that nothing names any more.
    ///
    /// # Errors
    /// Where the disk did not take it.
    pub async fn drop_pictures(&self, gone: &Kept) -> Result<(), StorageError> {
        let transaction = self.begin(&[META, PICTURE, THUMB]).await?;
        let drop = |store: &str, keys: &BTreeSet<String>| -> Result<(), StorageError> {
            let store = transaction.object_store(store)?;
            keys.iter().try_for_each(|sha256| super::drop_key(&store, sha256.as_str()))
        };
        let asked = drop(PICTURE, &gone.pictures).and_then(|()| drop(THUMB, &gone.thumbs));
        finish(transaction, asked).await
    }

    /// The bytes of a photo; `None` where they are not here.
    ///
    /// # Errors
    /// Where the disk cannot be read.
    pub async fn picture(&self, sha256: &str) -> Result<Option<ArrayBuffer>, StorageError> {
        self.bytes(PICTURE, sha256).await
    }

    /// The small copy of a photo; `None` where it is not here.
    ///
    /// # Errors
    /// Where the disk cannot be read.
    pub async fn thumb(&self, sha256: &str) -> Result<Option<ArrayBuffer>, StorageError> {
        self.bytes(THUMB, sha256).await
    }

    async fn bytes(&self, store: &str, sha256: &str) -> Result<Option<ArrayBuffer>, StorageError> {
        let transaction = self.begin(&[META, store]).await?;
        let value = found(transaction.object_store(store)?.get(JsValue::from(sha256))?).await?;
        completed(transaction).await?;
        Ok(value.dyn_into().ok())
    }
}

/// The keys of a store; the request is made at once.
pub(super) fn keys(
    transaction: &Transaction,
    store: &str,
) -> impl Future<Output = Result<BTreeSet<String>, StorageError>> + use<> {
    let request = transaction.object_store(store).and_then(|store| store.get_all_keys(None, None));
    async move {
        let keys = Array::from(&found(request?).await?);
        // Collecting would sort first: code that the phone's first download can do without.
        let mut set = BTreeSet::new();
        set.extend(keys.iter().filter_map(|key| key.as_string()));
        Ok(set)
    }
}
