//! Taking operations in.

use super::world::{NOON, World, answer, id, rec, told};
use crate::store::{Incoming, Store};
use domain::id::{DeviceId, Feed, RecordId};
use domain::{fields::Fields, id::VenueId, kind::Kind};
use sync::{
    server::group::PushError,
    wire::{Act, Op, OutboxReport},
};

pub async fn a_create_is_kept_and_a_replay_gets_the_same_answer(store: &dyn Store) {
    let world = World::set_up(store).await;
    let ops = vec![world.create(1, rec(1)), world.create(2, rec(2))];
    let first = world.send(store, world.phone(0, ops.clone())).await;
    assert_eq!(told(&first), ["1 ver 1", "2 ver 1"]);
    let page = store.pull(&world.pull(0, 1 << 20), &[world.feed()]).await.unwrap();
    let mut longer = ops;
    longer.push(world.op(3, rec(2), Act::Patch(Fields::default().with("place", "村头"))));
    let again = world.send(store, world.phone(0, longer)).await;
    assert_eq!(told(&again), ["1 ver 1", "2 ver 1", "3 ver 2"]);
    let after = store.pull(&world.pull(page[&world.feed()].seq, 1 << 20), &[world.feed()]).await.unwrap();
    let changed: Vec<_> = after[&world.feed()].changes.iter().map(|row| (row.rec, row.ver, row.seq)).collect();
    assert_eq!(changed, [(rec(2), 2, 3)]);
}

pub async fn a_gap_a_clone_and_a_foreign_device_change_nothing(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    let gap = answer(store, world.phone(0, vec![world.create(3, rec(3))])).await;
    assert_eq!(gap, Err(PushError::Expected(2)));
    let clone = answer(store, world.phone(0, vec![world.create(1, rec(4)), world.create(2, rec(5))])).await;
    assert_eq!(clone, Err(PushError::Cloned(1)));
    let mut foreign = world.phone(1, vec![world.create(2, rec(6))]);
    foreign.push.device = DeviceId(1);
    assert_eq!(answer(store, foreign).await, Err(PushError::Foreign));
    let page = &store.pull(&world.pull(0, 1 << 20), &[world.feed()]).await.unwrap()[&world.feed()];
    assert_eq!((page.changes.len(), page.seq), (1, 1));
    assert_eq!(store.device(DeviceId(1)).await.unwrap().unwrap().user, world.users[0]);
}

pub async fn a_refused_operation_is_refused_alone_and_stays_refused(store: &dyn Store) {
    let world = World::set_up(store).await;
    let lacking = Fields::default().with("type", "visit");
    let ops = vec![world.create(1, rec(1)), world.op(2, rec(2), Act::Create(lacking)), world.create(3, rec(3))];
    let first = world.send(store, world.phone(0, ops.clone())).await;
    assert_eq!(told(&first), ["1 ver 1", "2 phase_missing", "3 ver 1"]);
    assert_eq!(world.send(store, world.phone(0, ops)).await, first);
}

pub async fn a_group_decides_the_same_record_in_order(store: &dyn Store) {
    let world = World::set_up(store).await;
    let patch = |n, text: &str| world.op(n, rec(1), Act::Patch(Fields::default().with("place", text)));
    let group = [
        world.phone(0, vec![world.create(1, rec(1)), patch(2, "一")]),
        world.desk(vec![Op { base: 2, ..patch(5, "二") }]),
        world.phone(0, vec![Op { base: 3, ..patch(3, "三") }]),
    ];
    let answers = store.apply(&group, NOON).await.unwrap();
    let all: Vec<_> = answers.into_iter().map(|answer| told(&answer.unwrap())).collect();
    assert_eq!(all, [vec!["1 ver 1", "2 ver 2"], vec!["5 ver 3"], vec!["3 ver 4"]]);
    let page = &store.pull(&world.pull(0, 1 << 20), &[world.feed()]).await.unwrap()[&world.feed()];
    // A record shows only its last place in the feed.
    assert_eq!((page.changes.len(), page.changes[0].seq, page.seq), (1, 4, 4));
    assert_eq!(page.changes[0].body.text("place"), Some("三"));
}

pub async fn one_bad_push_of_a_group_leaves_the_others(store: &dyn Store) {
    let world = World::set_up(store).await;
    let group = [world.phone(0, vec![world.create(7, rec(1))]), world.phone(1, vec![world.create(1, rec(2))])];
    let answers = store.apply(&group, NOON).await.unwrap();
    assert_eq!(answers[0], Err(PushError::Expected(1)));
    assert_eq!(told(answers[1].as_ref().unwrap()), ["1 ver 1"]);
    assert_eq!(store.device(DeviceId(1)).await.unwrap(), None);
}

