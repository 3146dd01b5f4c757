//! The projector's transaction: changed records become spells, facts, rollups and mirrors.
//!
//! A few statements for each batch, however many records are in it. Whatever it makes can be made anew from the records.

mod facts;
mod ground;
mod mirrors;
mod rollups;
mod roster;

pub use facts::Fact;
pub use mirrors::ConcernedKey;
pub use rollups::Delta;
pub use roster::{NameCells, SpellCells};

use super::{
    Heads, StoreError,
    cells::{Row, int, json, number, parsed},
    tables::ProjectTables,
};
use crate::clock;
use domain::{
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId},
    indicator::Indicator,
    kind::Kind,
    mirror::concerns_people,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A record that waits for the projector, as it stands now.
pub struct Changed {
    /// The number of the change, where the database numbers them.
    pub mark: Option<i64>,
    /// Since when it waits.
    pub at: i64,
    /// The record.
    pub rec: RecordId,
    /// Its number.
    pub pk: i64,
    kind: Kind,
    committee: CommitteeId,
    feed: Feed,
    ver: u64,
    is_deleted: bool,
    body: Fields,
}

impl Changed {
    /// Reads it from a row that has `waits_since` beside the columns of the record.
    pub fn read(row: &impl Row, mark: Option<i64>) -> Result<Self, StoreError> {
        Ok(Changed {
            mark,
            at: int(row, "waits_since")?,
            rec: parsed(row, "rec")?,
            pk: int(row, "pk")?,
            kind: parsed(row, "kind")?,
            committee: parsed(row, "committee")?,
            feed: parsed(row, "feed")?,
            ver: number(row, "ver")?,
            is_deleted: row.flag("del")?,
            body: json(row, "body")?,
        })
    }
}

/// Takes some changed records in, the longest waiting first; answers how many changes there were,
/// and which feeds have changed by mirrors. `device` is the one the
/// server itself writes with, `now` its clock, in milliseconds since 1970.
pub async fn project(
    tx: &mut dyn ProjectTables,
    device: DeviceId,
    limit: u32,
    now: u64,
) -> Result<(usize, Heads), StoreError> {
    let today = clock::day(now);
    turn_of_the_day(tx, today, now).await?;
    let changes = tx.changed(limit).await?;
    let count = changes.len();
    if count == 0 {
        return Ok((0, Heads::new()));
    }
    // First of all: what is marked below, because something else has changed, stays marked.
    tx.clear(&changes).await?;
    // A record that changed twice is read as it stands now, once.
    let mut batch: BTreeMap<RecordId, Changed> = BTreeMap::new();
    for one in changes {
        batch.entry(one.rec).or_insert(one);
    }
    let counts = |one: &Changed| one.kind.is_work();
    let (mut counted, others): (Vec<Changed>, Vec<Changed>) = batch.into_values().partition(counts);
    if !others.is_empty() {
        roster::take_in(tx, &others).await?;
    }
    let mut heads = Heads::new();
    if !counted.is_empty() {
        let ground = ground::load(tx, &counted).await?;
        facts::replace(tx, &counted, &ground).await?;
        // Matters belong to places; what concerns people follows them, who may not receive it and may move.
        counted.retain(|one| concerns_people(one.kind));
        heads = mirrors::write(tx, &counted, &ground, device, (today, now)).await?;
    }
    Ok((count, heads))
}

/// The row of `meta` that says up to which day mirrors follow the calendar.
const MIRRORED_DAY: &str = "mirrored_day";

/// Affiliations begin and end with the calendar. Once a day, what concerns those whose grants do is marked, so that its
/// mirrors come and go.
async fn turn_of_the_day(tx: &mut dyn ProjectTables, today: Date, now: u64) -> Result<(), StoreError> {
    let known = tx.meta(MIRRORED_DAY).await?;
    let today = today.to_string();
    if known.as_deref() == Some(today.as_str()) {
        return Ok(());
    }
    tx.set_meta(MIRRORED_DAY, &today).await?;
    let Some(known) = known else { return Ok(()) };
    // A clock that was set back undoes what had begun or ended in between.
    let (from, until) = if known < today { (known, today) } else { (today, known) };
    tx.mark_moved_by_calendar(&from, &until, now).await
}

/// The row of `meta` that says which definitions made the figures.
const DEFINITIONS: &str = "definitions";

/// The number of the way in which names are made ready to be found; it grows when another way is taken.
const NAMES: u32 = 2;

/// Has everything made anew where other definitions made it, or none.
pub async fn follow_definitions(tx: &mut dyn ProjectTables) -> Result<(), StoreError> {
    let current = format!("{}.{NAMES}", Indicator::VERSION);
    if tx.meta(DEFINITIONS).await?.as_ref() == Some(&current) {
        return Ok(());
    }
    tx.set_meta(DEFINITIONS, &current).await?;
    mark_all_changed(tx).await
}

/// Marks every record changed, each as of its last write: what was written before the oldest that waits is made anew.
///
/// Facts are then replaced one by one, so that no figure is empty meanwhile. Rollups only follow differences, so they are
/// added up anew from the facts here.
pub async fn mark_all_changed(tx: &mut dyn ProjectTables) -> Result<(), StoreError> {
    tx.mark_every_record().await?;
    tx.add_up().await
}
