//! What is kept of citizens beside their requests: who they are, sealed; who read that; and the codes by which they find out
//! what became of it.

use super::{
    StoreError,
    cells::{Row, number, parsed, text},
};
use async_trait::async_trait;
use domain::id::{RecordId, UserId};

/// Details of one record as they lie in the database: encrypted, and nothing here can read them.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// The record.
    pub rec: RecordId,
    /// What is encrypted, in base64.
    pub cipher: String,
    /// Which key it takes.
    pub key_id: String,
    /// Who gave them.
    pub given_by: UserId,
    /// When, in milliseconds since 1970.
    pub given_at: u64,
    /// Until when they are kept, likewise.
    pub expires: u64,
}

/// Somebody who read sealed details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRead {
    /// Who.
    pub user: UserId,
    /// The name of the account.
    pub name: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
}

/// What is kept of citizens.
#[async_trait]
pub trait CitizenStore {
    /// Keeps details in the place of those that were there, for as long as those were to be kept.
    async fn keep_sealed(&self, row: &SealedRow) -> Result<(), StoreError>;

    /// Who gave the details of a record; `None` where none are kept at `now`. It opens nothing and is no reading.
    async fn sealed_by(&self, rec: RecordId, now: u64) -> Result<Option<UserId>, StoreError>;

    /// Writes down that somebody reads the details of a record at `now`, then answers them.
    async fn read_sealed(&self, rec: RecordId, user: UserId, now: u64) -> Result<Option<SealedRow>, StoreError>;

    /// Who has read the details of a record, the latest first, at most `limit`.
    async fn sealed_reads(&self, rec: RecordId, limit: u32) -> Result<Vec<SealedRead>, StoreError>;

    /// Keeps the code of a request by its hash; `false`, and nothing is kept, where it is another request's.
    async fn add_follow_code(&self, code_hash: &str, rec: RecordId, now: u64, expires: u64)
    -> Result<bool, StoreError>;

    /// The request of a code that opens at `now`.
    async fn follow_code(&self, code_hash: &str, now: u64) -> Result<Option<RecordId>, StoreError>;

    /// The keys, by their ids, that sealed what is kept.
    async fn sealing_keys(&self) -> Result<Vec<String>, StoreError>;

    /// Takes away what was kept for a request that came to nothing.
    async fn drop_citizen(&self, rec: RecordId) -> Result<(), StoreError>;

    /// Forgets details and codes whose time is over, or whose request is not there (after a day); answers how many.
    async fn forget_citizens(&self, now: u64) -> Result<u64, StoreError>;
}

/// How long something is kept for a request that is not there, in milliseconds: it is written before the request.
pub const ALONE: u64 = 24 * 3_600_000;

/// Reads details from a row of their table.
pub fn sealed(row: &impl Row) -> Result<SealedRow, StoreError> {
    Ok(SealedRow {
        rec: parsed(row, "rec")?,
        cipher: text(row, "cipher")?,
        key_id: text(row, "key_id")?,
        given_by: parsed(row, "given_by")?,
        given_at: number(row, "given_at")?,
        expires: number(row, "expires")?,
    })
}

/// Reads who read them from a row joined with the account.
pub fn sealed_read(row: &impl Row) -> Result<SealedRead, StoreError> {
    Ok(SealedRead { user: parsed(row, "user")?, name: text(row, "name")?, at: number(row, "at")? })
}
