//! `GET /api/v1/records/{rec}`, and `GET /api/v1/records/{rec}/alike`: what may be of the same activity.

use super::{home, keep_readable, mark};
use crate::{app::App, auth::Caller, error::ApiError};
use axum::{
    Json,
    extract::{Path, State},
};
use domain::{id::RecordId, policy, problem::Code};
use sync::wire::desk::{AlikeList, RecordDetail};

/// The most records in one answer.
const ALIKE: u32 = 50;

/// One record with everything that was done to it.
///
/// # Errors
/// `not_found`, for a record that one may not read as for one that is not there: nobody learns which it is.
pub async fn record(
    State(app): State<App>,
    caller: Caller,
    Path(rec): Path<String>,
) -> Result<Json<RecordDetail>, ApiError> {
    readable(&app, &caller, &rec).await.map(Json)
}

/// The records that resemble one, as far as the caller may read them.
///
/// # Errors
/// `not_found`, as for the record itself.
pub async fn alike(
    State(app): State<App>,
    caller: Caller,
    Path(rec): Path<String>,
) -> Result<Json<AlikeList>, ApiError> {
    let RecordDetail { record, .. } = readable(&app, &caller, &rec).await?;
    let mut rows = app.store.alike(record.committee, &[record.row.rec], ALIKE).await?;
    keep_readable(&app, &caller, &mut rows, |row| row).await?;
    Ok(Json(AlikeList { rows }))
}

pub(crate) async fn readable(app: &App, caller: &Caller, rec: &str) -> Result<RecordDetail, ApiError> {
    let rec: RecordId = rec.parse().map_err(|_| Code::NotFound)?;
    let mut detail = app.store.record(rec).await?.ok_or(Code::NotFound)?;
    mark(caller, &mut detail.record);
    let record = &detail.record;
    let line = app.store.line(record.committee).await?;
    if !policy::may_read(&caller.actor.held, caller.committee, home(record), &line) {
        return Err(Code::NotFound.into());
    }
    Ok(detail)
}
