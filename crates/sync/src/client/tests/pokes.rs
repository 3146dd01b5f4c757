//! Pokes: when they are followed, and when a stream of them is wanted.

use super::*;
use std::collections::BTreeMap;

const HALF: u16 = u16::MAX / 2 + 1;
/// A good while, in milliseconds.
const LASTED: u64 = 60_000;

/// The server says that the feed of these tests has come so far.
fn poke(phone: &mut Phone, seq: u64) {
    phone.client.poked(&[(HOME, seq)].into(), phone.now);
}

/// When the machine wants to be called again, with these dice.
fn wake(phone: &mut Phone, dice: u16) -> u64 {
    match phone.client.poll(phone.now, dice) {
        Some(Output::WakeAt(at)) => at - NOW,
        other => panic!("{other:?}"),
    }
}

/// A phone that has just received everything and hears pokes.
fn hearing() -> Phone {
    let mut phone = Phone::ready();
    phone.client.poked(&BTreeMap::new(), NOW);
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 1, 7)])));
    phone
}

#[test]
fn a_poke_is_followed_at_a_moment_that_the_dice_choose_within_two_seconds() {
    for (dice, due) in [(0, 0), (HALF, 1_000), (u16::MAX, SPREAD)] {
        let mut phone = hearing();
        wake(&mut phone, dice);
        poke(&mut phone, 8);
        phone.now = NOW + due - u64::from(due > 0);
        assert!(due == 0 || wake(&mut phone, dice) == due);
        phone.now = NOW + due;
        assert!(matches!(phone.settle(), Some(Output::Send(_))));
        phone.reply(home(last_page(vec![row(REC, 1, 7), row(other_rec(50), 1, 8)])));
        assert_eq!(wake(&mut phone, 0), due + PULL_HEARING, "it is followed once");
    }
}

#[test]
fn many_pokes_are_one_pull_at_the_moment_of_the_first() {
    let mut phone = hearing();
    for (seq, dice) in [(8, HALF), (9, u16::MAX), (10, u16::MAX)] {
        wake(&mut phone, dice);
        poke(&mut phone, seq);
    }
    assert_eq!(wake(&mut phone, 0), 1_000);
}

#[test]
fn a_poke_while_a_request_is_under_way_leads_to_one_more() {
    let mut phone = hearing();
    phone.send();
    poke(&mut phone, 8);
    poke(&mut phone, 9);
    assert_eq!(phone.settle(), None, "one at a time");
    phone.client.replied(reply(), NOW);
    assert!(matches!(phone.settle(), Some(Output::Send(_))));
    phone.reply(home(last_page(vec![row(REC, 1, 7), row(other_rec(50), 1, 9)])));
    assert_eq!(wake(&mut phone, 0), PULL_HEARING);
}

#[test]
fn what_is_here_already_is_not_asked_for_again() {
    let mut phone = hearing();
    poke(&mut phone, 7);
    assert_eq!(wake(&mut phone, 0), PULL_HEARING, "it was told of its own push");
    phone.client.poked(&[(REF, 1)].into(), NOW);
    assert!(matches!(phone.settle(), Some(Output::Send(_))), "of this feed nothing has come yet");
}

#[test]
fn a_poke_does_not_shorten_the_wait_after_a_failure() {
    let mut phone = hearing();
    phone.send();
    phone.client.failed(Failure::Busy(Some(9_000)), NOW);
    poke(&mut phone, 8);
    assert_eq!(wake(&mut phone, 0), 9_000);
    assert!(!phone.client.wants_pokes(NOW), "nor does it listen to a server that it cannot reach");
}

#[test]
fn without_pokes_the_old_pace_holds_at_once() {
    let mut phone = hearing();
    assert_eq!(wake(&mut phone, 0), PULL_HEARING);
    phone.now = NOW + 40_000;
    phone.client.pokes_ended(phone.now);
    phone.client.ear.hurry();
    assert_eq!(wake(&mut phone, 0), 40_000 + PULL_EVERY);
    phone.client.sync_now();
    phone.settle();
    phone.reply(reply());
    assert_eq!(wake(&mut phone, 0), 40_000 + PULL_EVERY);
}

#[test]
fn a_stream_that_ends_is_opened_again_later_and_later_until_one_lasts() {
    let mut phone = hearing();
    assert!(phone.client.wants_pokes(NOW));
    phone.now = NOW + 30_000;
    let mut waited = Vec::new();
    for _ in 0..8 {
        phone.client.pokes_ended(phone.now);
        assert!(!phone.client.wants_pokes(phone.now));
        let again = phone.client.ear.not_before;
        waited.push((again - phone.now) / 1_000);
        assert!(phone.client.wants_pokes(again));
        phone.now = again;
        // It comes about, and is ended in the same breath.
        phone.client.poked(&BTreeMap::new(), phone.now);
    }
    assert_eq!(waited, [4, 8, 16, 32, 64, 128, 150, 150]);
    phone.now += LASTED;
    phone.client.pokes_ended(phone.now);
    assert!(phone.client.wants_pokes(phone.now + 4_000));
}

#[test]
fn the_machine_asks_to_be_called_when_the_next_stream_is_due_and_a_person_need_not_wait() {
    let mut phone = hearing();
    phone.client.pokes_ended(NOW);
    assert_eq!(wake(&mut phone, 0), 8_000);
    phone.client.sync_now();
    assert!(phone.client.wants_pokes(NOW));
}

#[test]
fn whose_session_has_ended_does_not_listen() {
    let mut phone = hearing();
    phone.send();
    phone.client.failed(Failure::Unauthenticated, NOW);
    assert!(!phone.client.wants_pokes(NOW + LASTED));
    phone.client.signed_in();
    phone.send();
    phone.reply(reply());
    assert!(phone.client.wants_pokes(NOW + LASTED));
}

#[test]
fn a_clock_that_is_put_back_holds_nothing_up() {
    const YEAR: u64 = 365 * 86_400_000;
    let mut phone = hearing();
    phone.now = NOW + YEAR;
    phone.send();
    phone.client.failed(Failure::Network, phone.now);
    phone.client.pokes_ended(phone.now);
    phone.now = NOW;
    phone.client.pokes_ended(NOW);
    assert!(matches!(phone.settle(), Some(Output::Send(_))), "what waits a year is asked for now");
    phone.client.pokes_ended(NOW + YEAR);
    phone.reply(reply());
    assert!(phone.client.wants_pokes(NOW));
}
