//! Handing changes out.

use super::world::{NOON, World, rec, told};
use crate::store::Store;
use domain::{fields::Fields, id::RecordId};
use std::collections::BTreeMap;
use sync::{
    digest,
    wire::{Act, Empty, Op, SyncRequest},
};

pub async fn pages_follow_each_other_until_all_is_there(store: &dyn Store) {
    let world = World::set_up(store).await;
    let ops = (1..=30).map(|n| world.create(n, rec(u128::from(n)))).collect();
    world.send(store, world.phone(0, ops)).await;
    let (mut cursor, mut seen, mut pages) = (0, Vec::new(), 0);
    loop {
        let page =
            store.pull(&world.pull(cursor, 2_000), &[world.feed()]).await.unwrap().remove(&world.feed()).unwrap();
        seen.extend(page.changes.iter().map(|row| row.seq));
        assert!(!page.changes.is_empty() && page.seq > cursor);
        assert_eq!(page.count.is_some(), !page.more);
        (cursor, pages) = (page.seq, pages + 1);
        if !page.more {
            break;
        }
    }
    assert_eq!(seen, (1..=30).collect::<Vec<_>>());
    assert!(pages > 3, "{pages}");
    assert!(store.pull(&world.pull(cursor, 2_000), &[world.feed()]).await.unwrap().is_empty());
    // However little is wanted, one row comes.
    let page = &store.pull(&world.pull(0, 0), &[world.feed()]).await.unwrap()[&world.feed()];
    assert_eq!((page.changes.len(), page.more), (1, true));
}

pub async fn count_and_digest_are_those_of_the_live_rows(store: &dyn Store) {
    let world = World::set_up(store).await;
    let delete = Op { base: 1, ..world.op(4, rec(2), Act::Delete(Empty {})) };
    let ops = vec![world.create(1, rec(1)), world.create(2, rec(2)), world.create(3, rec(3)), delete];
    world.send(store, world.phone(0, ops)).await;
    let page = &store.pull(&world.pull(0, 1 << 20), &[world.feed()]).await.unwrap()[&world.feed()];
    let live = page.changes.iter().filter(|row| !row.del);
    let sum = live.clone().fold(0, |sum, row| sum ^ digest::row(row.rec, row.ver));
    assert_eq!((page.count, page.digest.clone()), (Some(live.count() as u64), Some(digest::text(sum))));
}

pub async fn a_deleted_record_travels_without_its_body(store: &dyn Store) {
    let world = World::set_up(store).await;
    let delete = Op { base: 1, ..world.op(2, rec(1), Act::Delete(Empty {})) };
    let results = world.send(store, world.phone(0, vec![world.create(1, rec(1)), delete])).await;
    assert_eq!(told(&results), ["1 ver 1", "2 ver 2"]);
    let page = &store.pull(&world.pull(0, 1 << 20), &[world.feed()]).await.unwrap()[&world.feed()];
    assert!(page.changes[0].del && page.changes[0].body.is_empty());
    assert_eq!(store.review(world.committee, "pending", None, 10, NOON).await.unwrap().total, 0);
}

pub async fn a_deleted_record_is_forgotten_in_the_end_and_who_has_not_heard_of_it_begins_anew(store: &dyn Store) {
    let world = World::set_up(store).await;
    let delete = Op { base: 1, ..world.op(3, rec(1), Act::Delete(Empty {})) };
    world.send(store, world.phone(0, vec![world.create(1, rec(1)), world.create(2, rec(2)), delete])).await;
    assert_eq!(store.forget_deleted(NOON).await.unwrap(), 0, "it was deleted just now");
    assert_eq!(store.forget_deleted(NOON + 1).await.unwrap(), 1);
    let pull =
        async |cursor| store.pull(&world.pull(cursor, 1 << 20), &[world.feed()]).await.unwrap().remove(&world.feed());
    let anew = pull(2).await.unwrap();
    assert_eq!((anew.reset, anew.seq, anew.count, anew.changes.len()), (true, 3, Some(1), 1));
    assert_eq!(pull(3).await, None, "who had heard of it has all");
    let goes_on = SyncRequest { rebuild: vec![world.feed()], ..world.pull(1, 1 << 20) };
    let page = store.pull(&goes_on, &[world.feed()]).await.unwrap().remove(&world.feed()).unwrap();
    assert_eq!((page.reset, page.changes.len()), (false, 1), "who begins anew already goes on");
    let late = world.send(store, world.phone(0, vec![world.op(4, rec(1), Act::Patch(Fields::default()))])).await;
    assert_eq!(told(&late), ["4 record_unknown"]);
    // What is written next keeps the floor.
    world.send(store, world.phone(0, vec![world.create(5, rec(5))])).await;
    assert!(pull(1).await.unwrap().reset);
}

pub async fn a_cursor_beyond_the_feed_starts_again(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await;
    let page = &store.pull(&world.pull(99, 1 << 20), &[world.feed()]).await.unwrap()[&world.feed()];
    assert_eq!((page.reset, page.changes.len(), page.seq), (true, 1, 1));
}

pub async fn readers_see_a_prefix_while_others_write(store: &dyn Store) {
    let world = World::set_up(store).await;
    let writing = async {
        for n in 1..=40 {
            world.send(store, world.phone(0, vec![world.create(n, rec(u128::from(n)))])).await;
        }
    };
    let reading = async {
        let (mut cursor, mut rows) = (0, BTreeMap::<RecordId, u64>::new());
        while rows.len() < 40 {
            let pages = store.pull(&world.pull(cursor, 1 << 20), &[world.feed()]).await.unwrap();
            if let Some(page) = pages.get(&world.feed()) {
                rows.extend(page.changes.iter().map(|row| (row.rec, row.seq)));
                cursor = page.seq;
                assert_eq!(rows.len() as u64, cursor, "a row was jumped over");
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(writing, reading);
}
