//! `GET /api/v1/scopes` and `GET /api/v1/roster/search?q=`: what there is to look at, as a list and by name.

use super::asked;
use crate::{app::App, auth::Caller, error::ApiError, store::ScopeRow};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    id::CommitteeId,
    policy::{Role, Scope},
};
use serde::Deserialize;
use sync::wire::figures::{Found, ScopeChoice, ScopeList};

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

/// The parts of a committee in which the caller holds a role.
fn held(caller: &Caller) -> impl Iterator<Item = Scope> {
    let held = caller.actor.held.iter().filter(|held| !matches!(held.role, Role::Admin | Role::Server));
    held.map(|held| held.scope).filter(|scope| !matches!(scope, Scope::Committee(_)))
}

fn choice(row: &ScopeRow) -> ScopeChoice {
    ScopeChoice { scope: row.scope, name: row.name().to_owned(), committee: row.committee }
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
        return Err(domain::problem::Code::Malformed.into());
    }
    let mut committees = app.store.below(&overseen(&caller)).await?;
    if !committees.contains(&caller.committee) {
        committees.push(caller.committee);
    }
    let rows = app.store.search(&committees, &q, LIMIT).await?;
    Ok(Json(Found { found: rows.iter().map(choice).collect() }))
}
