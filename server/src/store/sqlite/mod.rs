//! The embedded store: one SQLite file, one writer connection, some readers.

mod accounts;
mod backup;
mod calendar;
mod citizens;
mod committees;
#[cfg(test)]
mod described;
mod desk;
mod figures;
mod forgetting;
mod log;
mod matters;
mod migrate;
mod open;
mod parts;
mod photos;
mod projecting;
mod pushing;
mod review;
mod search;
mod under;
mod unit_links;

use super::{
    Account, Answer, Changes, Dated, DayTotal, Days, Heads, Incoming, LogEntry, NewSession, Pages, Reported, RoleSpell,
    ScopeRow, Signed, Store, StoreError, Totals, WhichFigure, Whose, project, pulling, rights, writing,
};
pub use backup::Age;
pub(super) use backup::mark_moved;

use async_trait::async_trait;
use domain::{
    day::Period,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    indicator::FactState,
    kind::Kind,
    scope::Scope,
};
use jiff::civil::Date;
use sqlx::{Executor, SqlitePool};
use std::collections::BTreeMap;
use sync::wire::{
    SyncRequest,
    desk::{Decided, DeskRow, RecordDetail, ReviewList, Unsynced},
    figures::RecordsOfFigure,
};
use tokio::sync::broadcast;

/// A store in one file.
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    epoch: String,
    changes: broadcast::Sender<Changes>,
}

impl SqliteStore {
    /// Tells of a commit.
    fn committed(&self, heads: Heads) {
        if !heads.is_empty() {
            let _ = self.changes.send(Changes { heads, elsewhere: false });
        }
    }
}

#[async_trait]
impl Store for SqliteStore {
    fn epoch(&self) -> &str {
        &self.epoch
    }

    fn readers(&self) -> usize {
        open::READERS as usize
    }

    async fn begin_epoch(&self, now: u64) -> Result<(), StoreError> {
        let mut tx = self.writing().await?;
        backup::begin_epoch(&mut tx, now).await?;
        Ok(tx.commit().await?)
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
        rights::line(&mut *self.snapshot().await?, committee).await
    }

    async fn below(&self, committees: &[CommitteeId]) -> Result<Vec<CommitteeId>, StoreError> {
        parts::below(&mut *self.snapshot().await?, committees).await
    }

    async fn scope(&self, scope: Scope) -> Result<Option<ScopeRow>, StoreError> {
        parts::scope(&mut *self.snapshot().await?, scope).await
    }

    async fn parts(&self, whole: Scope, sort: &str, days: &Days) -> Result<Vec<ScopeRow>, StoreError> {
        parts::parts(&mut *self.snapshot().await?, whole, sort, days).await
    }

    async fn choices(&self, committees: &[CommitteeId]) -> Result<Vec<ScopeRow>, StoreError> {
        parts::choices(&mut *self.snapshot().await?, committees).await
    }

    async fn search(&self, committees: &[CommitteeId], typed: &str, limit: u32) -> Result<Vec<ScopeRow>, StoreError> {
        search::roster(&mut *self.snapshot().await?, committees, typed, limit).await
    }

    async fn roster(&self, committee: CommitteeId) -> Result<Vec<sync::wire::Row>, StoreError> {
        parts::roster(&mut *self.snapshot().await?, committee).await
    }

    async fn names(&self, recs: &[RecordId]) -> Result<BTreeMap<RecordId, String>, StoreError> {
        parts::names(&mut *self.snapshot().await?, recs).await
    }

    async fn rules(&self, committee: CommitteeId, kind: Kind) -> Result<Vec<(RecordId, Fields)>, StoreError> {
        parts::rules(&mut *self.snapshot().await?, committee, kind).await
    }

    async fn dated(
        &self,
        scope: Scope,
        days: &Days,
        state: Option<FactState>,
        limit: u32,
    ) -> Result<Vec<Dated>, StoreError> {
        calendar::dated(&mut *self.snapshot().await?, scope, days, state, limit).await
    }

    async fn by_day(&self, scope: Scope, days: &Days) -> Result<Vec<DayTotal>, StoreError> {
        calendar::by_day(&mut *self.snapshot().await?, scope, days).await
    }

    async fn last_approved(&self, scopes: &[Scope], until: Date) -> Result<BTreeMap<Scope, Date>, StoreError> {
        calendar::last_approved(&mut *self.snapshot().await?, scopes, until).await
    }

    async fn unsynced(&self, committees: &[CommitteeId], now: u64) -> Result<Unsynced, StoreError> {
        figures::unsynced(&mut *self.snapshot().await?, committees, now).await
    }

    async fn comes_under(&self, special_committees: &[RecordId], day: Date) -> Result<Vec<Scope>, StoreError> {
        let under = under::under(&mut *self.snapshot().await?, special_committees, day).await?;
        Ok(under.into_iter().map(|(_, scope)| scope).collect())
    }

    async fn apply(&self, group: &[Incoming], now: u64) -> Result<Vec<Answer>, StoreError> {
        let mut tx = self.writing().await?;
        let (answers, heads) = writing::apply(&mut *tx, group, now).await?;
        tx.commit().await?;
        self.committed(heads);
        Ok(answers)
    }

    async fn device(&self, device: DeviceId) -> Result<Option<Reported>, StoreError> {
        accounts::device(&mut *self.readers.acquire().await?, device).await
    }

    async fn pull(&self, request: &SyncRequest, feeds: &[Feed]) -> Result<Pages, StoreError> {
        pulling::pull(&mut *self.snapshot().await?, request, feeds, &self.epoch).await
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
        whose: Option<Whose<'_>>,
        limit: u32,
        now: u64,
    ) -> Result<ReviewList, StoreError> {
        desk::review(&mut *self.snapshot().await?, (committee, state, whose), limit, now).await
    }

    async fn reviewed_by_feed(
        &self,
        committee: CommitteeId,
        state: &str,
        whose: Option<Whose<'_>>,
    ) -> Result<BTreeMap<Feed, u64>, StoreError> {
        desk::reviewed_by_feed(&mut *self.snapshot().await?, (committee, state, whose)).await
    }

    async fn alike(&self, committee: CommitteeId, recs: &[RecordId], limit: u32) -> Result<Vec<DeskRow>, StoreError> {
        review::alike(&mut *self.snapshot().await?, committee, recs, limit).await
    }

    async fn decided(&self, user: UserId, since: u64, limit: u32) -> Result<Vec<Decided>, StoreError> {
        review::decided(&mut *self.snapshot().await?, user, since, limit).await
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

    async fn log(&self, after: (DeviceId, u64), limit: u32) -> Result<Vec<LogEntry>, StoreError> {
        log::log(&mut *self.readers.acquire().await?, after, limit).await
    }

    async fn project(&self, limit: u32, now: u64) -> Result<usize, StoreError> {
        let mut tx = self.writing().await?;
        let device = committees::device(&mut tx).await?;
        let (done, heads) = project::project(&mut *tx, device, limit, now).await?;
        tx.commit().await?;
        self.committed(heads);
        Ok(done)
    }

    async fn forget_deleted(&self, before: u64) -> Result<u64, StoreError> {
        let mut tx = self.writing().await?;
        let gone = forgetting::forget_deleted(&mut tx, before).await?;
        tx.commit().await?;
        Ok(gone)
    }

    async fn mark_all_changed(&self) -> Result<(), StoreError> {
        let mut tx = self.writing().await?;
        project::mark_all_changed(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    fn changes(&self) -> broadcast::Receiver<Changes> {
        self.changes.subscribe()
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
