//! What the desk reads.

use super::world::{NOON, World, rec, told};
use crate::store::{Incoming, Store, Total, Totals, WhichFigure, Whose};
use domain::{
    activity::{REVIEW, REVIEW_REASON, objection_field},
    day::Period,
    fields::Fields,
    id::Feed,
    indicator::{FactState, Indicator},
    scope::Scope,
};
use serde_json::Value;
use std::collections::BTreeMap;
use sync::wire::{Act, Op, OutboxReport};

const YEAR: Period = Period::Year(2026);

/// Of the committee in the year, once the projector has done its work.
async fn totals(store: &dyn Store, world: &World) -> Totals {
    while store.project(10, NOON).await.unwrap() > 0 {}
    written(store, world).await
}

/// As they stand.
async fn written(store: &dyn Store, world: &World) -> Totals {
    let mut found = store.totals(&[Scope::Committee(world.committee)], YEAR, NOON + 9).await.unwrap();
    found.totals.sort();
    found
}

fn persons(totals: &Totals) -> (i64, i64) {
    let sum = |state| {
        let persons = |total: &&Total| total.indicator == Indicator::Persons && total.state == state;
        totals.totals.iter().filter(persons).map(|total| total.amount).sum()
    };
    (sum(FactState::Approved), sum(FactState::Pending))
}

pub async fn approving_one_record_moves_the_figure_by_exactly_that(store: &dyn Store) {
    let world = World::set_up(store).await;
    let other = Op { act: Act::Create(world.activity(5)), ..world.create(2, rec(2)) };
    world.send(store, world.phone(0, vec![world.create(1, rec(1)), other])).await;
    let before = written(store, &world).await;
    assert_eq!((persons(&before), before.as_of), ((0, 0), NOON - 1), "what waits for the projector is said");
    assert_eq!(persons(&totals(store, &world).await), (0, 11));
    world.send(store, world.desk(vec![world.approve(5, rec(1), 1)])).await;
    let after = totals(store, &world).await;
    assert_eq!((persons(&after), after.as_of), ((6, 5), NOON + 9));
    for (scope, state, sums) in [
        (Scope::Committee(world.committee), FactState::Approved, (1, 6)),
        (Scope::Venue(world.venue), FactState::Pending, (1, 5)),
        (Scope::Member(world.members[1]), FactState::Approved, (0, 0)),
    ] {
        let which = WhichFigure { scope, period: YEAR, indicator: Indicator::Persons, state, activity_type: None };
        let found = store.records_of_figure(&which, 10, NOON).await.unwrap();
        assert_eq!((found.total, found.sum), sums, "{scope}");
        assert_eq!(found.records.iter().map(|record| record.amount).sum::<i64>(), found.sum);
    }
}

pub async fn making_all_facts_anew_changes_nothing(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    let before = totals(store, &world).await;
    store.mark_all_changed().await.unwrap();
    assert!(written(store, &world).await.as_of < NOON);
    let after = totals(store, &world).await;
    assert_eq!((after.totals, persons(&before)), (before.totals.clone(), (0, 6)));
}

pub async fn a_returned_record_leaves_the_figures(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    assert_eq!(persons(&totals(store, &world).await), (0, 6));
    let back = Fields::default().with(REVIEW, "returned").with(REVIEW_REASON, "人次请核对");
    world.send(store, world.desk(vec![Op { base: 1, ..world.op(5, rec(1), Act::Patch(back)) }])).await;
    assert_eq!(persons(&totals(store, &world).await), (0, 0));
}

pub async fn the_review_list_is_oldest_first_and_complete(store: &dyn Store) {
    let world = World::set_up(store).await;
    let on = |n: u64, day: &str| {
        let fields = world.activity(1).with("start", format!("2026-{day}T09:00"));
        Op { act: Act::Create(fields), ..world.create(n, rec(u128::from(n))) }
    };
    world.send(store, world.phone(0, vec![on(1, "03-02"), on(2, "01-05"), on(3, "02-01")])).await;
    let list = store.review(world.committee, "pending", None, 2, NOON).await.unwrap();
    let order: Vec<_> = list.rows.iter().map(|row| (row.row.rec, row.author_name.as_str())).collect();
    assert_eq!((order, list.total), (vec![(rec(2), "甲"), (rec(3), "甲")], 3));
    assert_eq!(store.review(world.committee, "approved", None, 2, NOON).await.unwrap().total, 0);
}

