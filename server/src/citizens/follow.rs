//! `/c` and `/c/{code}`: what became of what somebody raised, and the word on how it was done.

use super::{account, code};
use crate::{
    app::App,
    auth::address,
    error::ApiError,
    outsiders::{self, Written},
    public_pages::{
        citizen::{self, Followed},
        form::{Field, Step, asked as asked_as},
        notice,
    },
    store::StoreError,
};
use axum::{
    RequestExt,
    extract::{ConnectInfo, Form, Path, Query, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    consultation::Consultation,
    id::{Feed, RecordId},
    kind::Kind,
    policy::{Held, Role, Scope},
    problem::{self, Code},
    request::{RATING, RESULT, Request as Raised, TO_MATTER},
    workflow::{Course, Led, STAGE_REASON, Sort, Stage, Workflow},
};
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};
use sync::wire::{Act, desk::DeskRow};

/// What a form sends beside the answers: where it is to go, and the version that the page showed.
const TO: &str = "to";
const VERSION: &str = "version";

type Typed = BTreeMap<String, String>;

/// The page that asks for a code.
///
/// # Errors
/// A failing store.
pub async fn ask(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    Ok(citizen::ask_code(&app, request, None).await)
}

/// Goes to the page of the code that was typed.
///
/// # Errors
/// `malformed`.
pub async fn asked(Form(typed): Form<Typed>) -> Result<Response, ApiError> {
    let plain = code::plain(typed.get("code").map_or("", String::as_str));
    let to = if plain.is_empty() { "/c".to_owned() } else { path(&plain) };
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

/// The page of one request.
///
/// # Errors
/// `too_many`; a failing store.
pub async fn follow(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(typed): Path<String>,
    Query(said): Query<Typed>,
    request: Request,
) -> Result<Response, ApiError> {
    let from = address::of(peer, request.headers(), app.trusted_proxy);
    let row = match found(&app, from, &typed).await {
        Err(ApiError::Later(..)) => return Ok(too_often(&app, request).await),
        found => found?,
    };
    let Some(row) = row else { return Ok(unknown(&app, request).await) };
    let shown = shown(&app, &typed, &row, &Typed::new(), &Typed::new()).await?;
    let shown = Followed { sent: said.contains_key("sent"), rated: said.contains_key("rated"), ..shown };
    Ok(citizen::follow(&app, request, shown).await)
}

/// Takes the word of whoever raised it.
///
/// # Errors
/// `too_many`; `malformed`; a failing store.
pub async fn rate(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(typed): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let bare = Request::from_parts(parts.clone(), axum::body::Body::empty());
    let from = address::of(peer, bare.headers(), app.trusted_proxy);
    let row = match found(&app, from, &typed).await {
        Err(ApiError::Later(..)) => return Ok(too_often(&app, bare).await),
        found => found?,
    };
    let Some(row) = row else { return Ok(unknown(&app, bare).await) };
    if app.guard.written(&row.row.rec.to_string(), from, (app.clock)()).is_err() {
        return Ok(too_often(&app, bare).await);
    }
    let form = Request::from_parts(parts, body).extract::<Form<Typed>, _>().await;
    let Ok(Form(form)) = form else { return Err(Code::Malformed.into()) };
    let body = &row.row.body;
    let to = form.get(TO).map_or("", String::as_str);
    let workflow = outsiders::workflow_of(&*app.store, body).await?;
    let stage = workflow.as_ref().and_then(|it| words(it, &row).into_iter().find(|stage| stage.id == to));
    let wrong = match stage {
        None => [(RATING.to_owned(), Code::StageMoved.zh().to_owned())].into(),
        Some(stage) => match outsiders::step(Kind::Request, &stage, body, &form) {
            Err(wrong) => wrong,
            Ok(fields) => {
                let seen = form.get(VERSION).and_then(|version| version.parse().ok()).unwrap_or(0);
                let (rec, feed) = (row.row.rec, row.feed);
                let Feed::Venue(venue) = feed else { return Err(Code::NotFound.into()) };
                let held = Held { role: Role::Citizen, scope: Scope::Venue(venue) };
                let it = Written { rec, kind: Kind::Request, feed, seen, act: Act::Patch(fields) };
                match outsiders::write(&app, account(&app, row.committee).await?, held, it).await? {
                    Ok(()) => {
                        let to = format!("{}?rated", path(&typed));
                        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response());
                    }
                    Err(refusal) => {
                        let words = problem::code(&refusal.code).map_or("没有收下，请看最新情况", Code::zh);
                        [(RATING.to_owned(), words.to_owned())].into()
                    }
                }
            }
        },
    };
    let shown = shown(&app, &typed, &row, &form, &wrong).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, citizen::follow(&app, bare, shown).await).into_response())
}

/// The address by which something is followed.
pub fn path(code: &str) -> String {
    format!("/c/{}", code::plain(code))
}

