//! What goes in and out of the store for photos; the bytes themselves lie elsewhere.

use super::StoreError;
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, Feed, MemberId, UserId},
    photo::{Format, Sha256},
    policy::Home,
};

/// A file on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Unguessable, 32 hex digits.
    pub id: String,
    /// Who sends it; it is nobody else's business.
    pub user: UserId,
    /// The hash that the whole file is to have.
    pub sha256: Sha256,
    /// Its length in bytes.
    pub len: u64,
    /// Bytes that are on the disk; all of them only once the file is verified and kept.
    pub offset: u64,
    /// When it began, in milliseconds since 1970.
    pub begun: u64,
}

/// How many uploads somebody may have begun.
#[derive(Debug, Clone, Copy)]
pub struct UploadLimits {
    /// Unfinished at the same time.
    pub unfinished: u64,
    /// Begun since `since`, finished or not.
    pub begun: u64,
    /// In milliseconds since 1970.
    pub since: u64,
}

/// A file that is held whole and was read as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its hash.
    pub sha256: Sha256,
    /// Its length in bytes.
    pub len: u64,
    /// What it is by its bytes, whatever the record says.
    pub format: Format,
    /// Pixels from left to right, as it is shown.
    pub width: u32,
    /// Pixels from top to bottom, as it is shown.
    pub height: u32,
}

/// A record that names a photo which is held for its feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedIn {
    /// Where the record is kept and to what it is credited.
    pub home: Home,
    /// The committee of the feed.
    pub committee: CommitteeId,
    /// Whether the member asked about has a mirror of the record.
    pub mirrored: bool,
}

/// What a store knows of photos. As everywhere, one method is one whole transaction.
#[async_trait]
pub trait PhotoStore {
    /// Begins an upload; `false` where somebody has begun too many.
    async fn begin_upload(&self, upload: &Upload, limits: UploadLimits) -> Result<bool, StoreError>;

    /// An upload of somebody; `None` where there is none, or it is another's.
    async fn upload(&self, id: &str, user: UserId) -> Result<Option<Upload>, StoreError>;

    /// Moves an unfinished upload on; `false` where it stands elsewhere than at `from`, or would be finished by it.
    async fn advance_upload(&self, id: &str, from: u64, to: u64) -> Result<bool, StoreError>;

    /// Forgets an upload.
    async fn end_upload(&self, id: &str) -> Result<(), StoreError>;

    /// Uploads begun before a moment, the oldest first, at most `limit`.
    async fn old_uploads(&self, before: u64, limit: u32) -> Result<Vec<Upload>, StoreError>;

    /// Takes a verified file in, whose bytes and thumbnail are on the disk: its upload is finished, and its sender's
    /// claims in records count from now on.
    async fn keep_blob(&self, blob: &Blob, upload: &Upload, now: u64) -> Result<(), StoreError>;

    /// Whether somebody has sent the bytes of a file.
    async fn has_sent(&self, hash: &Sha256, user: UserId) -> Result<bool, StoreError>;

    /// A file that is held.
    async fn blob(&self, hash: &Sha256) -> Result<Option<Blob>, StoreError>;

    /// The records that name a photo which is held for their feeds, at most `limit`; for each, whether a member has a
    /// mirror of it.
    async fn blob_named_in(
        &self,
        hash: &Sha256,
        member: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<NamedIn>, StoreError>;

    /// Photos that records of some feeds name and that are not held for them, by hash, each once, at most `limit`.
    async fn missing_blobs(&self, feeds: &[Feed], limit: u32) -> Result<Vec<Sha256>, StoreError>;
}
