//! What becomes of people and their objections while two records of one activity are one, and after that.

use super::{corrections::on_approved, *};
use crate::fixture::*;
use domain::{
    activity::{BACK_FROM, MERGED_INTO, attendance_field, objection_field, settled_field},
    id::{MemberId, RecordId},
};
use serde_json::json;

const SURVIVOR: &str = "00000000-0000-0000-0000-0000000000ee";

fn memory() -> String {
    format!("merged:{}", RecordId(uuid::Uuid::from_u128(99)))
}

fn objects(member: MemberId) -> Value {
    json!({ objection_field(member): "那天我在外地" })
}

fn away() -> Value {
    json!({ "review": "void", "review_reason": "同一场", MERGED_INTO: SURVIVOR })
}

#[test]
fn a_merge_is_undone_though_somebody_objects_and_a_void_may_undo_it() {
    let (memory, there) = (memory(), attendance_field(WU));
    let takes = json!({ &memory: { "nth": 1, &there: null }, "review": "approved", "review_reason": "同一场", "place": "村部" });
    let undo = json!({ &memory: null, "review": "approved", "review_reason": "撤销合并", "place": null });
    assert!(on_approved(&[takes.clone(), objects(LIN), objects(WU), undo]).is_ok());
    let plain = json!({ "review": "void", "review_reason": "没有人在场" });
    let refused = on_approved(&[takes.clone(), objects(LIN), plain]).unwrap_err();
    assert_eq!(refused.code, "took_others_in");
    let with_it = json!({ &memory: null, &there: null, "review": "void", "review_reason": "撤销合并后没有人在场" });
    let record = on_approved(&[takes, objects(LIN), with_it]).unwrap();
    assert_eq!((Activity(&record.body).review(), record.body.get(&memory)), (Some(Review::Void), None));
}

#[test]
fn undoing_a_merge_may_leave_somebody_who_objects_and_nobody_else() {
    let takes = json!({ memory(): { "nth": 1, attendance_field(WU): null }, "review": "approved", "review_reason": "同一场", "place": "村部" });
    let undo = json!({ memory(): null, attendance_field(WU): null, "review": "approved", "review_reason": "撤销合并" });
    let record = on_approved(&[takes.clone(), objects(LIN), undo]).unwrap();
    assert_eq!(Activity(&record.body).objections().count(), 1, "it is settled where it belongs");
    let no_undoing = json!({ attendance_field(WU): null, "review": "approved", "review_reason": "核实了" });
    assert_eq!(on_approved(&[takes, objects(LIN), no_undoing]).unwrap_err().code, "review_objected");
}

#[test]
fn a_duplicate_comes_back_with_what_was_said_of_its_people_and_waits_to_be_looked_at() {
    let back = json!({ "review": "pending", objection_field(WU): "那天我在外地", attendance_field(LIN): "leave" });
    let record = on_approved(&[away(), back]).unwrap();
    let it = Activity(&record.body);
    assert_eq!((it.review(), it.merged_into()), (Some(Review::Pending), None));
    assert_eq!(it.objections().collect::<Vec<_>>(), [(WU, "那天我在外地")]);
    assert_eq!(it.present().collect::<Vec<_>>(), [WU]);
    for (patch, why) in [
        (json!({ "review": "approved", attendance_field(LIN): "leave" }), "it counts only once somebody has looked"),
        (json!({ "review": "pending", "narrative": "别的" }), "nothing else comes with it"),
        (json!({ "review": "pending" }), "nothing was said of anybody"),
    ] {
        assert_eq!(on_approved(&[away(), patch]).unwrap_err().code, "review_moved", "{why}");
    }
    let forged = json!({ "review": "approved", "review_reason": "更正", objection_field(WU): "那天我在外地" });
    assert_eq!(on_approved(&[forged]).unwrap_err().code, "not_allowed", "nobody objects for somebody else otherwise");
}

#[test]
fn an_undoing_that_does_not_know_how_the_record_stands_leaves_somebody_in_it() {
    let two = activity().with(attendance_field(WU), "present");
    let made = (lin(), PHONE, op(1, 0, Act::Create(two)));
    let desk =
        |n, base, fields: Value| (staff(), DESK, op(n, base, Act::Patch(serde_json::from_value(fields).unwrap())));
    let takes = desk(1, 1, json!({ memory(): { "nth": 1, attendance_field(WU): null } }));
    let leaves = Act::Patch(Fields::default().with(attendance_field(LIN), "leave"));
    let leaves = (staff(), OTHER_PHONE, op(1, 2, leaves));
    let stale = json!({ memory(): null, attendance_field(WU): null });
    let before = [made, takes, leaves];
    let then = |fields: Value| before.iter().cloned().chain([desk(3, 2, fields)]).collect::<Vec<_>>();
    assert_eq!(refused(&then(stale.clone())), Code::ReviewUnseen.id(), "what was said meanwhile goes with the other");
    let seen = before.iter().cloned().chain([desk(3, 3, stale)]).collect::<Vec<_>>();
    assert_eq!(refused(&seen), Code::NobodyPresent.id());
    let taken_out =
        json!({ memory(): null, attendance_field(WU): null, "review": "void", "review_reason": "没有人在场" });
    let known = before.iter().cloned().chain([desk(3, 3, taken_out)]).collect::<Vec<_>>();
    assert_eq!(Activity(&play(&known).body).review(), Some(Review::Void));
}