pub async fn what_did_not_take_place_does_not_wait_for_a_reviewer(store: &dyn Store) {
    let world = World::set_up(store).await;
    let in_phase = |n: u64, phase: &str| {
        let act = Act::Create(world.activity(1).with("phase", phase));
        Op { act, ..world.create(n, rec(u128::from(n))) }
    };
    let ops = vec![in_phase(1, "planned"), in_phase(2, "held"), in_phase(3, "cancelled"), in_phase(4, "planned")];
    world.send(store, world.phone(0, ops)).await;
    // What is announced can be sent back, and is then found among what was returned.
    let back = Fields::default().with(REVIEW, "returned").with(REVIEW_REASON, "地点写清楚");
    world.send(store, world.desk(vec![Op { base: 1, ..world.op(5, rec(4), Act::Patch(back)) }])).await;
    for (state, expected) in [("pending", rec(2)), ("returned", rec(4))] {
        let list = store.review(world.committee, state, None, 9, NOON).await.unwrap();
        assert_eq!((list.rows.iter().map(|row| row.row.rec).collect(), list.total), (vec![expected], 1), "{state}");
    }
}

pub async fn what_counts_and_is_objected_to_waits_for_a_reviewer_again(store: &dyn Store) {
    let world = World::set_up(store).await;
    // A text that looks like an objection is none.
    let quoted = world.activity(1).with("narrative", "他写道：{\"a\":1,\"objection:1\":\"没去\"}。");
    let quoted = Op { act: Act::Create(quoted), ..world.create(2, rec(2)) };
    world.send(store, world.phone(0, vec![world.create(1, rec(1)), quoted])).await;
    world.send(store, world.desk(vec![world.approve(5, rec(1), 1), world.approve(6, rec(2), 1)])).await;
    let waiting = async |whose| store.review(world.committee, "pending", whose, 9, NOON).await.unwrap();
    assert_eq!(waiting(None).await.total, 0);
    let objects = objection_field(world.members[0]);
    let says = |n: u64, base: u64, value: Value| {
        let act = Act::Patch(Fields([(objects.clone(), value)].into()));
        Op { base, ..world.op(n, rec(1), act) }
    };
    let answers = world.send(store, world.phone(0, vec![says(3, 2, "那天我在外地".into())])).await;
    assert_eq!(told(&answers), ["3 ver 3"]);
    let list = waiting(None).await;
    assert_eq!((list.rows.iter().map(|row| row.row.rec).collect::<Vec<_>>(), list.total), (vec![rec(1)], 1));
    let (mine, others) = (vec![world.feed()], Vec::new());
    assert_eq!(waiting(Some(Whose { feeds: &mine, others: &others })).await.by_feed, [(world.feed(), 1)].into());
    assert_eq!(store.review(world.committee, "returned", None, 9, NOON).await.unwrap().total, 0);
    world.send(store, world.phone(0, vec![says(4, 3, Value::Null)])).await;
    assert_eq!(waiting(None).await.total, 0, "taken back");
}

