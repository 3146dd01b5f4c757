//! What the writer had seen, and what becomes of writes that did not know of each other.

use super::*;
use crate::fixture::*;
use domain::merge::DELETED;
use serde_json::{Value, json};

fn made() -> Step {
    (lin(), PHONE, op(1, 0, make()))
}

fn lins(n: u64, base: u64, act: Act) -> Step {
    (lin(), PHONE, op(n, base, act))
}

fn convenors(n: u64, base: u64, act: Act) -> Step {
    (convenor(), OTHER_PHONE, op(n, base, act))
}

#[test]
fn an_edit_that_nobody_had_seen_brings_a_deleted_record_back_and_flags_it() {
    let deleted = play(&[made(), lins(2, 1, delete())]);
    assert!(deleted.is_deleted() && deleted.row().body.is_empty() && deleted.row().del);
    let back = play(&[made(), lins(2, 1, delete()), convenors(1, 1, patch("place", "柳林村"))]);
    assert!(!back.is_deleted());
    assert_eq!(back.row().conflicts.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), [DELETED]);
    // A second delete that has seen the edit is final.
    let gone = play(&[made(), lins(2, 1, delete()), convenors(1, 1, patch("place", "x")), lins(3, 3, delete())]);
    assert!(gone.is_deleted());
}

#[test]
fn who_has_seen_the_delete_cannot_edit_any_more() {
    for act in [patch("place", "x"), add("x"), remove("x"), make(), delete()] {
        let steps = [made(), lins(2, 1, delete()), convenors(1, 2, act.clone())];
        assert_eq!(refused(&steps), Code::RecordDeleted.id(), "{act:?}");
    }
}

#[test]
fn a_person_who_edits_on_settles_the_flag_of_a_delete() {
    let steps = [
        made(),
        lins(2, 1, delete()),
        convenors(1, 1, patch("place", "柳林村")),
        lins(3, 3, patch("place", "柳林村村委会")),
    ];
    assert_eq!(play(&steps).row().conflicts, []);
}

#[test]
fn a_create_of_a_record_that_is_there_is_a_patch() {
    let again = Act::Create(Fields::default().with("place", "柳林村"));
    let record = play(&[made(), lins(2, 1, again)]);
    assert_eq!((record.ver, record.body.text("place")), (2, Some("柳林村")));
    assert_eq!(record.body.text("type"), Some("visit"));
}

#[test]
fn a_phone_that_edits_its_own_unsent_record_is_not_in_conflict_with_itself() {
    let record = play(&[made(), lins(2, 0, patch("measure:persons", 9)), lins(3, 0, patch("measure:persons", 10))]);
    assert_eq!((record.body.int("measure:persons"), record.row().conflicts), (Some(10), vec![]));
}

#[test]
fn a_clock_a_year_ahead_is_taken_a_minute_ahead() {
    let mut ahead = op(1, 1, patch("measure:persons", 1));
    ahead.hlc = Hlc::at(NOW + 365 * 86_400_000);
    let step = (convenor(), OTHER_PHONE, ahead);
    // Two minutes later another number, not knowing of the first, is newer than the clamped clock.
    let first = play(&[made(), step]);
    let mut later = op(2, 1, patch("measure:persons", 2));
    later.hlc = Hlc::at(NOW + 120_000);
    let actor = lin();
    let head = FeedHead::empty(HOME, COMMITTEE);
    let around = Surroundings {
        device: PHONE,
        actor: &actor,
        home: Some(&head),
        workflow: None,
        epoch: None,
        now: NOW + 120_000,
    };
    let merged = decide(&later, Some(&first), around).unwrap();
    assert_eq!(merged.body.int("measure:persons"), Some(2));
    assert_eq!((merged.row().conflicts[0].value.clone(), merged.row().conflicts[0].at), (json!(1), NOW + 60_000));
}

#[test]
fn a_writer_who_claims_to_have_seen_the_future_has_seen_the_present() {
    let claims = lins(2, u64::MAX, delete());
    let record = play(&[made(), claims, convenors(1, 1, patch("place", "柳林村"))]);
    assert!(!record.is_deleted(), "an edit that the deleter cannot have seen survives");
}

#[test]
fn sets_keep_adds_that_a_remove_has_not_seen() {
    let tagged = || (lin(), PHONE, op(1, 0, Act::Create(activity().with("tags", json!(["b", "a", "b"])))));
    for (steps, expected) in [
        (vec![tagged()], json!(["a", "b"])),
        (vec![tagged(), lins(2, 1, remove("a"))], json!(["b"])),
        (vec![tagged(), convenors(1, 1, add("a")), lins(2, 1, remove("a"))], json!(["a", "b"])),
        (vec![tagged(), convenors(1, 1, add("c")), lins(2, 1, patch("tags", Value::Null))], json!(["c"])),
        (vec![tagged(), lins(2, 1, patch("tags", json!(["c"])))], json!(["a", "b", "c"])),
        (vec![tagged(), lins(2, 1, patch("tags", Value::Null))], Value::Null),
    ] {
        let record = play(&steps);
        assert_eq!(record.body.get("tags").cloned().unwrap_or_default(), expected, "{steps:?}");
    }
}

#[test]
fn fields_that_this_version_does_not_know_are_kept_as_they_came() {
    let record = play(&[made(), lins(2, 1, patch("mood", json!({"x": [1]})))]);
    assert_eq!(record.body.get("mood"), Some(&json!({"x": [1]})));
}
