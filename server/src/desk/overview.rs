//! `GET /api/v1/overview?period=&scope=`: a scope in a period, on one screen.

use super::{Asked, approved_of, asked, days, figures_of, look, quotas, reference, seen};
use crate::{
    app::App,
    auth::Caller,
    clock,
    error::ApiError,
    store::{DayTotal, Days, ScopeRow, Store, StoreError, Total, WhichFigure},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    day::Period,
    hand_over::HandOver,
    indicator::{FactState, Indicator},
    rate::{Counted, Of, Rate, Share},
    scope::Scope,
    venue::Venue,
};
use jiff::civil::Date;
use std::{collections::BTreeMap, sync::Arc};
use sync::wire::figures::{DayLoad, Overview, Sleeping};

/// The overview of a scope, the own committee where none is named.
///
/// # Errors
/// `not_found` for a scope that one may not look at as for one that is not there; `malformed`.
pub async fn overview(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Overview>, ApiError> {
    let asked = asked(query)?;
    let period = asked.period()?;
    let whole = seen(&app, &caller, asked.scope()?).await?;
    let now = (app.clock)();
    look(&app, |store| of(store, &whole, period, now)).await.map(Json)
}

async fn of(store: Arc<dyn Store>, whole: &ScopeRow, period: Period, now: u64) -> Result<Overview, ApiError> {
    let store = &*store;
    let today = clock::day(now);
    let totals = store.totals(&[whole.scope], period, now).await?;
    let before = store.totals(&[whole.scope], period.before(), now).await?;
    let reporting = match whole.scope {
        Scope::Committee(committee) => store.below(&[committee]).await?,
        _ => vec![whole.committee],
    };
    let waits = |total: &Total| total.indicator == Indicator::HandOvers && total.state == FactState::Pending;
    // Mostly every unit has answered, and nothing has to be read for that.
    let late = match totals.totals.iter().any(waits) {
        true => late_of(store, whole.scope, period, now).await?,
        false => 0,
    };
    let counted = InTotals { totals: &totals.totals, late };
    let (sleeping, venues) = sleeping(store, whole, period, today, now).await?;
    let month = reference(period, today);
    let month = Period::Month(month.year(), month.month());
    Ok(Overview {
        period: period.to_string(),
        scope: whole.scope,
        name: whole.name().to_owned(),
        version: Indicator::VERSION,
        as_of: totals.as_of,
        unsynced: store.unsynced(&reporting, now).await?,
        figures: figures_of(&totals.totals),
        before: approved_of(&before.totals),
        outcomes: told_apart(&totals.totals, Indicator::Suggestions),
        ratings: told_apart(&totals.totals, Indicator::Requests),
        rates: Of::ALL.iter().map(|of| (*of, rates_of(*of, &counted))).collect(),
        late_answers: match whole.scope {
            Scope::Committee(committee) => super::matters::late_answers(store, committee, today).await?,
            _ => 0,
        },
        is_over: period.last() < today,
        quotas: quotas::standings(store, whole, reference(period, today), now).await?,
        sleeping_in: quarter(period, today).to_string(),
        sleeping,
        venues,
        days: loads(store.by_day(whole.scope, &days(month)).await?),
        crowded: match announced(period, today) {
            Some(days) => super::calendar::crowded(store, whole, &days).await?,
            None => Vec::new(),
        },
    })
}

/// What the records of a figure that count are told apart by, with how many there are of each; those that say nothing of it are
/// left out.
fn told_apart(totals: &[Total], indicator: Indicator) -> BTreeMap<String, i64> {
    let counts = |total: &&Total| total.indicator == indicator && total.state == FactState::Approved;
    let mut apart = BTreeMap::new();
    for total in totals.iter().filter(counts).filter(|total| !total.activity_type.is_empty()) {
        *apart.entry(total.activity_type.clone()).or_default() += total.amount;
    }
    apart
}

/// The most unanswered hand-overs that are looked at.
const UNANSWERED: u32 = 5_000;

/// How many units that lead owe an answer whose time is over, of what was handed over in the period.
async fn late_of(store: &dyn Store, scope: Scope, period: Period, now: u64) -> Result<i64, StoreError> {
    let which =
        WhichFigure { scope, period, indicator: Indicator::HandOvers, state: FactState::Pending, activity_type: None };
    let found = store.records_of_figure(&which, UNANSWERED, now).await?.records;
    let today = clock::day(now);
    Ok(found.iter().filter(|one| HandOver(&one.row.row.body).late(today).is_some()).count() as i64)
}

/// What counts of a scope and a period.
pub struct InTotals<'a> {
    /// What was added up.
    pub totals: &'a [Total],
    /// How many units owe an answer whose time is over.
    pub late: i64,
}

impl InTotals<'_> {
    fn sum(&self, indicator: Indicator, fits: impl Fn(&Total) -> bool) -> i64 {
        let of_it = |total: &&Total| total.indicator == indicator && total.state == FactState::Approved && fits(total);
        self.totals.iter().filter(of_it).map(|total| total.amount).sum()
    }
}

