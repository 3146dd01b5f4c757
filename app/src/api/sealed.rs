//! Who a citizen is: told once, read one by one, and kept nowhere on the way.

use super::{ApiError, desk::get, http, refused};
use domain::{id::RecordId, seal::Details};
use gloo_net::http::Method;
use sync::wire::desk::SealedReads;

/// The details of a request; that they are read is written down.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn sealed(rec: RecordId) -> Result<Details, ApiError> {
    get(format!("/api/v1/sealed/{rec}")).await
}

/// Who has read them; for the office.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn sealed_reads(rec: RecordId) -> Result<SealedReads, ApiError> {
    get(format!("/api/v1/sealed/{rec}/reads")).await
}

/// Has the server seal details.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn keep_sealed(rec: RecordId, details: &Details) -> Result<(), ApiError> {
    let body = serde_json::to_string(details).map_err(|_| ApiError::Offline)?;
    let answer =
        http::send(Method::PUT, &format!("/api/v1/sealed/{rec}"), Some(body)).await.ok_or(ApiError::Offline)?;
    if answer.is_ok() { Ok(()) } else { Err(refused(&answer)) }
}
