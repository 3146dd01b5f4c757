//! Mirrors: written by the server alone, taken away and brought back.

use super::*;
use crate::{
    fixture::{LIN, lin, user},
    wire::Empty,
};
use domain::{
    id::{Feed, RecordId},
    mirror,
    policy::{Held, Scope},
};

fn server(n: u64, base: u64, act: Act) -> Step {
    let held = vec![Held { role: Role::Server, scope: Scope::Member(LIN) }];
    (Actor { user: user(0), member: None, held, lost: Vec::new() }, DeviceId(0xe), of_mirror(n, base, act))
}

fn of_mirror(n: u64, base: u64, act: Act) -> Op {
    let rec = mirror::id(RecordId(uuid::Uuid::from_u128(10)), LIN);
    Op { rec, kind: Kind::Mirror.id().into(), feed: Feed::Member(LIN), ..crate::fixture::op(n, base, act) }
}

fn shown(review: &str) -> Fields {
    Fields::default().with("of", serde_json::json!({})).with("review", review)
}

#[test]
fn a_mirror_shows_any_state_and_is_no_review() {
    let steps = [
        server(1, 0, Act::Create(shown("pending"))),
        server(2, 1, Act::Patch(shown("approved"))),
        server(3, 2, Act::Patch(shown("pending"))),
    ];
    assert_eq!(play(&steps).body.text("review"), Some("pending"));
}

#[test]
fn a_mirror_that_was_taken_away_comes_back_without_a_conflict() {
    let steps = [
        server(1, 0, Act::Create(shown("approved"))),
        server(2, 1, Act::Delete(Empty {})),
        server(3, 2, Act::Patch(shown("approved"))),
    ];
    assert!(play(&steps[..2]).is_deleted());
    let back = play(&steps);
    assert!(!back.is_deleted() && back.row().conflicts.is_empty());
}

#[test]
fn whom_a_mirror_is_for_cannot_write_it() {
    let mine = |n, base, act| (lin(), PHONE, of_mirror(n, base, act));
    let made = server(1, 0, Act::Create(shown("pending")));
    assert_eq!(refused(&[mine(1, 0, Act::Create(shown("pending")))]), "not_allowed");
    assert_eq!(refused(&[made.clone(), mine(1, 1, Act::Patch(shown("approved")))]), "not_allowed");
    assert_eq!(refused(&[made, mine(1, 1, Act::Delete(Empty {}))]), "not_allowed");
}
