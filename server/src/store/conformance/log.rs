//! The log of operations.

use super::world::{NOON, World, rec};
use crate::store::{LogEntry, Store};
use domain::{
    id::{DeviceId, Feed},
    kind::Kind,
};
use sync::wire::{Act, Op, Outcome};

pub async fn the_log_is_read_in_pages_to_its_end_refusals_included(store: &dyn Store) {
    let world = World::set_up(store).await;
    let nameless = Op { act: Act::Create(world.activity(6).with("narrative", "")), ..world.create(2, rec(2)) };
    world.send(store, world.phone(0, vec![world.create(1, rec(1)), nameless])).await;
    world.send(store, world.desk(vec![world.approve(5, rec(1), 1)])).await;
    let mut read: Vec<LogEntry> = Vec::new();
    loop {
        let after = read.last().map_or((DeviceId(0), 0), |entry| (entry.device, entry.n));
        let page = store.log(after, 3).await.unwrap();
        if page.is_empty() {
            break;
        }
        assert!(page.len() <= 3);
        read.extend(page);
    }
    // The roster of four, two of the phone, one approval.
    let keys: Vec<(u128, u64)> = read.iter().map(|entry| (entry.device.0, entry.n)).collect();
    assert_eq!(keys, [(1, 1), (1, 2), (9, 1), (9, 2), (9, 3), (9, 4), (9, 5)]);
    assert_eq!(read[0].op.outcome, Outcome::Applied { ver: 1 });
    assert_eq!((read[0].kind, read[0].feed, read[0].op.at), (Some(Kind::Activity), Some(world.feed()), NOON));
    // Of a record that was never made nothing is known.
    assert!(matches!(read[1].op.outcome, Outcome::Refused(_)));
    assert_eq!((read[1].kind, read[1].feed), (None, None));
    assert_eq!(read[2].feed, Some(Feed::Ref(world.committee)));
    assert_eq!((read[6].op.rec, read[6].op.by), (rec(1), world.staff));
}
