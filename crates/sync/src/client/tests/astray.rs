//! Objections to a record that was merged into another before they came.

use super::*;
use domain::activity::{MERGED_INTO, attendance_field, objection_field};

fn objected() -> Act {
    patch(&objection_field(WU), "那天我在外地。")
}

/// A phone that objected without signal to what was merged meanwhile into a record whose rows come last.
fn led_astray(stays: Row) -> Phone {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![Row { body: listed(), ..row(REC, 2, 1) }])));
    phone.save([objected()]);
    let request = phone.send();
    let away = listed().with("review", "void").with(MERGED_INTO, stays.rec.to_string());
    let page = last_page(vec![Row { body: away, ..row(REC, 3, 2) }, stays]);
    phone.reply(SyncReply { results: vec![refused(request.ops[0].n, Code::MergedAway)], ..home(page) });
    phone
}

fn listed() -> domain::fields::Fields {
    activity().with(attendance_field(WU), "present")
}

#[test]
fn what_was_objected_is_said_again_where_the_person_is_listed_now() {
    let stays = other_rec(90);
    let phone = led_astray(Row { body: listed(), ..row(stays, 5, 3) });
    let astray = phone.client.replica().astray();
    let said: Vec<_> = astray.iter().map(|(_, edit)| (edit.rec, edit.feed, edit.act.clone())).collect();
    assert_eq!(said, [(stays, HOME, objected())]);
    // Saved in place of the refused one it goes up like anything else.
    let mut phone = phone;
    let (keys, edits): (Vec<u64>, Vec<Edit>) = astray.into_iter().unzip();
    phone.client.save(edits, &keys, phone.now);
    phone.settle();
    assert!(phone.client.replica().astray().is_empty());
    let view = phone.client.replica().view(stays).unwrap();
    assert_eq!(view.body.text(&objection_field(WU)), Some("那天我在外地。"));
    let ops = phone.send().ops;
    assert_eq!(ops.iter().map(|op| op.rec).collect::<Vec<_>>(), [stays]);
}

#[test]
fn it_stays_refused_where_the_person_is_not_listed_or_the_record_is_void_too() {
    let stays = other_rec(90);
    let unlisted = led_astray(row(stays, 5, 3));
    assert!(unlisted.client.replica().astray().is_empty());
    let void = led_astray(Row { body: listed().with("review", "void"), ..row(stays, 5, 3) });
    assert!(void.client.replica().astray().is_empty());
    assert_eq!(void.client.replica().refused().count(), 1, "and is shown as that");
}

#[test]
fn nothing_but_an_objection_alone_is_led_on() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![Row { body: listed(), ..row(REC, 2, 1) }])));
    phone.save([patch(&attendance_field(WU), "leave"), patch(&objection_field(WU), serde_json::Value::Null)]);
    let request = phone.send();
    let results = request.ops.iter().map(|op| refused(op.n, Code::MergedAway)).collect();
    let away = listed().with("review", "void").with(MERGED_INTO, other_rec(90).to_string());
    let page =
        last_page(vec![Row { body: away, ..row(REC, 3, 2) }, Row { body: listed(), ..row(other_rec(90), 5, 3) }]);
    phone.reply(SyncReply { results, ..home(page) });
    assert!(phone.client.replica().astray().is_empty());
}
