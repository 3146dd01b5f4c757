//! `/api/v1/unit-links`: the office gives a unit a link, sees which there are, and takes one back.

use super::path;
use crate::{
    app::App,
    auth::{self, Caller},
    error::ApiError,
    outsiders,
    store::UnitLink,
};
use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
};
use domain::{
    hand_over::UNIT_MAX,
    id::CommitteeId,
    policy::{Held, Role, Scope},
    problem::Code,
};
use sync::wire::desk::{MadeUnitLink, NewUnitLink, UnitLinkList, UnitLinkRow};
use uuid::Uuid;

const DAY: u64 = 86_400_000;
/// The longest time that a link opens, in days.
const LONGEST: u32 = 366;

/// Lists the links of the committee.
///
/// # Errors
/// `not_allowed` for whoever is not of its office.
pub async fn links(State(app): State<App>, caller: Caller) -> Result<Json<UnitLinkList>, ApiError> {
    let committee = office(&caller)?;
    let now = (app.clock)();
    let row = |link: UnitLink| UnitLinkRow {
        id: link.id,
        opens: link.opens(now),
        unit: link.unit,
        made_at: link.made_at,
        expires: link.expires,
        revoked: link.revoked,
    };
    Ok(Json(UnitLinkList { rows: app.store.unit_links(committee).await?.into_iter().map(row).collect() }))
}

/// Makes a link. Its address is told this once: only the hash of the secret is kept.
///
/// # Errors
/// `not_allowed`; `unit_missing`; `malformed`.
pub async fn make(
    State(app): State<App>,
    caller: Caller,
    body: Result<Json<NewUnitLink>, JsonRejection>,
) -> Result<Json<MadeUnitLink>, ApiError> {
    let committee = office(&caller)?;
    let Ok(Json(NewUnitLink { unit, days })) = body else { return Err(Code::Malformed.into()) };
    let unit = unit.trim();
    if unit.is_empty() {
        return Err(Code::UnitMissing.into());
    }
    if unit.chars().count() > UNIT_MAX || !(1..=LONGEST).contains(&days) {
        return Err(Code::Malformed.into());
    }
    let secret = auth::random_hex::<24>().map_err(|_| ApiError::Internal("no random numbers"))?;
    let now = (app.clock)();
    let link = UnitLink {
        id: Uuid::new_v4(),
        committee,
        unit: unit.to_owned(),
        user: outsiders::account(&app, committee, "unit", unit).await?,
        made_by: caller.actor.user,
        made_at: now,
        expires: now + u64::from(days) * DAY,
        revoked: None,
    };
    app.store.add_unit_link(&link, &auth::secret_hash(&secret)).await?;
    Ok(Json(MadeUnitLink { id: link.id, path: path(&secret), expires: link.expires }))
}

/// Takes a link back: from now on it opens nothing.
///
/// # Errors
/// `not_allowed`; `not_found` where there is none that opens.
pub async fn revoke(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    let committee = office(&caller)?;
    let id = id.parse::<Uuid>().map_err(|_| Code::NotFound)?;
    match app.store.revoke_unit_link(committee, id, (app.clock)()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Code::NotFound.into()),
    }
}

/// The committee whose office the caller is of.
fn office(caller: &Caller) -> Result<CommitteeId, ApiError> {
    let whole = Held { role: Role::Staff, scope: Scope::Committee(caller.committee) };
    if caller.actor.held.contains(&whole) { Ok(caller.committee) } else { Err(Code::NotAllowed.into()) }
}
