//! The embedded store: one SQLite file, one writer connection, some readers.

mod accounts;
mod apply;
mod cells;
mod committees;
mod desk;
mod figures;
mod migrate;
mod project;
mod pull;
mod review;
mod rows;
mod spells;

use super::{
    Account, Answer, Days, FigureByVenue, Figures, Incoming, NewSession, Pages, Reported, RoleSpell, Signed, Store,
    StoreError, Totals, WhichFigure,
};
use async_trait::async_trait;
use domain::{
    day::Period,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    scope::Scope,
};
use sqlx::{
    ConnectOptions, Executor, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};
use sync::wire::{
    SyncRequest,
    desk::{Decided, DeskRow, FigureRecords, RecordDetail, ReviewList},
    figures::RecordsOfFigure,
};

/// How many connections read at the same time.
const READERS: u32 = 4;

/// A store in one file.
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    epoch: String,
}

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
        project::follow_definitions(&mut tx).await?;
        tx.commit().await?;
        let reading = options.create_if_missing(false).pragma("query_only", "on");
        let readers = pool(READERS).connect_with(reading).await?;
        Ok(SqliteStore { writer, readers, epoch })
    }

    /// A read transaction: everything in it is read from one snapshot.
    async fn snapshot(&self) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    /// A write transaction that has the right to write from its first moment.
    async fn writing(&self) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, StoreError> {
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

#[async_trait]
impl Store for SqliteStore {
    fn epoch(&self) -> &str {
        &self.epoch
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.readers.execute("select 1 from meta").await?;
        Ok(())
    }

    async fn open_committee(&self, committee: CommitteeId) -> Result<(), StoreError> {
        let mut tx = self.writing().await?;
        committees::open(&mut tx, committee).await?;
        Ok(tx.commit().await?)
    }

    async fn committees(&self) -> Result<Vec<(CommitteeId, Fields)>, StoreError> {
        committees::all(&mut *self.readers.acquire().await?).await
    }

    async fn line(&self, committee: CommitteeId) -> Result<Vec<CommitteeId>, StoreError> {
        let mut lines = spells::lines(&mut *self.readers.acquire().await?, &[committee].into()).await?;
        Ok(lines.remove(&committee).unwrap_or_else(|| vec![committee]))
    }

    async fn apply(&self, group: &[Incoming], now: u64) -> Result<Vec<Answer>, StoreError> {
        let mut tx = self.writing().await?;
        let answers = apply::apply(&mut tx, group, now).await?;
        tx.commit().await?;
        Ok(answers)
    }

    async fn device(&self, device: DeviceId) -> Result<Option<Reported>, StoreError> {
        pull::device(&mut *self.readers.acquire().await?, device).await
    }

    async fn pull(&self, request: &SyncRequest, feeds: &[Feed]) -> Result<Pages, StoreError> {
        pull::pull(&mut *self.snapshot().await?, request, feeds).await
    }

    async fn create_account(&self, account: &Account, roles: &[RoleSpell]) -> Result<bool, StoreError> {
        let mut tx = self.writing().await?;
        let created = accounts::create(&mut tx, account, roles).await?;
        tx.commit().await?;
        Ok(created)
    }

    async fn account(&self, login: &str) -> Result<Option<Account>, StoreError> {
        accounts::by_login(&mut *self.readers.acquire().await?, login).await
    }

    async fn open_session(&self, session: &NewSession, now: u64) -> Result<(), StoreError> {
        let mut tx = self.writing().await?;
        accounts::open_session(&mut tx, session, now).await?;
        Ok(tx.commit().await?)
    }

    async fn session(&self, token_hash: &str, now: u64) -> Result<Option<Signed>, StoreError> {
        accounts::session(&mut *self.readers.acquire().await?, token_hash, now).await
    }

    async fn extend_session(&self, token_hash: &str, expires: u64) -> Result<(), StoreError> {
        accounts::extend_session(&mut *self.writer.acquire().await?, token_hash, expires).await
    }

    async fn close_session(&self, token_hash: &str) -> Result<(), StoreError> {
        accounts::close_session(&mut *self.writer.acquire().await?, token_hash).await
    }

    async fn review(
        &self,
        committee: CommitteeId,
        state: &str,
        limit: u32,
        now: u64,
    ) -> Result<ReviewList, StoreError> {
        desk::review(&mut *self.snapshot().await?, committee, state, limit, now).await
    }

    async fn alike(&self, committee: CommitteeId, recs: &[RecordId], limit: u32) -> Result<Vec<DeskRow>, StoreError> {
        review::alike(&mut *self.snapshot().await?, committee, recs, limit).await
    }

    async fn decided(&self, user: UserId, since: u64, limit: u32) -> Result<Vec<Decided>, StoreError> {
        review::decided(&mut *self.snapshot().await?, user, since, limit).await
    }

    async fn figures(&self, committee: CommitteeId, days: &Days, now: u64) -> Result<Figures, StoreError> {
        figures::by_venue(&mut *self.snapshot().await?, committee, days, now).await
    }

    async fn figure_records(&self, which: &FigureByVenue, limit: u32, now: u64) -> Result<FigureRecords, StoreError> {
        desk::figure_records(&mut *self.snapshot().await?, which, limit, now).await
    }

    async fn totals(&self, scopes: &[Scope], period: Period, now: u64) -> Result<Totals, StoreError> {
        figures::totals(&mut *self.snapshot().await?, scopes, period, now).await
    }

    async fn records_of_figure(
        &self,
        which: &WhichFigure,
        limit: u32,
        now: u64,
    ) -> Result<RecordsOfFigure, StoreError> {
        figures::records(&mut *self.snapshot().await?, which, limit, now).await
    }

    async fn record(&self, rec: RecordId) -> Result<Option<RecordDetail>, StoreError> {
        desk::record(&mut *self.snapshot().await?, rec).await
    }

    async fn project(&self, limit: u32, now: u64) -> Result<usize, StoreError> {
        let mut tx = self.writing().await?;
        let done = project::project(&mut tx, limit, now).await?;
        tx.commit().await?;
        Ok(done)
    }

    async fn mark_all_changed(&self) -> Result<(), StoreError> {
        let mut tx = self.writing().await?;
        project::mark_all_changed(&mut tx).await?;
        Ok(tx.commit().await?)
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
