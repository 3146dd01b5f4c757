mod any;
mod handed_over;
mod restored;

use super::*;
use crate::wire::MAX_NUMBER;
use crate::{clock::Hlc, fixture::*, server::record::Record};
use domain::fields::Fields;
use serde_json::json;

fn push(device: DeviceId, actor: Actor, ops: impl IntoIterator<Item = Op>) -> Push {
    Push { device, actor, epoch: None, ops: ops.into_iter().collect() }
}

/// A store: rows, and what one group after the other writes to them.
#[derive(Clone)]
struct Shelf(Rows);

impl Shelf {
    fn open() -> Shelf {
        Shelf(open_rows())
    }

    /// Loads what the keys name, applies, writes what has changed; the answers come back.
    fn take(&mut self, pushes: &[Push]) -> Vec<Result<Vec<OpResult>, PushError>> {
        let mut keys = keys(pushes);
        let mut loaded = self.0.clone();
        loaded.held.retain(|_, held| keys.may_release(held));
        keys.with_held(loaded.held.values());
        loaded.devices.retain(|key, _| keys.devices.contains(key));
        loaded.ops.retain(|key, _| keys.ops.contains(key));
        loaded.feeds.retain(|key, _| keys.feeds.contains(key));
        loaded.records.retain(|key, _| keys.records.contains(key));
        let Applied { answers, changed, released } = apply(pushes, loaded, NOW);
        self.0.devices.extend(changed.devices);
        self.0.ops.extend(changed.ops);
        self.0.feeds.extend(changed.feeds);
        self.0.records.extend(changed.records);
        self.0.held.extend(changed.held);
        self.0.held.retain(|key, _| !released.contains(key));
        self.assert_sums();
        answers
    }

    /// Count, digest and seq of each feed are those that its records give.
    fn assert_sums(&self) {
        for (feed, head) in &self.0.feeds {
            let records: Vec<&Record> = self.0.records.values().filter(|record| record.feed == *feed).collect();
            let live = records.iter().filter(|record| !record.is_deleted()).count() as u64;
            let digest = records.iter().fold(0, |sum, record| sum ^ record.digest());
            assert_eq!((head.count, head.digest), (live, digest), "{feed}");
            assert!(records.iter().all(|record| record.seq <= head.seq));
        }
    }
}

fn applied(n: u64, ver: u64) -> OpResult {
    OpResult { n, outcome: Outcome::Applied { ver } }
}

fn refused(n: u64, code: Code) -> OpResult {
    OpResult { n, outcome: Outcome::Refused(code.into()) }
}

fn other(n: u64, rec: u128) -> Op {
    Op { rec: RecordId(uuid::Uuid::from_u128(rec)), ..op(n, 0, make()) }
}

#[test]
fn a_push_that_comes_again_gets_the_stored_outcome_and_changes_nothing() {
    let mut shelf = Shelf::open();
    let first = push(PHONE, lin(), [op(1, 0, make()), op(2, 1, delete()), op(3, 2, patch("place", "x"))]);
    let answer = shelf.take(std::slice::from_ref(&first));
    assert_eq!(answer, [Ok(vec![applied(1, 1), applied(2, 2), refused(3, Code::RecordDeleted)])]);
    let before = shelf.0.clone();
    assert_eq!(shelf.take(std::slice::from_ref(&first)), answer);
    assert_eq!(shelf.0, before);
}

#[test]
fn a_push_may_begin_with_what_was_taken_in_and_go_on() {
    let mut shelf = Shelf::open();
    shelf.take(&[push(PHONE, lin(), [op(1, 0, make())])]);
    let longer = push(PHONE, lin(), [op(1, 0, make()), op(2, 1, patch("place", "柳林村"))]);
    assert_eq!(shelf.take(&[longer]), [Ok(vec![applied(1, 1), applied(2, 2)])]);
    assert_eq!(shelf.0.devices[&PHONE].last_n, 2);
}

