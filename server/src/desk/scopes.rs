//! `GET /api/v1/scopes`, `GET /api/v1/roster?scope=` and `GET /api/v1/roster/search?q=`: what there is to look at, as a
//! list, committee by committee, and by name.

use super::{asked, read_scope, seen};
use crate::{app::App, auth::Caller, error::ApiError, store::ScopeRow};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    id::CommitteeId,
    member::{INITIALS, PINYIN},
    policy::{self, Role, Scope},
    problem::Code,
    search::part_keys,
};
use serde::Deserialize;
use sync::wire::figures::{Found, RosterOf, ScopeChoice, ScopeList};

/// The most that one search answers.
const LIMIT: u32 = 50;
/// The longest question, in characters.
const TYPED: usize = 100;

/// The scopes that the caller may look at: whole committees for those who oversee them, else the own ones.
///
/// # Errors
/// A failing store.
pub async fn scopes(State(app): State<App>, caller: Caller) -> Result<Json<ScopeList>, ApiError> {
    let overseen = app.store.below(&overseen(&caller)).await?;
    let mut rows = app.store.choices(&overseen).await?;
    for scope in held(&caller) {
        if rows.iter().all(|row| row.scope != scope) {
            rows.extend(app.store.scope(scope).await?);
        }
    }
    Ok(Json(ScopeList { scopes: rows.iter().map(choice).collect() }))
}

/// The committees whose combined results the caller reads, the own one first.
fn overseen(caller: &Caller) -> Vec<CommitteeId> {
    let reads = caller.actor.held.iter().filter(|held| matches!(held.role, Role::Staff | Role::Leader));
    let mut committees: Vec<CommitteeId> = reads
        .filter_map(|held| match held.scope {
            Scope::Committee(committee) => Some(committee),
            _ => None,
        })
        .collect();
    committees.sort_by_key(|committee| (*committee != caller.committee, *committee));
    committees.dedup();
    committees
}

/// The parts of a committee of which the caller holds a role that reads their figures.
fn held(caller: &Caller) -> impl Iterator<Item = Scope> {
    let held = caller.actor.held.iter().map(|held| held.scope).filter(|scope| !matches!(scope, Scope::Committee(_)));
    held.filter(|scope| policy::may_see(&caller.actor.held, *scope, &[]))
}

fn choice(row: &ScopeRow) -> ScopeChoice {
    let name = row.name().to_owned();
    let kept = row.body.text(PINYIN).zip(row.body.text(INITIALS));
    // Rosters that were taken over from elsewhere may lack them.
    let (pinyin, initials) = kept.map_or_else(|| part_keys(&name), |(full, short)| (full.to_owned(), short.to_owned()));
    ScopeChoice { scope: row.scope, name, pinyin, initials, committee: row.committee }
}

/// Whose roster.
#[derive(Deserialize)]
pub struct Whose {
    scope: String,
}

/// The roster of a committee that the caller oversees: that of the own one comes by sync, those of others are on no
/// computer.
///
/// # Errors
/// `not_found` for a committee that one may not look at as for one that is not there; `malformed`.
pub async fn roster(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Whose>, QueryRejection>,
) -> Result<Json<RosterOf>, ApiError> {
    let Whose { scope } = asked(query)?;
    let scope = read_scope(Some(&scope))?.filter(|scope| matches!(scope, Scope::Committee(_)));
    let whole = seen(&app, &caller, Some(scope.ok_or(Code::Malformed)?)).await?;
    Ok(Json(RosterOf { rows: app.store.roster(whole.committee).await? }))
}

/// What is looked for.
#[derive(Deserialize)]
pub struct Typed {
    q: String,
}

/// Members and venues of the committees that the caller knows: the own one, whose roster everybody in it receives, and
/// those overseen.
///
/// # Errors
/// `malformed`, also for a question that is too long.
pub async fn search(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Typed>, QueryRejection>,
) -> Result<Json<Found>, ApiError> {
    let Typed { q } = asked(query)?;
    if q.chars().count() > TYPED {
        return Err(Code::Malformed.into());
    }
    let mut committees = app.store.below(&overseen(&caller)).await?;
    if !committees.contains(&caller.committee) {
        committees.push(caller.committee);
    }
    let rows = app.store.search(&committees, &q, LIMIT).await?;
    Ok(Json(Found { found: rows.iter().map(choice).collect() }))
}
