//! Work that comes from another device of the same person in a file.

use super::{
    photos::{here, photo, showing},
    *,
};
use crate::{
    clock::Hlc,
    export::{ExportedOp, ExportedPhoto},
};
use std::collections::BTreeSet;

const NONE: BTreeSet<String> = BTreeSet::new();

/// Another phone of the same person, on which a record was made and changed without signal.
fn other() -> Phone {
    let disk = Stored::fresh(OTHER_PHONE);
    let mut phone = Phone { client: Client::open(disk.clone()), disk, now: NOW, sent: None };
    phone.save([make(), patch("place", "柳林村")]);
    phone
}

fn numbers(request: &SyncRequest) -> (DeviceId, Vec<u64>) {
    (request.device, request.ops.iter().map(|op| op.n).collect())
}

#[test]
fn what_comes_from_another_phone_goes_under_its_name_and_numbers_before_what_is_new_here() {
    let mut phone = Phone::ready();
    let taken = phone.client.take_in(&other().client.unsent(), &[], &NONE, NOW);
    phone.save([patch("narrative", "在这台手机上接着写。")]);
    assert_eq!(phone.body().text("place"), Some("柳林村"), "it is on the screen at once");
    let request = phone.send();
    assert_eq!(numbers(&request), (OTHER_PHONE, vec![1, 2]));
    assert_eq!(taken.added.len(), 2);
    phone.reply(SyncReply { results: vec![applied(1, 1), applied(2, 2)], ..reply() });
    let own = phone.send();
    assert_eq!(numbers(&own), (PHONE, vec![1]));
    assert!(own.ops[0].hlc > request.ops[1].hlc, "what was written here was written after it");
}

#[test]
fn a_file_that_is_taken_in_twice_adds_nothing_the_second_time() {
    let mut phone = Phone::ready();
    let file = other().client.unsent();
    let first = phone.client.take_in(&file, &[], &NONE, NOW);
    phone.settle();
    let disk = phone.disk.clone();
    let again = phone.client.take_in(&file, &[], &NONE, NOW);
    phone.settle();
    assert_eq!((again.added, again.keys), (vec![], first.keys));
    assert_eq!(phone.disk, disk);
    // Not even where the server has all of it by now.
    phone.send();
    phone.reply(SyncReply { results: vec![applied(1, 1), applied(2, 2)], ..reply() });
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 2, 2)])));
    assert!(phone.client.take_in(&file, &[], &NONE, NOW).added.is_empty());
}

#[test]
fn a_file_that_comes_back_to_the_phone_that_made_it_adds_nothing() {
    let mut phone = other();
    let file = phone.client.unsent();
    assert!(phone.client.take_in(&file, &[], &NONE, NOW).added.is_empty());
}

#[test]
fn what_was_refused_there_waits_here_for_its_person_and_is_not_sent() {
    let mut there = other();
    there.send();
    there.reply(SyncReply { results: vec![applied(1, 1), refused(2, Code::ReviewClosed)], ..reply() });
    let file = there.client.unsent();
    assert_eq!(file.len(), 1, "what the server has is not in the file");
    let mut phone = Phone::ready();
    let taken = phone.client.take_in(&file, &[], &NONE, NOW);
    assert_eq!(phone.send().ops, []);
    assert_eq!(phone.states(), [(2, OpState::Refused(Code::ReviewClosed.into()))]);
    assert_eq!(phone.reopen().replica(), phone.client.replica());
    phone.client.discard(&taken.added, NOW);
    phone.settle();
    assert_eq!(phone.disk.ops, []);
}

#[test]
fn numbers_that_the_server_does_not_know_there_become_own_ones() {
    let mut phone = Phone::ready();
    phone.save([add("走访")]);
    phone.client.take_in(&other().client.unsent(), &[], &NONE, NOW);
    assert_eq!(numbers(&phone.send()), (OTHER_PHONE, vec![1, 2]));
    phone.client.failed(Failure::Expected(40), phone.now);
    assert_eq!(numbers(&phone.send()), (PHONE, vec![1, 2, 3]));
    assert_eq!(phone.reopen().replica(), phone.client.replica());
}

