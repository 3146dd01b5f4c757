//! Figures: sums over facts, and the records that each is made of.

use crate::store::{
    StoreError, Totals, WhichFigure,
    cells::{int, number, number_if_any, signed, to_json},
    readings::{self, SILENT, figure_record},
};
use domain::{day::Period, id::CommitteeId, scope::Scope};
use sqlx::SqliteConnection;
use sync::wire::{desk::Unsynced, figures::RecordsOfFigure};

/// Up to when everything acknowledged is in the facts: just before the oldest change that waits, or now.
pub async fn as_of(tx: &mut SqliteConnection, now: u64) -> Result<u64, StoreError> {
    let row = sqlx::query("select min(at) as at from changed").fetch_one(tx).await?;
    Ok(number_if_any(&row, "at")?.map_or(now, |oldest| oldest.saturating_sub(1).min(now)))
}

/// The sums of some scopes in a period, by indicator, type of activity and state.
pub async fn totals(
    tx: &mut SqliteConnection,
    scopes: &[Scope],
    period: Period,
    now: u64,
) -> Result<Totals, StoreError> {
    let as_of = as_of(tx, now).await?;
    let texts: Vec<String> = scopes.iter().map(Scope::to_string).collect();
    let read = "select scope.id as scope, indicator, activity_type, state, amount, records from json_each(?) \
         cross join scope on scope.id = value cross join rollup on rollup.scope = scope.pk and period = ?";
    let rows = sqlx::query(read).bind(to_json(&texts)?).bind(period.to_string()).fetch_all(tx).await?;
    Ok(Totals { totals: rows.iter().map(readings::total).collect::<Result<_, _>>()?, as_of })
}

/// The records behind one figure, newest first, with their number and their sum.
pub async fn records(
    tx: &mut SqliteConnection,
    which: &WhichFigure,
    limit: u32,
    now: u64,
) -> Result<RecordsOfFigure, StoreError> {
    let as_of = as_of(tx, now).await?;
    let count = "select count(*) as total, coalesce(sum(amount), 0) as amount from scope \
         cross join fact on fact.scope = scope.pk \
         where scope.id = ?1 and indicator = ?2 and state = ?3 and day between ?4 and ?5 \
         and (?6 is null or activity_type = ?6)";
    let read = "select record.*, account.name as author_name, amount from \
         (select fact.rec as number, amount, fact.day as on_day from scope cross join fact on fact.scope = scope.pk \
          where scope.id = ?1 and indicator = ?2 and state = ?3 and fact.day between ?4 and ?5 \
          and (?6 is null or activity_type = ?6) order by fact.day desc, fact.rec desc limit ?7) as chosen \
         cross join record on record.pk = number left join account on account.id = record.author \
         order by on_day desc, number desc";
    let bound = |statement: &'static str| {
        sqlx::query(statement)
            .bind(which.scope.to_string())
            .bind(which.indicator.id())
            .bind(which.state.id())
            .bind(which.period.first().to_string())
            .bind(which.period.last().to_string())
            .bind(which.activity_type.clone())
    };
    let totals = bound(count).fetch_one(&mut *tx).await?;
    let rows = bound(read).bind(limit).fetch_all(&mut *tx).await?;
    let records = rows.iter().map(figure_record).collect::<Result<_, _>>()?;
    Ok(RecordsOfFigure { records, withheld: 0, total: number(&totals, "total")?, sum: int(&totals, "amount")?, as_of })
}

/// What the phones of some committees reported as not sent.
pub async fn unsynced(tx: &mut SqliteConnection, committees: &[CommitteeId], now: u64) -> Result<Unsynced, StoreError> {
    let read = "select coalesce(sum(waiting_ops), 0) as ops, count(*) as devices, min(waiting_oldest) as oldest \
         from device join account on account.id = device.user where waiting_ops > 0 and seen_at > ? \
         and account.committee in (select value from json_each(?))";
    let since = signed(now.saturating_sub(SILENT));
    let row = sqlx::query(read).bind(since).bind(to_json(&committees)?).fetch_one(tx).await?;
    readings::unsynced(&row)
}