/// The steps by which whoever raised something says how content they are: the others are the site's.
fn words(workflow: &Workflow, row: &DeskRow) -> Vec<Stage> {
    let steps = outsiders::steps(workflow, &row.row.body, Role::Citizen);
    steps.into_iter().filter(|stage| stage.demands.iter().any(|demand| demand.sort == Sort::Rating)).collect()
}

async fn found(app: &App, from: IpAddr, typed: &str) -> Result<Option<DeskRow>, ApiError> {
    let now = (app.clock)();
    let Some(rec) = app.store.follow_code(&code::hash(typed), now).await? else {
        // Nobody guesses such a code; who tries all the same is not kept busy with.
        app.guard.guess("a code of a request", from, now)?;
        return Ok(None);
    };
    Ok(app.store.of_ids(&[rec]).await?.into_iter().find(|row| row.row.kind == Kind::Request.id()))
}

async fn shown(app: &App, typed: &str, row: &DeskRow, given: &Typed, wrong: &Typed) -> Result<Followed, StoreError> {
    let body = &row.row.body;
    let (it, led) = (Raised(body), Led(body));
    let workflow = outsiders::workflow_of(&*app.store, body).await?;
    let stage = workflow.as_ref().zip(led.stage()).and_then(|(workflow, id)| workflow.stage(id));
    let venue = match it.venue() {
        Some(venue) => app.store.names(&[RecordId::from(venue)]).await?.into_values().next(),
        None => None,
    };
    // Of the stages behind, those that are stages of this workflow, in their order, with their days.
    let passed = workflow.iter().flat_map(|workflow| &workflow.stages);
    let passed = passed.filter_map(|stage| Some((stage.name.clone(), led.entered(&stage.id)?.to_string())));
    let field = |demand: &domain::workflow::Demand| {
        let name = demand.field();
        Field {
            wrong: wrong.get(&name).cloned(),
            label: demand.name.clone(),
            value: given.get(&name).cloned().unwrap_or_default(),
            asked: asked_as(demand.sort),
            name,
        }
    };
    let steps = workflow.iter().flat_map(|workflow| words(workflow, row)).map(|stage| Step {
        id: stage.id.clone(),
        name: "您满意吗".to_owned(),
        is_asked: true,
        fields: stage.demands.iter().map(field).collect(),
    });
    // Only what it left for: anybody may raise something out of it.
    let left = stage.is_some_and(|stage| stage.id == TO_MATTER);
    let grown = if left { app.store.grown_from(&[row.row.rec], 50).await? } else { Vec::new() };
    let matters = grown.iter().filter(|one| one.row.kind == Kind::Consultation.id());
    let mut became = Vec::new();
    for matter in matters {
        let led = Led(&matter.row.body);
        let workflow = outsiders::workflow_of(&*app.store, &matter.row.body).await?;
        let stage = workflow.as_ref().zip(led.stage()).and_then(|(workflow, id)| workflow.stage(id));
        let stage = stage.map(|stage| stage.name.clone()).unwrap_or_default();
        became.push((Consultation(&matter.row.body).title().to_owned(), stage));
    }
    // What was done says nothing while it is taken up again.
    let asks = |stage: &&Stage| stage.demands.iter().any(|demand| demand.field() == RESULT);
    let done = workflow.as_ref().and_then(|workflow| workflow.stages.iter().find(asks));
    let is_again = done.zip(stage).is_some_and(|(done, stage)| !stage.aside && stage.order < done.order);
    Ok(Followed {
        code: code::plain(typed),
        action: path(typed),
        venue: venue.unwrap_or_default(),
        words: it.words().to_owned(),
        raised_on: it.raised_on().map(|day| day.to_string()).unwrap_or_default(),
        stage: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
        is_over: matches!(led.course(), Some(Course::Ended | Course::Aside)),
        passed: passed.collect(),
        result: body.text(RESULT).map(str::to_owned).filter(|_| !is_again),
        reason: body.text(STAGE_REASON).map(str::to_owned),
        rating: it.rating().map(|rating| rating.zh().to_owned()),
        became,
        refused: wrong.get(RATING).cloned().filter(|_| given.is_empty() || given.contains_key(TO)),
        steps: steps.collect(),
        version: row.row.ver,
        sent: false,
        rated: false,
    })
}

async fn too_often(app: &App, request: Request) -> Response {
    let text = "几分钟里试得太多了，请过五分钟再来。查询码一直有效。";
    notice::page(request, StatusCode::TOO_MANY_REQUESTS, app.assets.build().await, "试得太频繁", text).await
}

async fn unknown(app: &App, request: Request) -> Response {
    let page =
        citizen::ask_code(app, request, Some("没有这个查询码。请照着提交后给您的那一串再输一次，大小写都可以。")).await;
    (StatusCode::NOT_FOUND, page).into_response()
}
