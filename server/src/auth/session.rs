//! Sessions: an opaque token, of which only the hash is kept.

use super::{by_https, from_here, random_hex, renewal::Renewal, roles};
use crate::{
    app::App,
    clock,
    error::ApiError,
    store::{NewSession, Signed, StoreError},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
};
use domain::{
    id::{CommitteeId, DeviceId, UserId},
    policy::{Grant, grants},
    problem::Code,
};
use sha2::{Digest, Sha256};
use sync::{server::Actor, wire::User};

/// The name of the cookie.
const COOKIE: &str = "shangliang_session";
/// How long a session lasts, in milliseconds, after it was opened or extended.
const LASTS: u64 = 30 * DAY;
/// A session that is used with less than this left is extended. Doing so at every request, or for everybody in the
/// morning of every day, would be a commit each.
const SHORT: u64 = LASTS * 2 / 3;
const DAY: u64 = 24 * 60 * 60_000;

/// Somebody with a session, and the roles that hold now. As an argument of a handler it turns everybody else away.
pub struct Caller {
    /// Account and roles.
    pub actor: Actor,
    /// The committee of the account.
    pub committee: CommitteeId,
    /// As the person is shown.
    pub user: User,
    /// The hash of the session's token.
    pub token_hash: String,
}

impl Caller {
    /// The feeds granted.
    pub fn grants(&self) -> Vec<Grant> {
        grants(self.committee, &self.actor.held)
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let (token, by_cookie) = match bearer(&parts.headers) {
            Some(token) => (token, false),
            None => {
                let token = cookie(&parts.headers).ok_or(Code::Unauthenticated)?;
                // A browser sends the cookie along whoever asks it to, so a write must come from our own page.
                if !parts.method.is_safe() && from_here(&parts.headers) != Some(true) {
                    return Err(Code::OriginMismatch.into());
                }
                if parts.method == Method::POST && !no_form_sends(&parts.headers) {
                    return Err(Code::Malformed.into());
                }
                (token, true)
            }
        };
        let token_hash = secret_hash(token);
        let now = (app.clock)();
        let signed = app.store.session(&token_hash, now).await?.ok_or(Code::Unauthenticated)?;
        if signed.expires < now + SHORT {
            let cookie = if by_cookie { once_more(parts, token)? } else { None };
            // Cookie and session are extended together, or else the cookie would end first.
            if cookie.is_some() || !by_cookie {
                app.store.extend_session(&token_hash, now + LASTS).await?;
            }
            if let (Some(renewal), Some(cookie)) = (parts.extensions.get::<Renewal>(), cookie) {
                renewal.leave(cookie);
            }
        }
        Ok(caller(signed, token_hash, now))
    }
}

/// Whose a session is by now, for what goes on longer than a request; `None` where it has ended.
///
/// # Errors
/// A failing store.
pub async fn again(app: &App, token_hash: &str) -> Result<Option<Caller>, StoreError> {
    let now = (app.clock)();
    let signed = app.store.session(token_hash, now).await?;
    Ok(signed.map(|signed| caller(signed, token_hash.to_owned(), now)))
}

/// The same cookie once more; `None` where it cannot be told whether it was marked secure.
fn once_more(parts: &Parts, token: &str) -> Result<Option<HeaderValue>, ApiError> {
    by_https(&parts.headers).map(|secure| set_cookie(token, secure)).transpose()
}

fn caller(signed: Signed, token_hash: String, now: u64) -> Caller {
    let actor = roles::actor(&signed, clock::day(now));
    let account = signed.account;
    let user = User { id: account.id, name: account.name, member: account.member };
    Caller { actor, committee: account.committee, user, token_hash }
}

/// Opens a session; answers who it is and the token.
///
/// # Errors
/// A failing store, or no randomness.
pub async fn open(app: &App, user: UserId, device: DeviceId) -> Result<(Caller, String), ApiError> {
    let token = random_hex::<32>().map_err(|_| ApiError::Internal("no randomness"))?;
    let now = (app.clock)();
    let session = NewSession { token_hash: secret_hash(&token), user, device, expires: now + LASTS };
    app.store.open_session(&session, now).await?;
    let signed = app.store.session(&session.token_hash, now).await?.ok_or(Code::Unauthenticated)?;
    Ok((caller(signed, session.token_hash, now), token))
}

/// The cookie that carries a token; an empty token takes the cookie away.
///
/// # Errors
/// Never with a token of ours.
pub fn set_cookie(token: &str, secure: bool) -> Result<HeaderValue, ApiError> {
    let age = if token.is_empty() { 0 } else { LASTS / 1_000 };
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{COOKIE}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).map_err(|_| ApiError::Internal("a token that fits into no header"))
}

/// What is kept of a secret: its SHA-256 in hexadecimal digits.
pub fn secret_hash(token: &str) -> String {
    Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether it is what no form of another site can send: JSON, or a request of tus.
fn no_form_sends(headers: &HeaderMap) -> bool {
    let json = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    json || headers.contains_key("tus-resumable")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == COOKIE).map(|(_, token)| token).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=b; shangliang_session=t0; c=d"));
        assert_eq!(cookie(&headers), Some("t0"));
        headers.insert(header::COOKIE, HeaderValue::from_static("not_shangliang_session=x"));
        assert_eq!(cookie(&headers), None);
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_from_plain_http_where_possible() {
        let cookie = set_cookie("t", true).unwrap();
        assert_eq!(cookie, "shangliang_session=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
        assert!(!set_cookie("t", false).unwrap().to_str().unwrap().contains("Secure"));
    }
}
