//! `GET /api/v1/matters?scope=&state=`: the consultations of a committee, each with what has come of it;
//! `GET /api/v1/hand-overs?scope=`: what was given to units;
//! `GET /api/v1/led?kind=&scope=`: what workflows lead of one kind; and
//! `GET /api/v1/records/{rec}/chain`: the line 线索链 that a record stands in.

use super::{asked, keep_readable, read_scope, readable, seen};
use crate::{
    app::App,
    auth::Caller,
    error::ApiError,
    store::{Store, StoreError},
};
use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
};
use domain::{
    activity::{Activity, ORIGIN, Phase},
    fields::Fields,
    hand_over::HandOver,
    id::{CommitteeId, RecordId},
    kind::Kind,
    problem::Code,
    review::Review,
    scope::Scope,
    suggestion::{Outcome, Suggestion},
    workflow::{Course, LED, Led, WORKFLOW},
};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use sync::wire::desk::{Chain, DeskRow, HandOverList, LedList, Matter, MatterList};

/// The most matters in one answer.
const LIMIT: u32 = 300;
/// The most records that grew out of those of one answer.
const GROWN: u32 = 5_000;
/// How many records a line is followed up and down.
const STEPS: usize = 8;

/// What is not over: what nobody has taken on yet belongs to it.
const OPEN: &[&str] = &["raised", "under_way"];

/// What is asked.
#[derive(Deserialize)]
pub struct Asked {
    scope: Option<String>,
    state: Course,
}

