//! Every code with which one operation is refused, and that refusing changes nothing.

use super::*;
use crate::fixture::*;
use domain::id::Feed;
use serde_json::json;

fn lin_did(n: u64, base: u64, act: Act) -> Step {
    (lin(), PHONE, op(n, base, act))
}

fn with(change: impl FnOnce(&mut Op)) -> Op {
    let mut op = op(1, 0, make());
    change(&mut op);
    op
}

#[test]
fn what_cannot_be_understood_is_refused_by_its_code() {
    for (what, code) in [
        (with(|op| op.kind = "poem".into()), Code::KindUnknown),
        (with(|op| op.schema = 2), Code::SchemaTooNew),
        (with(|op| op.feed = REF), Code::KindFeed),
        (with(|op| op.kind = "venue".into()), Code::KindFeed),
        (with(|op| op.act = patch("place", "x")), Code::RecordUnknown),
        (with(|op| op.act = delete()), Code::RecordUnknown),
        (with(|op| op.act = add("x")), Code::RecordUnknown),
        (with(|op| op.act = Act::Create(activity().with("Weird Name", 1))), Code::FieldInvalid),
        (with(|op| op.act = Act::Create(activity().with("review", "approved"))), Code::NotAllowed),
    ] {
        assert_eq!(refused(&[(lin(), PHONE, what.clone())]), code.id(), "{what:?}");
    }
}

#[test]
fn a_feed_that_does_not_exist_is_unknown_to_whoever_writes_to_it() {
    let actor = staff();
    let around = Surroundings { device: PHONE, actor: &actor, home: None, workflow: None, epoch: None, now: NOW };
    assert_eq!(decide(&op(1, 0, make()), None, around).unwrap_err().code, Code::FeedUnknown.id());
}

#[test]
fn an_incomplete_record_is_refused_with_the_first_thing_it_lacks_and_all_in_the_detail() {
    let bare = Act::Create(activity().with("type", json!(null)).with("narrative", json!(null)));
    let refusal = decide_on(None, &lin_did(1, 0, bare)).unwrap_err();
    assert_eq!(refusal.code, Code::TypeMissing.id());
    let listed: Vec<_> = refusal.detail["problems"].as_array().unwrap().iter().map(|p| p["code"].clone()).collect();
    assert_eq!(listed, [Code::TypeMissing.id(), Code::NarrativeMissing.id()]);
}

#[test]
fn everything_that_a_form_may_lack_is_refused_by_its_code() {
    for (field, value, code) in [
        ("type", json!(null), Code::TypeMissing),
        ("phase", json!(null), Code::PhaseMissing),
        ("start", json!(null), Code::StartMissing),
        ("end", json!("2026-05-04T08:00"), Code::EndBeforeStart),
        ("venue", json!(null), Code::PlaceMissing),
        (&*format!("attendance:{LIN}"), json!("leave"), Code::NobodyPresent),
        ("narrative", json!(" "), Code::NarrativeMissing),
    ] {
        let lacking = Act::Create(activity().with(field, value));
        assert_eq!(refused(&[lin_did(1, 0, lacking)]), code.id(), "{field}");
    }
    let roster = |kind: &str, field: &str, value| {
        let act = Act::Create(Fields::default().with("name", "名").with(field, value));
        (staff(), DESK, Op { rec: COMMITTEE.into(), kind: kind.into(), feed: REF, ..op(1, 0, act) })
    };
    for kind in ["committee", "venue", "member"] {
        assert_eq!(refused(&[roster(kind, "name", json!(null))]), Code::NameMissing.id(), "{kind}");
    }
    assert_eq!(refused(&[roster("member", "spell:1", json!({"kind": "sector"}))]), Code::SpellInvalid.id());
}

#[test]
fn each_value_of_a_patch_is_checked_and_a_good_one_beside_a_bad_one_waits_with_it() {
    for (field, value, code) in [
        ("type", json!("Visit!"), Code::TypeUnknown),
        ("phase", json!("soon"), Code::PhaseUnknown),
        ("start", json!("now"), Code::StartInvalid),
        ("end", json!(1), Code::EndInvalid),
        ("attendance:x", json!("present"), Code::AttendanceInvalid),
        ("measure:persons", json!(-1), Code::MeasureInvalid),
        ("narrative", json!("字".repeat(5_001)), Code::NarrativeTooLong),
        ("tags", json!("a"), Code::FieldInvalid),
    ] {
        let fields = Fields::default().with("place", "柳林村").with(field, value);
        assert_eq!(refused(&[lin_did(1, 0, make()), lin_did(2, 1, Act::Patch(fields))]), code.id(), "{field}");
    }
}

#[test]
fn a_value_that_no_phone_could_read_back_is_taken_in_by_no_operation() {
    // As deep as a request can carry: it is read here, and the reply around it would not be read any more.
    let deep = (0..110).fold(json!(1), |inner, _| json!([inner]));
    let fields = Fields::default().with("mood", deep);
    let created = Act::Create(activity().with("mood", fields.get("mood").cloned().unwrap_or_default()));
    assert_eq!(refused(&[lin_did(1, 0, created)]), Code::FieldInvalid.id());
    assert_eq!(refused(&[lin_did(1, 0, make()), lin_did(2, 1, Act::Patch(fields))]), Code::FieldInvalid.id());
}

