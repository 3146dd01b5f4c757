//! Why the disk did not do what it was asked.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// What went wrong with the disk of this browser.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser has no disk for pages, or not in this mode.
    #[error("the browser offers no storage")]
    Unavailable,
    /// There is no room left.
    #[error("the storage is full")]
    Full,
    /// Another tab has begun to work on these records.
    #[error("another tab has taken over")]
    TakenOver,
    /// The disk was written by a newer version of the app.
    #[error("the storage belongs to a newer version")]
    Newer,
    /// Work that was never sent cannot be read.
    #[error("unsent work cannot be read: {0}")]
    Unreadable(String),
    /// The connection was closed, or anything else; what the browser says.
    #[error("the storage failed: {0}")]
    Failed(String),
}

/// Whatever the browser throws, as one of ours.
impl From<JsValue> for StorageError {
    fn from(thrown: JsValue) -> Self {
        let Some(exception) = thrown.dyn_ref::<DomException>() else {
            return StorageError::Failed(format!("{thrown:?}"));
        };
        match exception.name().as_str() {
            "QuotaExceededError" => StorageError::Full,
            "VersionError" => StorageError::Newer,
            "SecurityError" => StorageError::Unavailable,
            name => StorageError::Failed(format!("{name}: {}", exception.message())),
        }
    }
}

impl From<idb::Error> for StorageError {
    fn from(error: idb::Error) -> Self {
        match error {
            idb::Error::IndexedDbNotFound(_) => StorageError::Unavailable,
            idb::Error::DomException(exception) => JsValue::from(exception).into(),
            idb::Error::UpdateFailed(thrown) | idb::Error::IndexedDbOpenFailed(thrown) => thrown.into(),
            other => StorageError::Failed(other.to_string()),
        }
    }
}
