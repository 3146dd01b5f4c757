//! What the desk asks by query. Each question first asks the policy whether the caller oversees the committee.

mod figures;
mod record;
mod review;

pub use figures::{figure_records, figures};
pub use record::{alike, record};
pub use review::{decided, review};

use crate::{auth::Caller, error::ApiError};
use axum::extract::{Query, rejection::QueryRejection};
use domain::{policy, problem::Code};

/// The caller, if the person oversees the own committee.
fn overseer(caller: &Caller) -> Result<(), ApiError> {
    if policy::oversees(&caller.actor.held, &[caller.committee]) { Ok(()) } else { Err(Code::NotAllowed.into()) }
}

/// The parameters, or `malformed`.
fn asked<T>(query: Result<Query<T>, QueryRejection>) -> Result<T, ApiError> {
    query.map(|Query(asked)| asked).map_err(|_| Code::Malformed.into())
}
