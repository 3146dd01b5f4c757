//! What a merge changes, and what undoing it leaves.

use super::*;
use serde_json::json;
use uuid::Uuid;

fn member(n: u128) -> MemberId {
    MemberId(Uuid::from_u128(n))
}

fn taken() -> RecordId {
    RecordId(Uuid::from_u128(99))
}

fn one() -> Fields {
    Fields::default()
        .with(attendance_field(member(1)), "present")
        .with(attendance_field(member(2)), "invited")
        .with("measure:person_times", 24)
        .with("measure:persons", 6)
}

fn other() -> Fields {
    Fields::default()
        .with(attendance_field(member(2)), "present")
        .with(attendance_field(member(3)), "leave")
        .with("measure:person_times", 18)
        .with("measure:persons", 6)
        .with("measure:books", 2)
}

#[test]
fn who_was_there_by_either_record_was_there() {
    let all = [(member(1), Attendance::Present), (member(2), Attendance::Present), (member(3), Attendance::Leave)];
    assert_eq!(united(&one(), &other()), all);
    assert_eq!(united(&other(), &one()), all, "whichever of the two stays");
}

#[test]
fn only_what_differs_is_asked_and_each_of_it_must_be_answered() {
    let asked: Vec<String> = differing(&one(), &other()).into_iter().map(|each| each.field).collect();
    assert_eq!(asked, ["measure:books", "measure:person_times"]);
    assert_eq!(take_in(&one(), &other(), taken(), &Fields::default().with("measure:books", 2)), None);
}

#[test]
fn a_merge_given_back_leaves_the_record_as_it_was() {
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
    let changes = take_in(&one(), &other(), taken(), &decided).unwrap();
    assert_eq!(changes.get("measure:person_times"), None, "what stays as it is is not written");
    assert_eq!(changes.get(&merged_field(taken())).unwrap()["measure:books"], json!(null));
    let apply = |body: &Fields, changes: &Fields| {
        changes.0.iter().fold(body.clone(), |body, (field, value)| body.with(field.clone(), value.clone()))
    };
    let after = apply(&one(), &changes);
    assert_eq!(taken_in(&after).collect::<Vec<_>>(), [taken()]);
    let back = give_back(&after, taken()).unwrap();
    assert_eq!(apply(&after, &back), one());
}

#[test]
fn merges_are_undone_in_the_reverse_order_and_leave_the_record_as_it_was() {
    let apply = |body: &Fields, changes: &Fields| {
        changes.0.iter().fold(body.clone(), |body, (field, value)| body.with(field.clone(), value.clone()))
    };
    let measures = |times: i64| Fields::default().with("measure:books", 2).with("measure:person_times", times);
    let (first, second) = (RecordId(Uuid::from_u128(99)), RecordId(Uuid::from_u128(7)));
    let once = apply(&one(), &take_in(&one(), &other(), first, &measures(30)).unwrap());
    let twice = apply(&once, &take_in(&once, &one(), second, &measures(40)).unwrap());
    assert_eq!((last_taken_in(&twice), give_back(&twice, first)), (Some(second), None), "not the earlier one first");
    let back = apply(&twice, &give_back(&twice, second).unwrap());
    assert_eq!(back, once);
    assert_eq!(apply(&back, &give_back(&back, first).unwrap()), one());
}

#[test]
fn photos_are_united_once_each_as_far_as_there_is_room_and_leave_with_the_undoing() {
    use crate::photo::{Format, Sha256};
    let photo = |n: u8| Photo { sha256: Sha256::of(&[n]), len: 1, format: Format::Jpeg };
    let showing = |from: u8, to: u8| {
        let each = (from..to).map(|n| (photo(n).field(usize::from(n)), photo(n).value()));
        one().0.into_iter().chain(each).collect::<Fields>()
    };
    let (stays, goes) = (showing(1, 7), showing(5, 12));
    let changes = take_in(&stays, &goes, taken(), &Fields::default()).unwrap();
    let added: Vec<Photo> = photos(&changes).map(|(_, photo)| photo).collect();
    assert_eq!(added, [photo(7), photo(8), photo(9)], "nine in all, none twice");
    let apply = |body: &Fields, changes: &Fields| {
        changes.0.iter().fold(body.clone(), |body, (field, value)| body.with(field.clone(), value.clone()))
    };
    let after = apply(&stays, &changes);
    assert_eq!(photos(&after).count(), PHOTOS_MAX);
    assert_eq!(apply(&after, &give_back(&after, taken()).unwrap()), stays);
}

#[test]
fn who_objects_to_the_duplicate_or_was_not_asked_is_not_credited_by_merging_it() {
    let objected = other().with("objection:00000000-0000-0000-0000-000000000002", "那天我在外地。");
    assert_eq!(left_out(&one(), &objected), BTreeSet::from([member(2)]));
    let without = [(member(1), Attendance::Present), (member(2), Attendance::Invited), (member(3), Attendance::Leave)];
    assert_eq!(united(&one(), &objected), without);
    let unasked = other().with("recorded_for", member(2).to_string());
    assert_eq!(united(&one(), &unasked), without);
}

