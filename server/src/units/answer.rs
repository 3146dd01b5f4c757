//! `POST /u/{secret}/{rec}`: a unit takes one thing on, or answers it. The page works without scripts, so a form comes in and
//! a page goes out; once it is saved another address is named, so that nothing is sent twice by looking again.

use super::{Given, given, opened, page, path, steps};
use crate::{
    app::App,
    auth::address,
    error::ApiError,
    public_pages::unit::{self, Gone, gone},
    store::{Incoming, UnitLink},
};
use axum::{
    RequestExt,
    extract::{ConnectInfo, Form, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    fields::Fields,
    id::DeviceId,
    kind::Kind,
    policy::{Held, Role, Scope},
    problem::{self, Code, Refusal},
    schema::{SCHEMA, check_value},
    workflow::{Led, STAGE, Stage, WORKFLOW},
};
use serde_json::Value;
use std::{collections::BTreeMap, net::SocketAddr};
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport, Outcome},
};
use uuid::Uuid;

/// What a form sends beside the answers: where it is to go.
const TO: &str = "to";
/// Likewise, the version that the page showed.
const VERSION: &str = "version";

/// Takes the step that the form asks for.
///
/// # Errors
/// `too_many`; `malformed`; a failing store.
pub async fn answer(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path((secret, rec)): Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let from = address::of(peer, request.headers(), app.trusted_proxy);
    let (parts, body) = request.into_parts();
    let bare = Request::from_parts(parts.clone(), axum::body::Body::empty());
    let (link, bare) = match opened(&app, bare, &secret, from).await {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    app.guard.written(&link.id.to_string(), from, (app.clock)())?;
    let form = Request::from_parts(parts, body).extract::<Form<BTreeMap<String, String>>, _>().await;
    let Ok(Form(form)) = form else { return Err(Code::Malformed.into()) };
    let Some(given) = given(&app, &link, &rec).await? else { return Ok(gone(&app, bare, Gone::NotYours).await) };
    let to = form.get(TO).cloned().unwrap_or_default();
    let mut typed = page::Typed { to: Some(to.clone()), fields: form.clone(), ..Default::default() };
    let stage = given
        .workflow
        .as_ref()
        .and_then(|workflow| steps(workflow, &given.row.row.body).into_iter().find(|stage| stage.id == to));
    match stage {
        None => typed.refused = Some(Code::StageMoved.zh().to_owned()),
        Some(stage) => match read(&stage, &given.row.row.body, &form) {
            Err(wrong) => typed.wrong = wrong,
            Ok(fields) => match write(&app, &link, &given, &form, fields).await? {
                Ok(()) => {
                    let saved = format!("{}/{}?saved", path(&secret), given.row.row.rec);
                    return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, saved)]).into_response());
                }
                Err(refusal) => {
                    typed.refused =
                        Some(problem::code(&refusal.code).map_or("没有收下，请看最新情况", Code::zh).to_owned())
                }
            },
        },
    }
    // What was typed is on the page again, beside what is wrong.
    let shown = page::shown(&app, &link, &secret, &given, typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, unit::one(&app, bare, shown).await).into_response())
}

/// What a step writes.
///
/// # Errors
/// Field → what is wrong with what was typed.
fn read(stage: &Stage, body: &Fields, form: &BTreeMap<String, String>) -> Result<Fields, BTreeMap<String, String>> {
    let mut fields = Fields::default().with(STAGE, stage.id.as_str());
    if let Some(workflow) = Led(body).workflow() {
        fields.set(WORKFLOW, workflow);
    }
    let mut wrong = BTreeMap::new();
    for demand in &stage.demands {
        let name = demand.field();
        let value = demand.value_of(form.get(&name).map_or("", String::as_str));
        let problem = match &value {
            None => Some(Code::DemandMissing),
            Some(value) => check_value(Kind::HandOver, &name, value).map(|_| Code::FieldInvalid),
        };
        match (problem, value) {
            (Some(code), _) => {
                let words = if code == Code::DemandMissing { "请填好这一项" } else { "太长了，请写短些" };
                wrong.insert(name, words.to_owned());
            }
            (None, value) => fields.set(name, value.unwrap_or(Value::Null)),
        }
    }
    if wrong.is_empty() { Ok(fields) } else { Err(wrong) }
}

/// Writes a step in the name of the unit, by an operation like every other.
async fn write(
    app: &App,
    link: &UnitLink,
    given: &Given,
    form: &BTreeMap<String, String>,
    fields: Fields,
) -> Result<Result<(), Refusal>, ApiError> {
    let now = (app.clock)();
    let seen = form.get(VERSION).and_then(|version| version.parse().ok()).unwrap_or(0);
    let op = Op {
        n: 1,
        rec: given.row.row.rec,
        kind: Kind::HandOver.id().to_owned(),
        feed: given.row.feed,
        base: seen,
        epoch: Some(app.store.epoch().to_owned()),
        hlc: Hlc::at(now),
        schema: SCHEMA,
        act: Act::Patch(fields),
    };
    let held = vec![Held { role: Role::Unit, scope: Scope::Committee(link.committee) }];
    let actor = Actor { user: link.user, member: None, held, lost: Vec::new() };
    // A unit has no device: each form is the first and only operation of one.
    let push = Push { device: DeviceId(Uuid::new_v4().as_u128()), actor, epoch: None, ops: vec![op] };
    let results = app.writer.push(Incoming { push, waiting: OutboxReport::default() }).await?;
    match results.into_iter().next().map(|result| result.outcome) {
        Some(Outcome::Applied { .. }) => Ok(Ok(())),
        Some(Outcome::Refused(refusal)) => Ok(Err(refusal)),
        _ => Err(ApiError::Internal("an answer of a unit was not decided")),
    }
}
