//! The store for several servers: a PostgreSQL database that they share.
//!
//! What decides is the same code as for SQLite; what differs is that others write at the same time. Whoever writes locks the
//! devices and then the feeds of a group, in order, before reading the records, so that within a feed what is visible is
//! always a beginning of what was numbered. The projector works under a lock of its own.

mod accounts;
mod again;
mod citizens;
mod desk;
mod figures;
mod forgetting;
mod hearing;
mod matters;
mod migrate;
pub(super) mod moving;
mod open;
mod parts;
mod photos;
mod projecting;
mod pushing;
mod replica;
mod unit_links;

use super::{
    Account, Answer, Beside, Changes, Dated, DayTotal, Days, Incoming, LogEntry, NewSession, Pages, Reported,
    RoleSpell, ScopeRow, Signed, Store, StoreError, Totals, WhichFigure, Whose, project, pulling, rights,
};
use async_trait::async_trait;
use domain::{
    day::Period,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    indicator::FactState,
    kind::Kind,
    scope::Scope,
};
use hearing::Hearing;
use jiff::civil::Date;
use replica::{Reached, Replica};
use sqlx::{Executor, PgPool};
use std::{collections::BTreeMap, sync::Arc};
use sync::wire::{
    SyncRequest,
    desk::{Decided, DeskRow, RecordDetail, ReviewList, Unsynced},
    figures::RecordsOfFigure,
};
use tokio::sync::broadcast;

/// A store in a database that other servers may use too.
pub struct PostgresStore {
    writers: PgPool,
    readers: PgPool,
    epoch: String,
    /// What this process writes mirrors with.
    device: DeviceId,
    hearing: Arc<Hearing>,
    /// Where reading goes to a replica: how far that has followed.
    reached: Option<Reached>,
    /// A replica to ask heavy questions.
    replica: Option<Box<Replica>>,
}

impl PostgresStore {
    /// Up to when everything is there that was committed: now, or what the replica has reached.
    fn known_until(&self, now: u64) -> Result<u64, StoreError> {
        let Some(reached) = &self.reached else { return Ok(now) };
        let reached =
            reached.borrow().ok_or_else(|| StoreError::Unfit("the replica is not followed any more".into()))?;
        Ok(now.saturating_sub(reached.elapsed().as_millis() as u64))
    }
}

#[async_trait]
impl Store for PostgresStore {
    fn epoch(&self) -> &str {
        &self.epoch
    }

    fn readers(&self) -> usize {
        open::READERS as usize
    }

    async fn begin_epoch(&self, now: u64) -> Result<(), StoreError> {
        let mut tx = self.writers.begin().await?;
        parts::begin_epoch(&mut tx, now).await?;
        Ok(tx.commit().await?)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.readers.execute("select 1 from meta").await?;
        Ok(())
    }

    async fn open_committee(&self, committee: CommitteeId) -> Result<(), StoreError> {
        let mut tx = self.writers.begin().await?;
        parts::open_committee(&mut tx, committee).await?;
        Ok(tx.commit().await?)
    }

    async fn committees(&self) -> Result<Vec<(CommitteeId, Fields)>, StoreError> {
        parts::committees(&mut *self.readers.acquire().await?).await
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
        parts::search(&mut *self.snapshot().await?, committees, typed, limit).await
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
        figures::dated(&mut *self.snapshot().await?, scope, days, state, limit).await
    }

    async fn by_day(&self, scope: Scope, days: &Days) -> Result<Vec<DayTotal>, StoreError> {
        figures::by_day(&mut *self.snapshot().await?, scope, days).await
    }

    async fn last_approved(&self, scopes: &[Scope], until: Date) -> Result<BTreeMap<Scope, Date>, StoreError> {
        figures::last_approved(&mut *self.snapshot().await?, scopes, until).await
    }

    async fn unsynced(&self, committees: &[CommitteeId], now: u64) -> Result<Unsynced, StoreError> {
        figures::unsynced(&mut *self.snapshot().await?, committees, now).await
    }

    async fn comes_under(&self, special_committees: &[RecordId], day: Date) -> Result<Vec<Scope>, StoreError> {
        let under = parts::under(&mut *self.snapshot().await?, special_committees, day).await?;
        Ok(under.into_iter().map(|(_, scope)| scope).collect())
    }

