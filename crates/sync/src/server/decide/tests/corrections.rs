//! What staff do to an approved record: correct it, take it out, take a duplicate in and undo that.

use super::*;
use crate::fixture::*;
use domain::{
    activity::{CORRECTED, MERGED_INTO, attendance_field, objection_field},
    id::MemberId,
};
use serde_json::json;

const SURVIVOR: &str = "00000000-0000-0000-0000-0000000000ee";

fn approved() -> Vec<Step> {
    vec![(lin(), PHONE, op(1, 0, make())), (staff(), DESK, op(1, 1, review("approved", None)))]
}

fn with(mut steps: Vec<Step>, more: impl IntoIterator<Item = Step>) -> Vec<Step> {
    steps.extend(more);
    steps
}

fn correct(reason: Option<&str>, field: &str, value: impl Into<Value>) -> Act {
    let fields = Fields::default().with("review", "approved").with(field, value);
    Act::Patch(match reason {
        Some(reason) => fields.with("review_reason", reason),
        None => fields,
    })
}

fn desk(n: u64, base: u64, act: Act) -> Step {
    (staff(), DESK, op(n, base, act))
}

fn merged() -> Act {
    let fields = Fields::default().with("review", "void").with("review_reason", "与另一条是同一场");
    Act::Patch(fields.with(MERGED_INTO, SURVIVOR))
}

#[test]
fn a_correction_goes_on_counting_says_why_and_is_counted() {
    let once = desk(2, 2, correct(Some("签到表是八人"), "measure:persons", 8));
    let twice = desk(3, 3, correct(Some("又核对了一次"), "measure:persons", 7));
    let record = play(&with(approved(), [once, twice]));
    let it = Activity(&record.body);
    assert_eq!((it.review(), it.review_reason()), (Some(Review::Approved), Some("又核对了一次")));
    assert_eq!((it.corrections(), record.body.int("measure:persons")), (2, Some(7)));
}

#[test]
fn a_correction_needs_a_reason_a_change_and_eyes() {
    let member = (lin(), PHONE, op(2, 2, correct(Some("x"), "place", "村委会")));
    for (last, code) in [
        (desk(2, 2, correct(None, "place", "村委会")), Code::ReasonMissing),
        (desk(2, 2, correct(Some("x"), "measure:persons", 6)), Code::CorrectionEmpty),
        (desk(2, 1, correct(Some("x"), "narrative", "")), Code::NarrativeMissing),
        (desk(2, 2, correct(Some("x"), "phase", "planned")), Code::ReviewNotHeld),
        (member, Code::NotAllowed),
    ] {
        assert_eq!(refused(&with(approved(), [last])), code.id());
    }
    let other_desk = (staff(), OTHER_PHONE, op(1, 2, correct(Some("x"), "place", "甲")));
    let late = desk(2, 2, correct(Some("x"), "place", "乙"));
    assert_eq!(refused(&with(approved(), [other_desk, late])), Code::ReviewUnseen.id());
}

#[test]
fn a_duplicate_remembers_where_it_stood_and_comes_back_there() {
    let void = play(&with(approved(), [desk(2, 2, merged())]));
    assert_eq!(Activity(&void.body).merged_into().map(|rec| rec.to_string()).as_deref(), Some(SURVIVOR));
    let back = play(&with(approved(), [desk(2, 2, merged()), desk(3, 3, review("approved", None))]));
    let it = Activity(&back.body);
    assert_eq!((it.review(), it.merged_into(), it.review_reason()), (Some(Review::Approved), None, None));
    let elsewhere = [desk(2, 2, merged()), desk(3, 3, review("pending", None))];
    assert_eq!(refused(&with(approved(), elsewhere)), Code::ReviewMoved.id());
}

#[test]
fn what_was_taken_out_for_good_does_not_come_back_and_nothing_is_merged_into_itself() {
    let out = desk(2, 2, review("void", Some("记错了")));
    let back = desk(3, 3, review("approved", None));
    assert_eq!(refused(&with(approved(), [out, back])), Code::ReviewMoved.id());
    let fields = Fields::default().with("review", "void").with("review_reason", "x").with(MERGED_INTO, REC.to_string());
    assert_eq!(refused(&with(approved(), [desk(2, 2, Act::Patch(fields))])), Code::FieldInvalid.id());
}

#[test]
fn a_client_cannot_claim_corrections_or_merges_of_its_own() {
    let claimed = activity().with(CORRECTED, 3).with(MERGED_INTO, SURVIVOR).with("review_before", "approved");
    let record = play(&[(lin(), PHONE, op(1, 0, Act::Create(claimed)))]);
    let it = Activity(&record.body);
    assert_eq!((it.corrections(), it.merged_into(), record.body.get("review_before")), (0, None, None));
    let taken_in = patch(&format!("merged:{SURVIVOR}"), serde_json::json!({}));
    let steps = [(lin(), PHONE, op(1, 0, make())), (lin(), PHONE, op(2, 1, taken_in))];
    assert_eq!(refused(&steps), Code::NotAllowed.id());
}

/// Patches as the desk sends them, on a record of the first two members that was approved.
pub(super) fn on_approved(patches: &[serde_json::Value]) -> Result<Record, Refusal> {
    let (one, two) = (attendance_field(LIN), attendance_field(WU));
    let body = activity().with(one, "present").with(two, "present");
    let mut record =
        Some(play(&[(lin(), PHONE, op(1, 0, Act::Create(body))), (staff(), DESK, op(1, 1, review("approved", None)))]));
    for (patch, n) in patches.iter().zip(2..) {
        let fields: Fields = serde_json::from_value(patch.clone()).unwrap();
        let objects = fields.0.keys().all(|field| field.starts_with("objection:"));
        let step = match (objects, fields.0.keys().any(|field| field.contains(&LIN.to_string()))) {
            (true, true) => (lin(), PHONE, op(n, n, Act::Patch(fields))),
            (true, false) => (wu(), OTHER_PHONE, op(n, n, Act::Patch(fields))),
            (false, _) => (staff(), DESK, op(n, n, Act::Patch(fields))),
        };
        record = Some(decide_on(record.as_ref(), &step)?);
    }
    Ok(record.unwrap())
}

#[test]
fn what_everybody_denies_after_its_approval_is_put_right_step_by_step() {
    let (one, two) = (LIN, WU);
    let objects = |member: MemberId| json!({ objection_field(member): "那天我在外地" });
    let off = json!({ attendance_field(one): null, objection_field(one): null, "review": "approved", "review_reason": "核实了" });
    let out = json!({ "review": "void", "review_reason": "没有人在场" });
    let record = on_approved(&[objects(one), objects(two), off, out]).unwrap();
    assert_eq!(Activity(&record.body).review(), Some(Review::Void));
    // Who was there after all is left, and the other one goes.
    let there = json!({ objection_field(one): null, "review": "approved", "review_reason": "核实了" });
    let gone = json!({ attendance_field(two): null, "review": "approved", "review_reason": "核实了" });
    let record = on_approved(&[objects(one), objects(two), there, gone]).unwrap();
    assert_eq!(Activity(&record.body).present().collect::<Vec<_>>(), [one]);
    assert_eq!(Activity(&record.body).objections().count(), 0, "who is not listed has nothing to object to");
}
