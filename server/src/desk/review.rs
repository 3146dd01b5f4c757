//! `GET /api/v1/review?state=pending|returned&scope=…`, and `GET /api/v1/review/mine`: what one has decided oneself.

use super::{asked, keep_readable, mark, read_scope};
use crate::{
    app::App,
    auth::Caller,
    clock,
    error::ApiError,
    store::{Days, Whose},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    id::{CommitteeId, Feed, RecordId},
    kind::Kind,
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
    let own = own_feeds(&app, &caller, committee, scope).await?;
    let wanted = wanted(&app, scope).await?;
    let covered = if own.is_some() || wanted.is_some() { covered(&app, committee).await? } else { Vec::new() };
    let mut list = match &wanted {
        None => app.store.review(committee, state.id(), whose(own.as_ref(), &covered), LIMIT, (app.clock)()).await?,
        Some(wanted) => {
            let is_own = |feed: &&Feed| own.as_ref().is_none_or(|own| own.contains(feed));
            let feeds: Vec<Feed> = wanted.iter().filter(is_own).copied().collect();
            let list =
                app.store.review(committee, state.id(), whose(Some(&feeds), &covered), LIMIT, (app.clock)()).await?;
            let by_feed = app.store.reviewed_by_feed(committee, state.id(), whose(own.as_ref(), &covered)).await?;
            ReviewList { by_feed, ..list }
        }
    };
    list.rows.iter_mut().for_each(|row| mark(&caller, row));
    if state == Review::Pending && !list.rows.is_empty() {
        let listed: Vec<RecordId> = list.rows.iter().map(|row| row.row.rec).collect();
        list.beside = app.store.alike(committee, &listed, BESIDE).await?;
        keep_readable(&app, &caller, &mut list.beside, |row| row).await?;
    }
    Ok(Json(list))
}

/// The feed of a venue or a member.
fn feed(scope: Scope) -> Option<Feed> {
    match scope {
        Scope::Venue(venue) => Some(Feed::Venue(venue)),
        Scope::Member(member) => Some(Feed::Member(member)),
        _ => None,
    }
}

fn whose<'a>(feeds: Option<&'a Vec<Feed>>, others: &'a [Feed]) -> Option<Whose<'a>> {
    feeds.map(|feeds| Whose { feeds, others })
}

/// The feeds of the venues of a committee that come under some special committee: what is credited to one of them is reviewed
/// there, wherever it lies.
async fn covered(app: &App, committee: CommitteeId) -> Result<Vec<Feed>, ApiError> {
    let today = clock::day((app.clock)());
    let days = Days { first: today, last: today };
    let parts = app.store.parts(Scope::Committee(committee), Kind::SpecialCommittee.id(), &days).await?;
    let special = parts.iter().filter_map(|part| match part.scope {
        Scope::SpecialCommittee(special) => Some(special),
        _ => None,
    });
    let under = app.store.comes_under(&special.collect::<Vec<_>>(), today).await?;
    Ok(under.into_iter().filter(|scope| matches!(scope, Scope::Venue(_))).filter_map(feed).collect())
}

/// The feeds that a scope narrows the list to; `None` where it does not.
async fn wanted(app: &App, scope: Option<Scope>) -> Result<Option<Vec<Feed>>, ApiError> {
    match scope {
        None | Some(Scope::Committee(_)) => Ok(None),
        Some(Scope::SpecialCommittee(special)) => {
            let under = app.store.comes_under(&[special], clock::day((app.clock)())).await?;
            Ok(Some(under.into_iter().filter_map(feed).collect()))
        }
        Some(scope) => Ok(Some(vec![feed(scope).ok_or(Code::Malformed)?])),
    }
}

/// The feeds of a committee that the caller reviews; `None` for all of them.
async fn own_feeds(
    app: &App,
    caller: &Caller,
    committee: CommitteeId,
    scope: Option<Scope>,
) -> Result<Option<Vec<Feed>>, ApiError> {
    let line = app.store.line(committee).await?;
    if policy::oversees(&caller.actor.held, &line) {
        return Ok(None);
    }
    let staff = caller.actor.held.iter().filter(|held| held.role == Role::Staff);
    let own: Vec<Feed> = staff.filter_map(|held| feed(held.scope)).collect();
    match scope {
        Some(Scope::Committee(other)) if other != caller.committee => Err(Code::NotFound.into()),
        _ if own.is_empty() => Err(Code::NotAllowed.into()),
        _ => Ok(Some(own)),
    }
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
    keep_readable(&app, &caller, &mut rows, |one| &mut one.row).await?;
    Ok(Json(DecidedList { rows, as_of: now }))
}
