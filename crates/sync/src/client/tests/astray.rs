//! What was said to a record that was merged into another before it came, or had come back from it.

use super::*;
use domain::{
    activity::{BACK_FROM, MERGED_INTO, attendance_field, objection_field},
    fields::Fields,
};
use serde_json::Value;

fn objected(why: impl Into<Value>) -> Act {
    patch(&objection_field(WU), why)
}

const WHY: &str = "那天我在外地。";

fn listed() -> Fields {
    activity().with(attendance_field(WU), "present")
}

fn stays() -> RecordId {
    other_rec(90)
}

fn away() -> Row {
    Row { body: listed().with("review", "void").with(MERGED_INTO, stays().to_string()), ..row(REC, 3, 2) }
}

/// A phone that said something without signal, and was refused with a code as other rows came.
fn led_astray(acts: Vec<Act>, code: Code, rows: Vec<Row>) -> Phone {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![Row { body: listed(), ..row(REC, 2, 1) }])));
    phone.save(acts);
    let request = phone.send();
    let results = request.ops.iter().map(|op| refused(op.n, code)).collect();
    phone.reply(SyncReply { results, ..home(last_page(rows)) });
    phone
}

/// What is said in their place, and of how many operations.
fn led_on(phone: &Phone) -> Vec<(usize, Option<(RecordId, Act)>)> {
    let told = |one: super::super::Astray| (one.keys.len(), one.edit.map(|edit| (edit.rec, edit.act)));
    phone.client.replica().astray().into_iter().map(told).collect()
}

#[test]
fn what_was_objected_is_said_again_where_the_person_is_listed_now() {
    let mut phone =
        led_astray(vec![objected(WHY)], Code::MergedAway, vec![away(), Row { body: listed(), ..row(stays(), 5, 3) }]);
    assert_eq!(led_on(&phone), [(1, Some((stays(), objected(WHY))))]);
    // Saved in place of the refused one it goes up like anything else.
    for one in phone.client.replica().astray() {
        phone.client.save(one.edit.into_iter().collect(), &one.keys, phone.now);
    }
    phone.settle();
    assert!(led_on(&phone).is_empty());
    let view = phone.client.replica().view(stays()).unwrap();
    assert_eq!(view.body.text(&objection_field(WU)), Some(WHY));
    assert_eq!(phone.send().ops.iter().map(|op| op.rec).collect::<Vec<_>>(), [stays()]);
}

#[test]
fn only_the_last_word_is_led_on() {
    let to = || Row { body: listed(), ..row(stays(), 5, 3) };
    let phone = |acts| led_astray(acts, Code::MergedAway, vec![away(), to()]);
    assert_eq!(led_on(&phone(vec![objected(WHY), objected(Value::Null)])), [(2, None)], "nothing was said in the end");
    let again = phone(vec![objected("不在"), objected(Value::Null), objected(WHY)]);
    assert_eq!(led_on(&again), [(3, Some((stays(), objected(WHY))))]);
    assert!(
        led_on(&phone(vec![objected(Value::Null)])).is_empty(),
        "what may still stand elsewhere is shown as refused"
    );
    let has_it = Row { body: listed().with(objection_field(WU), WHY), ..to() };
    let taken_back = led_astray(vec![objected(Value::Null)], Code::MergedAway, vec![away(), has_it]);
    assert_eq!(led_on(&taken_back), [(1, Some((stays(), objected(Value::Null))))]);
}

#[test]
fn it_stays_refused_where_the_person_is_not_listed_or_the_record_is_void_too() {
    let to = |body: Fields| {
        led_astray(vec![objected(WHY)], Code::MergedAway, vec![away(), Row { body, ..row(stays(), 5, 3) }])
    };
    assert!(led_on(&to(activity())).is_empty());
    let void = to(listed().with("review", "void"));
    assert!(led_on(&void).is_empty());
    assert_eq!(void.client.replica().refused().count(), 1, "and is shown as that");
    let answer = patch(&attendance_field(WU), "leave");
    let other = led_astray(vec![answer], Code::MergedAway, vec![away(), Row { body: listed(), ..row(stays(), 5, 3) }]);
    assert!(led_on(&other).is_empty(), "nothing but an objection is led on");
}

#[test]
fn what_was_said_to_the_one_that_stayed_goes_with_the_one_that_came_back() {
    let gone = Row { body: activity(), ..row(REC, 4, 2) };
    let back = Row { body: listed().with(BACK_FROM, REC.to_string()), ..row(stays(), 7, 3) };
    let phone = led_astray(vec![objected(WHY)], Code::NotListed, vec![gone.clone(), back.clone()]);
    assert_eq!(led_on(&phone), [(1, Some((stays(), objected(WHY))))]);
    let elsewhere = Row { body: listed(), ..back };
    assert!(led_on(&led_astray(vec![objected(WHY)], Code::NotListed, vec![gone, elsewhere])).is_empty());
}

#[test]
fn agreeing_waits_until_the_very_record_is_back() {
    let agreed = patch("confirmed", serde_json::json!({ "how": "device", "of": "0".repeat(64) }));
    let to = Row { body: listed(), ..row(stays(), 5, 3) };
    let mut phone = led_astray(vec![agreed.clone()], Code::MergedAway, vec![away(), to]);
    assert!(led_on(&phone).is_empty());
    phone.send();
    phone.reply(home(last_page(vec![
        Row { body: listed(), ..row(REC, 4, 4) },
        Row { body: listed(), ..row(stays(), 6, 5) },
    ])));
    assert_eq!(led_on(&phone), [(1, Some((REC, agreed)))]);
}

#[test]
fn what_was_objected_is_said_again_where_the_person_was_taken_off_the_list_and_put_back() {
    let again = |rows| led_on(&led_astray(vec![objected(WHY)], Code::NotListed, rows));
    assert_eq!(again(vec![Row { body: listed(), ..row(REC, 5, 3) }]), [(1, Some((REC, objected(WHY))))]);
    assert!(again(Vec::new()).is_empty(), "not before anything newer is known of the list");
    assert!(again(vec![Row { body: activity(), ..row(REC, 5, 3) }]).is_empty(), "nor while one is on none");
}

#[test]
fn what_was_taken_back_since_is_not_said_again() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![Row { body: listed(), ..row(REC, 2, 1) }])));
    phone.save(vec![objected(WHY), objected(Value::Null)]);
    let request = phone.send();
    let [first, second] = [request.ops[0].n, request.ops[1].n];
    let results = vec![refused(first, Code::NotListed), applied(second, 6)];
    phone.reply(SyncReply { results, ..home(last_page(vec![Row { body: listed(), ..row(REC, 6, 4) }])) });
    assert_eq!(led_on(&phone), [(1, None)]);
}

#[test]
fn taking_back_what_went_with_the_list_takes_away_nothing_that_is_said_anew() {
    let rows = vec![Row { body: listed().with(objection_field(WU), WHY), ..row(REC, 5, 3) }];
    assert_eq!(led_on(&led_astray(vec![objected(Value::Null)], Code::NotListed, rows)), [(1, None)]);
    let on_leave = Row { body: activity().with(attendance_field(WU), "leave"), ..row(REC, 5, 3) };
    assert!(led_on(&led_astray(vec![objected(WHY)], Code::NotListed, vec![on_leave])).is_empty());
}
