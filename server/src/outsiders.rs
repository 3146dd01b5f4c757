//! People without an account: units behind their links, citizens on the page of a venue. What they write is an operation like
//! every other, so that it is in the history and reaches the phones of the site; their pages stand behind secrets.

use crate::{
    app::App,
    auth,
    error::ApiError,
    store::{Account, Incoming, Store, StoreError},
};
use axum::{
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use domain::{
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    kind::Kind,
    policy::{Held, Role},
    problem::{Code, Refusal},
    schema::{SCHEMA, check_value},
    workflow::{self, Led, STAGE, Sort, Stage, WORKFLOW, Workflow},
};
use serde_json::Value;
use std::collections::BTreeMap;
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport, Outcome},
};
use uuid::Uuid;

/// Says what every page behind a secret address needs said: nobody keeps it, names it or lists it.
pub async fn keep_secret(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}

/// The account under which somebody writes who has none: one for each name, so that histories say who it was. Nobody signs in
/// with it.
///
/// # Errors
/// A failing store.
pub async fn account(app: &App, committee: CommitteeId, sort: &str, name: &str) -> Result<UserId, ApiError> {
    let login = format!("{sort}:{}", &auth::secret_hash(&format!("{committee} {name}"))[..32]);
    if let Some(known) = app.store.account(&login).await? {
        return Ok(known.id);
    }
    let account = Account {
        id: UserId(Uuid::now_v7()),
        login: login.clone(),
        name: name.to_owned(),
        committee,
        member: None,
        password: String::new(),
        disabled: true,
    };
    // Another request may have been as quick.
    app.store.create_account(&account, &[]).await?;
    let known = app.store.account(&login).await?;
    known.map(|account| account.id).ok_or(ApiError::Internal("an account of the server's own has gone"))
}

/// What somebody without an account writes.
pub struct Written {
    /// The record.
    pub rec: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Where it is kept.
    pub feed: Feed,
    /// The version that the page showed; 0 of what is new.
    pub seen: u64,
    /// What is done.
    pub act: Act,
}

/// Writes in the name of an account, with one role for as long as it takes.
///
/// # Errors
/// Inside, why it was refused; outside, a failing store.
pub async fn write(app: &App, user: UserId, held: Held, it: Written) -> Result<Result<(), Refusal>, ApiError> {
    let Written { rec, kind, feed, seen, act } = it;
    let now = (app.clock)();
    let op = Op {
        n: 1,
        rec,
        kind: kind.id().to_owned(),
        feed,
        base: seen,
        epoch: Some(app.store.epoch().to_owned()),
        hlc: Hlc::at(now),
        schema: SCHEMA,
        act,
    };
    let actor = Actor { user, member: None, held: vec![held], lost: Vec::new() };
    // Nobody here has a device: each form is the first and only operation of one.
    let push = Push { device: DeviceId(Uuid::new_v4().as_u128()), actor, epoch: None, ops: vec![op] };
    let results = app.writer.push(Incoming { push, waiting: OutboxReport::default() }).await?;
    match results.into_iter().next().map(|result| result.outcome) {
        Some(Outcome::Applied { .. }) => Ok(Ok(())),
        Some(Outcome::Refused(refusal)) => Ok(Err(refusal)),
        _ => Err(ApiError::Internal("what an outsider wrote was not decided")),
    }
}

/// What a step writes, from a form.
///
/// # Errors
/// Field → what is wrong with what was typed.
pub fn step(
    kind: Kind,
    stage: &Stage,
    body: &Fields,
    form: &BTreeMap<String, String>,
) -> Result<Fields, BTreeMap<String, String>> {
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
            Some(value) => check_value(kind, &name, value).map(|_| Code::FieldInvalid),
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

/// The workflow that leads a record: a preset, or the committee's own.
///
/// # Errors
/// A failing store.
pub async fn workflow_of(store: &dyn Store, body: &Fields) -> Result<Option<Workflow>, StoreError> {
    let named = Led(body).workflow().unwrap_or_default();
    if let Some(preset) = workflow::preset(named) {
        return Ok(Some(preset));
    }
    let Some(rec) = body.parsed::<RecordId>(WORKFLOW) else { return Ok(None) };
    let found = store.of_ids(&[rec]).await?.into_iter().find(|row| row.row.kind == Kind::Workflow.id());
    Ok(found.and_then(|row| Workflow::read(&row.row.body)))
}

/// Where somebody without an account may take it from here. The ways out are the site's, and nobody outside knows its members.
pub fn steps(workflow: &Workflow, body: &Fields, role: Role) -> Vec<Stage> {
    let at = Led(body).stage().and_then(|id| workflow.stage(id)).filter(|at| at.who.contains(&role));
    let steps = at.map(|at| workflow.offered_after(at)).unwrap_or_default();
    let is_theirs = |stage: &Stage| !stage.aside && stage.demands.iter().all(|demand| demand.sort != Sort::Member);
    steps.into_iter().map(|(stage, _)| stage).filter(is_theirs).collect()
}