    async fn apply(&self, group: &[Incoming], now: u64) -> Result<Vec<Answer>, StoreError> {
        self.apply_until_passed(group, now).await
    }

    async fn device(&self, device: DeviceId) -> Result<Option<Reported>, StoreError> {
        accounts::device(&mut *self.readers.acquire().await?, device).await
    }

    async fn pull(&self, request: &SyncRequest, feeds: &[Feed]) -> Result<Pages, StoreError> {
        pulling::pull(&mut *self.snapshot().await?, request, feeds, &self.epoch).await
    }

    async fn create_account(&self, account: &Account, roles: &[RoleSpell]) -> Result<bool, StoreError> {
        let mut tx = self.writers.begin().await?;
        let created = accounts::create(&mut tx, account, roles).await?;
        tx.commit().await?;
        Ok(created)
    }

    async fn account(&self, login: &str) -> Result<Option<Account>, StoreError> {
        accounts::by_login(&mut *self.readers.acquire().await?, login).await
    }

    async fn open_session(&self, session: &NewSession, now: u64) -> Result<(), StoreError> {
        let mut tx = self.writers.begin().await?;
        accounts::open_session(&mut tx, session, now).await?;
        Ok(tx.commit().await?)
    }

    async fn session(&self, token_hash: &str, now: u64) -> Result<Option<Signed>, StoreError> {
        accounts::session(&mut *self.readers.acquire().await?, token_hash, now).await
    }

    async fn extend_session(&self, token_hash: &str, expires: u64) -> Result<(), StoreError> {
        accounts::extend_session(&mut *self.writers.acquire().await?, token_hash, expires).await
    }

    async fn close_session(&self, token_hash: &str) -> Result<(), StoreError> {
        accounts::close_session(&mut *self.writers.acquire().await?, token_hash).await
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
        desk::alike(&mut *self.snapshot().await?, committee, recs, limit).await
    }

    async fn decided(&self, user: UserId, since: u64, limit: u32) -> Result<Vec<Decided>, StoreError> {
        desk::decided(&mut *self.snapshot().await?, user, since, limit).await
    }

    async fn totals(&self, scopes: &[Scope], period: Period, now: u64) -> Result<Totals, StoreError> {
        let until = self.known_until(now)?;
        figures::totals(&mut *self.snapshot().await?, scopes, period, until).await
    }

    async fn records_of_figure(
        &self,
        which: &WhichFigure,
        limit: u32,
        now: u64,
    ) -> Result<RecordsOfFigure, StoreError> {
        let until = self.known_until(now)?;
        figures::records(&mut *self.snapshot().await?, which, limit, until).await
    }

    async fn record(&self, rec: RecordId) -> Result<Option<RecordDetail>, StoreError> {
        desk::record(&mut *self.snapshot().await?, rec).await
    }

    async fn log(&self, after: (DeviceId, u64), limit: u32) -> Result<Vec<LogEntry>, StoreError> {
        desk::log(&mut *self.readers.acquire().await?, after, limit).await
    }

    async fn project(&self, limit: u32, now: u64) -> Result<usize, StoreError> {
        self.project_until_passed(limit, now).await
    }

    async fn forget_deleted(&self, before: u64) -> Result<u64, StoreError> {
        let mut tx = self.writers.begin().await?;
        let gone = forgetting::forget_deleted(&mut tx, before).await?;
        tx.commit().await?;
        Ok(gone)
    }

    async fn mark_all_changed(&self) -> Result<(), StoreError> {
        let mut tx = self.writers.begin().await?;
        again::take_projector(&mut tx).await?;
        project::mark_all_changed(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    fn changes(&self) -> broadcast::Receiver<Changes> {
        self.hearing.changes.subscribe()
    }

    fn replica(&self) -> Option<Beside> {
        let replica = self.replica.as_ref()?;
        Some(Beside { store: replica.store.clone(), behind: replica.behind()? })
    }

    async fn close(&self) {
        self.hearing.end();
        if let Some(replica) = &self.replica {
            replica.end().await;
        }
        self.readers.close().await;
        self.writers.close().await;
    }
}
