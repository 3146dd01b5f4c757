//! `GET` and `POST /v/{venue}`: somebody raises something at a venue.

use super::{account, code};
use crate::{
    app::App,
    auth::address,
    clock,
    error::ApiError,
    outsiders::{self, Written},
    public_pages::{
        citizen::{self, Asking},
        notice,
    },
    store::{ScopeRow, SealedRow},
};
use axum::{
    RequestExt,
    extract::{ConnectInfo, Form, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    fields::Fields,
    id::{CommitteeId, Feed, RecordId, UserId, VenueId},
    kind::Kind,
    policy::{Held, Role, Scope},
    problem::{self, Code, Problem},
    request::{CHANNEL, CONTACT, Channel, PLACE, RAISED_ON, TYPE, VENUE, WORDS},
    seal::{self, Details},
    validate::validate,
    workflow::{self, STAGE, WORKFLOW},
};
use std::{collections::BTreeMap, net::SocketAddr};
use sync::wire::Act;
use uuid::Uuid;

/// The field that stays empty: people do not see it, programs that fill in everything do.
pub const TRAP: &str = "leave_empty";

/// The field with the code that the form brings along: what is sent twice by one form is one request.
pub const OFFERED: &str = "offered";

const DAY: u64 = 86_400_000;

type Typed = BTreeMap<String, String>;

/// The form.
///
/// # Errors
/// A failing store.
pub async fn form(State(app): State<App>, Path(venue): Path<String>, request: Request) -> Result<Response, ApiError> {
    let Some((_, row)) = found(&app, &venue).await? else { return Ok(nowhere(&app, request).await) };
    let typed = [(OFFERED.to_owned(), code::new()?)].into();
    let asking = Asking { venue: row.name().to_owned(), action: path(&venue), typed, ..Asking::default() };
    Ok(citizen::ask(&app, request, asking).await?)
}

/// Takes it in, and goes on to the page by which it is followed.
///
/// # Errors
/// `malformed`; a failing store.
pub async fn raise(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(venue): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let from = address::of(peer, request.headers(), app.trusted_proxy);
    let (parts, body) = request.into_parts();
    let bare = Request::from_parts(parts.clone(), axum::body::Body::empty());
    let Some((id, row)) = found(&app, &venue).await? else { return Ok(nowhere(&app, bare).await) };
    let form = Request::from_parts(parts, body).extract::<Form<Typed>, _>().await;
    let Ok(Form(typed)) = form else { return Err(Code::Malformed.into()) };
    let asked = checked(&app, id, &typed);
    let allowed = asked.is_err() || app.guard.raised(&id.to_string(), from, (app.clock)()).is_ok();
    let (status, wrong) = match asked {
        Err(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, wrong),
        Ok(_) if !allowed => (StatusCode::TOO_MANY_REQUESTS, said("几分钟里从这里提交得太多了，请过五分钟再点提交")),
        // It goes on where the citizen hangs up: nothing is left half done.
        Ok(asked) => match tokio::spawn(written(app.clone(), id, row.committee, asked)).await {
            Ok(Ok(Ok(code))) => {
                let to = format!("{}?sent", super::follow::path(&code));
                return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response());
            }
            Ok(Ok(Err(wrong))) => (StatusCode::UNPROCESSABLE_ENTITY, wrong),
            Ok(Err(ApiError::Later(..))) => {
                (StatusCode::SERVICE_UNAVAILABLE, said("现在用的人多，还没有收下，请过一会儿再点提交"))
            }
            Ok(Err(error)) => return Err(error),
            Err(_) => return Err(ApiError::Internal("a request was not written")),
        },
    };
    // What was typed is on the page again, beside what is wrong.
    let asking = Asking { venue: row.name().to_owned(), action: path(&venue), typed, wrong };
    Ok((status, citizen::ask(&app, bare, asking).await?).into_response())
}

/// Something that is wrong with the whole, said at its words.
fn said(words: &str) -> Typed {
    [(WORDS.to_owned(), words.to_owned())].into()
}

/// What somebody asks for, and who it is.
struct Asked {
    body: Fields,
    details: Details,
    /// The code that the form brought along.
    offered: Option<String>,
}

/// Reads the form.
///
/// # Errors
/// Field → what is wrong with what was typed.
fn checked(app: &App, venue: VenueId, typed: &Typed) -> Result<Asked, Typed> {
    let text = |field: &str| typed.get(field).map_or("", String::as_str).trim();
    let details = Details::of(text(seal::NAME), text(seal::PHONE));
    let mut body = Fields::default()
        .with(WORDS, Some(text(WORDS)).filter(|words| !words.is_empty()))
        .with(TYPE, text(TYPE))
        .with(RAISED_ON, clock::day((app.clock)()).to_string())
        .with(VENUE, venue.to_string())
        .with(CHANNEL, Channel::Page.id())
        .with(CONTACT, !details.is_empty());
    if !text(PLACE).is_empty() {
        body.set(PLACE, text(PLACE));
    }
    let mut problems: Vec<Problem> = validate(Kind::Request, &body).into_iter().chain(details.problems()).collect();
    if !text(TRAP).is_empty() {
        problems.push(Problem::at(Code::FieldInvalid, TRAP));
    }
    let said = |problem: Problem| Some((problem.field?, problem.code.zh().to_owned()));
    let offered = typed.get(OFFERED).filter(|offered| code::is_whole(offered)).cloned();
    if problems.is_empty() {
        Ok(Asked { body, details, offered })
    } else {
        Err(problems.into_iter().filter_map(said).collect())
    }
}