#[test]
fn what_was_said_since_a_merge_of_who_came_with_the_duplicate_goes_back_with_it() {
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
    let both = |body: Fields| body.with(attendance_field(member(4)), "present");
    let (kept, away) = (both(one()), both(other()));
    let changes = take_in(&kept, &away, taken(), &decided).unwrap();
    let merged = changes.0.into_iter().fold(kept.clone(), |body, (field, value)| body.with(field, value));
    assert!(said_since(&merged, &away, taken()).is_empty(), "nobody said anything");

    let objecting = merged.clone().with(objection_field(member(2)), "我没有去。");
    assert_eq!(json!(said_since(&objecting, &away, taken())), json!({ objection_field(member(2)): "我没有去。" }));
    let back = give_back(&objecting, taken()).unwrap();
    assert_eq!(back.get(&objection_field(member(2))), Some(&Value::Null), "who is merely invited has no objection");

    let mut settled = merged.clone();
    settled.set(attendance_field(member(2)), "leave");
    settled.set(attendance_field(member(4)), Value::Null);
    let said = json!({ attendance_field(member(2)): "leave", attendance_field(member(4)): null });
    assert_eq!(json!(said_since(&settled, &away, taken())), said, "whether the merge brought them or both had them");

    let of_both = merged.with(objection_field(member(4)), "那天我在外地。");
    assert_eq!(give_back(&of_both, taken()).unwrap().get(&objection_field(member(4))), None, "it stays here too");
    assert!(said_since(&of_both, &away, taken()).get(&objection_field(member(4))).is_some());
    let own = objecting.with(attendance_field(member(1)), "absent");
    assert_eq!(said_since(&own, &away, taken()).get(&attendance_field(member(1))), None, "that one has no part in it");
}

#[test]
fn undoing_a_merge_leaves_what_was_corrected_since() {
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 18);
    let changes = take_in(&one(), &other(), taken(), &decided).unwrap();
    let merged = changes.0.into_iter().fold(one(), |body, (field, value)| body.with(field, value));
    let corrected = merged.with("measure:person_times", 40);
    let back = give_back(&corrected, taken()).unwrap();
    assert_eq!((back.get("measure:person_times"), back.get("measure:books")), (None, Some(&Value::Null)));
}

#[test]
fn nothing_but_attendance_measures_and_photos_is_ever_put_back() {
    let forged = one().with(merged_field(taken()), json!({ "narrative": "x", "measure:persons": 5 }));
    let back = give_back(&forged, taken()).unwrap();
    assert_eq!((back.get("narrative"), back.int("measure:persons")), (None, Some(5)));
    assert_eq!(give_back(&one(), taken()), None);
}

fn after(body: &Fields, changes: Fields) -> Fields {
    let mut after = body.clone();
    changes.0.into_iter().for_each(|(field, value)| after.set(field, value));
    after
}

#[test]
fn what_is_objected_in_either_record_holds_for_the_one_activity_and_goes_back_alone() {
    let objection = objection_field(member(1));
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
    let both = other().with(attendance_field(member(1)), "present");
    // Said in the one that goes: the one that stays says it too, and forgets it with the undoing.
    let away = both.clone().with(objection.clone(), "我没有去。");
    assert!(left_out(&one(), &away).is_empty(), "it stays listed there");
    let merged = after(&one(), take_in(&one(), &away, taken(), &decided).unwrap());
    assert_eq!(merged.text(&objection), Some("我没有去。"));
    assert!(said_since(&merged, &away, taken()).is_empty(), "it is there already");
    assert_eq!(after(&merged, give_back(&merged, taken()).unwrap()), one());
    // Settled meanwhile: so it is where it came from.
    let settled = after(&merged, Fields([(objection.clone(), Value::Null)].into()));
    assert_eq!(said_since(&settled, &away, taken()).get(&objection), Some(&Value::Null));
    // Said before in the one that stays: it was never said of the other.
    let objecting = one().with(objection.clone(), "我没有去。");
    let merged = after(&objecting, take_in(&objecting, &both, taken(), &decided).unwrap());
    assert!(said_since(&merged, &both, taken()).is_empty());
    assert_eq!(after(&merged, give_back(&merged, taken()).unwrap()), objecting);
}

