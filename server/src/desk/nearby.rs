//! `GET /api/v1/nearby?day=&unit=` or `&place=`: what else is announced at a spot within days of a day, for whoever plans
//! something there. A phone knows only its own venues' plans.

use super::{asked, calendar::units};
use crate::{app::App, auth::Caller, error::ApiError, store::Days};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    activity::Activity,
    crowding::{self, Spot},
    id::RecordId,
    indicator::FactState,
    kind::Kind,
    policy::{self, Act, Standing},
    problem::Code,
    scope::Scope,
};
use jiff::civil::Date;
use serde::Deserialize;
use sync::wire::figures::{Nearby, NearbyPlan};

/// The most announced activities of a committee within two weeks that are looked through.
const LIMIT: u32 = 5_000;

/// What is asked; one of `unit` and `place`.
#[derive(Deserialize)]
pub struct Asked {
    day: String,
    unit: Option<String>,
    place: Option<String>,
}

impl Asked {
    fn day(&self) -> Result<Date, ApiError> {
        self.day.parse().map_err(|_| Code::Malformed.into())
    }

    fn spot(self) -> Result<Spot, ApiError> {
        match (self.unit, self.place) {
            (Some(unit), None) => unit.parse().map(Spot::Unit).map_err(|_| Code::Malformed.into()),
            (None, Some(place)) => Ok(Spot::Place(place)),
            _ => Err(Code::Malformed.into()),
        }
    }
}

/// Whoever may plan an activity of the committee is told when others come to the spot, and from which venue; what they
/// come for is in records that the asker need not be able to read.
///
/// # Errors
/// `not_found` for those who plan nothing; `malformed`.
pub async fn nearby(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Nearby>, ApiError> {
    let asked = asked(query)?;
    let (day, spot) = (asked.day()?, asked.spot()?);
    let roles: Vec<_> = caller.actor.held.iter().map(|held| held.role).collect();
    if !policy::permits(&roles, Kind::Activity, Act::Create, Standing::Other) {
        return Err(Code::NotFound.into());
    }
    let reach = jiff::Span::new().days(i64::from(crowding::DAYS - 1));
    let days = Days { first: day.saturating_sub(reach), last: day.saturating_add(reach) };
    let units = units(&*app.store, caller.committee, &days).await?;
    let named = |place: &str| units.get(place).copied();
    let spot = if let Spot::Place(place) = spot { crowding::spot_of(&place, named) } else { spot };
    let committee = Scope::Committee(caller.committee);
    let announced = app.store.dated(committee, &days, Some(FactState::Planned), LIMIT).await?;
    let there = announced.iter().filter_map(|one| {
        let body = &one.row.row.body;
        let (_, day) = crowding::announced(body, named).filter(|(other, _)| *other == spot)?;
        Some((one.row.row.rec, day, Activity(body).venue().map(RecordId::from)))
    });
    let there: Vec<_> = there.collect();
    let venues: Vec<RecordId> = there.iter().filter_map(|(_, _, venue)| *venue).collect();
    let names = app.store.names(&venues).await?;
    let plan = |(rec, day, venue): (RecordId, Date, Option<RecordId>)| NearbyPlan {
        rec,
        day: day.to_string(),
        venue: venue.and_then(|venue| names.get(&venue).cloned()).unwrap_or_default(),
    };
    Ok(Json(Nearby { plans: there.into_iter().map(plan).collect() }))
}
