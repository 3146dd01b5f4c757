//! Transactions that are on the disk when they say so.
//!
//! `idb` can neither ask for strict durability nor tell an abort from an error, so the transaction is
//! made through reflection and its end is heard by a promise of our own.

use super::error::StorageError;
use idb::Transaction;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

/// Begins a transaction that writes; its end means that the bytes have reached the disk.
///
/// # Errors
/// Where the connection is closed.
pub fn begin(database: &IdbDatabase, stores: &[&str]) -> Result<idb::Transaction, StorageError> {
    let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    let made = Reflect::apply(&transaction, database, &Array::of3(&names, &"readwrite".into(), &options))?;
    Ok(Transaction::from(made.unchecked_into::<IdbTransaction>()))
}

/// Waits until a transaction is on the disk.
///
/// # Errors
/// Where it was aborted: then nothing of it is.
pub fn completed(transaction: Transaction) -> impl Future<Output = Result<(), StorageError>> {
    let transaction = IdbTransaction::from(transaction);
    let end = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    async move {
        match (JsFuture::from(end).await, transaction.error()) {
            (Ok(_), _) => Ok(()),
            (Err(_), Some(exception)) => Err(JsValue::from(exception).into()),
            (Err(_), None) => Err(StorageError::Failed("the transaction was aborted".into())),
        }
    }
}

/// Waits for what a request finds. Nothing else may be awaited while its transaction is open, or it ends early.
///
/// # Errors
/// Where the request failed.
pub fn found(request: impl Into<IdbRequest>) -> impl Future<Output = Result<JsValue, StorageError>> {
    let request: IdbRequest = request.into();
    // The promise is made now and not when first awaited: by then the answer could have come and gone.
    let end = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    async move {
        match JsFuture::from(end).await {
            Ok(_) => Ok(request.result()?),
            Err(_) => Err(match request.error()? {
                Some(exception) => JsValue::from(exception).into(),
                None => StorageError::Failed("the request failed".into()),
            }),
        }
    }
}
