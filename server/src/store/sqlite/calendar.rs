//! What happens when: days, months, and when something last happened.

use crate::store::{
    Dated, DayTotal, Days, StoreError,
    cells::{int, parsed, parsed_if_any, to_json},
    readings::desk_row,
};
use domain::{indicator::FactState, scope::Scope};
use jiff::civil::Date;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// The activities of a scope on some days, in the order of their starts, at most `limit`; of one state or of all.
pub async fn dated(
    tx: &mut SqliteConnection,
    scope: Scope,
    days: &Days,
    state: Option<FactState>,
    limit: u32,
) -> Result<Vec<Dated>, StoreError> {
    let read = "select record.*, account.name as author_name, counted from \
         (select fact.rec as number, fact.state as counted from scope cross join fact on fact.scope = scope.pk \
          where scope.id = ?1 and indicator = 'activities' and (?4 is null or fact.state = ?4) \
          and fact.day between ?2 and ?3) as chosen \
         cross join record on record.pk = number left join account on account.id = record.author \
         order by record.body ->> 'start', record.pk limit ?5";
    let rows = sqlx::query(read)
        .bind(scope.to_string())
        .bind(days.first.to_string())
        .bind(days.last.to_string())
        .bind(state.map(FactState::id))
        .bind(limit)
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| Ok(Dated { state: parsed(row, "counted")?, row: desk_row(row)? })).collect()
}

/// How many activities a scope has on each of some days, by state.
pub async fn by_day(tx: &mut SqliteConnection, scope: Scope, days: &Days) -> Result<Vec<DayTotal>, StoreError> {
    // Days lie among months, quarters and years, and are the only ones of their length.
    let read = "select period, state, sum(amount) as amount from scope cross join rollup on rollup.scope = scope.pk \
         where scope.id = ? and period between ? and ? and length(period) = 10 and indicator = 'activities' \
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
    tx: &mut SqliteConnection,
    scopes: &[Scope],
    until: Date,
) -> Result<BTreeMap<Scope, Date>, StoreError> {
    let texts: Vec<String> = scopes.iter().map(Scope::to_string).collect();
    let read = "select scope.id as id, (select max(day) from fact where fact.scope = scope.pk \
         and indicator = 'activities' and state = 'approved' and day <= ?2) as last \
         from json_each(?1) cross join scope on scope.id = value";
    let mut last = BTreeMap::new();
    for row in sqlx::query(read).bind(to_json(&texts)?).bind(until.to_string()).fetch_all(tx).await? {
        if let Some(day) = parsed_if_any(&row, "last")? {
            last.insert(parsed(&row, "id")?, day);
        }
    }
    Ok(last)
}
