//! Figures: sums over facts, the records that each is made of, and what happens when.

use super::pushing::texts;
use crate::store::{
    Dated, DayTotal, Days, StoreError, Totals, WhichFigure,
    cells::{clean, int, number, number_if_any, parsed, parsed_if_any, signed},
    readings::{self, SILENT, desk_row, figure_record},
};
use domain::{day::Period, id::CommitteeId, indicator::FactState, scope::Scope};
use jiff::civil::Date;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use sync::wire::{desk::Unsynced, figures::RecordsOfFigure};

/// Up to when everything acknowledged is in the facts: just before the oldest change that waits, or now.
async fn as_of(tx: &mut PgConnection, now: u64) -> Result<u64, StoreError> {
    let row = sqlx::query("select min(at) as at from changed").fetch_one(tx).await?;
    Ok(number_if_any(&row, "at")?.map_or(now, |oldest| oldest.saturating_sub(1).min(now)))
}

/// The sums of some scopes in a period, by indicator, type of activity and state.
pub async fn totals(tx: &mut PgConnection, scopes: &[Scope], period: Period, now: u64) -> Result<Totals, StoreError> {
    let as_of = as_of(tx, now).await?;
    let read = "select scope.id as scope, indicator, activity_type, state, amount, records from scope \
         join rollup on rollup.scope = scope.pk and period = $2 where scope.id = any($1)";
    let rows = sqlx::query(read).bind(texts(scopes)).bind(period.to_string()).fetch_all(tx).await?;
    Ok(Totals { totals: rows.iter().map(readings::total).collect::<Result<_, _>>()?, as_of })
}

/// The records behind one figure, newest first, with their number and their sum.
pub async fn records(
    tx: &mut PgConnection,
    which: &WhichFigure,
    limit: u32,
    now: u64,
) -> Result<RecordsOfFigure, StoreError> {
    let as_of = as_of(tx, now).await?;
    let count = "select count(*) as total, coalesce(sum(amount), 0)::bigint as amount from scope \
         join fact on fact.scope = scope.pk \
         where scope.id = $1 and indicator = $2 and state = $3 and day between $4 and $5 \
         and ($6::text is null or activity_type = $6)";
    let read = "select record.*, account.name as author_name, amount from \
         (select fact.rec as number, amount, fact.day as on_day from scope join fact on fact.scope = scope.pk \
          where scope.id = $1 and indicator = $2 and state = $3 and fact.day between $4 and $5 \
          and ($6::text is null or activity_type = $6) order by fact.day desc, fact.rec desc limit $7) as chosen \
         join record on record.pk = number left join account on account.id = record.author \
         order by on_day desc, number desc";
    let bound = |statement: &'static str| {
        sqlx::query(statement)
            .bind(which.scope.to_string())
            .bind(which.indicator.id())
            .bind(which.state.id())
            .bind(which.period.first().to_string())
            .bind(which.period.last().to_string())
            .bind(which.activity_type.as_deref().map(|of| clean(of).into_owned()))
    };
    let totals = bound(count).fetch_one(&mut *tx).await?;
    let rows = bound(read).bind(i64::from(limit)).fetch_all(&mut *tx).await?;
    let records = rows.iter().map(figure_record).collect::<Result<_, _>>()?;
    let (total, sum) = (number(&totals, "total")?, int(&totals, "amount")?);
    Ok(RecordsOfFigure { records, withheld: 0, total, sum, as_of })
}

/// What the phones of some committees reported as not sent.
pub async fn unsynced(tx: &mut PgConnection, committees: &[CommitteeId], now: u64) -> Result<Unsynced, StoreError> {
    let read = "select coalesce(sum(waiting_ops), 0)::bigint as ops, count(*) as devices, \
         min(waiting_oldest) as oldest from device join account on account.id = device.\"user\" \
         where waiting_ops > 0 and seen_at > $1 and account.committee = any($2)";
    let committees: Vec<uuid::Uuid> = committees.iter().map(|committee| committee.0).collect();
    let row = sqlx::query(read).bind(signed(now.saturating_sub(SILENT))).bind(committees).fetch_one(tx).await?;
    readings::unsynced(&row)
}

/// The activities of a scope on some days, in the order of their starts, at most `limit`; of one state or of all.
pub async fn dated(
    tx: &mut PgConnection,
    scope: Scope,
    days: &Days,
    state: Option<FactState>,
    limit: u32,
) -> Result<Vec<Dated>, StoreError> {
    let read = "select record.*, account.name as author_name, counted from \
         (select fact.rec as number, fact.state as counted from scope join fact on fact.scope = scope.pk \
          where scope.id = $1 and indicator = 'activities' and ($4::text is null or fact.state = $4) \
          and fact.day between $2 and $3) as chosen \
         join record on record.pk = number left join account on account.id = record.author \
         order by record.start nulls first, record.pk limit $5";
    let rows = sqlx::query(read)
        .bind(scope.to_string())
        .bind(days.first.to_string())
        .bind(days.last.to_string())
        .bind(state.map(FactState::id))
        .bind(i64::from(limit))
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| Ok(Dated { state: parsed(row, "counted")?, row: desk_row(row)? })).collect()
}

/// How many activities a scope has on each of some days, by state.
pub async fn by_day(tx: &mut PgConnection, scope: Scope, days: &Days) -> Result<Vec<DayTotal>, StoreError> {
    // Days lie among months, quarters and years, and are the only ones of their length.
    let read = "select period, state, sum(amount)::bigint as amount from scope \
         join rollup on rollup.scope = scope.pk \
         where scope.id = $1 and period between $2 and $3 and length(period) = 10 and indicator = 'activities' \
         group by period, state order by period, state";
    let rows = sqlx::query(read)
        .bind(scope.to_string())
        .bind(days.first.to_string())
        .bind(days.last.to_string())
        .fetch_all(tx)
        .await?;
    let total =
        |row| Ok(DayTotal { day: parsed(row, "period")?, state: parsed(row, "state")?, amount: int(row, "amount")? });
    rows.iter().map(total).collect()
}

/// The day of the last approved activity of each scope that has one, up to a day.
pub async fn last_approved(
    tx: &mut PgConnection,
    scopes: &[Scope],
    until: Date,
) -> Result<BTreeMap<Scope, Date>, StoreError> {
    let read = "select scope.id as id, (select max(day) from fact where fact.scope = scope.pk \
         and indicator = 'activities' and state = 'approved' and day <= $2) as last \
         from scope where scope.id = any($1)";
    let mut last = BTreeMap::new();
    for row in sqlx::query(read).bind(texts(scopes)).bind(until.to_string()).fetch_all(tx).await? {
        if let Some(day) = parsed_if_any(&row, "last")? {
            last.insert(parsed(&row, "id")?, day);
        }
    }
    Ok(last)
}
