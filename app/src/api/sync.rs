//! The round trip of the sync protocol.

use super::{error_body, http};
use ::sync::wire::{ErrorBody, SyncReply, SyncRequest};
use domain::problem::{Code, Refusal, code};
use gloo_net::http::Method;

const SYNC: &str = "/api/v1/sync";

/// Why a round trip failed, as the statuses of the protocol say it.
#[derive(Debug, Clone, PartialEq)]
pub enum SyncFailure {
    /// No answer, or one that cannot be read.
    Network,
    /// The server cannot answer now; the wait it asked for, in milliseconds.
    Busy(Option<u64>),
    /// The session has ended.
    Unauthenticated,
    /// The request was too large.
    TooLarge,
    /// There is a gap: the server wants this number next.
    Expected(u64),
    /// The server was restored from a backup and is in this epoch now.
    Restored(String),
    /// This number was used by another phone, or all of them where the device belongs to another account.
    Cloned(u64),
    /// The server cannot read the request.
    Rejected(Refusal),
}

/// Pushes and pulls.
///
/// # Errors
/// Where the reply did not come whole.
pub async fn sync(request: &SyncRequest) -> Result<SyncReply, SyncFailure> {
    let body = serde_json::to_string(request).map_err(|_| SyncFailure::Network)?;
    let answer = http::send(Method::POST, SYNC, Some(body)).await.ok_or(SyncFailure::Network)?;
    if answer.is_ok() {
        return serde_json::from_str(&answer.text).map_err(|_| unreadable(&answer.text));
    }
    Err(failure(answer.status, answer.retry_after, error_body(&answer.text)))
}

/// A reply that came and cannot be read. JSON is the server's own: it says that it took the request and then
/// something that this version does not understand, which no better line will mend. Anything else is the page of
/// a hotel or a proxy. Neither is `malformed`, which would put operations into the tray that have been taken in.
fn unreadable(text: &str) -> SyncFailure {
    if text.trim_start().starts_with('{') { SyncFailure::Rejected(Code::Internal.into()) } else { SyncFailure::Network }
}

fn failure(status: u16, retry_after: Option<u64>, body: ErrorBody) -> SyncFailure {
    let n = body.detail.get("n").and_then(serde_json::Value::as_u64);
    match (status, code(&body.code), n) {
        (401, ..) => SyncFailure::Unauthenticated,
        // Signing in again would change nothing: the device has to take another name and begin at one under it.
        (_, Some(Code::DeviceForeign), _) => SyncFailure::Cloned(1),
        (409, Some(Code::Restored), _) => match body.detail.get("epoch").and_then(serde_json::Value::as_str) {
            Some(epoch) => SyncFailure::Restored(epoch.to_owned()),
            None => SyncFailure::Network,
        },
        (409, Some(Code::ExpectedN), Some(n)) => SyncFailure::Expected(n),
        (409, Some(Code::DeviceCloned), Some(n)) => SyncFailure::Cloned(n),
        (413, ..) => SyncFailure::TooLarge,
        (408 | 425 | 429 | 500.., ..) => SyncFailure::Busy(retry_after),
        // Nothing is wrong with any operation: an update of the app or of the server mends it.
        (_, Some(Code::ProtoUnsupported | Code::OriginMismatch | Code::NotFound), _) => SyncFailure::Busy(retry_after),
        // Something between here and the server answered in its place.
        (_, None, _) if body.code.is_empty() => SyncFailure::Network,
        _ => SyncFailure::Rejected(Refusal { code: body.code, detail: body.detail }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(status: u16, code: &str) -> SyncFailure {
        let body = ErrorBody { code: code.into(), message: String::new(), detail: json!({ "n": 17, "epoch": "e2" }) };
        failure(status, Some(3_000), body)
    }

    #[test]
    fn each_status_of_the_protocol_has_its_failure() {
        for (status, code, expected) in [
            (401, "unauthenticated", SyncFailure::Unauthenticated),
            (409, "device_foreign", SyncFailure::Cloned(1)),
            (409, "expected_n", SyncFailure::Expected(17)),
            (409, "restored", SyncFailure::Restored("e2".into())),
            (409, "device_cloned", SyncFailure::Cloned(17)),
            (413, "too_large", SyncFailure::TooLarge),
            (429, "too_many", SyncFailure::Busy(Some(3_000))),
            (500, "internal", SyncFailure::Busy(Some(3_000))),
            (503, "overloaded", SyncFailure::Busy(Some(3_000))),
        ] {
            assert_eq!(of(status, code), expected, "{status} {code}");
        }
        assert!(matches!(of(400, "malformed"), SyncFailure::Rejected(_)));
    }

    #[test]
    fn an_answer_that_is_not_the_servers_own_refuses_nothing() {
        assert_eq!(failure(404, None, error_body("<html>not here</html>")), SyncFailure::Network);
        assert_eq!(failure(401, None, error_body("")), SyncFailure::Unauthenticated);
    }

    #[test]
    fn a_reply_that_cannot_be_read_is_no_bad_line_and_sends_nothing_to_the_tray() {
        assert_eq!(unreadable(r#"{"epoch":1}"#), SyncFailure::Rejected(Code::Internal.into()));
        assert_eq!(unreadable("<html>welcome to the hotel</html>"), SyncFailure::Network);
    }

    #[test]
    fn a_version_that_is_not_spoken_does_not_send_work_to_the_tray() {
        assert_eq!(of(400, "proto_unsupported"), SyncFailure::Busy(Some(3_000)));
    }
}