/// Keeps who it is, then writes what was raised; answers the code by which it is followed.
async fn written(
    app: App,
    venue: VenueId,
    committee: CommitteeId,
    asked: Asked,
) -> Result<Result<String, Typed>, ApiError> {
    let Asked { mut body, details, offered } = asked;
    let now = (app.clock)();
    if let Some(code) = &offered
        && is_there(&app, code, &body, now).await?
    {
        return Ok(Ok(code.clone()));
    }
    let own = app.store.rules(committee, Kind::Workflow).await?;
    let Some((by, workflow)) = workflow::offered(Kind::Request, &own).into_iter().next() else {
        return Err(ApiError::Internal("no workflow leads requests"));
    };
    body.set(WORKFLOW, by);
    if let Some(first) = workflow.first() {
        body.set(STAGE, first.id.as_str());
    }
    let user = account(&app, committee).await?;
    let rec = RecordId(Uuid::now_v7());
    if !details.is_empty() {
        keep(&app, rec, user, &details, now).await?;
    }
    let code = kept(&app, offered, rec, now).await?;
    let held = Held { role: Role::Citizen, scope: Scope::Venue(venue) };
    let it = Written { rec, kind: Kind::Request, feed: Feed::Venue(venue), seen: 0, act: Act::Create(body) };
    match outsiders::write(&app, user, held, it).await {
        Ok(Ok(())) => Ok(Ok(code)),
        Ok(Err(refusal)) => {
            app.store.drop_citizen(rec).await?;
            Ok(Err(said(problem::code(&refusal.code).map_or("没有收下，请过一会儿再交", Code::zh))))
        }
        // Whether it was written is not known: what belongs to no request is forgotten after a day.
        Err(error) => Err(error),
    }
}

/// Whether the form that brought this code along has raised the same already: somebody pressed twice, or heard no answer.
/// Who went back and wrote something else raises something else.
async fn is_there(app: &App, code: &str, body: &Fields, now: u64) -> Result<bool, ApiError> {
    let Some(rec) = app.store.follow_code(&code::hash(code), now).await? else { return Ok(false) };
    let rows = app.store.of_ids(&[rec]).await?;
    let same = |field: &str, there: &Fields| there.text(field) == body.text(field);
    Ok(rows.iter().any(|row| [WORDS, TYPE, PLACE, VENUE].iter().all(|field| same(field, &row.row.body))))
}

/// Keeps the code of a request: the one that the form brought along, unless it is another request's.
async fn kept(app: &App, offered: Option<String>, rec: RecordId, now: u64) -> Result<String, ApiError> {
    let expires = now + seal::KEPT_DAYS * DAY;
    for code in offered.into_iter().chain([code::new()?]) {
        if app.store.add_follow_code(&code::hash(&code), rec, now, expires).await? {
            return Ok(code);
        }
    }
    Err(ApiError::Internal("a random code was another request's"))
}

/// Seals details and keeps them.
///
/// # Errors
/// A failing store, or a machine without random numbers.
pub async fn keep(app: &App, rec: RecordId, by: UserId, details: &Details, now: u64) -> Result<(), ApiError> {
    let cipher = app.seals.close(rec, details).map_err(|_| ApiError::Internal("details could not be sealed"))?;
    let (key_id, expires) = (app.seals.id().to_owned(), now + seal::KEPT_DAYS * DAY);
    let row = SealedRow { rec, cipher, key_id, given_by: by, given_at: now, expires };
    Ok(app.store.keep_sealed(&row).await?)
}

/// The address of a venue's page.
fn path(venue: &str) -> String {
    format!("/v/{venue}")
}

async fn found(app: &App, venue: &str) -> Result<Option<(VenueId, ScopeRow)>, ApiError> {
    let Ok(id) = venue.parse::<VenueId>() else { return Ok(None) };
    Ok(app.store.scope(domain::scope::Scope::Venue(id)).await?.map(|row| (id, row)))
}

async fn nowhere(app: &App, request: Request) -> Response {
    let text = "地址可能没有复制全，或者这个阵地已经撤销。请到现场再扫一次码。";
    notice::page(request, StatusCode::NOT_FOUND, app.assets.build().await, "没有这个阵地", text).await
}
