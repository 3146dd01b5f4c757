//! Reading a request: a broken operation is set apart, so that it is refused alone.

use crate::error::ApiError;
use axum::body::{Body, to_bytes};
use domain::{
    fields::Fields,
    id::{Feed, RecordId},
    problem::Code,
    schema::SCHEMA,
};
use http_body_util::LengthLimitError;
use serde::Deserialize;
use serde_json::Value;
use std::error::Error;
use sync::{
    clock::Hlc,
    wire::{Act, MAX_OPS, MAX_REQUEST, Op, SyncRequest},
};

/// Reads the body, inflated by now, up to the limits of the protocol.
///
/// # Errors
/// `too_large` beyond the limits, `malformed` where it is not a request.
pub async fn request(body: Body) -> Result<SyncRequest, ApiError> {
    let bytes = to_bytes(body, MAX_REQUEST).await.map_err(|error| {
        let over = error.source().is_some_and(|source| source.is::<LengthLimitError>());
        if over { Code::TooLarge } else { Code::Malformed }
    })?;
    Ok(parse(&bytes)?)
}

fn parse(bytes: &[u8]) -> Result<SyncRequest, Code> {
    let request = match serde_json::from_slice(bytes) {
        Ok(request) => request,
        // Rare and slower: look for operations that can be set apart.
        Err(_) => with_stumps(serde_json::from_slice(bytes).map_err(|_| Code::Malformed)?).ok_or(Code::Malformed)?,
    };
    if request.ops.len() > MAX_OPS { Err(Code::TooLarge) } else { Ok(request) }
}

/// A request in which whatever cannot be read stands as an operation without a kind, which is refused alone.
fn with_stumps(mut whole: Value) -> Option<SyncRequest> {
    let Value::Array(ops) = whole.get_mut("ops")?.take() else { return None };
    whole.as_object_mut()?.remove("ops");
    let mut request: SyncRequest = serde_json::from_value(whole).ok()?;
    request.ops = ops.into_iter().map(op_or_stump).collect::<Option<_>>()?;
    Some(request)
}

fn op_or_stump(op: Value) -> Option<Op> {
    /// What is needed to refuse an operation that cannot be read.
    #[derive(Deserialize)]
    struct Stump {
        n: u64,
        rec: RecordId,
        hlc: Hlc,
    }
    if let Ok(op) = Op::deserialize(&op) {
        return Some(op);
    }
    let Stump { n, rec, hlc } = serde_json::from_value(op).ok()?;
    let nowhere = Feed::Office(uuid::Uuid::nil());
    let act = Act::Patch(Fields::default());
    Some(Op { n, rec, kind: String::new(), feed: nowhere, base: 0, epoch: None, hlc, schema: SCHEMA, act })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn op(n: u64) -> Value {
        json!({ "n": n, "rec": uuid::Uuid::from_u128(1), "kind": "activity", "hlc": "0000000000000001",
                "feed": format!("venue:{}", uuid::Uuid::from_u128(2)), "act": { "delete": {} } })
    }

    fn read(ops: Value) -> Result<SyncRequest, Code> {
        let device = "0".repeat(32);
        parse(json!({ "proto": 1, "device": device, "ops": ops }).to_string().as_bytes())
    }

    #[test]
    fn an_operation_that_cannot_be_read_is_set_apart_and_the_others_stay() {
        let mut broken = op(2);
        broken["act"] = json!({ "explode": {} });
        let request = read(json!([op(1), broken, op(3)])).unwrap();
        let kinds: Vec<_> = request.ops.iter().map(|op| (op.n, op.kind.as_str())).collect();
        assert_eq!(kinds, [(1, "activity"), (2, ""), (3, "activity")]);
    }

    #[test]
    fn without_a_number_nothing_of_the_batch_can_be_kept_in_order() {
        let mut broken = op(2);
        broken["n"] = json!("two");
        assert_eq!(read(json!([op(1), broken])).err(), Some(Code::Malformed));
        assert_eq!(parse(b"{").err(), Some(Code::Malformed));
    }

    #[test]
    fn more_operations_than_agreed_are_too_many() {
        let ops: Vec<_> = (1..=MAX_OPS as u64 + 1).map(op).collect();
        assert_eq!(read(json!(ops)).err(), Some(Code::TooLarge));
    }
}
