//! Rollups: sums over facts for each day, month, quarter and year, which follow the facts by differences.

use super::facts::Fact;
use domain::{
    day::Period,
    indicator::{FactState, Indicator},
};
use jiff::civil::Date;
use std::{collections::BTreeMap, fmt, sync::Arc};

/// What a rollup is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Over {
    /// A day.
    Day(Date),
    /// A month, a quarter or a year.
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

/// In the order of the table, so that rows are written next to each other: scope by its number, span of time, indicator, type
/// of activity, state.
pub type Key = (i64, Over, Indicator, Arc<str>, FactState);

/// By how much one rollup changes: its sum, its number of records.
pub type Delta = (Key, (i64, i64));

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

    /// Those that change anything.
    pub fn all(self) -> Vec<Delta> {
        self.0.into_iter().filter(|(_, delta)| *delta != (0, 0)).collect()
    }
}
