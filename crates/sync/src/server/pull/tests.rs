use super::*;
use crate::fixture::*;
use domain::{fields::Fields, id::RecordId};
use std::collections::BTreeMap;
use uuid::Uuid;

fn head(feed: Feed, seq: u64) -> FeedHead {
    FeedHead { seq, count: seq, digest: seq, ..FeedHead::empty(feed, COMMITTEE) }
}

fn request(cursors: &[(Feed, u64)], rebuild: &[Feed]) -> SyncRequest {
    SyncRequest {
        proto: 1,
        device: PHONE,
        epoch: None,
        grants: None,
        cursors: cursors.iter().copied().collect::<BTreeMap<_, _>>(),
        rebuild: rebuild.to_vec(),
        first: false,
        want_bytes: 100,
        outbox: Default::default(),
        ops: Vec::new(),
    }
}

/// Rows with these seqs, 40 bytes each.
fn rows(seqs: std::ops::RangeInclusive<u64>) -> Vec<(Row, u64)> {
    let row = |seq: u64| Row {
        rec: RecordId(Uuid::from_u128(seq.into())),
        kind: "activity".into(),
        ver: 1,
        seq,
        schema: 1,
        del: false,
        body: Fields::default(),
        conflicts: Vec::new(),
        author: None,
        by: user(1),
        at: 0,
    };
    seqs.map(|seq| (row(seq), 40)).collect()
}

fn seqs(page: &Page) -> Vec<u64> {
    page.changes.iter().map(|row| row.seq).collect()
}

#[test]
fn the_roster_comes_first_then_the_persons_own_then_venues() {
    let heads = [head(HOME, 3), head(Feed::Office(COMMITTEE.0), 1), head(Feed::Member(LIN), 1), head(REF, 9)];
    let order: Vec<Feed> = wanted(&request(&[], &[]), &heads, "e1").iter().map(|wanted| wanted.head.feed).collect();
    assert_eq!(order, [REF, Feed::Member(LIN), HOME, Feed::Office(COMMITTEE.0)]);
}

#[test]
fn what_is_read_of_a_feed_follows_from_its_cursor() {
    for (cursors, rebuild, expected) in [
        (vec![], vec![], Some((0, false))),
        (vec![(HOME, 2)], vec![], Some((2, false))),
        (vec![(HOME, 5)], vec![], None),
        (vec![(HOME, 6)], vec![], Some((0, true))),
        (vec![(HOME, 5)], vec![HOME], Some((5, false))),
        (vec![(REF, 5)], vec![REF], Some((0, false))),
    ] {
        let wanted = wanted(&request(&cursors, &rebuild), &[head(HOME, 5)], "e1");
        let read = wanted.first().map(|wanted| (wanted.after, wanted.reset));
        assert_eq!(read, expected, "{cursors:?} {rebuild:?}");
    }
}

#[test]
fn who_has_not_read_up_to_the_floor_begins_anew_unless_that_is_under_way() {
    let head = FeedHead { floor: 3, ..head(HOME, 5) };
    for (cursors, rebuild, expected) in [
        (vec![], vec![], Some((0, true))),
        (vec![(HOME, 2)], vec![], Some((0, true))),
        (vec![(HOME, 3)], vec![], Some((3, false))),
        (vec![(HOME, 2)], vec![HOME], Some((2, false))),
        (vec![(HOME, 5)], vec![], None),
    ] {
        let wanted = wanted(&request(&cursors, &rebuild), &[head], "e1");
        let read = wanted.first().map(|wanted| (wanted.after, wanted.reset));
        assert_eq!(read, expected, "{cursors:?} {rebuild:?}");
    }
}

#[test]
fn an_empty_feed_is_not_mentioned() {
    assert_eq!(wanted(&request(&[], &[]), &[head(HOME, 0)], "e1"), []);
}

#[test]
fn a_page_takes_what_fits_and_says_whether_more_waits() {
    let all = Wanted { head: head(HOME, 5), after: 0, reset: false };
    for (want, rows, all_read, expected, seq, more) in [
        (200, rows(1..=5), true, vec![1, 2, 3, 4, 5], 5, false),
        (100, rows(1..=5), true, vec![1, 2], 2, true),
        (0, rows(1..=5), true, vec![1], 1, true),
        (1_000, rows(1..=3), false, vec![1, 2, 3], 3, true),
        (1_000, rows(1..=3), true, vec![1, 2, 3], 5, false),
        (1_000, vec![], true, vec![], 5, false),
    ] {
        let page = page(&all, rows, all_read, &mut Budget::new(want));
        assert_eq!((seqs(&page), page.seq, page.more), (expected, seq, more), "{want} {all_read}");
        assert_eq!((page.count.is_some(), page.digest.is_some()), (!more, !more), "sums are sent with the last page");
    }
}

#[test]
fn the_first_row_of_a_reply_always_fits_and_only_the_first() {
    let mut budget = Budget::new(10);
    let first = Wanted { head: head(REF, 2), after: 0, reset: false };
    let second = Wanted { head: head(HOME, 2), after: 1, reset: true };
    assert!(!budget.is_spent());
    assert_eq!(seqs(&page(&first, rows(1..=2), true, &mut budget)), [1]);
    assert!(budget.is_spent());
    let page = page(&second, rows(2..=2), true, &mut budget);
    assert_eq!((seqs(&page), page.seq, page.more, page.reset), (vec![], 1, true, true));
}

#[test]
fn a_feed_that_was_not_reached_keeps_its_cursor_and_is_asked_for_again() {
    let (feed, page) = unreached(&Wanted { head: head(HOME, 9), after: 4, reset: false });
    assert_eq!((feed, page.seq, page.more, page.reset, page.changes.len()), (HOME, 4, true, false, 0));
}

#[test]
fn a_client_that_rebuilds_is_told_when_it_is_done_though_nothing_is_left() {
    let wanted = wanted(&request(&[(HOME, 5)], &[HOME]), &[head(HOME, 5)], "e1");
    let page = page(&wanted[0], vec![], true, &mut Budget::new(100));
    assert_eq!((page.more, page.seq, page.count), (false, 5, Some(5)));
}

#[test]
fn nobody_gets_more_than_the_server_gives() {
    let mut budget = Budget::new(u64::MAX);
    let all = Wanted { head: head(HOME, 3), after: 0, reset: false };
    let heavy = rows(1..=3).into_iter().map(|(row, _)| (row, MAX_WANT / 2)).collect();
    assert_eq!(seqs(&page(&all, heavy, true, &mut budget)), [1, 2]);
}

#[test]
fn who_is_put_off_keeps_every_cursor_and_is_told_to_ask_again() {
    let pages = put_off(&request(&[(HOME, 3), (REF, 9)], &[]), &[HOME, Feed::Member(LIN)]);
    let told: Vec<_> = pages.iter().map(|(feed, page)| (*feed, page.seq, page.more, page.reset)).collect();
    assert_eq!(told, [(Feed::Member(LIN), 0, true, false), (HOME, 3, true, false)]);
}
