//! What pages do.

use super::{App, Draft, draft_store};
use crate::{api::ApiError, session, storage::StorageError, sync_driver};
use domain::id::RecordId;
use sync::client::{Edit, Saved};

/// Why something could not be saved on this device; the text is still in the draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// Nobody is signed in, or the disk has not been opened.
    #[error("nothing is open")]
    NotOpen,
    /// The disk did not take it.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl App {
    /// Saves edits as one transaction; resolves when it is on the disk: only then say 已存本机.
    ///
    /// `supersedes` are refused operations that these edits replace.
    ///
    /// # Errors
    /// Where the disk did not take it; then none of the edits is kept, and the draft still holds the text.
    pub async fn save(&self, edits: Vec<Edit>, supersedes: Vec<u64>) -> Result<Saved, SaveError> {
        sync_driver::save(&self.core(), edits, supersedes).await
    }

    /// Drops refused operations for good.
    ///
    /// # Errors
    /// Where the disk did not take it.
    pub async fn discard(&self, keys: Vec<u64>) -> Result<(), SaveError> {
        sync_driver::discard(&self.core(), keys).await
    }

    /// Asks for a round trip at once.
    pub fn sync_now(&self) {
        sync_driver::sync_now(&self.core());
    }

    /// Signs in; needs the network.
    ///
    /// # Errors
    /// What the server said, or that it was not reached.
    pub async fn sign_in(&self, login: String, password: String) -> Result<(), ApiError> {
        session::sign_in(&self.core(), login, password).await
    }

    /// Ends the session. What waits to be sent stays on this device for the same person.
    pub async fn sign_out(&self) {
        session::sign_out(&self.core()).await;
    }

    /// Lets go of everything of this person on this device, sent or not, and ends the session.
    ///
    /// # Errors
    /// Where the disk did not do it: then all of it is still there.
    pub async fn wipe(&self) -> Result<(), SaveError> {
        session::wipe(&self.core()).await
    }

    /// Keeps a draft: at once in a place that a crash may lose seconds of, and soon after on the disk.
    pub fn put_draft(&self, draft: Draft) {
        draft_store::put(&self.core(), draft);
    }

    /// Writes every draft to the disk now.
    ///
    /// # Errors
    /// Where the disk did not take it.
    pub async fn flush_drafts(&self) -> Result<(), SaveError> {
        draft_store::flush(&self.core()).await
    }

    /// Throws a draft away, after it was submitted or because a person said so.
    pub fn drop_draft(&self, rec: RecordId) {
        draft_store::forget(&self.core(), rec);
    }
}
