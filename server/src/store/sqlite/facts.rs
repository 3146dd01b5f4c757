//! Facts: what each record adds to the figures, made from changed records and read by reports.

use super::cells::{json, number, number_if_any, parsed, parsed_if_any, signed, to_json};
use crate::store::{Days, Figures, StoreError, Sum};
use domain::{
    fields::Fields,
    id::{CommitteeId, RecordId, VenueId},
    indicator::{self, Indicator},
    kind::Kind,
    venue::Venue,
};
use serde::Serialize;
use sqlx::{Row, SqliteConnection};
use sync::wire::desk::Unsynced;

#[derive(Serialize)]
struct FactCells {
    rec: RecordId,
    indicator: Indicator,
    committee: CommitteeId,
    venue: Option<VenueId>,
    day: String,
    approved: bool,
    amount: i64,
}

/// Makes the facts of some changed records anew, the longest waiting first; answers how many there were.
pub async fn project(tx: &mut SqliteConnection, limit: u32) -> Result<usize, StoreError> {
    let read = "select changed.rec as rec, kind, committee, del, body \
         from (select rec from changed order by at limit ?) as changed cross join record using (rec)";
    let rows = sqlx::query(read).bind(limit).fetch_all(&mut *tx).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let mut done: Vec<RecordId> = Vec::with_capacity(rows.len());
    let mut cells: Vec<FactCells> = Vec::new();
    for row in &rows {
        let rec: RecordId = parsed(row, "rec")?;
        done.push(rec);
        let kind: Kind = parsed(row, "kind")?;
        if kind != Kind::Activity || row.try_get("del")? {
            continue;
        }
        let body: Fields = json(row, "body")?;
        let Some(facts) = indicator::facts(&body) else { continue };
        let committee = parsed(row, "committee")?;
        cells.extend(facts.amounts.iter().map(|(indicator, amount)| FactCells {
            rec,
            indicator: *indicator,
            committee,
            venue: facts.venue,
            day: facts.day.to_string(),
            approved: facts.approved,
            amount: *amount,
        }));
    }
    let done_json = to_json(&done)?;
    let forget = "delete from fact where rec in (select value from json_each(?))";
    sqlx::query(forget).bind(&done_json).execute(&mut *tx).await?;
    let write = "insert into fact (rec, indicator, committee, venue, day, approved, amount) \
         select value ->> 'rec', value ->> 'indicator', value ->> 'committee', value ->> 'venue', value ->> 'day', \
         value ->> 'approved', value ->> 'amount' from json_each(?)";
    sqlx::query(write).bind(to_json(&cells)?).execute(&mut *tx).await?;
    let clear = "delete from changed where rec in (select value from json_each(?))";
    sqlx::query(clear).bind(&done_json).execute(&mut *tx).await?;
    Ok(done.len())
}

/// Marks every record changed.
pub async fn mark_all_changed(connection: &mut SqliteConnection, now: u64) -> Result<(), StoreError> {
    let mark = "insert into changed (rec, at) select rec, ? from record where true on conflict (rec) do nothing";
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
    Ok(Figures { sums, venues, unsynced: unsynced(tx, committee).await?, as_of })
}

async fn unsynced(tx: &mut SqliteConnection, committee: CommitteeId) -> Result<Unsynced, StoreError> {
    let read = "select coalesce(sum(waiting_ops), 0) as ops, count(*) as devices, min(waiting_oldest) as oldest \
         from device join account on account.id = device.user where waiting_ops > 0 and account.committee = ?";
    let row = sqlx::query(read).bind(committee.to_string()).fetch_one(tx).await?;
    Ok(Unsynced {
        ops: number(&row, "ops")?,
        devices: number(&row, "devices")?,
        oldest: number_if_any(&row, "oldest")?,
    })
}
