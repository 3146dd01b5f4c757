//! What is taken of somebody who has lost the grant, and of a phone that lay in a drawer.

use super::*;
use crate::{fixture::*, server::age};

/// The member after the venue was taken away, within the days in which own work may still come.
fn lin_gone() -> Actor {
    let Actor { held, .. } = lin();
    Actor { held: Vec::new(), lost: held, ..lin() }
}

fn flag(record: &Record) -> Option<&Value> {
    record.body.get(AFTER_REVOCATION)
}

#[test]
fn what_a_member_recorded_comes_after_the_grant_was_lost_and_says_so() {
    let made = play(&[(lin_gone(), PHONE, op(1, 0, make()))]);
    assert_eq!((flag(&made), Activity(&made.body).review()), (Some(&Value::Bool(true)), Some(Review::Pending)));
    let before = (lin(), PHONE, op(1, 0, make()));
    let changed = play(&[before, (lin_gone(), PHONE, op(2, 1, patch("place", "村部")))]);
    assert_eq!((flag(&changed), changed.body.text("place")), (Some(&Value::Bool(true)), Some("村部")));
}

#[test]
fn nothing_else_of_whoever_has_lost_the_grant_is_taken() {
    let mine = || (lin(), PHONE, op(1, 0, make()));
    let others = || (wu(), OTHER_PHONE, op(1, 0, make()));
    let gone = |base, act| (lin_gone(), PHONE, op(2, base, act));
    let long_gone = (Actor { lost: Vec::new(), ..lin_gone() }, PHONE, op(2, 1, patch("place", "x")));
    for (what, steps) in [
        ("a delete", vec![mine(), gone(1, delete())]),
        ("a change of somebody else's record", vec![others(), gone(1, patch("narrative", "x"))]),
        ("after thirty days", vec![mine(), long_gone]),
        ("a change of what is not there", vec![gone(0, patch("place", "x"))]),
    ] {
        assert_eq!(refused(&steps), Code::NoGrant.id(), "{what}");
    }
}

#[test]
fn nobody_says_of_a_record_that_its_writer_had_lost_the_grant_but_the_server() {
    let claims = Act::Create(activity().with(AFTER_REVOCATION, true));
    assert_eq!(flag(&play(&[(lin(), PHONE, op(1, 0, claims))])), None);
    let gone = (lin_gone(), PHONE, op(1, 0, make()));
    let denied = (staff(), DESK, op(1, 1, patch(AFTER_REVOCATION, Value::Null)));
    assert_eq!(flag(&play(&[gone, denied])), Some(&Value::Bool(true)));
}

#[test]
fn an_operation_older_than_a_year_is_refused_whatever_it_does() {
    let old = Op { hlc: Hlc::at(NOW - age::OPERATION - 1), epoch: Some("e1".into()), ..op(1, 0, make()) };
    assert_eq!(refused(&[(lin(), PHONE, old.clone())]), Code::OpTooOld.id());
    let just = Op { hlc: Hlc::at(NOW - age::OPERATION), ..old.clone() };
    assert_eq!(play(&[(lin(), PHONE, just)]).ver, 1);
    let by_a_wrong_clock = Op { epoch: None, ..old };
    assert_eq!(play(&[(lin(), PHONE, by_a_wrong_clock)]).ver, 1, "made before the first word with the server");
}

#[test]
fn a_deleted_record_is_forgotten_only_when_no_operation_on_it_can_come_any_more() {
    const { assert!(age::DELETED > age::OPERATION) };
    let stands = play(&[(lin(), PHONE, op(1, 0, make()))]);
    let deleted = play(&[(lin(), PHONE, op(1, 0, make())), (lin(), PHONE, op(2, 1, delete()))]);
    let later = NOW + age::DELETED;
    let forgotten = [(&stands, later + 1), (&deleted, later), (&deleted, later + 1)];
    assert_eq!(forgotten.map(|(record, now)| age::is_forgotten(record, now)), [false, false, true]);
}
