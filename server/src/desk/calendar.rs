//! `GET /api/v1/calendar?month=&scope=`: the activities of a month, and where many are announced within a few days.

use super::{asked, days, keep_readable, read_scope, seen};
use crate::{
    app::App,
    auth::Caller,
    error::ApiError,
    store::{Dated, Days, ScopeRow, Store, StoreError},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    activity::{Activity, PLACE, START, TYPE},
    crowding::{self, Spot},
    day::Period,
    id::{CommitteeId, RecordId},
    indicator::FactState,
    kind::Kind,
    problem::Code,
    scope::Scope,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use sync::wire::figures::{Calendar, CalendarEntry, Crowded};

/// The most activities of one month: more fit on no calendar.
const LIMIT: u32 = 5_000;
/// The longest title, in characters.
const TITLE: usize = 24;

/// What is asked.
#[derive(Deserialize)]
pub struct Asked {
    month: String,
    scope: Option<String>,
}

/// The month of a scope, the own committee where none is named. Activities that the caller may not read are left out.
///
/// # Errors
/// `not_found` for a scope that one may not look at as for one that is not there; `malformed`.
pub async fn calendar(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Calendar>, ApiError> {
    let Asked { month, scope } = asked(query)?;
    let month = month.parse().ok().filter(|month| matches!(month, Period::Month(..))).ok_or(Code::Malformed)?;
    let whole = seen(&app, &caller, read_scope(scope.as_deref())?).await?;
    let mut found = app.store.dated(whole.scope, &days(month), None, LIMIT).await?;
    keep_readable(&app, &caller, &mut found, |one| &mut one.row).await?;
    let venues: Vec<RecordId> =
        found.iter().filter_map(|one| Activity(&one.row.row.body).venue()).map(RecordId::from).collect();
    let names = app.store.names(&venues).await?;
    let crowded = crowded(&*app.store, &whole, &around(month)).await?;
    let touches = |crowd: &Crowded| crowd.from <= month.last().to_string() && crowd.until >= month.first().to_string();
    Ok(Json(Calendar {
        month: month.to_string(),
        entries: found.iter().map(|one| entry(one, &names)).collect(),
        crowded: crowded.into_iter().filter(touches).collect(),
    }))
}

/// A month with the days before and after it that may belong to a crowd in it.
fn around(month: Period) -> Days {
    let more = jiff::Span::new().days(i64::from(crowding::DAYS));
    Days { first: month.first().saturating_sub(more), last: month.last().saturating_add(more) }
}

fn entry(one: &Dated, names: &BTreeMap<RecordId, String>) -> CalendarEntry {
    let body = &one.row.row.body;
    let activity = Activity(body);
    let venue = activity.venue().and_then(|venue| names.get(&venue.into()));
    CalendarEntry {
        rec: one.row.row.rec,
        start: body.text(START).unwrap_or("").to_owned(),
        state: one.state,
        activity_type: body.text(TYPE).unwrap_or("").to_owned(),
        title: activity.title(TITLE),
        place: venue.map(String::as_str).or(body.text(PLACE)).unwrap_or("").to_owned(),
    }
}

/// The crowds of the scope's committee that something of the scope has part in, soonest first. Whose the others are does
/// not matter to those who live there, so they are named by their venues only.
pub async fn crowded(store: &dyn Store, whole: &ScopeRow, days: &Days) -> Result<Vec<Crowded>, StoreError> {
    let committee = Scope::Committee(whole.committee);
    let planned = store.dated(committee, days, Some(FactState::Planned), LIMIT).await?;
    let bodies = planned.iter().map(|one| (one.row.row.rec, &one.row.row.body));
    let units = units(store, whole.committee, days).await?;
    let mut crowds = crowding::crowds(bodies, |place| units.get(place).copied());
    if whole.scope != committee && !crowds.is_empty() {
        let own = store.dated(whole.scope, days, Some(FactState::Planned), LIMIT).await?;
        let own: BTreeSet<RecordId> = own.iter().map(|one| one.row.row.rec).collect();
        crowds.retain(|(_, plans)| plans.iter().any(|plan| own.contains(&plan.rec)));
    }
    let venue_of: BTreeMap<RecordId, RecordId> =
        planned.iter().filter_map(|one| Some((one.row.row.rec, Activity(&one.row.row.body).venue()?.into()))).collect();
    let units = crowds.iter().filter_map(|(spot, _)| match spot {
        Spot::Unit(unit) => Some(*unit),
        Spot::Place(_) => None,
    });
    let named: Vec<RecordId> = units.chain(venue_of.values().copied()).collect::<BTreeSet<_>>().into_iter().collect();
    let names = store.names(&named).await?;
    let mut found: Vec<Crowded> = crowds
        .into_iter()
        .filter_map(|(spot, plans)| {
            let venues = plans.iter().filter_map(|plan| names.get(venue_of.get(&plan.rec)?).cloned());
            Some(Crowded {
                place: match spot {
                    Spot::Unit(unit) => names.get(&unit).cloned().unwrap_or_default(),
                    Spot::Place(place) => place,
                },
                from: plans.iter().map(|plan| plan.day).min()?.to_string(),
                until: plans.iter().map(|plan| plan.day).max()?.to_string(),
                venues: venues.collect::<BTreeSet<_>>().into_iter().collect(),
                records: plans.iter().map(|plan| plan.rec).collect(),
            })
        })
        .collect();
    found.sort_by(|a, b| (&a.from, &a.place).cmp(&(&b.from, &b.place)));
    Ok(found)
}

/// The contact units of a committee by name: what is planned at one of them may say so in words only.
pub async fn units(
    store: &dyn Store,
    committee: CommitteeId,
    days: &Days,
) -> Result<BTreeMap<String, RecordId>, StoreError> {
    let parts = store.parts(Scope::Committee(committee), Kind::ContactUnit.id(), days).await?;
    let unit = |part: ScopeRow| match part.scope {
        Scope::ContactUnit(unit) => Some((part.name().to_owned(), unit)),
        _ => None,
    };
    Ok(parts.into_iter().filter_map(unit).collect())
}
