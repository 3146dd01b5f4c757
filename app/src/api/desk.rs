//! What the desk reads by query.

use super::{ApiError, http, read};
use domain::{id::RecordId, policy::Scope, review::Review};
use gloo_net::http::Method;
use serde::de::DeserializeOwned;
use sync::wire::desk::{AlikeList, DecidedList, RecordDetail, ReviewList};

/// Which of the two numbers of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureState {
    /// What counts.
    Approved,
    /// What waits beside it.
    Pending,
}

impl FigureState {
    /// Its id in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            FigureState::Approved => "approved",
            FigureState::Pending => "pending",
        }
    }
}

/// Records in a state of review, oldest first; of all, or of one special committee or venue.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn review(state: Review, of: Option<Scope>) -> Result<ReviewList, ApiError> {
    let scope = of.map_or(String::new(), |of| format!("&scope={of}"));
    get(format!("/api/v1/review?state={state}{scope}")).await
}

/// What one has decided oneself since a moment, in milliseconds since 1970; newest first.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn decided(since: u64) -> Result<DecidedList, ApiError> {
    get(format!("/api/v1/review/mine?since={since}")).await
}

/// The records that resemble one.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn alike(rec: RecordId) -> Result<AlikeList, ApiError> {
    get(format!("/api/v1/records/{rec}/alike")).await
}

/// A record with everything that was done to it.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn record(rec: RecordId) -> Result<RecordDetail, ApiError> {
    get(format!("/api/v1/records/{rec}")).await
}

pub(super) async fn get<T: DeserializeOwned>(url: String) -> Result<T, ApiError> {
    read(http::send(Method::GET, &url, None).await)
}
