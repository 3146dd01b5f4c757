//! What the desk reads by query.

use super::{ApiError, http, read};
use domain::{
    day::Period,
    id::{RecordId, VenueId},
    review::Review,
};
use gloo_net::http::Method;
use serde::de::DeserializeOwned;
use sync::wire::desk::{AlikeList, DecidedList, FigureRecords, FigureTable, RecordDetail, ReviewList};

/// Which line of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VenueChoice {
    /// The total.
    All,
    /// Records without a venue.
    None,
    /// One venue.
    One(VenueId),
}

/// Which of the two numbers of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureState {
    /// What counts.
    Approved,
    /// What waits beside it.
    Pending,
}

/// Records in a state of review, oldest first.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn review(state: Review) -> Result<ReviewList, ApiError> {
    get(format!("/api/v1/review?state={state}")).await
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

/// The figures of a period by venue.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn figures(period: Period) -> Result<FigureTable, ApiError> {
    get(format!("/api/v1/figures?period={period}")).await
}

/// The records that a figure is made of; `indicator` is the id of one.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn figure_records(
    period: Period,
    indicator: &str,
    venue: VenueChoice,
    state: FigureState,
) -> Result<FigureRecords, ApiError> {
    let venue = match venue {
        VenueChoice::All => "all".to_owned(),
        VenueChoice::None => "none".to_owned(),
        VenueChoice::One(id) => id.to_string(),
    };
    let state = match state {
        FigureState::Approved => "approved",
        FigureState::Pending => "pending",
    };
    get(format!("/api/v1/figures/records?period={period}&indicator={indicator}&venue={venue}&state={state}")).await
}

/// A record with everything that was done to it.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn record(rec: RecordId) -> Result<RecordDetail, ApiError> {
    get(format!("/api/v1/records/{rec}")).await
}

async fn get<T: DeserializeOwned>(url: String) -> Result<T, ApiError> {
    read(http::send(Method::GET, &url, None).await)
}
