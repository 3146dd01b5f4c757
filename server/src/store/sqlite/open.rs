//! Opening the file: its settings, its migrations, and the promise that a commit waits for the disk.

use super::{SqliteStore, committees, migrate};
use crate::store::{StoreError, changes, project};
use sqlx::{
    ConnectOptions, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

/// How many connections read at the same time.
pub const READERS: u32 = 4;

impl SqliteStore {
    /// Opens a database file, creates it where there is none, and brings it up to date.
    ///
    /// # Errors
    /// Where the file cannot be opened, or the writer would not wait for the disk on every commit.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // 32 MB: the pages that a busy hour touches. What a statement may have to undo stays in memory.
            .pragma("cache_size", "-32000")
            .pragma("temp_store", "memory")
            // 64 MB of log before it is copied into the file: a burst writes the same pages again and again.
            .pragma("wal_autocheckpoint", "16000")
            // Rows travel between two threads; the more of them at a time, the less the two wait for each other.
            .row_buffer_size(2_048)
            .busy_timeout(Duration::from_secs(10))
            .disable_statement_logging();
        // One connection: SQLite has one writer anyhow, and waiting for the pool is fairer than busy loops.
        let writer = pool(1).connect_with(options.clone()).await?;
        let mut connection = writer.acquire().await?;
        migrate::run(&mut connection).await?;
        assert_durable(&mut connection).await?;
        let epoch = committees::epoch(&mut connection).await?;
        drop(connection);
        let mut tx = writer.begin_with("begin immediate").await?;
        project::follow_definitions(&mut *tx).await?;
        tx.commit().await?;
        let reading = options.create_if_missing(false).pragma("query_only", "on");
        let readers = pool(READERS).connect_with(reading).await?;
        Ok(SqliteStore { writer, readers, epoch, changes: changes() })
    }

    /// A read transaction: everything in it is read from one snapshot.
    pub(super) async fn snapshot(&self) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    /// A write transaction that has the right to write from its first moment.
    pub(in crate::store) async fn writing(&self) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, StoreError> {
        Ok(self.writer.begin_with("begin immediate").await?)
    }
}

/// Connections to a file neither grow old nor break in silence, and a test of each before use would cost a statement.
fn pool(connections: u32) -> SqlitePoolOptions {
    let pool = SqlitePoolOptions::new().max_connections(connections).test_before_acquire(false);
    pool.max_lifetime(None).idle_timeout(None)
}

/// Acknowledged means on the disk: the server does not start with a weaker setting, wherever it came from.
async fn assert_durable(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let synchronous: i64 = sqlx::query_scalar("pragma synchronous").fetch_one(&mut *connection).await?;
    let journal: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut *connection).await?;
    if synchronous < 2 || journal != "wal" {
        return Err(StoreError::Unfit(format!("synchronous is {synchronous} and journal_mode {journal}")));
    }
    Ok(())
}
