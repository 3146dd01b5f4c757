//! What a database that took the place of another does with what is sent again.

use super::world::{NOON, World, rec, told};
use crate::store::{Incoming, Store};
use sync::wire::{Op, SyncRequest};

/// As a device that knows of the restore sends it.
fn aware(push: Incoming) -> Incoming {
    let mut push = push;
    push.push.epoch = None;
    push
}

/// Made before the restore.
fn old(op: Op) -> Op {
    Op { epoch: Some("before".into()), ..op }
}

pub async fn what_is_sent_again_waits_for_its_record_and_is_then_taken_in(store: &dyn Store) {
    let world = World::set_up(store).await;
    store.begin_epoch(NOON).await.unwrap();
    // The desk's approval comes first, and again: it waits.
    let approve = old(world.approve(9, rec(1), 1));
    for _ in 0..2 {
        let results = world.send(store, aware(world.desk(vec![approve.clone()]))).await;
        assert_eq!(told(&results), ["9 held"]);
    }
    let log = store.log((domain::id::DeviceId(9), 8), 1).await.unwrap();
    assert!(matches!(log[0].op.outcome, sync::wire::Outcome::Held { .. }));
    // The phone leaves out what was refused before.
    let results = world.send(store, aware(world.phone(0, vec![old(world.create(3, rec(1)))]))).await;
    assert_eq!(told(&results), ["3 ver 1"]);
    let record = store.record(rec(1)).await.unwrap().unwrap();
    assert_eq!(record.record.row.body.text("review"), Some("approved"));
    let results = world.send(store, aware(world.desk(vec![approve]))).await;
    assert_eq!(told(&results), ["9 ver 2"], "asked again, it is known what became of it");
    // The first new operation may leave numbers out too, and so may every one that does not say of which epoch it is.
    for (n, new) in [(7, rec(2)), (9, rec(3))] {
        let results = world.send(store, aware(world.phone(0, vec![world.create(n, new)]))).await;
        assert_eq!(told(&results), [format!("{n} ver 1")]);
    }
}

pub async fn a_device_that_does_not_know_of_the_restore_is_told_first(store: &dyn Store) {
    let world = World::set_up(store).await;
    store.begin_epoch(NOON).await.unwrap();
    let mut push = world.phone(0, vec![old(world.create(4, rec(1)))]);
    push.push.epoch = Some("before".into());
    assert_eq!(super::world::answer(store, push).await, Err(sync::server::group::PushError::Restored));
    let request = SyncRequest { epoch: Some("before".into()), ..world.pull(0, 10_000) };
    let pages = store.pull(&request, &[world.feed(), domain::id::Feed::Ref(world.committee)]).await.unwrap();
    assert!(pages.values().all(|page| page.reset), "its cursors are of another epoch");
}
