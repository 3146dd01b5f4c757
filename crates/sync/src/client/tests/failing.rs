//! What a phone does when the network, the server or the session fails.

use super::*;
use crate::wire::SyncRequest;

/// A phone that has just sent these many operations.
fn sent(count: usize) -> (Phone, SyncRequest) {
    let mut phone = Phone::ready();
    phone.save((0..count).map(|i| patch("measure:persons", i)));
    let request = phone.send();
    assert_eq!(request.ops.len(), count);
    (phone, request)
}

fn numbers(phone: &Phone) -> Vec<(u64, u64)> {
    phone.client.replica().ops().map(|op| (op.key, op.op.n)).collect()
}

#[test]
fn after_a_lost_reply_the_same_operations_are_sent_again_unchanged() {
    let (mut phone, first) = sent(3);
    phone.client.failed(Failure::Network, NOW);
    assert_eq!(phone.client.link(), Link::Offline);
    let Some(Output::WakeAt(at)) = phone.settle() else { panic!("does not wait") };
    assert!(at > NOW && at <= NOW + 2_000);
    let again = phone.send();
    assert_eq!(again.ops, first.ops);
}

#[test]
fn on_a_slow_line_pages_are_asked_for_that_fit_it() {
    let mut phone = Phone::ready();
    let mut wants = Vec::new();
    for _ in 0..7 {
        wants.push(phone.send().want_bytes);
        phone.client.failed(Failure::Network, phone.now);
    }
    assert_eq!(wants, [262_144, 131_072, 65_536, 32_768, 16_384, 8_192, 8_192]);
    // It came, but slowly: as much again, no more. After quick rounds it is as much as ever.
    let mut wants = Vec::new();
    for took in [9_000, 9_000, 100, 100, 100, 100, 100, 100] {
        wants.push(phone.send().want_bytes);
        phone.now += took;
        phone.reply(SyncReply { now: phone.now, ..reply() });
    }
    assert_eq!(wants, [8_192, 8_192, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144]);
    phone.send();
    phone.client.failed(Failure::Busy(None), phone.now);
    assert_eq!(phone.send().want_bytes, 262_144, "a busy server says nothing of the line");
}

#[test]
fn waits_grow_with_failures_and_end_with_success() {
    let (mut phone, _) = sent(1);
    let mut waits = Vec::new();
    for _ in 0..12 {
        phone.client.failed(Failure::Network, phone.now);
        let Some(Output::WakeAt(at)) = phone.settle() else { panic!("does not wait") };
        waits.push(at - phone.now);
        phone.now = at;
        assert!(matches!(phone.settle(), Some(Output::Send(_))));
    }
    assert!(waits.windows(2).all(|two| two[0] <= two[1]) && waits[11] == crate::backoff::MAX_WAIT / 2);
    phone.reply(SyncReply { results: vec![applied(1, 1)], ..reply() });
    phone.save([patch("place", "x")]);
    assert!(matches!(phone.settle(), Some(Output::Send(_))), "a new edit goes out at once");
}

#[test]
fn a_busy_server_is_left_alone_for_as_long_as_it_asks() {
    let (mut phone, _) = sent(1);
    phone.client.failed(Failure::Busy(Some(90_000)), NOW);
    assert_eq!(phone.settle(), Some(Output::WakeAt(NOW + 90_000)));
}

#[test]
fn a_clock_put_back_does_not_leave_a_phone_waiting_for_a_year() {
    let (mut phone, _) = sent(1);
    phone.client.failed(Failure::Network, NOW);
    phone.now = NOW - 365 * 86_400_000;
    assert!(matches!(phone.settle(), Some(Output::Send(_))));
    let results = vec![applied(1, 1)];
    phone.reply(SyncReply { results, ..reply() });
    phone.now -= 86_400_000;
    assert!(matches!(phone.settle(), Some(Output::Send(_))), "the same with the wait between two pulls");
}

