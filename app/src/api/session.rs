//! Signing in and out.

use super::{ApiError, http, read};
use domain::id::DeviceId;
use gloo_net::http::Method;
use sync::wire::{SignIn, SignedIn};

const SESSION: &str = "/api/v1/session";

/// Opens a session; its cookie is kept by the browser, out of the reach of scripts.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn sign_in(login: String, password: String, device: DeviceId) -> Result<SignedIn, ApiError> {
    let body = serde_json::to_string(&SignIn { login, password, device }).map_err(|_| ApiError::Offline)?;
    read(http::send(Method::POST, SESSION, Some(body)).await)
}

/// Ends the session; whether the server has heard of it.
pub async fn sign_out() -> bool {
    http::send(Method::DELETE, SESSION, None).await.is_some_and(|answer| answer.is_ok() || answer.status == 401)
}
