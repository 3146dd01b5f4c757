//! `GET /api/v1/review?state=pending|returned&scope=…`, and `GET /api/v1/review/mine`: what one has decided oneself.

use super::{asked, keep_readable, read_scope};
use crate::{app::App, auth::Caller, clock, error::ApiError};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    id::{CommitteeId, Feed, RecordId},
    policy::{self, Role, Scope},
    problem::Code,
    review::Review,
};
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
    scope: Option<String>,
}

/// The records in one state of review, oldest first: to whoever oversees the committee all of them, to the staff of a
/// special committee those that they review. A scope narrows that down to one venue, to what comes under one special
/// committee, or leads to a committee below.
///
/// # Errors
/// `not_allowed` for whoever reviews nothing; `not_found` for a committee that one does not oversee; `malformed`.
pub async fn review(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<ReviewList>, ApiError> {
    let Asked { state, scope } = asked(query)?;
    let scope = read_scope(scope.as_deref())?;
    let committee = match scope {
        Some(Scope::Committee(committee)) => committee,
        _ => caller.committee,
    };
    let feeds = feeds(&app, &caller, committee, scope).await?;
    let mut list = app.store.review(committee, state.id(), feeds.as_deref(), LIMIT, (app.clock)()).await?;
    if state == Review::Pending && !list.rows.is_empty() {
        let listed: Vec<RecordId> = list.rows.iter().map(|row| row.row.rec).collect();
        list.beside = app.store.alike(committee, &listed, BESIDE).await?;
        keep_readable(&app, &caller, &mut list.beside, |row| row).await?;
    }
    Ok(Json(list))
}

/// The feeds whose records are listed; `None` for all of the committee.
async fn feeds(
    app: &App,
    caller: &Caller,
    committee: CommitteeId,
    scope: Option<Scope>,
) -> Result<Option<Vec<Feed>>, ApiError> {
    let feed = |scope: Scope| match scope {
        Scope::Venue(venue) => Some(Feed::Venue(venue)),
        Scope::Member(member) => Some(Feed::Member(member)),
        _ => None,
    };
    let wanted: Option<Vec<Feed>> = match scope {
        None | Some(Scope::Committee(_)) => None,
        Some(Scope::SpecialCommittee(special)) => {
            let under = app.store.comes_under(special, clock::day((app.clock)())).await?;
            Some(under.into_iter().filter_map(feed).collect())
        }
        Some(scope) => Some(vec![feed(scope).ok_or(Code::Malformed)?]),
    };
    let line = app.store.line(committee).await?;
    if policy::oversees(&caller.actor.held, &line) {
        return Ok(wanted);
    }
    let staff = caller.actor.held.iter().filter(|held| held.role == Role::Staff);
    let mut own: Vec<Feed> = staff.filter_map(|held| feed(held.scope)).collect();
    match scope {
        Some(Scope::Committee(other)) if other != caller.committee => return Err(Code::NotFound.into()),
        _ if own.is_empty() => return Err(Code::NotAllowed.into()),
        _ => {}
    }
    own.retain(|feed| wanted.as_ref().is_none_or(|wanted| wanted.contains(feed)));
    Ok(Some(own))
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
    keep_readable(&app, &caller, &mut rows, |one| &one.row).await?;
    Ok(Json(DecidedList { rows, as_of: now }))
}
