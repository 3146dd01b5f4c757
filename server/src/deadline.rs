//! How long one request may take.

use crate::error::ApiError;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// When a client that was too slow comes back, in seconds, and up to as many again.
const RETRY_AFTER: u64 = 5;

/// Gives a request up that takes longer than `longest`, its body included. A phone that went out of reach in the middle
/// of a body would otherwise be waited for as long as its connection seems to stand.
///
/// What was handed to the writer by then is written all the same; the phone asks again and gets the stored result.
pub async fn keep(State(longest): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::overloaded(RETRY_AFTER).into_response(),
    }
}
