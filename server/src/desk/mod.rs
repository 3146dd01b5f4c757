//! What the desk asks by query. Each question first asks the policy whether the caller may look there.

mod calendar;
mod matters;
mod nearby;
mod overview;
mod quotas;
mod record;
mod records;
mod review;
mod scopes;
mod split;

pub use calendar::calendar;
pub use matters::{chain, hand_overs, led, matters};
pub use nearby::nearby;
pub use overview::{InTotals, overview};
pub(crate) use record::readable;
pub use record::{alike, record};
pub use records::records;
pub use review::{decided, review};
pub use scopes::{roster, scopes, search};
pub use split::split;

use crate::{
    app::App,
    auth::Caller,
    error::ApiError,
    store::{Days, ScopeRow, Store, Total},
};
use axum::extract::{Query, rejection::QueryRejection};
use domain::{
    activity::Activity,
    day::Period,
    id::CommitteeId,
    indicator::{FactState, Indicator},
    policy::{self, Home},
    problem::Code,
    scope::Scope,
};
use jiff::civil::Date;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
    time::Duration,
};
use sync::wire::desk::{DeskRow, Figure};
use tokio::time;

/// The parameters, or `malformed`.
fn asked<T>(query: Result<Query<T>, QueryRejection>) -> Result<T, ApiError> {
    query.map(|Query(asked)| asked).map_err(|_| Code::Malformed.into())
}

/// A period, and a scope or none.
#[derive(Deserialize)]
pub struct Asked {
    period: String,
    scope: Option<String>,
}

impl Asked {
    fn period(&self) -> Result<Period, ApiError> {
        read_period(&self.period)
    }

    fn scope(&self) -> Result<Option<Scope>, ApiError> {
        read_scope(self.scope.as_deref())
    }
}

fn read_period(text: &str) -> Result<Period, ApiError> {
    text.parse().map_err(|_| Code::Malformed.into())
}

fn read_scope(text: Option<&str>) -> Result<Option<Scope>, ApiError> {
    text.map(|text| text.parse().map_err(|_| Code::Malformed.into())).transpose()
}

/// The scope asked for, else the own committee, if the caller may look at it. Nobody learns whether there is one that may
/// not be looked at.
async fn seen(app: &App, caller: &Caller, scope: Option<Scope>) -> Result<ScopeRow, ApiError> {
    let scope = scope.unwrap_or(Scope::Committee(caller.committee));
    let row = app.store.scope(scope).await?.ok_or(Code::NotFound)?;
    let line = app.store.line(row.committee).await?;
    if policy::may_see(&caller.actor.held, scope, &line) { Ok(row) } else { Err(Code::NotFound.into()) }
}

/// The longest that a replica may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks a heavy question of the replica, if there is one that can be asked, else of the database itself. All that belongs to
/// one answer is read in one place, so that it is as of one moment.
async fn look<T, Asking>(app: &App, ask: impl Fn(Arc<dyn Store>) -> Asking) -> Result<T, ApiError>
where
    Asking: Future<Output = Result<T, ApiError>>,
{
    if let Some(replica) = app.store.replica() {
        match time::timeout(PATIENCE, ask(replica.store)).await {
            Ok(Ok(answer)) => return Ok(answer),
            // It may be replaying what contradicts a long question, or be gone since it was looked after.
            _ => tracing::warn!("the replica has failed a question; it is asked of the database itself"),
        }
    }
    ask(app.store.clone()).await
}

/// What of a record decides who may read it.
pub(crate) fn home(row: &DeskRow) -> Home {
    Home { feed: row.feed, venue: Activity(&row.row.body).venue() }
}

/// Drops the records that the caller may not read, and says of the others whether the caller reviews them.
async fn keep_readable<T>(
    app: &App,
    caller: &Caller,
    rows: &mut Vec<T>,
    of: impl Fn(&mut T) -> &mut DeskRow,
) -> Result<(), ApiError> {
    let mut lines: BTreeMap<CommitteeId, Vec<CommitteeId>> = BTreeMap::new();
    for committee in rows.iter_mut().map(|row| of(row).committee) {
        if let Entry::Vacant(unknown) = lines.entry(committee) {
            unknown.insert(app.store.line(committee).await?);
        }
    }
    rows.retain_mut(|row| {
        let row = of(row);
        mark(caller, row);
        let line = lines.get(&row.committee).map_or(&[][..], Vec::as_slice);
        policy::may_read(&caller.actor.held, caller.committee, home(row), line)
    });
    Ok(())
}

/// Says whether the caller reviews a record, by the rule that the decision itself will be judged by.
fn mark(caller: &Caller, row: &mut DeskRow) {
    let home = home(row);
    row.reviews = caller.actor.held.iter().any(|held| held.reviews(home, row.committee));
}

fn days(period: Period) -> Days {
    Days { first: period.first(), last: period.last() }
}

/// The day by which a period is judged: today, as far as it lies in the period, else the end that is nearer.
fn reference(period: Period, today: Date) -> Date {
    today.clamp(period.first(), period.last())
}

/// Every indicator with what counts and what waits.
fn figures_of(totals: &[Total]) -> BTreeMap<String, Figure> {
    let mut figures: BTreeMap<String, Figure> =
        Indicator::ALL.iter().map(|each| (each.id().to_owned(), Figure::default())).collect();
    for total in totals {
        if let Some(figure) = figures.get_mut(total.indicator.id()) {
            match total.state {
                FactState::Approved => figure.approved += total.amount,
                FactState::Pending => figure.pending += total.amount,
                FactState::Planned => {}
            }
        }
    }
    figures
}

/// Every indicator with what counts.
fn approved_of(totals: &[Total]) -> BTreeMap<String, i64> {
    figures_of(totals).into_iter().map(|(indicator, figure)| (indicator, figure.approved)).collect()
}