pub async fn a_record_is_reviewed_for_the_venue_it_is_credited_to_else_for_its_writer(store: &dyn Store) {
    let world = World::set_up(store).await;
    let (venue, own) = (world.feed(), Feed::Member(world.members[0]));
    let nowhere = world.activity(1).with("venue", Value::Null).with("place", "村口");
    let credited = Op { feed: own, ..world.create(2, rec(2)) };
    let elsewhere = Op { feed: own, act: Act::Create(nowhere), ..world.create(3, rec(3)) };
    world.send(store, world.phone(0, vec![world.create(1, rec(1)), credited, elsewhere])).await;
    let stranger = Feed::Member(world.members[1]);
    for (whose, expected) in [
        (None, vec![rec(1), rec(2), rec(3)]),
        (Some((vec![venue], vec![])), vec![rec(1), rec(2)]),
        (Some((vec![own], vec![venue])), vec![rec(3)]),
        // Nobody else reviews for the venue.
        (Some((vec![own], vec![])), vec![rec(2), rec(3)]),
        (Some((vec![stranger], vec![])), vec![]),
        (Some((vec![], vec![])), vec![]),
    ] {
        let whose = whose.as_ref().map(|(feeds, others): &(Vec<Feed>, Vec<Feed>)| Whose { feeds, others });
        let list = store.review(world.committee, "pending", whose, 9, NOON).await.unwrap();
        let found: Vec<_> = list.rows.iter().map(|row| row.row.rec).collect();
        assert_eq!((found, list.total), (expected.clone(), expected.len() as u64), "{whose:?}");
        let by_feed = store.reviewed_by_feed(world.committee, "pending", whose).await.unwrap();
        let mut counted = BTreeMap::new();
        for rec in expected {
            *counted.entry(if rec == super::world::rec(3) { own } else { venue }).or_default() += 1;
        }
        assert_eq!((&by_feed, &list.by_feed), (&counted, &by_feed), "{whose:?}");
    }
}

pub async fn the_history_names_everybody_and_what_was_refused(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    world.send(store, world.phone(1, vec![world.approve(1, rec(1), 1)])).await;
    world.send(store, world.desk(vec![world.approve(5, rec(1), 1)])).await;
    let detail = store.record(rec(1)).await.unwrap().unwrap();
    let steps: Vec<_> = detail
        .history
        .iter()
        .map(|entry| (entry.name.as_str(), entry.ver, entry.refused.as_ref().map(|refused| refused.code.as_str())))
        .collect();
    let expected = [("甲", Some(1), None), ("乙", None, Some("not_allowed")), ("丙", Some(2), None)];
    assert_eq!(steps.len(), 3);
    assert!(expected.iter().all(|step| steps.contains(step)), "{steps:?}");
    assert_eq!((detail.record.feed, detail.record.row.ver), (world.feed(), 2));
    assert_eq!(store.record(rec(9)).await.unwrap(), None);
}

pub async fn a_long_history_keeps_its_newest_end(store: &dyn Store) {
    let world = World::set_up(store).await;
    let patch = |n| world.op(n, rec(1), Act::Patch(Fields::default().with("place", format!("第{n}处"))));
    let ops = std::iter::once(world.create(1, rec(1))).chain((2..=1_005).map(patch)).collect();
    world.send(store, world.phone(0, ops)).await;
    let history = store.record(rec(1)).await.unwrap().unwrap().history;
    let versions: Vec<_> = history.iter().filter_map(|entry| entry.ver).collect();
    assert_eq!(versions, (6..=1_005).collect::<Vec<u64>>());
}

pub async fn a_stranger_leaves_no_trace_in_a_history(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    let mut stranger = world.phone(1, vec![world.op(1, rec(1), Act::Patch(Fields::default().with("place", "别处")))]);
    stranger.push.actor.held.clear();
    assert_eq!(told(&world.send(store, stranger).await), ["1 no_grant"]);
    assert_eq!(store.record(rec(1)).await.unwrap().unwrap().history.len(), 1);
}

pub async fn a_phone_not_heard_of_for_a_month_is_not_waited_for(store: &dyn Store) {
    const MONTH: u64 = 30 * 24 * 60 * 60_000;
    let world = World::set_up(store).await;
    let waiting = OutboxReport { ops: 3, blobs: 0, oldest: Some(NOON - 5) };
    store.apply(&[Incoming { waiting, ..world.phone(0, Vec::new()) }], NOON).await.unwrap();
    store.apply(&[Incoming { waiting, ..world.phone(1, Vec::new()) }], NOON + 7).await.unwrap();
    for (now, devices) in [(NOON + MONTH - 1, 2), (NOON + MONTH, 1), (NOON + 7 + MONTH, 0)] {
        let unsynced = store.unsynced(&[world.committee], now).await.unwrap();
        assert_eq!((unsynced.devices, unsynced.ops), (devices, 3 * devices));
    }
}