#[test]
fn what_is_said_to_a_record_that_was_merged_away_is_told_where_to_say_it() {
    assert_eq!(on_approved(&[away(), objects(WU)]).unwrap_err().code, "merged_away");
    let out = json!({ "review": "void", "review_reason": "记错了" });
    assert_eq!(on_approved(&[out, objects(WU)]).unwrap_err().code, "review_closed");
}

#[test]
fn a_merge_brings_along_what_was_objected_in_the_other_record_though_everybody_denies_it_then() {
    let alone = json!({ attendance_field(WU): "leave", "review": "approved", "review_reason": "核实了" });
    let takes = json!({
        memory(): { "nth": 1, objection_field(LIN): null }, objection_field(LIN): "我没有去", "review": "approved", "review_reason": "同一场",
    });
    let record = on_approved(&[alone.clone(), takes]).unwrap();
    assert_eq!(Activity(&record.body).objections().collect::<Vec<_>>(), [(LIN, "我没有去")]);
    let by_itself = json!({ objection_field(LIN): "我没有去", "review": "approved", "review_reason": "更正" });
    assert_eq!(on_approved(&[alone, by_itself]).unwrap_err().code, "not_allowed", "nobody writes it otherwise");
}

#[test]
fn how_an_objection_was_settled_is_kept_and_nobody_claims_it() {
    let settled = |attendance: Value| {
        let way = json!({
            attendance_field(WU): attendance, objection_field(WU): null, "review": "approved", "review_reason": "核实了",
        });
        let record = on_approved(&[objects(WU), way]).unwrap();
        record.body.text(&settled_field(WU)).map(str::to_owned)
    };
    assert_eq!(settled(Value::Null).as_deref(), Some("off"));
    assert_eq!(settled(json!("leave")).as_deref(), Some("leave"));
    assert_eq!(settled(json!("present")).as_deref(), Some("present"));
    let back = on_approved(&[objects(WU), json!({ objection_field(WU): null })]).unwrap();
    assert_eq!(back.body.text(&settled_field(WU)), None, "who takes it back has settled nothing");
    let claimed = json!({ settled_field(WU): "off", "place": "村部", "review": "approved", "review_reason": "更正" });
    assert_eq!(on_approved(&[claimed]).unwrap().body.text(&settled_field(WU)), None);
    let undo = json!({ memory(): null, attendance_field(WU): null, "review": "approved", "review_reason": "撤销合并" });
    let takes = json!({ memory(): { "nth": 1 }, "review": "approved", "review_reason": "同一场", "place": "村部" });
    let undone = on_approved(&[takes, objects(WU), undo]).unwrap();
    assert_eq!(undone.body.text(&settled_field(WU)), None, "it goes on elsewhere");
}

#[test]
fn a_duplicate_in_which_nobody_is_left_goes_back_to_its_author_with_the_reason() {
    let gone = |to: &str| json!({ attendance_field(LIN): null, attendance_field(WU): "leave", "review": to, "review_reason": "没有人在场" });
    let record = on_approved(&[away(), gone("returned")]).unwrap();
    let it = Activity(&record.body);
    assert_eq!((it.review(), it.review_reason()), (Some(Review::Returned), Some("没有人在场")));
    assert_eq!(record.body.text(BACK_FROM), Some(SURVIVOR), "what is said to the other may belong to it");
    assert_eq!([LIN, WU].map(|member| record.body.text(&settled_field(member))), [Some("off"), Some("leave")]);
    assert_eq!(on_approved(&[away(), gone("pending")]).unwrap_err().code, Code::NobodyPresent.id());
}

#[test]
fn whom_a_merge_lists_no_longer_was_found_by_the_other_record_not_to_have_been_there() {
    let takes = |how: Value| {
        let there = attendance_field(WU);
        json!({ memory(): { "nth": 1, &there: "present" }, &there: how, "review": "approved", "review_reason": "同一场" })
    };
    for (how, settled) in [(json!("leave"), "leave"), (Value::Null, "off")] {
        let record = on_approved(&[takes(how)]).unwrap();
        assert_eq!(record.body.text(&settled_field(WU)), Some(settled));
        assert_eq!(record.body.text(&settled_field(LIN)), None, "of nobody else was anything found");
    }
}

#[test]
fn a_merge_finds_nothing_out_about_whom_the_record_had_merely_invited() {
    let invited = json!({ attendance_field(WU): "invited", "review": "approved", "review_reason": "核实了" });
    let takes = json!({ memory(): { "nth": 1 }, attendance_field(WU): "leave", "review": "approved", "review_reason": "同一场" });
    assert_eq!(on_approved(&[invited, takes]).unwrap().body.text(&settled_field(WU)), None);
}
