//! Typed HTTP: what the server is asked, and what it answers.

mod desk;
mod http;
mod leading;
mod photos;
mod planning;
mod pokes;
mod sealed;
mod session;
mod sync;
mod units;

pub use desk::{FigureState, alike, decided, record, review};
pub use leading::{
    WhichFigure, calendar, chain, find, hand_overs, led, matters, overview, records_of, roster, scopes, split,
};
pub use photos::{photo_how_far, photo_place, photo_take, photo_url, thumb_url};
pub use planning::nearby;
pub use pokes::Pokes;
pub use sealed::{keep_sealed, sealed, sealed_reads};
pub use session::{sign_in, sign_out};
pub use sync::{SyncFailure, sync};
pub use units::{make_unit_link, revoke_unit_link, unit_links};

use ::sync::wire::ErrorBody;
use serde::de::DeserializeOwned;

/// Why a question was not answered.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ApiError {
    /// The server was not reached, or its answer cannot be read.
    #[error("the server was not reached")]
    Offline,
    /// The server said no.
    #[error("refused with {status}: {}", body.code)]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What a program and a person read.
        body: ErrorBody,
    },
}

impl ApiError {
    /// Whether the session has ended.
    pub fn is_signed_out(&self) -> bool {
        matches!(self, ApiError::Refused { status: 401, .. })
    }
}

/// Reads an answer that holds `T` where it went well.
fn read<T: DeserializeOwned>(answer: Option<http::Answer>) -> Result<T, ApiError> {
    let answer = answer.ok_or(ApiError::Offline)?;
    if !answer.is_ok() {
        return Err(refused(&answer));
    }
    serde_json::from_str(&answer.text).map_err(|_| ApiError::Offline)
}

/// What an answer that did not go well says.
fn refused(answer: &http::Answer) -> ApiError {
    ApiError::Refused { status: answer.status, body: error_body(&answer.text) }
}

/// A body that is not ours, from a proxy in between, says nothing that a person could use.
fn error_body(text: &str) -> ErrorBody {
    serde_json::from_str(text).unwrap_or_else(|_| ErrorBody {
        code: String::new(),
        message: String::new(),
        detail: serde_json::Value::Null,
    })
}
