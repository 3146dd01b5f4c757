//! What every route answers when it cannot do what was asked: `{"code","message","detail"}`.

use crate::store::StoreError;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::problem::Code;
use serde_json::{Value, json};
use sync::{server::group::PushError, wire::ErrorBody};

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The request is at fault; the status follows from the code.
    #[error("{0}")]
    Refused(Code),
    /// The same with something that helps to explain it.
    #[error("{0}")]
    Explained(Code, Value),
    /// Come back after so many seconds.
    #[error("{0}, again in {1} s")]
    Later(Code, u64),
    /// The server is at fault.
    #[error("the store failed: {0}")]
    Store(#[from] StoreError),
    /// The store of photos is at fault.
    #[error("the store of photos failed: {0}")]
    Objects(#[from] object_store::Error),
    /// The server is at fault in another way.
    #[error("{0}")]
    Internal(&'static str),
}

impl ApiError {
    /// There is too much to do: come back after so many seconds and up to as many again, so that not all come in the same
    /// moment.
    pub fn overloaded(seconds: u64) -> Self {
        let more = uuid::Uuid::new_v4().as_u128() as u64 % seconds.max(1);
        ApiError::Later(Code::Overloaded, seconds + more)
    }
}

impl From<Code> for ApiError {
    fn from(code: Code) -> Self {
        ApiError::Refused(code)
    }
}

impl From<PushError> for ApiError {
    fn from(error: PushError) -> Self {
        match error {
            PushError::Restored => Code::Restored.into(),
            PushError::Expected(n) => ApiError::Explained(Code::ExpectedN, json!({ "n": n })),
            PushError::Cloned(n) => ApiError::Explained(Code::DeviceCloned, json!({ "n": n })),
            PushError::Foreign => Code::DeviceForeign.into(),
            PushError::Malformed => Code::Malformed.into(),
        }
    }
}

fn status(code: Code) -> StatusCode {
    match code {
        Code::Unauthenticated | Code::BadCredentials => StatusCode::UNAUTHORIZED,
        Code::OriginMismatch | Code::NotAllowed | Code::NoGrant => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::ExpectedN | Code::DeviceCloned | Code::DeviceForeign | Code::Restored | Code::BlobOffset => {
            StatusCode::CONFLICT
        }
        Code::TooLarge | Code::BlobTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::BlobNotImage => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::BlobPixels => StatusCode::UNPROCESSABLE_ENTITY,
        Code::TusVersion => StatusCode::PRECONDITION_FAILED,
        // The number that tus gives to a checksum that does not fit.
        Code::BlobHash => StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST),
        Code::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Code::Overloaded => StatusCode::SERVICE_UNAVAILABLE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (code, detail, retry) = match &self {
            ApiError::Refused(code) => (*code, json!({}), None),
            ApiError::Explained(code, detail) => (*code, detail.clone(), None),
            ApiError::Later(code, seconds) => (*code, json!({}), Some(*seconds)),
            ApiError::Store(_) | ApiError::Objects(_) | ApiError::Internal(_) => {
                tracing::error!(error = %self, "a request failed");
                (Code::Internal, json!({}), None)
            }
        };
        let body = ErrorBody { code: code.id().into(), message: code.zh().into(), detail };
        let mut response = (status(code), Json(body)).into_response();
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The answer to a panic: the same as to any other fault of the server.
pub fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    ApiError::Internal("a handler panicked").into_response()
}
