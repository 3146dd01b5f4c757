//! Rollups: sums over facts for each day, month, quarter and year, which follow the facts by differences.

use super::facts::Fact;
use crate::store::StoreError;
use domain::{
    day::Period,
    indicator::{FactState, Indicator},
};
use jiff::civil::Date;
use sqlx::{QueryBuilder, SqliteConnection};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// What a rollup is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Over {
    Day(Date),
    Period(Period),
}

impl Over {
    /// The day, the month, the quarter and the year that a day lies in.
    fn all(day: Date) -> [Over; 4] {
        [
            Over::Day(day),
            Over::Period(Period::Month(day.year(), day.month())),
            Over::Period(Period::quarter_of(day)),
            Over::Period(Period::Year(day.year())),
        ]
    }
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Over::Day(day) => day.fmt(f),
            Over::Period(period) => period.fmt(f),
        }
    }
}

/// In the order of the table, so that rows are written next to each other.
type Key = (i64, Over, Indicator, Arc<str>, FactState);

/// By how much rollups change.
#[derive(Default)]
pub struct Deltas(BTreeMap<Key, (i64, i64)>);

impl Deltas {
    /// A fact comes (`times` is 1) or goes (−1).
    pub fn count(&mut self, fact: &Fact, times: i64) {
        for over in Over::all(fact.day) {
            let key = (fact.scope, over, fact.indicator, fact.activity_type.clone(), fact.state);
            let (amount, records) = self.0.entry(key).or_default();
            (*amount, *records) = (*amount + times * fact.amount, *records + times);
        }
    }

    /// Writes them, and takes away what has come down to no record.
    pub async fn write(mut self, tx: &mut SqliteConnection) -> Result<(), StoreError> {
        self.0.retain(|_, delta| *delta != (0, 0));
        let cells: Vec<(Key, (i64, i64))> = self.0.into_iter().collect();
        for rows in cells.chunks(ROWS) {
            let mut write = QueryBuilder::new(
                "insert into rollup (scope, period, indicator, activity_type, state, amount, records) ",
            );
            write.push_values(rows, |mut row, ((scope, over, indicator, activity_type, state), (amount, records))| {
                row.push_bind(*scope)
                    .push_bind(over.to_string())
                    .push_bind(indicator.id())
                    .push_bind(&**activity_type)
                    .push_bind(state.id())
                    .push_bind(*amount)
                    .push_bind(*records);
            });
            write.push(
                " on conflict (scope, period, indicator, activity_type, state) do update set \
                 amount = amount + excluded.amount, records = records + excluded.records",
            );
            write.build().persistent(rows.len() == ROWS).execute(&mut *tx).await?;
        }
        if !cells.is_empty() {
            sqlx::query("delete from rollup where records = 0").execute(tx).await?;
        }
        Ok(())
    }
}

/// Rows in one statement; a full one always has the same text and stays prepared.
pub const ROWS: usize = 1_000;

/// Adds all rollups up from the facts.
pub async fn add_up(tx: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("delete from rollup").execute(&mut *tx).await?;
    // The quarter is reckoned from the month, as `Period` writes it.
    let add = "insert into rollup (scope, period, indicator, activity_type, state, amount, records) \
         select scope, period, indicator, activity_type, state, sum(amount), count(*) from ( \
             select *, day as period from fact \
             union all select *, substr(day, 1, 7) from fact \
             union all select *, substr(day, 1, 4) || '-Q' || ((substr(day, 6, 2) + 2) / 3) from fact \
             union all select *, substr(day, 1, 4) from fact) \
         group by scope, period, indicator, activity_type, state";
    sqlx::query(add).execute(tx).await?;
    Ok(())
}
