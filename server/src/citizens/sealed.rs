//! `/api/v1/sealed/{rec}`: who a citizen is. It is given once by whoever wrote the request down, and read one by one by those
//! who have to reach the citizen; each reading is written down first.

use super::raise;
use crate::{app::App, auth::Caller, desk, error::ApiError};
use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
};
use domain::{
    id::Feed,
    kind::Kind,
    policy::{Held, Role, Scope},
    problem::Code,
    request::Request,
    seal::Details,
    workflow::{Course, Led},
};
use sync::wire::desk::{DeskRow, SealedReadRow, SealedReads};

/// The most readings that are listed.
const LIMIT: u32 = 100;

/// Keeps details in the place of those that were there. The same again does no harm.
///
/// # Errors
/// `not_found` for a request that one may not read; `not_allowed`; `malformed`; what is wrong with the details.
pub async fn keep(
    State(app): State<App>,
    caller: Caller,
    Path(rec): Path<String>,
    body: Result<Json<Details>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let row = request(&app, &caller, &rec).await?;
    let Ok(Json(Details { name, phone })) = body else { return Err(Code::Malformed.into()) };
    let details = Details::of(&name, &phone);
    if details.is_empty() {
        return Err(Code::Malformed.into());
    }
    if let Some(problem) = details.problems().into_iter().next() {
        return Err(problem.code.into());
    }
    let (rec, user, now) = (row.row.rec, caller.actor.user, (app.clock)());
    let wrote = row.row.author == Some(user) && app.store.sealed_by(rec, now).await?.is_none_or(|by| by == user);
    if !wrote && !keeps(&caller, &row) {
        return Err(Code::NotAllowed.into());
    }
    raise::keep(&app, rec, user, &details, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The details; that they are read is written down.
///
/// # Errors
/// `not_found` where there are none, or for a request that one may not read; `not_allowed`.
pub async fn read(State(app): State<App>, caller: Caller, Path(rec): Path<String>) -> Result<Json<Details>, ApiError> {
    let row = request(&app, &caller, &rec).await?;
    if !may_read(&caller, &row) {
        return Err(Code::NotAllowed.into());
    }
    let found = app.store.read_sealed(row.row.rec, caller.actor.user, (app.clock)()).await?.ok_or(Code::NotFound)?;
    let opened = app.seals.open_for(found.rec, &found.key_id, &found.cipher);
    opened.map(Json).map_err(|error| {
        tracing::error!(%error, key = found.key_id, "sealed details cannot be opened");
        Code::SealedUnreadable.into()
    })
}

/// Who has read them. For the office alone.
///
/// # Errors
/// `not_found`; `not_allowed`.
pub async fn reads(
    State(app): State<App>,
    caller: Caller,
    Path(rec): Path<String>,
) -> Result<Json<SealedReads>, ApiError> {
    let row = request(&app, &caller, &rec).await?;
    let office = Held { role: Role::Staff, scope: Scope::Committee(row.committee) };
    if !caller.actor.held.contains(&office) {
        return Err(Code::NotAllowed.into());
    }
    let reads = app.store.sealed_reads(row.row.rec, LIMIT).await?;
    let rows = reads.into_iter().map(|read| SealedReadRow { name: read.name, at: read.at }).collect();
    Ok(Json(SealedReads { rows }))
}

/// A request that the caller may read.
async fn request(app: &App, caller: &Caller, rec: &str) -> Result<DeskRow, ApiError> {
    let row = desk::readable(app, caller, rec).await?.record;
    if row.row.kind == Kind::Request.id() { Ok(row) } else { Err(Code::NotFound.into()) }
}

/// Who has to reach the citizen: whoever runs the venue, the staff whom its reviews are, and the member who took it on, until it
/// is over.
fn may_read(caller: &Caller, row: &DeskRow) -> bool {
    let under_way = Led(&row.row.body).course() == Some(Course::UnderWay);
    let took = under_way && Request(&row.row.body).taker().is_some_and(|taker| caller.actor.member == Some(taker));
    took || keeps(caller, row)
}

/// Who may put something in the place of what somebody gave: whoever runs the venue, and the staff whom its reviews are.
fn keeps(caller: &Caller, row: &DeskRow) -> bool {
    let Feed::Venue(venue) = row.feed else { return false };
    let runs = Held { role: Role::Convenor, scope: Scope::Venue(venue) };
    let home = desk::home(row);
    caller.actor.held.iter().any(|held| *held == runs || held.reviews(home, row.committee))
}
