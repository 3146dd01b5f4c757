mod any_bytes;

use super::*;

#[test]
fn the_request_of_the_specification_reads_and_writes_the_same() {
    let text = include_str!("../../tests/golden/v1-request.json");
    let request: SyncRequest = serde_json::from_str(text).unwrap();
    let written = serde_json::to_value(&request).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
    assert_eq!(request.ops.len(), 5);
}

#[test]
fn the_reply_of_the_specification_reads_and_writes_the_same() {
    let text = include_str!("../../tests/golden/v1-reply.json");
    let reply: SyncReply = serde_json::from_str(text).unwrap();
    let written = serde_json::to_value(&reply).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
    let outcomes: Vec<_> = reply.results.iter().map(|r| std::mem::discriminant(&r.outcome)).collect();
    assert_eq!(outcomes.len(), 3);
    assert!(outcomes[0] != outcomes[1] && outcomes[1] != outcomes[2]);
}

#[test]
fn a_password_is_not_in_the_debug_text() {
    let sign_in = SignIn { login: "a".into(), password: "hunter2".into(), device: DeviceId(1) };
    assert!(!format!("{sign_in:?}").contains("hunter2"));
}
