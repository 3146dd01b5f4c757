//! What the desk reads.

use super::world::{NOON, World, YEAR, rec, told};
use crate::store::{FigureByVenue, Figures, Incoming, Store, WhichVenue};
use domain::{
    activity::{REVIEW, REVIEW_REASON},
    fields::Fields,
    indicator::Indicator,
};
use sync::wire::{Act, Op, OutboxReport};

async fn figures(store: &dyn Store, world: &World) -> Figures {
    while store.project(10, NOON).await.unwrap() > 0 {}
    store.figures(world.committee, &YEAR, NOON + 9).await.unwrap()
}

fn persons(figures: &Figures) -> (i64, i64) {
    let sum = |approved| {
        let sums = figures.sums.iter().filter(|sum| sum.indicator == Indicator::Persons && sum.approved == approved);
        sums.map(|sum| sum.amount).sum()
    };
    (sum(true), sum(false))
}

pub async fn approving_one_record_moves_the_figure_by_exactly_that(store: &dyn Store) {
    let world = World::set_up(store).await;
    let other = Op { act: Act::Create(world.activity(5)), ..world.create(2, rec(2)) };
    world.send(store, world.phone(0, vec![world.create(1, rec(1)), other])).await;
    let before = store.figures(world.committee, &YEAR, NOON + 9).await.unwrap();
    assert_eq!((persons(&before), before.as_of), ((0, 0), NOON - 1), "what waits for the projector is said");
    assert_eq!(persons(&figures(store, &world).await), (0, 11));
    world.send(store, world.desk(vec![world.approve(5, rec(1), 1)])).await;
    let after = figures(store, &world).await;
    assert_eq!((persons(&after), after.as_of), ((6, 5), NOON + 9));
    assert_eq!(after.venues, [(world.venue, "某站".to_owned())]);
    for (venue, approved, sums) in [
        (WhichVenue::All, true, (1, 6)),
        (WhichVenue::One(world.venue), false, (1, 5)),
        (WhichVenue::None, true, (0, 0)),
    ] {
        let which =
            FigureByVenue { committee: world.committee, days: YEAR, indicator: Indicator::Persons, venue, approved };
        let found = store.figure_records(&which, 10, NOON).await.unwrap();
        assert_eq!((found.total, found.sum), sums, "{venue:?}");
        assert_eq!(found.records.iter().map(|record| record.amount).sum::<i64>(), found.sum);
    }
}

pub async fn making_all_facts_anew_changes_nothing(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    let before = figures(store, &world).await;
    store.mark_all_changed().await.unwrap();
    assert!(store.figures(world.committee, &YEAR, NOON + 9).await.unwrap().as_of < NOON);
    assert_eq!(figures(store, &world).await.sums, before.sums);
}

pub async fn a_returned_record_leaves_the_figures(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    assert_eq!(persons(&figures(store, &world).await), (0, 6));
    let back = Fields::default().with(REVIEW, "returned").with(REVIEW_REASON, "人次请核对");
    world.send(store, world.desk(vec![Op { base: 1, ..world.op(5, rec(1), Act::Patch(back)) }])).await;
    assert_eq!(persons(&figures(store, &world).await), (0, 0));
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
        let unsynced = store.figures(world.committee, &YEAR, now).await.unwrap().unsynced;
        assert_eq!((unsynced.devices, unsynced.ops), (devices, 3 * devices));
    }
}