/// The matters of a committee that have come so far; `under_way` means those that nobody has taken on yet too. Those that
/// the caller may not read are left out.
///
/// # Errors
/// `not_found` for a committee that one may not look at; `malformed`.
pub async fn matters(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<MatterList>, ApiError> {
    let Asked { scope, state } = asked(query)?;
    let committee = committee(&app, &caller, scope.as_deref()).await?;
    let states: &[&str] = match state {
        Course::Raised => &["raised"],
        Course::UnderWay => OPEN,
        Course::Ended => &["ended"],
        Course::Aside => &["aside"],
    };
    let mut rows = app.store.standing(committee, Kind::Consultation, states, LIMIT).await?;
    keep_readable(&app, &caller, &mut rows, |row| row).await?;
    let recs: Vec<RecordId> = rows.iter().map(|row| row.row.rec).collect();
    let mut grown = app.store.grown_from(&recs, GROWN).await?;
    keep_readable(&app, &caller, &mut grown, |row| row).await?;
    let workflows = workflows(&*app.store, &rows).await?;
    let rows = rows.into_iter().map(|row| matter(row, &grown)).collect();
    Ok(Json(MatterList { rows, workflows, as_of: (app.clock)() }))
}

/// The committee asked for; no other scope has matters of its own.
async fn committee(app: &App, caller: &Caller, scope: Option<&str>) -> Result<CommitteeId, ApiError> {
    let whole = seen(app, caller, read_scope(scope)?).await?;
    match whole.scope {
        Scope::Committee(committee) => Ok(committee),
        _ => Err(Code::Malformed.into()),
    }
}

/// Of which committee, the caller's own where none is said.
#[derive(Deserialize)]
pub struct Given {
    scope: Option<String>,
}

/// What a committee has given to units. What the caller may not read is left out.
///
/// # Errors
/// `not_found` for a committee that one may not look at; `malformed`.
pub async fn hand_overs(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<Given>, QueryRejection>,
) -> Result<Json<HandOverList>, ApiError> {
    let committee = committee(&app, &caller, asked(query)?.scope.as_deref()).await?;
    let rows = led_of(&app, &caller, committee, Kind::HandOver).await?;
    let origins: BTreeSet<RecordId> = rows.iter().filter_map(|row| row.row.body.parsed(ORIGIN)).collect();
    let mut origins = app.store.of_ids(&origins.into_iter().collect::<Vec<_>>()).await?;
    keep_readable(&app, &caller, &mut origins, |row| row).await?;
    let workflows = workflows(&*app.store, &rows).await?;
    Ok(Json(HandOverList { rows, origins, workflows, as_of: (app.clock)() }))
}

/// What is asked of what workflows lead.
#[derive(Deserialize)]
pub struct OfKind {
    kind: Kind,
    scope: Option<String>,
}

/// The records of one kind of a committee that workflows lead. What the caller may not read is left out.
///
/// # Errors
/// `not_found` for a committee that one may not look at; `malformed`.
pub async fn led(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<OfKind>, QueryRejection>,
) -> Result<Json<LedList>, ApiError> {
    let OfKind { kind, scope } = asked(query)?;
    if !LED.contains(&kind) {
        return Err(Code::Malformed.into());
    }
    let committee = committee(&app, &caller, scope.as_deref()).await?;
    let rows = led_of(&app, &caller, committee, kind).await?;
    let workflows = workflows(&*app.store, &rows).await?;
    Ok(Json(LedList { rows, workflows, as_of: (app.clock)() }))
}

/// The records of one kind that a workflow leads: what is under way, then what is over.
async fn led_of(app: &App, caller: &Caller, committee: CommitteeId, kind: Kind) -> Result<Vec<DeskRow>, ApiError> {
    let mut rows = app.store.standing(committee, kind, OPEN, LIMIT).await?;
    rows.extend(app.store.standing(committee, kind, &["ended", "aside"], LIMIT).await?);
    keep_readable(app, caller, &mut rows, |row| row).await?;
    Ok(rows)
}

/// How many units owe a committee an answer whose time is over on a day.
///
/// # Errors
/// A failing store.
pub async fn late_answers(store: &dyn Store, committee: CommitteeId, today: Date) -> Result<u64, StoreError> {
    let open = store.standing(committee, Kind::HandOver, OPEN, GROWN).await?;
    Ok(open.iter().filter(|row| HandOver(&row.row.body).late(today).is_some()).count() as u64)
}

/// The workflows of a committee's own that records are led by; presets everybody knows.
async fn workflows(store: &dyn Store, rows: &[DeskRow]) -> Result<BTreeMap<RecordId, Fields>, ApiError> {
    let named: BTreeSet<RecordId> = rows.iter().filter_map(|row| row.row.body.parsed(WORKFLOW)).collect();
    let found = store.of_ids(&named.into_iter().collect::<Vec<_>>()).await?;
    let are = found.into_iter().filter(|row| row.row.kind == Kind::Workflow.id());
    Ok(are.map(|row| (row.row.rec, row.row.body)).collect())
}

fn matter(row: DeskRow, grown: &[DeskRow]) -> Matter {
    let of_it = || grown.iter().filter(|one| one.row.body.parsed(ORIGIN) == Some(row.row.rec));
    let of_kind = |kind: Kind| of_it().filter(move |one| one.row.kind == kind.id());
    let meets = |one: &&DeskRow| {
        let it = Activity(&one.row.body);
        it.phase() == Some(Phase::Held) && it.review() != Some(Review::Void)
    };
    let suggestions: Vec<Suggestion<'_>> = of_kind(Kind::Suggestion).map(|one| Suggestion(&one.row.body)).collect();
    let own = |one: &&Suggestion<'_>| one.condensed_into().is_none();
    let count = |is: fn(&Suggestion<'_>) -> bool| suggestions.iter().filter(own).filter(|one| is(one)).count() as u64;
    Matter {
        meetings: of_kind(Kind::Activity).filter(meets).count() as u64,
        suggestions: count(|_| true),
        adopted: count(|one| one.outcome().is_some_and(Outcome::is_taken_up)),
        row,
    }
}

/// What a record grew out of, and what grew out of it, as far as the caller may read it. Where the line passes through what
/// may not be read, it ends there.
///
/// # Errors
/// `not_found`, as for the record itself.
pub async fn chain(State(app): State<App>, caller: Caller, Path(rec): Path<String>) -> Result<Json<Chain>, ApiError> {
    let here = readable(&app, &caller, &rec).await?.record;
    let mut known: BTreeSet<RecordId> = [here.row.rec].into();
    let mut before: Vec<DeskRow> = Vec::new();
    let mut origin: Option<RecordId> = here.row.body.parsed(ORIGIN);
    while let Some(rec) = origin.filter(|rec| before.len() < STEPS && known.insert(*rec)) {
        let mut found = app.store.of_ids(&[rec]).await?;
        keep_readable(&app, &caller, &mut found, |row| row).await?;
        origin = found.first().and_then(|row| row.row.body.parsed(ORIGIN));
        before.extend(found);
    }
    before.reverse();
    let mut after: Vec<DeskRow> = Vec::new();
    let mut open = vec![here.row.rec];
    for _ in 0..STEPS {
        let mut found = app.store.grown_from(&open, GROWN).await?;
        keep_readable(&app, &caller, &mut found, |row| row).await?;
        found.retain(|row| known.insert(row.row.rec));
        open = found.iter().map(|row| row.row.rec).collect();
        if open.is_empty() {
            break;
        }
        after.extend(found);
    }
    let led: Vec<DeskRow> =
        std::iter::once(&here).filter(|row| Led(&row.row.body).workflow().is_some()).cloned().collect();
    Ok(Json(Chain { workflows: workflows(&*app.store, &led).await?, before, after }))
}
