//! What deciding and projecting need of a database: single statements inside a transaction, each for a whole set.
//!
//! The code that decides what to read and what to write is there once (`writing`, `photo_names`, `project`); each database
//! says here how.

use super::{
    StoreError,
    photo_names::{Claim, Named},
    project::{Changed, ConcernedKey, Delta, Fact, NameCells, SpellCells},
    rows::DeviceCells,
};
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, DeviceId, Feed, RecordId},
    scope::Scope,
};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    server::{
        group::{DeviceRow, HeldOp, Keys, Logged},
        record::{FeedHead, Record},
    },
    wire::Row,
};

/// Operations of the log by device and number.
pub type Ops = BTreeMap<(DeviceId, u64), Logged>;
/// Operations held, likewise.
pub type HeldOps = BTreeMap<(DeviceId, u64), HeldOp>;

/// What a group of pushes reads and writes, and what a client reads.
#[async_trait]
pub trait PushTables: Send {
    /// The epoch, and whether the database was ever restored from a backup.
    async fn standing(&mut self) -> Result<(String, bool), StoreError>;
    /// Keeps others from writing the devices and feeds of a group until the transaction ends. What is read before it may
    /// be out of date, and is read again.
    async fn lock(&mut self, keys: &Keys) -> Result<(), StoreError>;
    /// Keeps all other groups waiting until the transaction ends: after a restore, what one holds another may release.
    async fn lock_all(&mut self) -> Result<(), StoreError>;
    /// Known devices.
    async fn devices(&mut self, devices: &BTreeSet<DeviceId>) -> Result<BTreeMap<DeviceId, DeviceRow>, StoreError>;
    /// Known operations.
    async fn ops(&mut self, keys: &BTreeSet<(DeviceId, u64)>) -> Result<Ops, StoreError>;
    /// Known feeds.
    async fn feeds(&mut self, feeds: &BTreeSet<Feed>) -> Result<BTreeMap<Feed, FeedHead>, StoreError>;
    /// Known records.
    async fn records(&mut self, recs: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, Record>, StoreError>;
    /// Rows of a feed after a number, in order, each with its size, at most `limit`.
    async fn rows_after(&mut self, feed: Feed, after: u64, limit: usize) -> Result<Vec<(Row, u64)>, StoreError>;
    /// What is held for the records of a group, or for feeds that may come into being with them.
    async fn held(&mut self, keys: &Keys) -> Result<HeldOps, StoreError>;
    /// Writes what is held, and forgets what is not any more.
    async fn write_held(&mut self, held: &HeldOps, released: &[(DeviceId, u64)]) -> Result<(), StoreError>;
    /// Writes records, new or changed; `feeds` are the heads of their feeds.
    async fn write_records(&mut self, records: &[&Record], feeds: &BTreeMap<Feed, FeedHead>) -> Result<(), StoreError>;
    /// Marks records for the projector.
    async fn mark(&mut self, recs: &[RecordId], now: u64) -> Result<(), StoreError>;
    /// Writes the heads of feeds, new or changed.
    async fn write_feeds(&mut self, feeds: &[FeedHead]) -> Result<(), StoreError>;
    /// Appends to the log. What was held comes to its end; nothing else is ever written again.
    async fn write_ops(&mut self, ops: &Ops) -> Result<(), StoreError>;
    /// Writes what is known of devices.
    async fn write_devices(&mut self, devices: &[DeviceCells]) -> Result<(), StoreError>;
    /// Writes who wrote which photo into records of which feed.
    async fn write_claims(&mut self, claims: &BTreeSet<Claim>) -> Result<(), StoreError>;
    /// Writes which photos some records name. Held is what somebody sent who claims it in the feed, and what was held in a
    /// record that was merged into the one that names it.
    async fn write_named(&mut self, touched: &BTreeSet<RecordId>, named: &[Named]) -> Result<(), StoreError>;
}

/// What the projector reads and writes beside.
#[async_trait]
pub trait ProjectTables: PushTables {
    /// What the installation knows of itself under a key.
    async fn meta(&mut self, key: &str) -> Result<Option<String>, StoreError>;
    /// Writes it.
    async fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError>;
    /// Changes that wait, the longest waiting first, and the state of their records. One record may be there twice.
    async fn changed(&mut self, limit: u32) -> Result<Vec<Changed>, StoreError>;
    /// Forgets changes that were read.
    async fn clear(&mut self, changes: &[Changed]) -> Result<(), StoreError>;
    /// Marks what concerns those whose venue began after one day and up to another, or ended before that.
    async fn mark_moved_by_calendar(&mut self, from: &str, until: &str, now: u64) -> Result<(), StoreError>;
    /// Marks what concerns some members, each since a moment.
    async fn mark_concerned(&mut self, members: &[(i64, RecordId)]) -> Result<(), StoreError>;
    /// Marks what counts in some scopes, likewise.
    async fn mark_counted(&mut self, scopes: &[(i64, Scope)]) -> Result<(), StoreError>;
    /// Marks every record, as of its last write.
    async fn mark_every_record(&mut self) -> Result<(), StoreError>;
    /// The affiliations of some records by the keys of their fields.
    async fn spells(
        &mut self,
        recs: &BTreeSet<RecordId>,
    ) -> Result<BTreeMap<RecordId, BTreeMap<String, SpellCells>>, StoreError>;
    /// Replaces all affiliations of some records.
    async fn replace_spells(
        &mut self,
        recs: &[RecordId],
        spells: &[(RecordId, String, SpellCells)],
    ) -> Result<(), StoreError>;
    /// Each committee with those above it, the own first.
    async fn lines(
        &mut self,
        committees: &BTreeSet<CommitteeId>,
    ) -> Result<BTreeMap<CommitteeId, Vec<CommitteeId>>, StoreError>;
    /// What stands right above some committees.
    async fn parents(&mut self, recs: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, RecordId>, StoreError>;
    /// Replaces it.
    async fn replace_parents(&mut self, recs: &[RecordId], parents: &[(RecordId, RecordId)]) -> Result<(), StoreError>;
    /// Replaces what some records are found by.
    async fn replace_names(&mut self, numbers: &[i64], names: &[NameCells]) -> Result<(), StoreError>;
    /// The number of each scope; those that have none yet get one.
    async fn scope_numbers(&mut self, scopes: &BTreeSet<Scope>) -> Result<BTreeMap<Scope, i64>, StoreError>;
    /// The facts of some records, by their numbers.
    async fn facts(&mut self, numbers: &[i64]) -> Result<BTreeMap<i64, BTreeSet<Fact>>, StoreError>;
    /// Takes the facts of some records away and writes others.
    async fn replace_facts(&mut self, stale: &[i64], fresh: &[&Fact]) -> Result<(), StoreError>;
    /// Changes rollups, each once, and takes away what has come down to no record.
    async fn write_deltas(&mut self, deltas: &[Delta]) -> Result<(), StoreError>;
    /// Adds all rollups up from the facts.
    async fn add_up(&mut self) -> Result<(), StoreError>;
    /// Whom some records concern, and whether each has a mirror.
    async fn concerned(&mut self, numbers: &[i64]) -> Result<BTreeMap<ConcernedKey, bool>, StoreError>;
    /// Changes it.
    async fn keep_concerned(&mut self, gone: &[ConcernedKey], other: &[(ConcernedKey, bool)])
    -> Result<(), StoreError>;
}