#[test]
fn an_objection_that_comes_while_a_merge_is_half_done_is_taken_in_with_the_rest() {
    let objection = objection_field(member(2));
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
    let merged = after(&one(), take_in(&one(), &other(), taken(), &decided).unwrap());
    assert!(also_taken_in(&merged, &other(), taken()).is_empty());
    let objected = other().with(objection.clone(), "我没有去。");
    let whole = after(&merged, also_taken_in(&merged, &objected, taken()));
    assert_eq!(whole.text(&objection), Some("我没有去。"));
    assert!(also_taken_in(&whole, &objected, taken()).is_empty() && said_since(&whole, &objected, taken()).is_empty());
    let settled = after(&whole, Fields([(objection.clone(), Value::Null)].into()));
    assert!(also_taken_in(&settled, &objected, taken()).is_empty(), "what was settled is not said again");
    // Said otherwise or taken back there since, the last word holds here too.
    let reworded = other().with(objection.clone(), "我在医院。");
    assert_eq!(after(&whole, also_taken_in(&whole, &reworded, taken())).text(&objection), Some("我在医院。"));
    let taken_back = after(&whole, also_taken_in(&whole, &other(), taken()));
    assert_eq!(
        (taken_back.get(&objection), after(&taken_back, give_back(&taken_back, taken()).unwrap())),
        (None, one())
    );
    assert_eq!(after(&whole, give_back(&whole, taken()).unwrap()), one());
}

#[test]
fn whom_the_office_found_not_to_have_been_there_no_merge_credits_again() {
    use crate::activity::settled_field;
    let found = |how: &str| one().with(settled_field(member(2)), how);
    assert_eq!(left_out(&found("off"), &other()), BTreeSet::from([member(2)]));
    assert_eq!(left_out(&found("leave"), &other()), BTreeSet::from([member(2)]));
    assert!(left_out(&found("present"), &other()).is_empty());
    assert_eq!(united(&found("off"), &other())[1], (member(2), Attendance::Invited));
}

#[test]
fn who_came_with_the_duplicate_is_on_no_list_once_it_is_gone_whatever_was_found_since() {
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
    let away = other().with(attendance_field(member(5)), "present");
    let merged = after(&one(), take_in(&one(), &away, taken(), &decided).unwrap());
    let found = merged.with(attendance_field(member(5)), "leave");
    assert_eq!(give_back(&found, taken()).unwrap().get(&attendance_field(member(5))), Some(&Value::Null));
    assert_eq!(said_since(&found, &away, taken()).text(&attendance_field(member(5))), Some("leave"));
}

#[test]
fn a_merge_is_not_finished_over_people_and_numbers_that_changed_since() {
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
    let merged = after(&one(), take_in(&one(), &other(), taken(), &decided).unwrap());
    assert!(is_as_taken(&merged, &other(), taken()));
    assert!(
        is_as_taken(&merged, &other().with(objection_field(member(2)), "我没有去。"), taken()),
        "that is taken along"
    );
    assert!(!is_as_taken(&merged, &other().with("measure:persons", 40), taken()));
    assert!(!is_as_taken(&merged, &other().with(attendance_field(member(7)), "present"), taken()));
    assert!(is_as_taken(&one().with(merged_field(taken()), json!({ "nth": 1 })), &other(), taken()), "of old");
}

#[test]
fn who_was_found_away_by_the_one_and_is_there_by_the_other_is_named() {
    use crate::activity::settled_field;
    let away = other().with(settled_field(member(1)), "off").with(settled_field(member(3)), "leave");
    assert_eq!(found_away_there(&one(), &away), BTreeMap::from([(member(1), "off")]));
}

#[test]
fn a_person_says_of_each_whom_the_two_tell_differently_which_of_them_holds() {
    use crate::activity::settled_field;
    let away = |how: &str| other().with(settled_field(member(1)), how);
    let there = attendance_field(member(1));
    let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
    assert_eq!(take_in(&one(), &away("off"), taken(), &decided), None, "nothing is decided for anybody");
    let kept = take_in(&one(), &away("off"), taken(), &decided.clone().with(&*there, "present")).unwrap();
    assert_eq!(kept.get(&there), None);
    for (how, listed) in [("leave", json!("leave")), ("off", Value::Null)] {
        let taken_in = take_in(&one(), &away(how), taken(), &decided.clone().with(&*there, how)).unwrap();
        assert_eq!(taken_in.get(&there), Some(&listed));
        let merged = after(&one(), taken_in);
        assert_eq!(after(&merged, give_back(&merged, taken()).unwrap()), one(), "and undone it is as it was");
        assert!(said_since(&merged, &away(how), taken()).is_empty());
    }
    let off = decided.clone().with(&*there, "off");
    assert_eq!(take_in(&one(), &away("leave"), taken(), &off), None, "only what was found");
    let denies = away("off").with(&*there, "leave").with(objection_field(member(1)), "我没有去。");
    let both = take_in(&one(), &denies, taken(), &off).unwrap();
    assert_eq!(both.get(&objection_field(member(1))), None, "who is away has nothing to object to");
    let objecting = one().with(objection_field(member(1)), "我没有去。");
    assert!(found_away_there(&objecting, &away("off")).is_empty(), "that is settled where it was said");
}
