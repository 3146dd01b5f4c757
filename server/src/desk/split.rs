//! `GET /api/v1/figures/split?period=&scope=&by=`: the figures of each part of one sort in a scope.

use super::{asked, days, figures_of, look, read_period, read_scope, seen};
use crate::{app::App, auth::Caller, error::ApiError, store::Total};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{id::RecordId, indicator::Indicator, kind::Kind, problem::Code, scope::Scope, venue};
use serde::Deserialize;
use std::collections::BTreeMap;
use sync::wire::figures::{PartLine, Split};

/// What is asked.
#[derive(Deserialize)]
pub struct Asked {
    period: String,
    scope: Option<String>,
    by: String,
}

/// The parts of a scope, the own committee where none is named. Each line has the figures of the part itself, so that it
/// opens to the records that made it.
///
/// # Errors
/// `not_found` for a scope that one may not look at as for one that is not there; `malformed`.
pub async fn split(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Split>, ApiError> {
    let Asked { period, scope, by } = asked(query)?;
    let period = read_period(&period)?;
    Scope::of(&by, RecordId(uuid::Uuid::nil())).ok_or(Code::Malformed)?;
    let whole = seen(&app, &caller, read_scope(scope.as_deref())?).await?;
    let now = (app.clock)();
    let (whole_scope, sort) = (whole.scope, by.as_str());
    let (parts, found) = look(&app, |store| async move {
        let parts = store.parts(whole_scope, sort, &days(period)).await?;
        let scopes: Vec<Scope> = parts.iter().map(|part| part.scope).chain([whole_scope]).collect();
        let found = store.totals(&scopes, period, now).await?;
        Ok((parts, found))
    })
    .await?;
    let mut of: BTreeMap<Scope, Vec<Total>> = BTreeMap::new();
    for total in found.totals {
        of.entry(total.scope).or_default().push(total);
    }
    let figures = |scope: Scope| figures_of(of.get(&scope).map_or(&[], Vec::as_slice));
    let lines = parts.iter().map(|part| PartLine {
        scope: part.scope,
        name: part.name().to_owned(),
        of_type: part.body.text(venue::TYPE).filter(|_| part.scope.sort() == Kind::Venue.id()).map(str::to_owned),
        figures: figures(part.scope),
    });
    Ok(Json(Split {
        period: period.to_string(),
        scope: whole.scope,
        by,
        version: Indicator::VERSION,
        as_of: found.as_of,
        lines: lines.collect(),
        total: figures(whole.scope),
    }))
}
