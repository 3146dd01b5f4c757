//! What the server keeps, and the only door to it.
//!
//! Architecture Invariant: one method is one whole transaction, and no other module knows SQL. Every store passes
//! the conformance suite.

mod cells;
mod citizens;
#[cfg(test)]
mod conformance;
mod matters;
mod moving;
mod photo_names;
mod photos;
pub mod postgres;
mod project;
mod pulling;
mod readings;
mod reviewing;
mod rights;
mod rows;
pub mod sqlite;
mod tables;
mod types;
mod unit_links;
mod writing;

pub use citizens::{CitizenStore, SealedRead, SealedRow};
pub use matters::MatterStore;
pub use moving::{Moved, Sum};
pub use photos::*;
pub use types::*;
pub use unit_links::{UnitLink, UnitLinkStore};

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
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use sync::{
    server::group::{Push, PushError},
    wire::{
        OpResult, SyncRequest,
        desk::{Decided, DeskRow, RecordDetail, ReviewList, Unsynced},
        figures::RecordsOfFigure,
    },
};
use tokio::sync::broadcast;

/// Why the store could not do what was asked; nothing of the transaction took effect.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// What lies in the database cannot be read as what it should be.
    #[error("cannot be read: {0}")]
    Corrupt(String),
    /// The database does not keep the promise that the server relies on.
    #[error("{0}")]
    Unfit(String),
    /// Another process wrote what this one had read; done again, it comes out right.
    #[error("overtaken by another process")]
    Overtaken,
}

/// The answer to one push of a group.
pub type Answer = Result<Vec<OpResult>, PushError>;

/// Commits that a slow listener may lag behind.
const CHANGES: usize = 256;

/// A channel for what commits change.
fn changes() -> broadcast::Sender<Changes> {
    broadcast::channel(CHANGES).0
}

/// Everything kept. Times are milliseconds since 1970.
#[async_trait]
pub trait Store: PhotoStore + MatterStore + UnitLinkStore + CitizenStore + Send + Sync {
    /// The random id that changes when the database is restored from a backup.
    fn epoch(&self) -> &str;

    /// How many requests it can read for at the same time.
    fn readers(&self) -> usize;

    /// Begins a new epoch, since this database has taken the place of one that knew more: what phones send again is taken in
    /// from now on. [`Store::epoch`] says so once the store is opened again.
    async fn begin_epoch(&self, now: u64) -> Result<(), StoreError>;

    /// Whether the database answers.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Opens the first feeds of a committee, unless they are there.
    async fn open_committee(&self, committee: CommitteeId) -> Result<(), StoreError>;

    /// Every committee that has a record, with its fields.
    async fn committees(&self) -> Result<Vec<(CommitteeId, Fields)>, StoreError>;

    /// A committee, then those above it.
    async fn line(&self, committee: CommitteeId) -> Result<Vec<CommitteeId>, StoreError>;

    /// Some committees and all those below them, each once, those above first.
    async fn below(&self, committees: &[CommitteeId]) -> Result<Vec<CommitteeId>, StoreError>;

    /// The record of a scope; `None` where there is none.
    async fn scope(&self, scope: Scope) -> Result<Option<ScopeRow>, StoreError>;

    /// The parts of one sort in a scope, by name: of a committee, everything in it and below it (of committees, those right
    /// below); of another scope, what belonged to it on one of the days.
    async fn parts(&self, whole: Scope, sort: &str, days: &Days) -> Result<Vec<ScopeRow>, StoreError>;

    /// All scopes of some committees but members, by committee, sort and name.
    async fn choices(&self, committees: &[CommitteeId]) -> Result<Vec<ScopeRow>, StoreError>;

    /// Members and venues of some committees that answer to what somebody typed, members first, by name, at most `limit`.
    async fn search(&self, committees: &[CommitteeId], typed: &str, limit: u32) -> Result<Vec<ScopeRow>, StoreError>;

    /// The roster of a committee as it stands, in the order in which it was made.
    async fn roster(&self, committee: CommitteeId) -> Result<Vec<sync::wire::Row>, StoreError>;

    /// The names of some records of the roster.
    async fn names(&self, recs: &[RecordId]) -> Result<BTreeMap<RecordId, String>, StoreError>;

    /// The rules of one kind of a committee, quotas or workflows, in the order in which they were made.
    async fn rules(&self, committee: CommitteeId, kind: Kind) -> Result<Vec<(RecordId, Fields)>, StoreError>;

    /// The activities of a scope on some days by their starts, of one state or of all, at most `limit`.
    async fn dated(
        &self,
        scope: Scope,
        days: &Days,
        state: Option<FactState>,
        limit: u32,
    ) -> Result<Vec<Dated>, StoreError>;

    /// How many activities a scope has on each of some days, by state; days without any are left out.
    async fn by_day(&self, scope: Scope, days: &Days) -> Result<Vec<DayTotal>, StoreError>;

    /// The day of the last approved activity of each scope that has one, up to a day.
    async fn last_approved(&self, scopes: &[Scope], until: Date) -> Result<BTreeMap<Scope, Date>, StoreError>;

    /// What the phones of some committees reported as not sent. Devices not heard of for 30 days do not count.
    async fn unsynced(&self, committees: &[CommitteeId], now: u64) -> Result<Unsynced, StoreError>;

