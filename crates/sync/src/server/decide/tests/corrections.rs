//! What staff do to an approved record: correct it, take it out, take a duplicate in and undo that.

use super::*;
use crate::fixture::*;
use domain::activity::{CORRECTED, MERGED_INTO};

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
