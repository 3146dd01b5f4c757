//! What leaders read by query: a scope on one screen, its parts, its calendar, and whom the roster has.

use super::{
    ApiError,
    desk::{FigureState, get},
    http::encoded,
};
use domain::{
    day::Period,
    id::{CommitteeId, RecordId},
    indicator::Indicator,
    kind::Kind,
    policy::Scope,
    workflow::Course,
};
use sync::wire::desk::{Chain, HandOverList, LedList, MatterList};
use sync::wire::figures::{Calendar, Found, Overview, RecordsOfFigure, RosterOf, ScopeList, Split};

/// A scope in a period.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn overview(period: Period, scope: Scope) -> Result<Overview, ApiError> {
    get(format!("/api/v1/overview?period={period}&scope={scope}")).await
}

/// The figures of each part of one sort in a scope; `by` is a sort of scope.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn split(period: Period, scope: Scope, by: &str) -> Result<Split, ApiError> {
    get(format!("/api/v1/figures/split?period={period}&scope={scope}&by={by}")).await
}

/// Which figure the records are asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhichFigure {
    /// The period.
    pub period: Period,
    /// The scope.
    pub scope: Scope,
    /// The indicator.
    pub indicator: Indicator,
    /// Only this type of activity.
    pub activity_type: Option<String>,
}

/// The records that a figure is made of.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn records_of(which: WhichFigure, state: FigureState) -> Result<RecordsOfFigure, ApiError> {
    let WhichFigure { period, scope, indicator, activity_type } = which;
    let of_type = activity_type.map_or(String::new(), |id| format!("&type={}", encoded(&id)));
    let state = state.id();
    get(format!("/api/v1/figures/records?period={period}&scope={scope}&indicator={indicator}&state={state}{of_type}"))
        .await
}

/// The activities of a month, announced ones included; `month` is a period of that length.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn calendar(month: Period, scope: Scope) -> Result<Calendar, ApiError> {
    get(format!("/api/v1/calendar?month={month}&scope={scope}")).await
}

/// The roster of a committee.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn roster(committee: CommitteeId) -> Result<RosterOf, ApiError> {
    get(format!("/api/v1/roster?scope={}", Scope::Committee(committee))).await
}

/// The scopes that one may look at.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn scopes() -> Result<ScopeList, ApiError> {
    get("/api/v1/scopes".to_owned()).await
}

/// Members and venues that answer to what was typed, those of committees below included.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn find(typed: &str) -> Result<Found, ApiError> {
    get(format!("/api/v1/roster/search?q={}", encoded(typed))).await
}

/// The matters of a committee that have come so far.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn matters(course: Course) -> Result<MatterList, ApiError> {
    get(format!("/api/v1/matters?state={course}")).await
}

/// What the committee has given to units.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn hand_overs() -> Result<HandOverList, ApiError> {
    get("/api/v1/hand-overs".to_owned()).await
}

/// What workflows lead of one kind in the committee.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn led(kind: Kind) -> Result<LedList, ApiError> {
    get(format!("/api/v1/led?kind={kind}")).await
}

/// The line that a record stands in.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn chain(rec: RecordId) -> Result<Chain, ApiError> {
    get(format!("/api/v1/records/{rec}/chain")).await
}
