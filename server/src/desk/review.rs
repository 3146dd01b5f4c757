//! `GET /api/v1/review?state=pending|returned`, and `GET /api/v1/review/mine`: what one has decided oneself.

use super::{asked, overseer};
use crate::{app::App, auth::Caller, error::ApiError};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{id::RecordId, policy, review::Review};
use serde::Deserialize;
use sync::wire::desk::{DecidedList, ReviewList};

/// The most records in one answer.
const LIMIT: u32 = 200;
/// The most records that resemble those of one answer.
const BESIDE: u32 = 500;

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
    let mut list = app.store.review(caller.committee, state.id(), LIMIT, (app.clock)()).await?;
    if state == Review::Pending && !list.rows.is_empty() {
        let listed: Vec<RecordId> = list.rows.iter().map(|row| row.row.rec).collect();
        list.beside = app.store.alike(caller.committee, &listed, BESIDE).await?;
        list.beside.retain(|row| policy::may_read(&caller.actor.held, caller.committee, row.feed, &[row.committee]));
    }
    Ok(Json(list))
}

/// Since when.
#[derive(Deserialize)]
pub struct Since {
    since: u64,
}

/// What the caller has decided since a moment. It needs no role: who has decided nothing gets an empty list.
///
/// # Errors
/// `malformed`.
pub async fn decided(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Since>, QueryRejection>,
) -> Result<Json<DecidedList>, ApiError> {
    let Since { since } = asked(query)?;
    let now = (app.clock)();
    // A working day is meant; a client cannot ask for its whole life.
    let since = since.max(now.saturating_sub(7 * 24 * 60 * 60_000));
    let mut rows = app.store.decided(caller.actor.user, since, LIMIT).await?;
    // A role may have ended since.
    rows.retain(|one| policy::may_read(&caller.actor.held, caller.committee, one.row.feed, &[one.row.committee]));
    Ok(Json(DecidedList { rows, as_of: now }))
}
