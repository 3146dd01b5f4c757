//! A server that was restored from a backup: what it had acknowledged goes to it again.

use super::*;

const DAY: u64 = 24 * 60 * 60_000;

/// A phone on which one record was created and edited, acknowledged, and has come as a row.
fn contained() -> Phone {
    let mut phone = Phone::ready();
    phone.acknowledged([make(), patch("place", "柳林村")], &[1, 2]);
    phone.send();
    let mut come = row(REC, 2, 2);
    come.body.set("place", "柳林村");
    phone.reply(home(last_page(vec![come])));
    assert_eq!((phone.states(), phone.client.replica().kept().count()), (vec![], 2));
    phone
}

fn numbers(request: &SyncRequest) -> Vec<u64> {
    request.ops.iter().map(|op| op.n).collect()
}

#[test]
fn what_was_acknowledged_is_sent_again_with_its_numbers_before_anything_new() {
    let mut phone = contained();
    phone.save([patch("narrative", "之后又写的。")]);
    // The server is older than the phone: it says so, and takes nothing.
    let before = phone.send();
    assert_eq!((numbers(&before), before.epoch.as_deref()), (vec![3], Some("e1")));
    phone.client.failed(Failure::Restored("e2".into()), phone.now);
    let request = phone.send();
    assert_eq!((numbers(&request), request.epoch.as_deref(), request.device), (vec![1, 2], Some("e2"), PHONE));
    assert!(request.ops.iter().all(|op| op.epoch.as_deref() == Some("e1")), "as they were made");
    assert_eq!(request.rebuild, [HOME]);
    let results = vec![applied(1, 1), applied(2, 2)];
    phone.reply(SyncReply { epoch: "e2".into(), results, ..reply() });
    let request = phone.send();
    assert_eq!(numbers(&request), [3]);
    assert_eq!(phone.body().text("narrative"), Some("之后又写的。"), "and all of it stayed on the screen");
}

#[test]
fn a_reply_that_names_another_epoch_is_enough() {
    let mut phone = contained();
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), ..reply() });
    assert_eq!(phone.reopen().replica(), phone.client.replica());
    assert_eq!(numbers(&phone.send()), [1, 2]);
}

#[test]
fn what_is_held_is_asked_for_until_it_is_known_what_became_of_it() {
    let mut phone = contained();
    phone.client.sync_now();
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), ..reply() });
    let held = |n| OpResult { n, outcome: Outcome::Held { held: true } };
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), results: vec![held(1), held(2)], ..reply() });
    assert_eq!(phone.body().text("place"), Some("柳林村"), "it stays on the screen");
    let asked = phone.send();
    assert_eq!(numbers(&asked), [1, 2]);
    let results = vec![applied(1, 4), refused(2, Code::RecordUnknown)];
    phone.reply(SyncReply { epoch: "e2".into(), results, ..reply() });
    assert_eq!(phone.states(), [(1, OpState::Applied(4)), (2, OpState::Refused(Code::RecordUnknown.into()))]);
}

#[test]
fn what_was_acknowledged_more_than_thirty_days_ago_is_let_go() {
    let mut phone = contained();
    phone.now = NOW + 31 * DAY;
    phone.send();
    phone.reply(SyncReply { now: phone.now, ..reply() });
    assert_eq!((phone.client.replica().kept().count(), phone.disk.ops.len()), (0, 0));
}

#[test]
fn under_another_name_what_was_acknowledged_keeps_the_name_it_had() {
    let mut phone = contained();
    phone.save([patch("narrative", "改名前写的。")]);
    phone.send();
    phone.client.failed(Failure::Cloned(3, OTHER_PHONE), phone.now);
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), ..reply() });
    let again = phone.send();
    assert_eq!((again.device, numbers(&again)), (PHONE, vec![1, 2]));
    phone.reply(SyncReply { epoch: "e2".into(), results: vec![applied(1, 1), applied(2, 2)], ..reply() });
    let own = phone.send();
    assert_eq!((own.device, numbers(&own)), (OTHER_PHONE, vec![1]));
}

#[test]
fn what_goes_under_a_name_given_up_long_ago_takes_the_new_one_when_that_is_anothers() {
    let mut phone = contained();
    phone.save([patch("narrative", "改名前写的。")]);
    phone.send();
    phone.client.failed(Failure::Cloned(3, OTHER_PHONE), phone.now);
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), ..reply() });
    assert_eq!(phone.send().device, PHONE, "as it was acknowledged");
    phone.client.failed(Failure::Cloned(1, DESK), phone.now);
    let request = phone.send();
    assert_eq!((request.device, numbers(&request)), (DESK, vec![1, 2, 3]), "all that waits, under the new name");
}

#[test]
fn what_is_sent_again_and_cannot_be_leaves_the_numbers_of_the_others_alone() {
    let mut phone = contained();
    phone.save([patch("narrative", "之后又写的。")]);
    phone.send();
    phone.client.failed(Failure::Restored("e2".into()), phone.now);
    for expected in [vec![1, 2], vec![1]] {
        assert_eq!(numbers(&phone.send()), expected);
        phone.client.failed(Failure::TooLarge, phone.now);
    }
    assert_eq!(phone.states()[0], (1, OpState::Refused(Code::OpTooLarge.into())));
    assert_eq!(phone.states()[2], (3, OpState::Waiting), "the new one still has its number");
}

#[test]
fn an_edit_made_while_a_feed_comes_anew_does_not_claim_to_have_seen_the_new_versions() {
    let mut phone = contained();
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), ..reply() });
    phone.save([patch("place", "柳林")]);
    let made = |phone: &Phone| phone.client.replica().ops().last().unwrap().op.epoch.clone();
    assert_eq!(made(&phone).as_deref(), Some("e1"));
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), ..home(last_page(vec![row(REC, 1, 1)])) });
    phone.save([patch("place", "柳林村部")]);
    assert_eq!(made(&phone).as_deref(), Some("e2"));
}
