//! No bytes make the wire decoder panic, and what it reads it writes so that it reads the same again.

use crate::wire::{SyncReply, SyncRequest};
use proptest::prelude::*;

const REQUEST: &str = include_str!("../../../tests/golden/v1-request.json");
const REPLY: &str = include_str!("../../../tests/golden/v1-reply.json");

fn read(bytes: &[u8]) {
    if let Ok(request) = serde_json::from_slice::<SyncRequest>(bytes) {
        let written = serde_json::to_vec(&request).unwrap();
        assert_eq!(serde_json::from_slice::<SyncRequest>(&written).unwrap(), request);
    }
    if let Ok(reply) = serde_json::from_slice::<SyncReply>(bytes) {
        let written = serde_json::to_vec(&reply).unwrap();
        assert_eq!(serde_json::from_slice::<SyncReply>(&written).unwrap(), reply);
    }
}

/// The text with pieces cut out, doubled or overwritten.
fn damaged(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let cut = (any::<prop::sample::Index>(), 0..20usize, prop::collection::vec(any::<u8>(), 0..6));
    prop::collection::vec(cut, 1..4).prop_map(move |cuts| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, len, put) in cuts {
            let at = at.index(bytes.len() + 1);
            let end = (at + len).min(bytes.len());
            bytes.splice(at..end, put);
        }
        bytes
    })
}

/// The text with digits exchanged, so that it mostly stays readable.
fn renumbered(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec((any::<prop::sample::Index>(), b'0'..=b'9'), 1..30).prop_map(move |puts| {
        let mut bytes = text.as_bytes().to_vec();
        let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
        puts.into_iter().for_each(|(at, digit)| bytes[digits[at.index(digits.len())]] = digit);
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]
    #[test]
    fn any_bytes_are_read_or_turned_away(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes);
    }

    #[test]
    fn damaged_requests_are_read_or_turned_away(bytes in damaged(REQUEST)) {
        read(&bytes);
    }

    #[test]
    fn damaged_replies_are_read_or_turned_away(bytes in damaged(REPLY)) {
        read(&bytes);
    }

    #[test]
    fn requests_with_other_numbers_are_read_or_turned_away(bytes in renumbered(REQUEST)) {
        read(&bytes);
    }
}

#[test]
fn a_text_nested_without_end_is_turned_away() {
    let deep = format!("{}{}{}", r#"{"proto":1,"ops":"#, "[".repeat(100_000), "]".repeat(100_000));
    assert!(serde_json::from_str::<SyncRequest>(&deep).is_err());
}
