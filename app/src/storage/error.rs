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

impl StorageError {
    /// What a person reads: what happened, and what to do.
    pub fn zh(&self) -> &'static str {
        match self {
            StorageError::Unavailable => "这个浏览器不让网页存东西。请换用手机自带的浏览器，不要用无痕模式。",
            StorageError::Full => "手机存储满了。请清出一些空间再试，草稿还在。",
            StorageError::TakenOver => "已在另一个页面打开，请到那个页面操作，或在这里重新打开。",
            StorageError::Newer => "本机资料来自更新的版本。请刷新页面，更新后再用。",
            StorageError::Unreadable(_) => "本机有一条没上传的内容读不出来。请不要清除浏览器数据，先联系工作人员。",
            StorageError::Failed(_) => "手机存储出了问题。请重新打开本页再试，草稿还在。",
        }
    }
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
