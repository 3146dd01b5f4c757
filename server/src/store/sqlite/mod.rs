//! The embedded store: one SQLite file, one writer connection, some readers.

mod accounts;
mod apply;
mod calendar;
mod cells;
mod committees;
mod desk;
mod figures;
mod log;
mod migrate;
mod open;
mod parts;
mod project;
mod pull;
mod review;
mod rows;
mod search;
mod spells;

use super::{
    Account, Answer, Dated, DayTotal, Days, FigureByVenue, Figures, Incoming, LogEntry, NewSession, Pages, Reported,
    RoleSpell, ScopeRow, Signed, Store, StoreError, Totals, WhichFigure,
};
use async_trait::async_trait;
use domain::{
    day::Period,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    indicator::FactState,
    scope::Scope,
};
use jiff::civil::Date;
use sqlx::{Executor, SqlitePool};
use std::collections::BTreeMap;
use sync::wire::{
    SyncRequest,
    desk::{Decided, DeskRow, FigureRecords, RecordDetail, ReviewList, Unsynced},
    figures::RecordsOfFigure,
};

/// A store in one file.
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    epoch: String,
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

    async fn names(&self, recs: &[RecordId]) -> Result<BTreeMap<RecordId, String>, StoreError> {
        parts::names(&mut *self.snapshot().await?, recs).await
    }

    async fn quotas(&self, committee: CommitteeId) -> Result<Vec<(RecordId, Fields)>, StoreError> {
        parts::quotas(&mut *self.snapshot().await?, committee).await
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

    async fn comes_under(&self, special_committee: RecordId, day: Date) -> Result<Vec<Scope>, StoreError> {
        let under = spells::under(&mut *self.snapshot().await?, &[special_committee], day).await?;
        Ok(under.into_iter().map(|(_, scope)| scope).collect())
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
        feeds: Option<&[Feed]>,
        limit: u32,
        now: u64,
    ) -> Result<ReviewList, StoreError> {
        desk::review(&mut *self.snapshot().await?, (committee, state, feeds), limit, now).await
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

    async fn log(&self, after: (DeviceId, u64), limit: u32) -> Result<Vec<LogEntry>, StoreError> {
        log::log(&mut *self.readers.acquire().await?, after, limit).await
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