#[test]
fn a_name_that_is_anothers_by_now_does_not_hold_anything_up() {
    let mut phone = Phone::ready();
    phone.save([add("走访")]);
    phone.client.take_in(&other().client.unsent(), &[], &NONE, NOW);
    phone.send();
    phone.client.failed(Failure::Cloned(1, DESK), phone.now);
    assert_eq!(numbers(&phone.send()), (DESK, vec![1, 2, 3]));
}

#[test]
fn a_disk_that_does_not_take_it_in_leaves_the_own_numbers_alone() {
    let mut phone = Phone::ready();
    phone.acknowledged([add("走访")], &[1]);
    phone.settle();
    phone.client.take_in(&other().client.unsent(), &[], &NONE, NOW);
    let Some(Output::Persist(_)) = phone.client.poll(phone.now, 0) else { panic!("nothing is written") };
    phone.client.persist_failed();
    assert!(phone.client.must_reopen());
    phone.client = phone.reopen();
    phone.save([patch("place", "石桥村")]);
    assert_eq!(numbers(&phone.send()), (PHONE, vec![2]));
}

#[test]
fn a_clock_that_is_far_ahead_there_is_not_taken_over_here() {
    let mut phone = Phone::ready();
    let mut file = other().client.unsent();
    file[1].op.hlc = Hlc::at(NOW * 2);
    phone.client.take_in(&file, &[], &NONE, NOW);
    phone.save([patch("place", "石桥村")]);
    let own = phone.client.replica().ops().last().map(|op| op.op.hlc.millis());
    assert!(own.is_some_and(|at| at <= NOW + crate::clock::MAX_AHEAD), "{own:?}");
}

#[test]
fn photos_are_sent_from_here_whether_their_record_comes_along_or_is_on_the_server() {
    let (one, two, lost) = (photo("one", 10), photo("two", 10), photo("lost", 10));
    let exported = |photo: &domain::photo::Photo, recs: &[RecordId]| ExportedPhoto {
        sha256: photo.sha256.to_string(),
        len: photo.len,
        mime: photo.format.mime().into(),
        thumb: 0,
        recs: recs.iter().copied().collect(),
        saved_at: NOW,
    };
    let op = Act::Create(match showing(&[&one]) {
        Act::Create(body) => body,
        _ => activity(),
    });
    let file =
        [ExportedOp { key: 1, device: OTHER_PHONE, op: crate::fixture::op(1, 0, op), saved_at: NOW, refused: None }];
    let photos = [exported(&one, &[]), exported(&two, &[other_rec(11)]), exported(&lost, &[REC])];
    let mut phone = Phone::ready();
    phone.client.take_in(&file, &photos, &here(&[&one, &two]), NOW);
    phone.settle();
    let waits: Vec<_> =
        phone.client.replica().photos().map(|photo| (photo.sha256.clone(), photo.recs.clone())).collect();
    let mut expected = vec![(one.sha256.to_string(), [REC].into()), (two.sha256.to_string(), [other_rec(11)].into())];
    expected.sort();
    assert_eq!(waits, expected, "and none of which the bytes are not here");
    assert_eq!(phone.disk.photos.len(), 2);
}

#[test]
fn what_another_phone_sent_first_and_somebody_deleted_since_does_not_stand_on_the_screen_for_ever() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 2, 2)])));
    phone.send();
    // The delete comes while nothing here names the record, so its row is let go.
    phone.reply(home(last_page(vec![tombstone(REC, 3, 3)])));
    phone.client.take_in(&other().client.unsent(), &[], &NONE, NOW);
    phone.send();
    phone.reply(SyncReply { results: vec![applied(1, 1), applied(2, 2)], ..reply() });
    assert_eq!((phone.states(), phone.client.replica().view(REC)), (vec![], None));
}
