//! The links of units, which need the network: their secrets are kept nowhere.

use super::{ApiError, desk::get, http, read, refused};
use gloo_net::http::Method;
use sync::wire::desk::{MadeUnitLink, NewUnitLink, UnitLinkList};
use uuid::Uuid;

/// The links that the committee has given to units.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn unit_links() -> Result<UnitLinkList, ApiError> {
    get("/api/v1/unit-links".to_owned()).await
}

/// Makes a link for a unit; its address is told this once.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn make_unit_link(unit: String, days: u32) -> Result<MadeUnitLink, ApiError> {
    let body = serde_json::to_string(&NewUnitLink { unit, days }).map_err(|_| ApiError::Offline)?;
    read(http::send(Method::POST, "/api/v1/unit-links", Some(body)).await)
}

/// Takes a link back.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn revoke_unit_link(id: Uuid) -> Result<(), ApiError> {
    let answer =
        http::send(Method::DELETE, &format!("/api/v1/unit-links/{id}"), None).await.ok_or(ApiError::Offline)?;
    if answer.is_ok() { Ok(()) } else { Err(refused(&answer)) }
}