#[test]
fn an_operation_must_name_the_kind_and_the_home_that_the_record_has() {
    let first = lin_did(1, 0, make());
    let elsewhere = Op { feed: Feed::Member(LIN), ..op(2, 1, patch("place", "x")) };
    assert_eq!(refused(&[first.clone(), (lin(), PHONE, elsewhere)]), Code::FeedMismatch.id());

    let named = Act::Create(Fields::default().with("name", "柳林工作室"));
    let venue = Op { kind: "venue".into(), feed: REF, ..op(1, 0, named) };
    let member = Op { kind: "member".into(), feed: REF, ..op(2, 1, patch("name", "林一")) };
    assert_eq!(refused(&[(staff(), DESK, venue), (staff(), DESK, member)]), Code::KindMismatch.id());
}

#[test]
fn only_elements_of_sets_are_added_and_removed() {
    for (set, elem) in [("place", "x"), ("tags", ""), ("tags", &*"x".repeat(101))] {
        let act = Act::Add(crate::wire::SetElem { set: set.into(), elem: elem.into() });
        assert_eq!(refused(&[lin_did(1, 0, make()), lin_did(2, 1, act)]), Code::FieldInvalid.id(), "{set}");
    }
}

#[test]
fn roles_and_standing_decide_who_may_touch_a_record() {
    let listed = Act::Create(activity().with(format!("attendance:{WU}"), "invited"));
    let for_wu = Act::Create(activity().with("recorded_for", WU.to_string()));
    let edit = || patch("place", "柳林村");
    for (first, who, act, expected) in [
        (make(), stranger(), edit(), Some(Code::NoGrant)),
        (make(), wu(), edit(), Some(Code::NotAllowed)),
        (listed.clone(), wu(), edit(), Some(Code::NotAllowed)),
        (listed.clone(), wu(), patch("narrative", "还看了水井。"), None),
        (listed.clone(), wu(), add("x"), None),
        (listed, wu(), delete(), Some(Code::NotAllowed)),
        (for_wu.clone(), wu(), edit(), None),
        (for_wu, wu(), delete(), None),
        (make(), lin(), delete(), None),
        (make(), convenor(), edit(), None),
        (make(), convenor(), delete(), Some(Code::NotAllowed)),
        (make(), staff(), edit(), None),
        (make(), staff(), delete(), Some(Code::NotAllowed)),
        (make(), leader(), edit(), Some(Code::NotAllowed)),
        (make(), leader(), Act::Patch(Fields::default()), Some(Code::NotAllowed)),
        (make(), leader(), review("pending", None), Some(Code::NotAllowed)),
        (make(), wu(), patch("review_reason", "没有理由"), Some(Code::NotAllowed)),
        (make(), leader(), add("x"), Some(Code::NotAllowed)),
    ] {
        let record = play(&[lin_did(1, 0, first)]);
        let outcome = decide_on(Some(&record), &(who.clone(), OTHER_PHONE, op(1, 1, act.clone())));
        assert_eq!(outcome.err().map(|refusal| refusal.code).as_deref(), expected.map(Code::id), "{who:?} {act:?}");
    }
}

#[test]
fn leaders_and_members_create_only_what_the_table_lets_them() {
    let venue = Op { kind: "venue".into(), feed: REF, ..op(1, 0, Act::Create(Fields::default().with("name", "馆"))) };
    assert_eq!(refused(&[(leader(), DESK, op(1, 0, make()))]), Code::NotAllowed.id());
    assert_eq!(refused(&[(leader(), DESK, venue.clone())]), Code::NotAllowed.id());
    assert_eq!(play(&[(staff(), DESK, venue)]).kind, Kind::Venue);
}

#[test]
fn a_committee_has_one_record_in_its_own_feed_and_nobody_adds_another() {
    let described = |rec: domain::id::RecordId| {
        let act = Act::Create(Fields::default().with("name", "某区政协"));
        (staff(), DESK, Op { rec, kind: "committee".into(), feed: REF, ..op(1, 0, act) })
    };
    assert_eq!(refused(&[described(op(1, 0, make()).rec)]), Code::KindFeed.id());
    assert_eq!(play(&[described(COMMITTEE.into())]).kind, Kind::Committee);
}

#[test]
fn whoever_is_listed_in_a_record_cannot_make_it_their_own() {
    let take = Act::Patch(domain::fields::Fields::default().with("recorded_for", LIN.to_string()));
    let made = || (staff(), DESK, op(1, 0, make()));
    assert_eq!(refused(&[made(), lin_did(1, 1, take)]), Code::NotAllowed.id());
    assert_eq!(refused(&[made(), lin_did(1, 1, delete())]), Code::NotAllowed.id());
}