impl Counted for InTotals<'_> {
    fn all(&self, indicator: Indicator) -> i64 {
        self.sum(indicator, |_| true)
    }

    fn of_sort(&self, indicator: Indicator, sort: &str) -> i64 {
        self.sum(indicator, |total| total.activity_type == sort)
    }

    fn late(&self) -> i64 {
        self.late
    }
}

fn rates_of(of: Of, counted: &InTotals<'_>) -> BTreeMap<Rate, Share> {
    of.rates().iter().map(|rate| (*rate, rate.share(of, counted))).collect()
}

/// Days ahead in which a crowd is worth a warning, where the period ends sooner.
const AHEAD: i64 = 31;

/// The days whose announced activities are looked at; `None` for a period that is over.
fn announced(period: Period, today: Date) -> Option<Days> {
    let ahead = today.saturating_add(jiff::Span::new().days(AHEAD));
    let last = if period.contains(today) { period.last().max(ahead) } else { period.last() };
    (last >= today).then(|| Days { first: period.first().max(today), last })
}

/// The quarter in which a venue without an approved activity sleeps: that of the period, of a year the last one begun.
fn quarter(period: Period, today: Date) -> Period {
    Period::quarter_of(reference(period, today))
}

/// The venues of a scope that sleep, the longest first, and how many there are in all.
async fn sleeping(
    store: &dyn Store,
    whole: &ScopeRow,
    period: Period,
    today: Date,
    now: u64,
) -> Result<(Vec<Sleeping>, u64), StoreError> {
    let quarter = quarter(period, today);
    let mut venues = store.parts(whole.scope, "venue", &days(quarter)).await?;
    // What was approved only later could not be used.
    venues.retain(|venue| Venue(&venue.body).approval().is_none_or(|(on, _)| on <= quarter.last()));
    let scopes: Vec<Scope> = venues.iter().map(|venue| venue.scope).collect();
    let totals = store.totals(&scopes, quarter, now).await?.totals;
    let is_awake = |scope: Scope| {
        totals.iter().any(|total| {
            total.scope == scope && total.indicator == Indicator::Activities && total.state == FactState::Approved
        })
    };
    let asleep: Vec<&ScopeRow> = venues.iter().filter(|venue| !is_awake(venue.scope)).collect();
    let scopes: Vec<Scope> = asleep.iter().map(|venue| venue.scope).collect();
    let last = store.last_approved(&scopes, quarter.last()).await?;
    let until = today.min(quarter.last());
    let mut found: Vec<(Option<Date>, Sleeping)> = asleep
        .into_iter()
        .map(|venue| {
            let last = last.get(&venue.scope).copied();
            let days = last.map(|last| i64::from((until - last).get_days()).max(0));
            let (scope, name) = (venue.scope, venue.name().to_owned());
            (last, Sleeping { scope, name, last: last.map(|day| day.to_string()), days })
        })
        .collect();
    // Whatever never was active comes before everything else.
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    Ok((found.into_iter().map(|(_, sleeping)| sleeping).collect(), venues.len() as u64))
}

/// One line for each day that has something.
fn loads(totals: Vec<DayTotal>) -> Vec<DayLoad> {
    let mut loads: BTreeMap<Date, DayLoad> = BTreeMap::new();
    for DayTotal { day, state, amount } in totals {
        let fresh = || DayLoad { day: day.to_string(), approved: 0, pending: 0, planned: 0 };
        let load = loads.entry(day).or_insert_with(fresh);
        match state {
            FactState::Approved => load.approved += amount,
            FactState::Pending => load.pending += amount,
            FactState::Planned => load.planned += amount,
        }
    }
    loads.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_venue_sleeps_by_quarters_whatever_period_is_looked_at() {
        let today = date(2026, 5, 4);
        for (period, expected) in [
            (Period::Month(2026, 2), Period::Quarter(2026, 1)),
            (Period::Quarter(2025, 4), Period::Quarter(2025, 4)),
            (Period::Year(2026), Period::Quarter(2026, 2)),
            (Period::Year(2025), Period::Quarter(2025, 4)),
            (Period::Year(2027), Period::Quarter(2027, 1)),
        ] {
            assert_eq!(quarter(period, today), expected, "{period}");
        }
    }

    #[test]
    fn a_period_that_is_over_warns_of_nothing_and_one_under_way_looks_a_month_ahead() {
        let today = date(2026, 5, 20);
        assert_eq!(announced(Period::Month(2026, 4), today), None);
        let expected = Days { first: today, last: date(2026, 6, 20) };
        assert_eq!(announced(Period::Month(2026, 5), today), Some(expected));
        let expected = Days { first: date(2026, 8, 1), last: date(2026, 8, 31) };
        assert_eq!(announced(Period::Month(2026, 8), today), Some(expected));
    }
}
