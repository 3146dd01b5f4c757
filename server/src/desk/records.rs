//! `GET /api/v1/figures/records`: what a figure is made of.

use super::{asked, keep_readable, look, read_period, read_scope, seen};
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
}

/// The records that one figure is made of, newest first. Number and sum are those of the figure; a record that the caller
/// may not read, since it lies elsewhere and only counts here too, is not listed; the answer says how many these are.
///
/// # Errors
/// `not_found` for a scope that one may not look at as for one that is not there; `malformed`.
pub async fn records(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<RecordsOfFigure>, ApiError> {
    let Asked { period, scope, indicator, state, r#type } = asked(query)?;
    let whole = seen(&app, &caller, read_scope(scope.as_deref())?).await?;
    let which =
        WhichFigure { scope: whole.scope, period: read_period(&period)?, indicator, state, activity_type: r#type };
    let now = (app.clock)();
    let which = &which;
    let mut found = look(&app, |store| async move { Ok(store.records_of_figure(which, LIMIT, now).await?) }).await?;
    let counted = found.records.len();
    keep_readable(&app, &caller, &mut found.records, |one| &mut one.row).await?;
    found.withheld = (counted - found.records.len()) as u64;
    Ok(Json(found))
}
