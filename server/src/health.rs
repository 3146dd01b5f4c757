//! `/healthz`: the process answers. `/readyz`: the database answers too.

use crate::{app::App, error::ApiError};
use axum::extract::State;

/// `GET /healthz`.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`.
///
/// # Errors
/// Where the database does not answer.
pub async fn ready(State(app): State<App>) -> Result<&'static str, ApiError> {
    app.store.ready().await?;
    Ok("ready\n")
}
