//! Things to store, all invented.

use crate::state::Draft;
use domain::{
    fields::Fields,
    id::{DeviceId, Feed, RecordId, UserId, VenueId},
    problem::Code,
};
use serde_json::json;
use sync::{
    client::{Change, FeedMark, HomedRow, Meta, OpState, PhotoState, Stored, StoredOp, StoredPhoto, Upload},
    clock::Hlc,
    wire::{Act, Op, Row},
};
use uuid::Uuid;

/// The record of a number.
pub fn rec(number: u64) -> RecordId {
    RecordId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(number)))
}

/// The feed of a number.
pub fn feed(number: u64) -> Feed {
    Feed::Venue(VenueId(rec(number).0))
}

/// An operation under a key; `text` makes it different from others.
pub fn op(key: u64, text: &str) -> StoredOp {
    let op = Op {
        n: key,
        rec: rec(key),
        kind: "activity".into(),
        feed: feed(1),
        base: 0,
        epoch: Some("e1".into()),
        hlc: Hlc::at(1_780_000_000_000 + key),
        schema: 1,
        act: Act::Create(Fields::default().with("narrative", text)),
    };
    StoredOp { key, op, saved_at: 1_780_000_000_000, state: OpState::Waiting, sent_as: None, kept_since: None }
}

/// An operation that was refused.
pub fn refused(key: u64) -> StoredOp {
    StoredOp { state: OpState::Refused(Code::NoGrant.into()), ..op(key, "被拒绝") }
}

/// A row of a kind that this version does not know, with fields of every shape and the largest numbers.
pub fn row(number: u64, ver: u64) -> HomedRow {
    let body = Fields::default()
        .with("narrative", "到柳林村走访三户，记下“水压不够”。\n第二行 \u{1F33E}")
        .with("measure:persons", 9_007_199_254_740_991_u64)
        .with("position", json!([35.123_456_789, 106.5, 12]))
        .with("tags", json!(["走访", "饮水"]))
        .with("a_field_of_tomorrow", json!({"x": [null, true, {"y": "z"}]}));
    let row = Row {
        rec: rec(number),
        kind: "kind_of_tomorrow".into(),
        ver,
        seq: (1 << 53) - 1,
        schema: 2,
        del: false,
        body,
        conflicts: Vec::new(),
        author: None,
        by: UserId(rec(9).0),
        at: 1_780_000_000_000,
    };
    HomedRow { feed: feed(number % 3), row }
}

/// Where a device stands in a feed.
pub fn mark(cursor: u64) -> FeedMark {
    FeedMark { cursor, rebuilding: cursor % 2 == 1, complete: cursor > 2 }
}

/// Counters that have moved.
pub fn meta(next: u64) -> Meta {
    Meta { next_n: next, next_key: next + 1, synced_at: Some(next), ..Stored::fresh(DeviceId(8)).meta }
}

/// A draft; `text` makes it different from others.
pub fn draft(number: u64, text: &str) -> Draft {
    Draft {
        rec: rec(number),
        kind: domain::kind::Kind::Activity,
        feed: Some(feed(1)),
        body: Fields::default().with("narrative", text),
        base: Some(3),
        original: Some(Fields::default()),
        supersedes: vec![4],
        updated_at: 1_780_000_000_000,
        turn: 1_780_000_000_000,
        next_key: Some(1),
    }
}

/// A photo of which a part was sent.
pub fn photo(number: u64) -> StoredPhoto {
    StoredPhoto {
        sha256: format!("{number:064x}"),
        len: 300_000,
        mime: "image/jpeg".into(),
        recs: [rec(number), rec(number + 1)].into(),
        saved_at: 1_780_000_000_000,
        state: PhotoState::Waiting(Some(Upload { url: "/api/v1/blobs/uploads/1".into(), sent: number })),
    }
}

/// Changes drawn from a seed, the same ones each time, over so few keys that they meet.
pub fn changes(seed: u64, count: usize) -> Vec<Change> {
    let mut state = seed;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    (0..count)
        .map(|_| match draw(9) {
            0 => Change::PutMeta(Box::new(meta(draw(1_000)))),
            1 => Change::PutOp(Box::new(op(draw(20) + 1, &draw(1_000).to_string()))),
            2 => Change::DropOp(draw(20) + 1),
            3 => Change::PutRow(Box::new(row(draw(20), draw(1_000)))),
            4 => Change::DropRow(rec(draw(20))),
            5 => Change::PutFeed(feed(draw(5)), mark(draw(100))),
            6 => Change::DropFeed(feed(draw(5))),
            7 => Change::PutPhoto(Box::new(photo(draw(20)))),
            _ => Change::DropPhoto(photo(draw(20)).sha256),
        })
        .collect()
}
