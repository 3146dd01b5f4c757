//! What the desk reads by query.

use super::{
    cells::{json, number, parsed, signed, to_json},
    figures, rows,
};
use crate::store::{FigureByVenue, StoreError, WhichVenue};
use domain::{
    id::{CommitteeId, Feed, RecordId},
    indicator::FactState,
    problem::Code,
    scope::Scope,
};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use sync::wire::{
    Outcome,
    desk::{DeskRow, FigureRecord, FigureRecords, HistoryEntry, RecordDetail, ReviewList},
};

/// A record with where it lives; the row has `author_name` beside the columns of `record`.
pub fn desk_row(row: &SqliteRow) -> Result<DeskRow, StoreError> {
    let record = rows::record(row)?;
    let author_name: Option<String> = row.try_get("author_name")?;
    Ok(DeskRow {
        feed: record.feed,
        committee: parsed(row, "committee")?,
        author_name: author_name.unwrap_or_default(),
        row: record.row(),
    })
}

/// Records in one state of review, oldest first; where feeds are given, only those that lie in them.
pub async fn review(
    tx: &mut SqliteConnection,
    (committee, state, feeds): (CommitteeId, &str, Option<&[Feed]>),
    limit: u32,
    now: u64,
) -> Result<ReviewList, StoreError> {
    let feeds = feeds.map(|feeds| to_json(&feeds)).transpose()?;
    let count = "select count(*) as total from record where committee = ?1 and kind = 'activity' and state = ?2 \
         and del = 0 and (?3 is null or feed in (select value from json_each(?3)))";
    let read = "select record.*, account.name as author_name from record \
         left join account on account.id = record.author \
         where record.committee = ?1 and kind = 'activity' and state = ?2 and del = 0 \
         and (?3 is null or feed in (select value from json_each(?3))) order by day, pk limit ?4";
    let bound = |statement: &'static str| {
        sqlx::query(statement).bind(committee.to_string()).bind(state.to_owned()).bind(feeds.clone())
    };
    let total = bound(count).fetch_one(&mut *tx).await?;
    let rows = bound(read).bind(limit).fetch_all(&mut *tx).await?;
    let rows = rows.iter().map(desk_row).collect::<Result<_, _>>()?;
    Ok(ReviewList { rows, total: number(&total, "total")?, as_of: now, beside: Vec::new() })
}

/// The records behind one figure of a venue, newest first, with their number and their sum.
pub async fn figure_records(
    tx: &mut SqliteConnection,
    which: &FigureByVenue,
    limit: u32,
    now: u64,
) -> Result<FigureRecords, StoreError> {
    let as_of = figures::as_of(tx, now).await?;
    // `?4` is null for all venues, empty for none, else the id of one.
    let venue = match which.venue {
        WhichVenue::All => None,
        WhichVenue::None => Some(String::new()),
        WhichVenue::One(venue) => Some(venue.to_string()),
    };
    let count = "select count(*) as total, coalesce(sum(amount), 0) as amount from scope \
         cross join fact on fact.scope = scope.pk cross join record on record.pk = fact.rec \
         where scope.id = ?1 and fact.day between ?2 and ?3 and (?4 is null or coalesce(record.venue, '') = ?4) \
         and indicator = ?5 and fact.state = ?6";
    let read = "select record.*, account.name as author_name, amount from scope \
         cross join fact on fact.scope = scope.pk cross join record on record.pk = fact.rec \
         left join account on account.id = record.author \
         where scope.id = ?1 and fact.day between ?2 and ?3 and (?4 is null or coalesce(record.venue, '') = ?4) \
         and indicator = ?5 and fact.state = ?6 order by fact.day desc, fact.rec desc limit ?7";
    let bound = |statement: &'static str| {
        sqlx::query(statement)
            .bind(Scope::Committee(which.committee).to_string())
            .bind(which.days.first.to_string())
            .bind(which.days.last.to_string())
            .bind(venue.clone())
            .bind(which.indicator.id())
            .bind(if which.approved { FactState::Approved } else { FactState::Pending }.id())
    };
    let totals = bound(count).fetch_one(&mut *tx).await?;
    let rows = bound(read).bind(limit).fetch_all(&mut *tx).await?;
    let records = rows
        .iter()
        .map(|row| Ok(FigureRecord { amount: row.try_get("amount")?, row: desk_row(row)? }))
        .collect::<Result<_, StoreError>>()?;
    Ok(FigureRecords { records, total: number(&totals, "total")?, sum: totals.try_get("amount")?, as_of })
}

/// A record with its newest operations, oldest first.
pub async fn record(tx: &mut SqliteConnection, rec: RecordId) -> Result<Option<RecordDetail>, StoreError> {
    let read = "select record.*, account.name as author_name from record \
         left join account on account.id = record.author where rec = ?";
    let Some(row) = sqlx::query(read).bind(rec.to_string()).fetch_optional(&mut *tx).await? else { return Ok(None) };
    // Anybody may name any record. What was refused for want of a grant is no part of its history, and must not push
    // out what is.
    let read = "select op.*, account.name as name from op left join account on account.id = op.by_user \
         where rec = ? and coalesce(outcome ->> 'code', '') <> ? order by at desc, n desc limit ?";
    let ops = sqlx::query(read)
        .bind(rec.to_string())
        .bind(Code::NoGrant.id())
        .bind(signed(HISTORY_MAX))
        .fetch_all(&mut *tx)
        .await?;
    let history = ops.iter().rev().map(entry).collect::<Result<_, _>>()?;
    Ok(Some(RecordDetail { record: desk_row(&row)?, history }))
}

/// The longest history shown, in operations.
const HISTORY_MAX: u64 = 1_000;

fn entry(row: &SqliteRow) -> Result<HistoryEntry, StoreError> {
    let (ver, refused) = match json(row, "outcome")? {
        Outcome::Applied { ver } => (Some(ver), None),
        Outcome::Refused(refusal) => (None, Some(refusal)),
        Outcome::Held { .. } => (None, None),
    };
    let name: Option<String> = row.try_get("name")?;
    Ok(HistoryEntry {
        by: parsed(row, "by_user")?,
        name: name.unwrap_or_default(),
        at: number(row, "at")?,
        ver,
        refused,
        act: json(row, "act")?,
    })
}
