//! Facts: what each record adds to the figures, made from changed records and read by reports.

use super::cells::{json, number, number_if_any, parsed, parsed_if_any, signed, text, to_json};
use crate::store::{Days, Figures, StoreError, Sum};
use domain::{
    fields::Fields,
    id::{CommitteeId, VenueId},
    indicator::{self, FactState, Indicator},
    kind::Kind,
    venue::Venue,
};
use sqlx::{QueryBuilder, Row, SqliteConnection, sqlite::SqliteRow};
use std::collections::BTreeSet;
use sync::wire::desk::Unsynced;

/// Facts in one statement. More would exceed the number of values that one statement may bind.
const FACTS: usize = 2_000;

struct FactCells {
    rec: String,
    indicator: Indicator,
    committee: String,
    venue: Option<VenueId>,
    day: String,
    approved: bool,
    amount: i64,
}

/// Makes the facts of some changed records anew, the longest waiting first; answers how many changes there were.
pub async fn project(tx: &mut SqliteConnection, limit: u32) -> Result<usize, StoreError> {
    let read = "select changed.at as at, changed.rec as rec, kind, committee, del, body \
         from (select at, rec from changed order by at, rec limit ?) as changed cross join record using (rec)";
    let rows = sqlx::query(read).bind(limit).fetch_all(&mut *tx).await?;
    let Some(last) = rows.last() else { return Ok(0) };
    let (last_at, last_rec): (i64, &str) = (last.try_get("at")?, last.try_get("rec")?);
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut cells: Vec<FactCells> = Vec::new();
    for row in &rows {
        let rec: &str = row.try_get("rec")?;
        // A record that changed twice is read as it stands now, once.
        if done.insert(rec) {
            cells.extend(facts_of(row)?);
        }
    }
    let forget = "delete from fact where rec in (select value from json_each(?))";
    sqlx::query(forget).bind(to_json(&done)?).execute(&mut *tx).await?;
    for cells in cells.chunks(FACTS) {
        write(tx, cells).await?;
    }
    let clear = "delete from changed where (at, rec) <= (?, ?)";
    sqlx::query(clear).bind(last_at).bind(last_rec).execute(&mut *tx).await?;
    Ok(rows.len())
}

/// What one record adds to the figures.
fn facts_of(row: &SqliteRow) -> Result<Vec<FactCells>, StoreError> {
    let kind: Kind = parsed(row, "kind")?;
    if kind != Kind::Activity || row.try_get("del")? {
        return Ok(Vec::new());
    }
    let body: Fields = json(row, "body")?;
    let Some(facts) = indicator::facts(&body).filter(|facts| facts.state != FactState::Planned) else {
        return Ok(Vec::new());
    };
    let (rec, committee, day) = (text(row, "rec")?, text(row, "committee")?, facts.day.to_string());
    let cells = facts.amounts.iter().map(|(indicator, amount)| FactCells {
        rec: rec.clone(),
        indicator: *indicator,
        committee: committee.clone(),
        venue: facts.venue,
        day: day.clone(),
        approved: facts.state == FactState::Approved,
        amount: *amount,
    });
    Ok(cells.collect())
}

async fn write(tx: &mut SqliteConnection, cells: &[FactCells]) -> Result<(), StoreError> {
    let mut write = QueryBuilder::new("insert into fact (rec, indicator, committee, venue, day, approved, amount) ");
    write.push_values(cells, |mut row, cells| {
        row.push_bind(cells.rec.as_str())
            .push_bind(cells.indicator.id())
            .push_bind(cells.committee.as_str())
            .push_bind(cells.venue.map(|venue| venue.to_string()))
            .push_bind(cells.day.as_str())
            .push_bind(cells.approved)
            .push_bind(cells.amount);
    });
    write.build().persistent(false).execute(&mut *tx).await?;
    Ok(())
}

/// Marks every record changed.
pub async fn mark_all_changed(connection: &mut SqliteConnection, now: u64) -> Result<(), StoreError> {
    let mark = "insert into changed (at, rec) select ?, rec from record where true on conflict do nothing";
    sqlx::query(mark).bind(signed(now)).execute(connection).await?;
    Ok(())
}

/// Up to when everything acknowledged is in the facts: just before the oldest change that waits, or now.
pub async fn as_of(tx: &mut SqliteConnection, now: u64) -> Result<u64, StoreError> {
    let row = sqlx::query("select min(at) as at from changed").fetch_one(tx).await?;
    Ok(number_if_any(&row, "at")?.map_or(now, |oldest| oldest.saturating_sub(1).min(now)))
}

/// The sums of a committee, with the names of its venues and what phones still hold.
pub async fn figures(
    tx: &mut SqliteConnection,
    committee: CommitteeId,
    days: &Days,
    now: u64,
) -> Result<Figures, StoreError> {
    let as_of = as_of(tx, now).await?;
    let read = "select venue, indicator, approved, sum(amount) as amount from fact \
         where committee = ? and day between ? and ? group by venue, indicator, approved";
    let rows = sqlx::query(read)
        .bind(committee.to_string())
        .bind(days.first.to_string())
        .bind(days.last.to_string())
        .fetch_all(&mut *tx)
        .await?;
    let mut sums = Vec::with_capacity(rows.len());
    for row in &rows {
        sums.push(Sum {
            venue: parsed_if_any(row, "venue")?,
            indicator: parsed(row, "indicator")?,
            approved: row.try_get("approved")?,
            amount: row.try_get("amount")?,
        });
    }
    let read = "select rec, body from record where committee = ? and kind = 'venue' and state is null and del = 0";
    let mut venues = Vec::new();
    for row in sqlx::query(read).bind(committee.to_string()).fetch_all(&mut *tx).await? {
        let body: Fields = json(&row, "body")?;
        venues.push((parsed(&row, "rec")?, Venue(&body).name().to_owned()));
    }
    venues.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(Figures { sums, venues, unsynced: unsynced(tx, committee, now).await?, as_of })
}

/// A phone not heard of for so long, in milliseconds, is lost or laid aside: it would be counted for ever.
const SILENT: u64 = 30 * 24 * 60 * 60_000;

async fn unsynced(tx: &mut SqliteConnection, committee: CommitteeId, now: u64) -> Result<Unsynced, StoreError> {
    let read = "select coalesce(sum(waiting_ops), 0) as ops, count(*) as devices, min(waiting_oldest) as oldest \
         from device join account on account.id = device.user where waiting_ops > 0 and seen_at > ? \
         and account.committee = ?";
    let since = signed(now.saturating_sub(SILENT));
    let row = sqlx::query(read).bind(since).bind(committee.to_string()).fetch_one(tx).await?;
    Ok(Unsynced {
        ops: number(&row, "ops")?,
        devices: number(&row, "devices")?,
        oldest: number_if_any(&row, "oldest")?,
    })
}