#[test]
fn numbers_that_do_not_fit_turn_the_whole_push_away() {
    let cloned = Op { hlc: Hlc::at(NOW + 77), ..op(2, 1, patch("place", "x")) };
    let elsewhere = Op { rec: RecordId(uuid::Uuid::from_u128(77)), ..op(1, 0, make()) };
    for (what, actor, ops, error) in [
        ("a gap", lin(), vec![other(4, 50)], PushError::Expected(3)),
        ("another clock", lin(), vec![op(1, 0, make()), cloned], PushError::Cloned(2)),
        ("another record", lin(), vec![elsewhere], PushError::Cloned(1)),
        ("another act", lin(), vec![op(2, 1, patch("place", "x"))], PushError::Cloned(2)),
        ("another account", wu(), vec![other(3, 50)], PushError::Foreign),
        ("not consecutive", lin(), vec![other(3, 50), other(5, 51)], PushError::Malformed),
        ("backwards", lin(), vec![other(3, 50), other(2, 51)], PushError::Malformed),
        ("nought", lin(), vec![other(0, 50)], PushError::Malformed),
        ("past counting", lin(), vec![other(MAX_NUMBER, 50)], PushError::Malformed),
        ("at the end of numbers", lin(), vec![other(u64::MAX, 50), other(0, 51)], PushError::Malformed),
    ] {
        let mut shelf = Shelf::open();
        shelf.take(&[push(PHONE, lin(), [op(1, 0, make()), op(2, 1, patch("place", "y"))])]);
        let before = shelf.0.clone();
        assert_eq!(shelf.take(&[push(PHONE, actor, ops)]), [Err(error)], "{what}");
        assert_eq!(shelf.0, before, "{what}");
    }
}

#[test]
fn a_number_that_differs_in_its_last_place_is_the_same_act() {
    let lies = |east: f64| op(2, 1, patch("position", json!([31.2, east, { "m": [12.5] }])));
    let again = |east: f64| {
        let mut shelf = Shelf::open();
        shelf.take(&[push(PHONE, lin(), [op(1, 0, make()), lies(121.473_701_234_567_89)])]);
        shelf.take(&[push(PHONE, lin(), [lies(east)])])
    };
    assert_eq!(again(121.473_701_234_567_9_f64.next_up()), [Ok(vec![applied(2, 2)])]);
    assert_eq!(again(121.473_702), [Err(PushError::Cloned(2))]);
}

#[test]
fn a_new_device_begins_at_one() {
    let mut shelf = Shelf::open();
    assert_eq!(shelf.take(&[push(PHONE, lin(), [op(2, 0, make())])]), [Err(PushError::Expected(1))]);
    assert!(shelf.0.devices.is_empty());
}

#[test]
fn a_push_without_operations_is_taken_in_and_writes_nothing() {
    let mut shelf = Shelf::open();
    let before = shelf.0.clone();
    assert_eq!(shelf.take(&[push(PHONE, lin(), [])]), [Ok(vec![])]);
    assert_eq!(shelf.0, before);
}

#[test]
fn a_refused_operation_uses_its_number_up_and_does_not_hold_up_those_behind_it() {
    let mut shelf = Shelf::open();
    let bad = Op { kind: "poem".into(), ..op(1, 0, make()) };
    let answer = shelf.take(&[push(PHONE, lin(), [bad, op(2, 0, make())])]);
    assert_eq!(answer, [Ok(vec![refused(1, Code::KindUnknown), applied(2, 1)])]);
    assert_eq!(shelf.0.devices[&PHONE].last_n, 2);
    assert_eq!(shelf.0.ops[&(PHONE, 1)].outcome, Outcome::Refused(Code::KindUnknown.into()));
}

#[test]
fn an_operation_larger_than_64_kilobytes_is_refused_alone() {
    let mut shelf = Shelf::open();
    let large = Act::Create(activity().with("diary", "字".repeat(22_000)));
    let answer = shelf.take(&[push(PHONE, lin(), [op(1, 0, large), op(2, 0, make())])]);
    assert_eq!(answer, [Ok(vec![refused(1, Code::OpTooLarge), applied(2, 1)])]);
}

