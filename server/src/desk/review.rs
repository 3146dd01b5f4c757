//! `GET /api/v1/review?state=pending|returned`.

use super::{asked, overseer};
use crate::{app::App, auth::Caller, error::ApiError};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::review::Review;
use serde::Deserialize;
use sync::wire::desk::ReviewList;

/// The most records in one answer.
const LIMIT: u32 = 200;

/// What is asked.
#[derive(Deserialize)]
pub struct Asked {
    state: Review,
}

/// The records of the committee in one state of review, oldest first.
///
/// # Errors
/// `not_allowed` for whoever does not oversee the committee; `malformed`.
pub async fn review(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<ReviewList>, ApiError> {
    overseer(&caller)?;
    let Asked { state } = asked(query)?;
    Ok(Json(app.store.review(caller.committee, state.id(), LIMIT, (app.clock)()).await?))
}
