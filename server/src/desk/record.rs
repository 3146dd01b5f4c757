//! `GET /api/v1/records/{rec}`.

use crate::{app::App, auth::Caller, error::ApiError};
use axum::{
    Json,
    extract::{Path, State},
};
use domain::{id::RecordId, policy, problem::Code};
use sync::wire::desk::RecordDetail;

/// One record with everything that was done to it.
///
/// # Errors
/// `not_found`, for a record that one may not read as for one that is not there: nobody learns which it is.
pub async fn record(
    State(app): State<App>,
    caller: Caller,
    Path(rec): Path<String>,
) -> Result<Json<RecordDetail>, ApiError> {
    let rec: RecordId = rec.parse().map_err(|_| Code::NotFound)?;
    let detail = app.store.record(rec).await?.ok_or(Code::NotFound)?;
    let record = &detail.record;
    if !policy::may_read(&caller.actor.held, caller.committee, record.feed, &[record.committee]) {
        return Err(Code::NotFound.into());
    }
    Ok(Json(detail))
}