#[test]
fn pushes_of_one_group_are_decided_in_order_against_each_other() {
    let mut shelf = Shelf::open();
    let settled = Fields::default().with("measure:persons", 8).with("review", "approved");
    let group = [
        push(PHONE, lin(), [op(1, 0, make()), op(2, 1, patch("measure:persons", 7))]),
        push(OTHER_PHONE, convenor(), [op(1, 1, patch("measure:persons", 8))]),
        push(DESK, staff(), [op(1, 2, review("approved", None))]),
        push(DESK, staff(), [op(2, 3, review("approved", None))]),
        push(DESK, staff(), [op(3, 3, Act::Patch(settled))]),
        push(PHONE, lin(), [op(3, 3, patch("place", "x"))]),
    ];
    let expected = [
        Ok(vec![applied(1, 1), applied(2, 2)]),
        Ok(vec![applied(1, 3)]),
        Ok(vec![refused(1, Code::ReviewUnseen)]),
        Ok(vec![refused(2, Code::ReviewConflict)]),
        Ok(vec![applied(3, 4)]),
        Ok(vec![refused(3, Code::ReviewClosed)]),
    ];
    assert_eq!(shelf.take(&group), expected);
    let record = &shelf.0.records[&REC];
    assert_eq!((record.ver, record.seq, shelf.0.feeds[&HOME].seq), (4, 4, 4));
    assert_eq!(record.row().conflicts, []);
}

#[test]
fn the_same_push_twice_in_one_group_takes_effect_once() {
    let mut shelf = Shelf::open();
    let once = push(PHONE, lin(), [op(1, 0, make())]);
    assert_eq!(shelf.take(&[once.clone(), once]), [Ok(vec![applied(1, 1)]), Ok(vec![applied(1, 1)])]);
    assert_eq!(shelf.0.feeds[&HOME].seq, 1);
}

#[test]
fn a_venue_opens_its_feed_and_a_member_theirs_within_the_same_push() {
    let venue = RecordId(uuid::Uuid::from_u128(60));
    let member = RecordId(uuid::Uuid::from_u128(61));
    let home = Feed::Venue(VenueId::from(venue));
    let named = || Act::Create(Fields::default().with("name", "新设"));
    let ops = [
        Op { rec: venue, kind: "venue".into(), feed: REF, ..op(1, 0, named()) },
        Op { feed: home, ..op(2, 0, make()) },
        Op { rec: member, kind: "member".into(), feed: REF, ..op(3, 0, named()) },
    ];
    let mut shelf = Shelf::open();
    let answer = shelf.take(&[push(DESK, staff(), ops)]);
    assert_eq!(answer, [Ok(vec![applied(1, 1), applied(2, 1), applied(3, 1)])]);
    let opened = &shelf.0.feeds[&home];
    assert_eq!((opened.committee, opened.seq, opened.count), (COMMITTEE, 1, 1));
    assert!(shelf.0.feeds.contains_key(&Feed::Member(MemberId::from(member))));
    // A later change of the venue leaves its feed as it is.
    let renamed = Op { rec: venue, kind: "venue".into(), feed: REF, ..op(4, 1, patch("name", "改名")) };
    shelf.take(&[push(DESK, staff(), [renamed])]);
    assert_eq!(shelf.0.feeds[&home].seq, 1);
}

