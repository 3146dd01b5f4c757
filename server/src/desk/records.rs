//! `GET /api/v1/figures/records`: what a figure is made of.

use super::{asked, figures::records_by_venue, keep_readable, read_period, read_scope, seen};
use crate::{app::App, auth::Caller, error::ApiError, store::WhichFigure};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::indicator::{FactState, Indicator};
use serde::Deserialize;
use sync::wire::figures::RecordsOfFigure;

/// The most records in one answer.
const LIMIT: u32 = 500;

/// What is asked.
#[derive(Deserialize)]
pub struct Asked {
    period: String,
    scope: Option<String>,
    indicator: Indicator,
    state: FactState,
    r#type: Option<String>,
    /// Asked by desks of the first version instead of a scope.
    venue: Option<String>,
}

/// The records that one figure is made of, newest first. Number and sum are those of the figure; a record that the caller
/// may not read, since it lies elsewhere and only counts here too, is not listed.
///
/// # Errors
/// `not_found` for a scope that one may not look at as for one that is not there; `malformed`.
pub async fn records(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<RecordsOfFigure>, ApiError> {
    let Asked { period, scope, indicator, state, r#type, venue } = asked(query)?;
    let period = read_period(&period)?;
    if let Some(venue) = venue {
        return records_by_venue(&app, &caller, (period, indicator, state), &venue).await.map(Json);
    }
    let whole = seen(&app, &caller, read_scope(scope.as_deref())?).await?;
    let which = WhichFigure { scope: whole.scope, period, indicator, state, activity_type: r#type };
    let mut found = app.store.records_of_figure(&which, LIMIT, (app.clock)()).await?;
    keep_readable(&app, &caller, &mut found.records, |one| &one.row).await?;
    Ok(Json(found))
}