#[test]
fn a_clock_put_back_while_an_answer_is_awaited_does_not_leave_photos_waiting_for_a_year() {
    let one = super::photos::photo("one", 9);
    let mut phone = Phone::with_photo(&one);
    phone.now = NOW + 365 * 86_400_000;
    phone.ask();
    phone.answer(PhotoAnswer::Network);
    phone.send();
    phone.now = NOW + 1_000;
    phone.reply(reply());
    assert!(matches!(phone.client.poll_photo(phone.now), Some(PhotoOutput::Call(_))));
}

#[test]
fn an_ended_session_stops_everything_but_saving_until_somebody_signs_in() {
    let (mut phone, _) = sent(1);
    phone.client.failed(Failure::Unauthenticated, NOW);
    assert_eq!((phone.client.link(), phone.settle()), (Link::SignedOut, None));
    phone.save([patch("place", "x")]);
    phone.client.sync_now();
    assert_eq!((phone.settle(), phone.disk.ops.len()), (None, 2));
    phone.client.signed_in();
    assert!(matches!(phone.settle(), Some(Output::Send(request)) if request.ops.len() == 2));
}

#[test]
fn a_request_that_is_too_large_is_halved_until_the_one_too_large_is_put_into_the_tray() {
    let (mut phone, _) = sent(4);
    let mut sizes = Vec::new();
    for _ in 0..3 {
        phone.client.failed(Failure::TooLarge, NOW);
        let Some(Output::Send(request)) = phone.settle() else { break };
        sizes.push(request.ops.len());
    }
    assert_eq!(sizes, [2, 1, 1]);
    assert_eq!(phone.states()[0], (1, OpState::Refused(Code::OpTooLarge.into())));
    assert_eq!(numbers(&phone), [(1, 1), (2, 1), (3, 2), (4, 3)], "those behind it close the gap");
    assert_eq!(phone.disk.ops.iter().map(|op| op.op.n).collect::<Vec<_>>(), [1, 1, 2, 3]);
}

