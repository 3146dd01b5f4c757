//! `/api/v1/session`: sign in, ask who one is, sign out.

use super::{Caller, LOGIN_MAX, address, by_https, from_here, session};
use crate::{app::App, error::ApiError};
use axum::{
    Json,
    extract::{ConnectInfo, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::problem::Code;
use std::net::SocketAddr;
use sync::wire::{SignIn, SignedIn, desk::WhoAmI};

/// `POST /api/v1/session`.
///
/// # Errors
/// `bad_credentials` for an unknown login as for a wrong password; `too_many`; `origin_mismatch`; `malformed`.
pub async fn sign_in(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Json<SignIn>, JsonRejection>,
) -> Result<Response, ApiError> {
    if from_here(&headers) == Some(false) {
        return Err(Code::OriginMismatch.into());
    }
    let Ok(Json(SignIn { login, password, device })) = body else { return Err(Code::Malformed.into()) };
    let login = login.trim();
    // No account has such a login, which `accounts` sees to.
    if login.len() > LOGIN_MAX {
        return Err(Code::BadCredentials.into());
    }
    let from = address::of(peer, &headers, app.trusted_proxy);
    let account = app.store.account(login).await?.filter(|account| !account.disabled);
    let stored = account.as_ref().map(|account| account.password.clone());
    let fits = app.guard.check(login, from, password, stored, (app.clock)()).await?;
    let account = account.filter(|_| fits).ok_or(Code::BadCredentials)?;
    let (caller, token) = session::open(&app, account.id, device).await?;
    let cookie = session::set_cookie(&token, by_https(&headers) == Some(true))?;
    let signed = SignedIn { token, feeds: caller.grants(), user: caller.user };
    Ok(([(header::SET_COOKIE, cookie)], Json(signed)).into_response())
}

/// `GET /api/v1/session`: who one is, with the feeds and roles that hold today.
pub async fn who(caller: Caller) -> Json<WhoAmI> {
    let feeds = caller.grants();
    Json(WhoAmI { user: caller.user, feeds, roles: caller.actor.held })
}

/// `DELETE /api/v1/session`.
///
/// # Errors
/// A failing store.
pub async fn sign_out(State(app): State<App>, headers: HeaderMap, caller: Caller) -> Result<Response, ApiError> {
    app.store.close_session(&caller.token_hash).await?;
    app.live.leave(&caller.token_hash);
    let cookie = session::set_cookie("", by_https(&headers) == Some(true))?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}
