//! Links of units.

use super::world::{NOON, World, id};
use crate::store::{Store, UnitLink};
use domain::id::{CommitteeId, UserId};

const DAY: u64 = 86_400_000;

fn link(world: &World, n: u128, unit: &str, made_at: u64) -> UnitLink {
    UnitLink {
        id: id(700 + n),
        committee: world.committee,
        unit: unit.into(),
        user: UserId(id(600)),
        made_by: world.staff,
        made_at,
        expires: NOON + 30 * DAY,
        revoked: None,
    }
}

pub async fn a_unit_is_known_by_the_secret_of_its_link_until_that_is_taken_back(store: &dyn Store) {
    let world = World::set_up(store).await;
    let (old, new) = (link(&world, 1, "区供电所", NOON - DAY), link(&world, 2, "区供电所", NOON));
    let other = link(&world, 3, "区交通局", NOON - 2 * DAY);
    for (link, hash) in [(&old, "a"), (&new, "b"), (&other, "c")] {
        store.add_unit_link(link, hash).await.unwrap();
    }
    assert_eq!(store.unit_link("b").await.unwrap(), Some(new.clone()));
    assert_eq!(store.unit_link("nobody").await.unwrap(), None);
    let all = store.unit_links(world.committee).await.unwrap();
    let units: Vec<_> = all.iter().map(|link| link.id).collect();
    let by_unit = |unit: &str| all.iter().filter(|link| link.unit == unit).map(|link| link.id).collect::<Vec<_>>();
    assert_eq!((units.len(), by_unit("区供电所")), (3, vec![new.id, old.id]), "the newest first");
    assert!(store.unit_links(CommitteeId(id(99))).await.unwrap().is_empty());

    assert!(!store.revoke_unit_link(CommitteeId(id(99)), new.id, NOON).await.unwrap(), "another committee's");
    assert!(store.revoke_unit_link(world.committee, new.id, NOON).await.unwrap());
    assert!(!store.revoke_unit_link(world.committee, new.id, NOON + 5).await.unwrap(), "once is enough");
    let revoked = store.unit_link("b").await.unwrap().unwrap();
    assert_eq!((revoked.revoked, revoked.opens(NOON), old.opens(NOON)), (Some(NOON), false, true));
    assert!(!old.opens(NOON + 30 * DAY), "it ends by itself");
    assert!(!store.revoke_unit_link(world.committee, old.id, NOON + 40 * DAY).await.unwrap(), "what has ended");
    assert!(store.add_unit_link(&link(&world, 4, "区林业局", NOON), "a").await.is_err(), "a secret is somebody's");
}