    /// The venues and members that come under some special committees on a day.
    async fn comes_under(&self, special_committees: &[RecordId], day: Date) -> Result<Vec<Scope>, StoreError>;

    /// Takes a group of pushes in: loads what they name, decides, writes. One answer for each push, in order.
    async fn apply(&self, group: &[Incoming], now: u64) -> Result<Vec<Answer>, StoreError>;

    /// Whose a device is and what it last reported; `None` for one that nobody has yet.
    async fn device(&self, device: DeviceId) -> Result<Option<Reported>, StoreError>;

    /// The changes that a client still needs of the feeds granted to it, all of one snapshot.
    async fn pull(&self, request: &SyncRequest, feeds: &[Feed]) -> Result<Pages, StoreError>;

    /// Creates an account with its roles; `false` where the login is taken.
    async fn create_account(&self, account: &Account, roles: &[RoleSpell]) -> Result<bool, StoreError>;

    /// The account of a login.
    async fn account(&self, login: &str) -> Result<Option<Account>, StoreError>;

    /// Opens a session, and clears away those that ended before `now`. The device becomes the user's, unless it is
    /// somebody's already.
    async fn open_session(&self, session: &NewSession, now: u64) -> Result<(), StoreError>;

    /// Who a session belongs to; `None` where it has ended or the account is disabled.
    async fn session(&self, token_hash: &str, now: u64) -> Result<Option<Signed>, StoreError>;

    /// Lets a session end later.
    async fn extend_session(&self, token_hash: &str, expires: u64) -> Result<(), StoreError>;

    /// Ends a session.
    async fn close_session(&self, token_hash: &str) -> Result<(), StoreError>;

    /// The records of a committee in one state of review, oldest first, at most `limit`; where it is said whose, only those
    /// that are theirs to review. Of those pending only what took place: the rest cannot be approved.
    async fn review(
        &self,
        committee: CommitteeId,
        state: &str,
        whose: Option<Whose<'_>>,
        limit: u32,
        now: u64,
    ) -> Result<ReviewList, StoreError>;

    /// How many records [`Store::review`] would list without a limit, by the feed that says who reviews them: that of the
    /// venue of the committee to which they are credited, else their own.
    async fn reviewed_by_feed(
        &self,
        committee: CommitteeId,
        state: &str,
        whose: Option<Whose<'_>>,
    ) -> Result<BTreeMap<Feed, u64>, StoreError>;

    /// The records of a committee that resemble some of those named and are not named themselves, by day, at most `limit`.
    async fn alike(&self, committee: CommitteeId, recs: &[RecordId], limit: u32) -> Result<Vec<DeskRow>, StoreError>;

    /// The last decision that somebody took about each record since a moment, newest first, at most `limit`.
    async fn decided(&self, user: UserId, since: u64, limit: u32) -> Result<Vec<Decided>, StoreError>;

    /// The sums of some scopes in a period.
    async fn totals(&self, scopes: &[Scope], period: Period, now: u64) -> Result<Totals, StoreError>;

    /// The records behind one figure of a scope, newest first, at most `limit`.
    async fn records_of_figure(&self, which: &WhichFigure, limit: u32, now: u64)
    -> Result<RecordsOfFigure, StoreError>;

    /// A record with the newest 1,000 things that were done to it, oldest first.
    async fn record(&self, rec: RecordId) -> Result<Option<RecordDetail>, StoreError>;

    /// The operations ever taken in that come after one, by device and number, at most `limit`; those of the lowest
    /// device come first.
    async fn log(&self, after: (DeviceId, u64), limit: u32) -> Result<Vec<LogEntry>, StoreError>;

    /// Takes at most `limit` changed records in: makes their facts anew, lets rollups and mirrors follow; answers how many
    /// there were. Where affiliations change, the records that count elsewhere now are marked and come next.
    async fn project(&self, limit: u32, now: u64) -> Result<usize, StoreError>;

    /// Forgets records that are deleted and were last written to before a time; answers how many there were. Their feeds keep
    /// the highest number among them as a floor.
    async fn forget_deleted(&self, before: u64) -> Result<u64, StoreError>;

    /// Marks every record changed, so that everything made of records is made anew.
    async fn mark_all_changed(&self) -> Result<(), StoreError>;

    /// What commits change from now on, also those of other servers on the same database. Who is slow may miss some, and
    /// is told so.
    fn changes(&self) -> broadcast::Receiver<Changes>;

    /// A replica to ask heavy questions, where there is one that can be asked. Only what says as of when it is may be read
    /// there: everything else is read here, where nothing is missing.
    fn replica(&self) -> Option<Beside> {
        None
    }

    /// Finishes what is under way and closes the files.
    async fn close(&self);
}

/// A replica, as it is when it is asked for.
pub struct Beside {
    /// The same store, read there. It says of what it answers as of when that is.
    pub store: Arc<dyn Store>,
    /// How far it is behind.
    pub behind: Duration,
}

/// One push with what its phone reports.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The operations.
    pub push: Push,
    /// What still waits on the phone once this push is acknowledged.
    pub waiting: sync::wire::OutboxReport,
}
