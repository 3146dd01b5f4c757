//! `POST /u/{secret}/{rec}`: a unit takes one thing on, or answers it. The page works without scripts, so a form comes in and
//! a page goes out; once it is saved another address is named, so that nothing is sent twice by looking again.

use super::{Given, given, opened, page, path};
use crate::{
    app::App,
    auth::address,
    error::ApiError,
    outsiders::{self, Written},
    public_pages::unit::{self, Gone, gone},
    store::UnitLink,
};
use axum::{
    RequestExt,
    extract::{ConnectInfo, Form, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    fields::Fields,
    kind::Kind,
    policy::{Held, Role, Scope},
    problem::{self, Code, Refusal},
};
use std::{collections::BTreeMap, net::SocketAddr};
use sync::wire::Act;

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
    let stage = given.workflow.as_ref().and_then(|workflow| {
        outsiders::steps(workflow, &given.row.row.body, Role::Unit).into_iter().find(|stage| stage.id == to)
    });
    match stage {
        None => typed.refused = Some(Code::StageMoved.zh().to_owned()),
        Some(stage) => match outsiders::step(Kind::HandOver, &stage, &given.row.row.body, &form) {
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

/// Writes a step in the name of the unit, by an operation like every other.
async fn write(
    app: &App,
    link: &UnitLink,
    given: &Given,
    form: &BTreeMap<String, String>,
    fields: Fields,
) -> Result<Result<(), Refusal>, ApiError> {
    let seen = form.get(VERSION).and_then(|version| version.parse().ok()).unwrap_or(0);
    let (rec, feed, act) = (given.row.row.rec, given.row.feed, Act::Patch(fields));
    let held = Held { role: Role::Unit, scope: Scope::Committee(link.committee) };
    outsiders::write(app, link.user, held, Written { rec, kind: Kind::HandOver, feed, seen, act }).await
}