#[test]
fn an_operation_that_cannot_be_read_is_found_alone_and_put_into_the_tray() {
    let (mut phone, _) = sent(3);
    let malformed = || Failure::Rejected(Code::Malformed.into());
    phone.client.failed(malformed(), NOW);
    assert!(matches!(phone.settle(), Some(Output::Send(request)) if request.ops.len() == 1));
    phone.client.failed(malformed(), NOW);
    assert!(matches!(phone.settle(), Some(Output::Send(request)) if request.ops[0].n == 1));
    assert_eq!(phone.client.replica().refused().map(|op| op.key).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_server_that_refuses_the_whole_request_gets_it_later_and_no_operation_is_given_up() {
    for failure in [
        Failure::Rejected(Code::ProtoUnsupported.into()),
        Failure::Rejected(Code::DeviceForeign.into()),
        Failure::Rejected(Code::Internal.into()),
    ] {
        let (mut phone, _) = sent(1);
        phone.client.failed(failure.clone(), NOW);
        assert!(matches!(phone.settle(), Some(Output::WakeAt(at)) if at > NOW), "{failure:?}");
        assert_eq!(phone.states(), [(1, OpState::Waiting)], "{failure:?}");
    }
}

#[test]
fn a_bare_pull_that_is_turned_away_is_not_repeated_without_end() {
    for failure in [Failure::TooLarge, Failure::Rejected(Code::Malformed.into())] {
        let mut phone = Phone::ready();
        phone.send();
        phone.client.failed(failure.clone(), NOW);
        assert!(matches!(phone.settle(), Some(Output::WakeAt(at)) if at > NOW), "{failure:?}");
    }
}

#[test]
fn after_a_gap_the_waiting_operations_take_the_numbers_the_server_expects() {
    let mut phone = Phone::ready();
    phone.acknowledged((0..5).map(|i| patch("measure:persons", i)), &[1, 2, 3, 4, 5]);
    phone.settle();
    phone.save([patch("place", "x"), patch("place", "y")]);
    assert_eq!(phone.send().ops[0].n, 6);
    phone.client.failed(Failure::Expected(3), NOW);
    phone.settle();
    let again = phone.send();
    assert_eq!(again.ops.iter().map(|op| op.n).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(phone.reopen().meta().next_n, 5);
}

#[test]
fn a_save_on_its_way_to_the_disk_gets_its_new_number_there_too() {
    let (mut phone, _) = sent(1);
    phone.save([patch("place", "x")]);
    let Some(Output::Persist(on_its_way)) = phone.client.poll(NOW, 0) else { panic!("nothing to write") };
    phone.client.failed(Failure::TooLarge, NOW);
    phone.disk.apply(&on_its_way);
    phone.client.persisted();
    let request = phone.send();
    assert_eq!(request.ops.iter().map(|op| op.n).collect::<Vec<_>>(), [1]);
    assert_eq!(phone.reopen().replica(), phone.client.replica(), "the disk has the number that was sent");
}

#[test]
fn a_cloned_phone_gets_a_name_of_its_own_and_begins_at_one() {
    let (mut phone, _) = sent(2);
    phone.client.failed(Failure::Cloned(1, OTHER_PHONE), NOW);
    phone.settle();
    let request = phone.send();
    assert_eq!((request.device, phone.disk.meta.device), (OTHER_PHONE, OTHER_PHONE));
    assert_eq!(request.ops.iter().map(|op| op.n).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_phone_whose_name_belongs_to_another_account_takes_a_new_one_and_loses_nothing() {
    // The server says so of a device from its first number on, whatever the phone has counted to.
    let mut phone = Phone::ready();
    phone.acknowledged([patch("measure:persons", 1)], &[1]);
    phone.settle();
    phone.save([patch("place", "x"), patch("place", "y")]);
    assert_eq!(phone.send().ops[0].n, 2);
    phone.client.failed(Failure::Cloned(1, OTHER_PHONE), NOW);
    assert!(matches!(phone.settle(), Some(Output::WakeAt(at)) if at > NOW), "not in a hurry, if it happens again");
    let own = phone.send();
    assert_eq!((own.device, phone.reopen().device(), phone.client.link()), (OTHER_PHONE, OTHER_PHONE, Link::Online));
    assert_eq!(own.ops.iter().map(|op| op.n).collect::<Vec<_>>(), [1, 2]);
    phone.reply(SyncReply { results: vec![applied(1, 2), applied(2, 3)], ..reply() });
    assert_eq!(phone.client.replica().waiting().count(), 0);
}

#[test]
fn a_bare_pull_under_the_name_of_another_account_finds_a_new_one_too() {
    let mut phone = Phone::ready();
    phone.send();
    phone.client.failed(Failure::Cloned(1, OTHER_PHONE), NOW);
    assert_eq!(phone.send().device, OTHER_PHONE);
    phone.reply(reply());
    phone.save([patch("place", "x")]);
    assert_eq!(phone.send().ops[0].n, 1);
}

#[test]
fn a_cloned_phone_first_learns_what_became_of_what_it_shares_with_the_other() {
    let (mut phone, _) = sent(3);
    phone.client.failed(Failure::Cloned(3, OTHER_PHONE), NOW);
    let shared = phone.send();
    assert_eq!((shared.device, shared.ops.len()), (PHONE, 2));
    phone.reply(SyncReply { results: vec![applied(1, 1), refused(2, Code::ReviewClosed)], ..reply() });
    assert_eq!(phone.client.replica().refused().count(), 1, "a refusal is not swallowed by the new name");
    assert_eq!(phone.send().ops[0].n, 3);
    phone.client.failed(Failure::Cloned(3, OTHER_PHONE), NOW);
    phone.settle();
    let own = phone.send();
    assert_eq!((own.device, own.ops[0].n, own.ops.len()), (OTHER_PHONE, 1, 1));
}
