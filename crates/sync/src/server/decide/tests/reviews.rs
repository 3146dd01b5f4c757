//! The review of a record: each step is checked against the state that the server holds.

use super::*;
use crate::fixture::*;

fn made() -> Step {
    (lin(), PHONE, op(1, 0, make()))
}

fn desk(n: u64, base: u64, act: Act) -> Step {
    (staff(), DESK, op(n, base, act))
}

fn phone(n: u64, base: u64, act: Act) -> Step {
    (lin(), PHONE, op(n, base, act))
}

#[test]
fn a_record_is_returned_mended_submitted_again_and_approved() {
    let steps = [
        made(),
        desk(1, 1, review("returned", Some("请补上人数"))),
        phone(2, 2, patch("measure:persons", 9)),
        phone(3, 2, review("pending", None)),
        desk(2, 4, review("approved", None)),
    ];
    let returned = play(&steps[..2]);
    assert_eq!(Activity(&returned.body).review_reason(), Some("请补上人数"));
    let approved = play(&steps);
    assert_eq!(Activity(&approved.body).review(), Some(Review::Approved));
    assert_eq!((Activity(&approved.body).review_reason(), approved.ver), (None, 5));
}

#[test]
fn a_step_that_is_not_allowed_is_refused_with_its_reason() {
    let returned = || desk(1, 1, review("returned", Some("缺经过")));
    let approved = || desk(1, 1, review("approved", None));
    let void = || desk(1, 1, review("void", Some("重复")));
    for (steps, code) in [
        (vec![made(), (convenor(), OTHER_PHONE, op(1, 1, review("approved", None)))], Code::NotAllowed),
        (vec![made(), phone(2, 1, review("approved", None))], Code::NotAllowed),
        (vec![made(), phone(2, 1, review("void", Some("写错了")))], Code::NotAllowed),
        (vec![made(), (wu(), OTHER_PHONE, op(1, 1, review("returned", Some("x"))))], Code::NotAllowed),
        (vec![made(), returned(), (wu(), OTHER_PHONE, op(1, 2, review("pending", None)))], Code::NotAllowed),
        (vec![made(), desk(1, 1, review("returned", None))], Code::ReasonMissing),
        (vec![made(), desk(1, 1, review("returned", Some(" ")))], Code::ReasonMissing),
        (vec![made(), desk(1, 1, review("void", None))], Code::ReasonMissing),
        (vec![made(), approved(), desk(2, 2, review("approved", None))], Code::ReviewMoved),
        (vec![made(), approved(), desk(2, 2, review("returned", Some("x")))], Code::ReviewMoved),
        (vec![made(), returned(), desk(2, 2, review("approved", None))], Code::ReviewMoved),
        (vec![made(), void(), desk(2, 2, review("pending", None))], Code::ReviewMoved),
        (vec![made(), approved(), phone(2, 2, patch("place", "x"))], Code::ReviewClosed),
        (vec![made(), approved(), phone(2, 2, add("x"))], Code::ReviewClosed),
        (vec![made(), approved(), phone(2, 2, remove("x"))], Code::ReviewClosed),
        (vec![made(), approved(), phone(2, 2, delete())], Code::ReviewClosed),
        (vec![made(), void(), desk(2, 2, patch("place", "x"))], Code::ReviewClosed),
        (vec![made(), approved(), desk(2, 2, patch("review_reason", "x"))], Code::ReviewClosed),
    ] {
        assert_eq!(refused(&steps), code.id(), "{steps:?}");
    }
}

#[test]
fn nobody_makes_void_what_another_has_decided_meanwhile_without_having_seen_it() {
    for meant in [review("approved", None), review("returned", Some("x"))] {
        let other = (staff(), OTHER_PHONE, op(1, 1, meant.clone()));
        let late = desk(1, 1, review("void", Some("内容空泛")));
        assert_eq!(refused(&[made(), other.clone(), late]), Code::ReviewMoved.id());
        let seen = desk(1, 2, review("void", Some("内容空泛")));
        assert_eq!(Activity(&play(&[made(), other, seen]).body).review(), Some(Review::Void));
        let own = [made(), desk(1, 1, meant), desk(2, 1, review("void", Some("x")))];
        assert_eq!(Activity(&play(&own).body).review(), Some(Review::Void), "one knows of what one has done oneself");
    }
}

#[test]
fn who_reviews_what_has_changed_since_is_told_to_read_it_again() {
    let edited = phone(2, 1, patch("narrative", "到柳林村走访五户。"));
    let tagged = phone(2, 1, add("三农"));
    for (change, act) in [
        (edited.clone(), review("approved", None)),
        (edited.clone(), review("returned", Some("x"))),
        (tagged, review("approved", None)),
        (edited.clone(), review("void", Some("x"))),
    ] {
        assert_eq!(refused(&[made(), change.clone(), desk(1, 1, act)]), Code::ReviewUnseen.id(), "{change:?}");
    }
    let made = || (lin(), PHONE, op(1, 0, Act::Create(activity().with("tags", serde_json::json!(["三农"])))));
    for taken_out in [remove("三农"), patch("tags", serde_json::Value::Null)] {
        let steps = [made(), phone(2, 1, taken_out.clone()), desk(1, 1, review("approved", None))];
        assert_eq!(refused(&steps), Code::ReviewUnseen.id(), "{taken_out:?}");
        assert_eq!(play(&[made(), phone(2, 1, taken_out), desk(1, 2, review("approved", None))]).ver, 3);
    }
    assert_eq!(play(&[made(), edited, desk(1, 2, review("approved", None))]).ver, 3);
}

