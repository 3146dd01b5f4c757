//! The projector's transaction: changed records become spells, facts, rollups and mirrors.
//!
//! A few statements for each batch, however many records are in it. Whatever it makes can be made anew from the records.

mod facts;
mod ground;
mod mirrors;
mod rollups;
mod roster;
mod scopes;

use super::cells::{json, number, parsed, signed};
use crate::{clock, store::StoreError};
use domain::{
    fields::Fields,
    id::{CommitteeId, Feed, RecordId},
    indicator::Indicator,
    kind::Kind,
};
use jiff::civil::Date;
use sqlx::{SqliteConnection, sqlite::SqliteRow};
use std::collections::BTreeMap;

/// A record that waits for the projector, as it stands now.
struct Changed {
    rec: RecordId,
    pk: i64,
    kind: Kind,
    committee: CommitteeId,
    feed: Feed,
    ver: u64,
    is_deleted: bool,
    body: Fields,
    /// Since when it waits.
    at: i64,
}

/// Takes some changed records in, the longest waiting first; answers how many changes there were. `now` is the server's
/// clock, in milliseconds since 1970.
pub async fn project(tx: &mut SqliteConnection, limit: u32, now: u64) -> Result<usize, StoreError> {
    let today = clock::day(now);
    turn_of_the_day(tx, today, now).await?;
    let read = "select changed.at as waits_since, record.* \
         from (select at, rec from changed order by at, rec limit ?) as changed cross join record using (rec)";
    let rows = sqlx::query(read).bind(limit).fetch_all(&mut *tx).await?;
    let Some(last) = rows.last().map(changed).transpose()? else { return Ok(0) };
    // First of all: what is marked below, because something else has changed, stays marked.
    let clear = "delete from changed where (at, rec) <= (?, ?)";
    sqlx::query(clear).bind(last.at).bind(last.rec.to_string()).execute(&mut *tx).await?;
    // A record that changed twice is read as it stands now, once.
    let mut batch: BTreeMap<RecordId, Changed> = BTreeMap::new();
    for row in &rows {
        let one = changed(row)?;
        batch.entry(one.rec).or_insert(one);
    }
    let (activities, others): (Vec<Changed>, Vec<Changed>) =
        batch.into_values().partition(|one| one.kind == Kind::Activity);
    if !others.is_empty() {
        roster::take_in(tx, &others).await?;
    }
    if !activities.is_empty() {
        let ground = ground::load(tx, &activities).await?;
        facts::replace(tx, &activities, &ground).await?;
        mirrors::write(tx, &activities, &ground, today, now).await?;
    }
    Ok(rows.len())
}

fn changed(row: &SqliteRow) -> Result<Changed, StoreError> {
    Ok(Changed {
        rec: parsed(row, "rec")?,
        pk: sqlx::Row::try_get(row, "pk")?,
        kind: parsed(row, "kind")?,
        committee: parsed(row, "committee")?,
        feed: parsed(row, "feed")?,
        ver: number(row, "ver")?,
        is_deleted: sqlx::Row::try_get(row, "del")?,
        body: json(row, "body")?,
        at: sqlx::Row::try_get(row, "waits_since")?,
    })
}

/// The row of `meta` that says up to which day mirrors follow the calendar.
const MIRRORED_DAY: &str = "mirrored_day";

/// Affiliations begin and end with the calendar. Once a day, what concerns those whose grants do is marked, so that its
/// mirrors come and go.
async fn turn_of_the_day(tx: &mut SqliteConnection, today: Date, now: u64) -> Result<(), StoreError> {
    let read = "select value from meta where key = ?";
    let known: Option<String> = sqlx::query_scalar(read).bind(MIRRORED_DAY).fetch_optional(&mut *tx).await?;
    let today = today.to_string();
    if known.as_deref() == Some(today.as_str()) {
        return Ok(());
    }
    let write = "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value";
    sqlx::query(write).bind(MIRRORED_DAY).bind(&today).execute(&mut *tx).await?;
    let Some(known) = known else { return Ok(()) };
    // A clock that was set back undoes what had begun or ended in between.
    let (from, until) = if known < today { (known, today) } else { (today, known) };
    let mark = "insert into changed (at, rec) select distinct ?, record.rec from \
         (select rec from spell where kind = 'venue' and from_day > ?2 and from_day <= ?3 \
          union select rec from spell where kind = 'venue' and until_day >= ?2 and until_day < ?3) as moved \
         cross join concerned on concerned.member = moved.rec \
         cross join record on record.pk = concerned.rec where true on conflict do nothing";
    sqlx::query(mark).bind(signed(now)).bind(from).bind(until).execute(tx).await?;
    Ok(())
}

/// The row of `meta` that says which definitions made the figures.
const DEFINITIONS: &str = "definitions";

/// Has everything made anew where other definitions made it, or none.
pub async fn follow_definitions(tx: &mut SqliteConnection) -> Result<(), StoreError> {
    let current = Indicator::VERSION.to_string();
    let read = "select value from meta where key = ?";
    let known: Option<String> = sqlx::query_scalar(read).bind(DEFINITIONS).fetch_optional(&mut *tx).await?;
    if known.as_ref() == Some(&current) {
        return Ok(());
    }
    let write = "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value";
    sqlx::query(write).bind(DEFINITIONS).bind(current).execute(&mut *tx).await?;
    mark_all_changed(tx).await
}

/// Marks every record changed, each as of its last write: what was written before the oldest that waits is made anew.
///
/// Facts are then replaced one by one, so that no figure is empty meanwhile. Rollups only follow differences, so they are
/// added up anew from the facts here.
pub async fn mark_all_changed(tx: &mut SqliteConnection) -> Result<(), StoreError> {
    let mark = "insert into changed (at, rec) select at, rec from record where true on conflict do nothing";
    sqlx::query(mark).execute(&mut *tx).await?;
    rollups::add_up(tx).await
}
