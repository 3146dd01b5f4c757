//! `GET /u/{secret}` and `GET /u/{secret}/{rec}`: what was given to a unit, and one thing of it.

use super::{given, given_to, opened, page};
use crate::{
    app::App,
    auth::address,
    clock,
    error::ApiError,
    outsiders,
    public_pages::unit::{self, Gone, Line, gone},
};
use axum::{
    extract::{ConnectInfo, Path, Query, Request, State},
    response::{IntoResponse, Response},
};
use domain::{
    activity::Activity,
    consultation::Consultation,
    hand_over::HandOver,
    id::RecordId,
    kind::Kind,
    submitted::is_submitted,
    workflow::{Course, Led},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
};
use sync::wire::desk::DeskRow;

/// The longest title, in characters.
const TITLE_MAX: usize = 40;

/// The worklist.
///
/// # Errors
/// A failing store.
pub async fn worklist(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(secret): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let from = address::of(peer, request.headers(), app.trusted_proxy);
    let (link, request) = match opened(&app, request, &secret, from).await {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let rows = given_to(&app, &link).await?;
    let origins: BTreeSet<RecordId> = rows.iter().filter_map(|row| HandOver(&row.row.body).origin()).collect();
    let origins = app.store.of_ids(&origins.into_iter().collect::<Vec<_>>()).await?;
    let origins: BTreeMap<RecordId, DeskRow> = origins.into_iter().map(|row| (row.row.rec, row)).collect();
    let today = clock::day((app.clock)());
    let mut lines: Vec<Line> = Vec::new();
    for row in &rows {
        let it = HandOver(&row.row.body);
        let workflow = outsiders::workflow_of(&*app.store, &row.row.body).await?;
        let stage = workflow.as_ref().and_then(|workflow| workflow.stage(Led(&row.row.body).stage()?));
        lines.push(Line {
            rec: row.row.rec,
            title: it.origin().and_then(|rec| origins.get(&rec)).map(title).unwrap_or_default(),
            ask: it.ask().to_owned(),
            part: it.part(),
            stage: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
            deadline: it.deadline(),
            late: it.late(today),
            is_owed: it.is_owed(),
            is_over: matches!(Led(&row.row.body).course(), Some(Course::Ended | Course::Aside)),
        });
    }
    lines.sort_by_key(|line| (line.is_over, !line.is_owed, line.deadline));
    Ok(unit::worklist(&app, request, &link, &secret, lines).await?)
}

/// What a matter is called; of an activity the first words of what happened.
pub fn title(row: &DeskRow) -> String {
    match row.row.kind.parse() {
        Ok(kind) if kind == Kind::Consultation || is_submitted(kind) => Consultation(&row.row.body).title().to_owned(),
        _ => Activity(&row.row.body).title(TITLE_MAX),
    }
}

/// One thing that was given to the unit, with the steps that it may take.
///
/// # Errors
/// A failing store.
pub async fn one(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path((secret, rec)): Path<(String, String)>,
    said: Query<BTreeMap<String, String>>,
    request: Request,
) -> Result<Response, ApiError> {
    let from = address::of(peer, request.headers(), app.trusted_proxy);
    let (link, request) = match opened(&app, request, &secret, from).await {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let Some(given) = given(&app, &link, &rec).await? else { return Ok(gone(&app, request, Gone::NotYours).await) };
    let said = said.contains_key("saved");
    let shown = page::shown(&app, &link, &secret, &given, page::Typed { said, ..Default::default() }).await?;
    Ok(unit::one(&app, request, shown).await.into_response())
}