#[test]
fn an_edit_that_arrives_after_the_approval_is_refused_though_its_writer_could_not_know() {
    let steps = [made(), desk(1, 1, review("approved", None)), phone(2, 1, patch("measure:persons", 9))];
    assert_eq!(refused(&steps), Code::ReviewClosed.id());
}

#[test]
fn what_is_approved_or_submitted_again_must_be_complete() {
    let emptied = phone(2, 1, patch("narrative", serde_json::Value::Null));
    assert_eq!(refused(&[made(), emptied.clone(), desk(1, 2, review("approved", None))]), Code::NarrativeMissing.id());
    let steps = [made(), emptied, desk(1, 2, review("returned", Some("缺经过"))), phone(3, 3, review("pending", None))];
    assert_eq!(refused(&steps), Code::NarrativeMissing.id());
}

#[test]
fn an_activity_that_did_not_take_place_is_not_approved_and_one_to_come_can_still_take_place() {
    let planned = (lin(), PHONE, op(1, 0, Act::Create(activity().with("phase", "planned"))));
    let approve = |n, base| desk(n, base, review("approved", None));
    assert_eq!(refused(&[planned.clone(), approve(1, 1)]), Code::ReviewNotHeld.id());
    let cancelled = phone(2, 1, patch("phase", "cancelled"));
    assert_eq!(refused(&[planned.clone(), cancelled, approve(1, 2)]), Code::ReviewNotHeld.id());
    let held = phone(2, 1, patch("phase", "held"));
    assert_eq!(play(&[planned.clone(), held, approve(1, 2)]).body.text("review"), Some("approved"));
    // Whoever says that it was held and approves it does both at once.
    let both = Act::Patch(Fields::default().with("phase", "held").with("review", "approved"));
    assert_eq!(play(&[planned, desk(1, 1, both)]).body.text("review"), Some("approved"));
}

#[test]
fn values_that_wait_for_a_person_are_settled_before_the_approval() {
    let two = || {
        let other = (convenor(), OTHER_PHONE, op(1, 1, patch("measure:persons", 7)));
        vec![made(), phone(2, 1, patch("measure:persons", 9)), other]
    };
    let and = |steps: &[Step]| [two(), steps.to_vec()].concat();
    assert_eq!(refused(&and(&[desk(1, 3, review("approved", None))])), Code::ReviewConflict.id());
    let settled = phone(3, 3, patch("measure:persons", 9));
    assert!(decide_on(Some(&play(&and(&[settled]))), &desk(1, 4, review("approved", None))).is_ok());
    let chosen = Act::Patch(Fields::default().with("measure:persons", 7).with("review", "approved"));
    assert_eq!(play(&and(&[desk(1, 3, chosen)])).row().conflicts, []);
    // It may be sent back: that is how its people hear of it.
    assert!(decide_on(Some(&play(&two())), &desk(1, 3, review("returned", Some("人数有两个")))).is_ok());
}

#[test]
fn a_delete_against_an_edit_is_settled_by_those_whose_record_it_is() {
    let edited = (convenor(), OTHER_PHONE, op(1, 1, patch("place", "柳林村")));
    let flagged = || vec![made(), phone(2, 1, delete()), edited.clone()];
    let and = |steps: &[Step]| [flagged(), steps.to_vec()].concat();
    assert_eq!(refused(&and(&[desk(1, 3, review("approved", None))])), Code::ReviewConflict.id());
    let returned = desk(1, 3, review("returned", Some("要删还是要留？")));
    assert_eq!(play(&and(std::slice::from_ref(&returned))).row().conflicts.len(), 1);
    let again = and(&[returned, phone(3, 4, review("pending", None)), desk(2, 5, review("approved", None))]);
    assert_eq!(play(&again).body.text("review"), Some("approved"));
}

#[test]
fn an_author_mends_and_submits_again_with_one_operation() {
    let mended = Act::Patch(Fields::default().with("review", "pending").with("measure:persons", 9));
    let record = play(&[made(), desk(1, 1, review("returned", Some("缺人数"))), phone(2, 2, mended)]);
    assert_eq!((Activity(&record.body).review(), record.body.int("measure:persons")), (Some(Review::Pending), Some(9)));
}

#[test]
fn nobody_reviews_a_record_that_its_author_has_deleted() {
    let steps = [made(), phone(2, 1, delete()), desk(1, 1, review("approved", None))];
    assert_eq!(refused(&steps), Code::RecordDeleted.id());
}