#[test]
fn a_venue_made_anew_after_it_was_forgotten_goes_on_with_its_feed() {
    let venue = RecordId(uuid::Uuid::from_u128(60));
    let home = Feed::Venue(VenueId::from(venue));
    let roster = |n, act| Op { rec: venue, kind: "venue".into(), feed: REF, ..op(n, 1, act) };
    let named = || Act::Create(Fields::default().with("name", "新设"));
    let mut shelf = Shelf::open();
    let there = |n, rec| Op { feed: home, ..other(n, rec) };
    shelf.take(&[staffs([roster(1, named()), there(2, 50), roster(3, delete())])]);
    shelf.0.records.remove(&venue);
    // Made anew alone in its group, and then with what follows there.
    assert_eq!(
        shelf.take(&[staffs([roster(4, named()), roster(5, delete())])]),
        [Ok(vec![applied(4, 1), applied(5, 2)])]
    );
    assert_eq!((shelf.0.feeds[&home].seq, shelf.0.feeds[&home].count), (1, 1));
    shelf.0.records.remove(&venue);
    assert_eq!(shelf.take(&[staffs([roster(6, named()), there(7, 51)])]), [Ok(vec![applied(6, 1), applied(7, 1)])]);
    assert_eq!((shelf.0.feeds[&home].seq, shelf.0.feeds[&home].count), (2, 2));
}

#[test]
fn a_deleted_record_leaves_count_and_digest_and_comes_back_into_them() {
    let mut shelf = Shelf::open();
    shelf.take(&[push(PHONE, lin(), [op(1, 0, make()), op(2, 1, delete())])]);
    assert_eq!((shelf.0.feeds[&HOME].count, shelf.0.feeds[&HOME].digest), (0, 0));
    shelf.take(&[push(OTHER_PHONE, convenor(), [op(1, 1, patch("tags", json!(["x"])))])]);
    assert_eq!((shelf.0.feeds[&HOME].count, shelf.0.feeds[&HOME].seq), (1, 3));
}

#[test]
fn a_committee_begins_with_its_roster_and_its_office() {
    let feeds = first_feeds(COMMITTEE).map(|head| (head.feed, head.seq));
    assert_eq!(feeds, [(REF, 0), (Feed::Office(COMMITTEE.0), 0)]);
}

/// A duplicate goes into another record.
fn into(n: u64, rec: u128, target: u128, base: u64) -> Op {
    let fields = Fields::default().with("review", "void").with("review_reason", "同一场");
    let fields = fields.with("merged_into", uuid::Uuid::from_u128(target).to_string());
    Op { rec: RecordId(uuid::Uuid::from_u128(rec)), ..op(n, base, Act::Patch(fields)) }
}

fn staffs(ops: impl IntoIterator<Item = Op>) -> Push {
    push(DESK, crate::fixture::staff(), ops)
}

#[test]
fn two_merges_that_cross_leave_one_record_standing() {
    let mut shelf = Shelf::open();
    shelf.take(&[push(PHONE, lin(), [other(1, 50), other(2, 51)])]);
    // Within one group, and one after the other.
    let answers = shelf.take(&[staffs([into(1, 50, 51, 1), into(2, 51, 50, 1)])]);
    assert_eq!(answers, [Ok(vec![applied(1, 2), refused(2, Code::MergeTarget)])]);
    let again = shelf.take(&[staffs([into(3, 51, 50, 1)])]);
    assert_eq!(again, [Ok(vec![refused(3, Code::MergeTarget)])]);
    let nowhere = shelf.take(&[staffs([into(4, 51, 99, 1)])]);
    assert_eq!(nowhere, [Ok(vec![refused(4, Code::MergeTarget)])]);
}

#[test]
fn a_record_that_took_others_in_is_neither_deleted_nor_made_void() {
    let mut shelf = Shelf::open();
    shelf.take(&[push(PHONE, lin(), [op(1, 0, make())])]);
    let memory = format!("merged:{}", uuid::Uuid::from_u128(50));
    let took = Op { ..op(1, 1, Act::Patch(Fields::default().with(memory, json!({})))) };
    assert_eq!(shelf.take(&[staffs([took])]), [Ok(vec![applied(1, 2)])]);
    let gone = push(PHONE, lin(), [op(2, 2, delete())]);
    assert_eq!(shelf.take(&[gone]), [Ok(vec![refused(2, Code::TookOthersIn)])]);
    let void = staffs([op(2, 2, review("void", Some("重复")))]);
    assert_eq!(shelf.take(&[void]), [Ok(vec![refused(2, Code::TookOthersIn)])]);
}