pub async fn a_new_venue_opens_its_feed_within_the_group(store: &dyn Store) {
    let world = World::set_up(store).await;
    let (venue, feed) = (RecordId(id(70)), Feed::Venue(VenueId(id(70))));
    let create = Op {
        kind: Kind::Venue.id().into(),
        feed: Feed::Ref(world.committee),
        ..world.op(5, venue, Act::Create(Fields::default().with("name", "新站")))
    };
    let inside = Op { feed, ..world.create(6, rec(1)) };
    assert_eq!(told(&world.send(store, world.desk(vec![create, inside])).await), ["5 ver 1", "6 ver 1"]);
    let pages = store.pull(&world.pull(0, 1 << 20), &[feed]).await.unwrap();
    assert_eq!(pages[&feed].count, Some(1));
    let nowhere = Op { feed: Feed::Venue(VenueId(id(71))), ..world.create(7, rec(2)) };
    assert_eq!(told(&world.send(store, world.desk(vec![nowhere])).await), ["7 feed_unknown"]);
}

pub async fn a_venue_made_anew_after_it_was_forgotten_goes_on_with_its_feed(store: &dyn Store) {
    let world = World::set_up(store).await;
    let (venue, feed) = (RecordId(id(70)), Feed::Venue(VenueId(id(70))));
    let roster = |n, act| Op {
        kind: Kind::Venue.id().into(),
        feed: Feed::Ref(world.committee),
        ..Op { base: 1, ..world.op(n, venue, act) }
    };
    let named = || Act::Create(Fields::default().with("name", "新站"));
    let there = |n, which| Op { feed, ..world.create(n, rec(which)) };
    let ops = vec![roster(5, named()), there(6, 1), roster(7, Act::Delete(sync::wire::Empty {}))];
    assert_eq!(told(&world.send(store, world.desk(ops)).await), ["5 ver 1", "6 ver 1", "7 ver 2"]);
    assert_eq!(store.forget_deleted(NOON + 1).await.unwrap(), 1);
    assert_eq!(told(&world.send(store, world.desk(vec![roster(8, named())])).await), ["8 ver 1"]);
    assert_eq!(told(&world.send(store, world.desk(vec![there(9, 2)])).await), ["9 ver 1"]);
    let page = &store.pull(&world.pull(0, 1 << 20), &[feed]).await.unwrap()[&feed];
    assert_eq!((page.seq, page.count, page.changes.len()), (2, Some(2), 2));
}

pub async fn what_a_phone_reports_is_kept(store: &dyn Store) {
    let world = World::set_up(store).await;
    let waiting = OutboxReport { ops: 3, blobs: 1, oldest: Some(NOON - 5) };
    let reporting = Incoming { waiting, ..world.phone(0, Vec::new()) };
    world.send(store, reporting).await;
    let known = store.device(DeviceId(1)).await.unwrap().unwrap();
    assert_eq!((known.user, known.waiting), (world.users[0], waiting));
    // A report leaves the numbering as it was.
    assert_eq!(told(&world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await), ["1 ver 1"]);
    assert_eq!(store.device(DeviceId(1)).await.unwrap().unwrap().waiting, OutboxReport::default());
}

pub async fn a_device_is_claimed_by_one_account_even_within_a_group(store: &dyn Store) {
    let world = World::set_up(store).await;
    let claim = |who, device, ops| {
        let mut push = world.phone(who, ops);
        push.push.device = DeviceId(device);
        push
    };
    let first = [claim(0, 20, Vec::new()), claim(1, 20, Vec::new()), claim(0, 20, Vec::new())];
    let answers = store.apply(&first, NOON).await.unwrap();
    assert_eq!(answers, [Ok(Vec::new()), Err(PushError::Foreign), Ok(Vec::new())]);
    assert_eq!(store.device(DeviceId(20)).await.unwrap().unwrap().user, world.users[0]);
    // Operations that were taken in decide, since they cannot be given back.
    let second = [claim(0, 21, Vec::new()), claim(1, 21, vec![world.create(1, rec(1))])];
    let answers = store.apply(&second, NOON).await.unwrap();
    assert_eq!((&answers[0], answers[1].is_ok()), (&Err(PushError::Foreign), true));
    assert_eq!(store.device(DeviceId(21)).await.unwrap().unwrap().user, world.users[1]);
}
