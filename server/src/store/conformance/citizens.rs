//! What is kept of citizens beside their requests.

use super::world::{NOON, World, rec};
use crate::store::{SealedRow, Store};

const DAY: u64 = 86_400_000;

fn sealed(world: &World, n: u128, cipher: &str) -> SealedRow {
    SealedRow {
        rec: rec(n),
        cipher: cipher.into(),
        key_id: "k1".into(),
        given_by: world.users[0],
        given_at: NOON,
        expires: NOON + DAY,
    }
}

pub async fn who_reads_sealed_details_is_written_down_first_and_they_end_by_themselves(store: &dyn Store) {
    let world = World::set_up(store).await;
    store.keep_sealed(&sealed(&world, 1, "first")).await.unwrap();
    store.keep_sealed(&sealed(&world, 1, "mended")).await.unwrap();
    assert_eq!(store.sealed_by(rec(1), NOON).await.unwrap(), Some(world.users[0]));
    assert!(store.sealed_reads(rec(1), 10).await.unwrap().is_empty(), "to know who gave them is no reading");

    let read = store.read_sealed(rec(1), world.users[1], NOON + 5).await.unwrap().unwrap();
    assert!(read == sealed(&world, 1, "mended"));
    store.read_sealed(rec(1), world.users[0], NOON + 9).await.unwrap().unwrap();
    let reads = store.sealed_reads(rec(1), 10).await.unwrap();
    assert_eq!(
        reads.iter().map(|read| (read.user, read.at)).collect::<Vec<_>>(),
        [(world.users[0], NOON + 9), (world.users[1], NOON + 5)]
    );
    assert_eq!(store.sealed_reads(rec(1), 1).await.unwrap().len(), 1);

    assert!(store.read_sealed(rec(2), world.users[1], NOON).await.unwrap().is_none(), "another record has none");
    assert!(store.read_sealed(rec(1), world.users[1], NOON + DAY).await.unwrap().is_none(), "their time is over");
    assert_eq!(store.sealed_by(rec(1), NOON + DAY).await.unwrap(), None);
    assert_eq!(store.sealed_reads(rec(1), 10).await.unwrap().len(), 2, "what shows nothing is no reading");
    assert_eq!(store.forget_citizens(NOON + DAY - 1).await.unwrap(), 0);
    assert_eq!(store.forget_citizens(NOON + DAY).await.unwrap(), 1);
    assert!(store.read_sealed(rec(1), world.users[1], NOON).await.unwrap().is_none(), "gone from the disk");
    assert_eq!(store.sealed_reads(rec(1), 10).await.unwrap().len(), 2, "who read them stays known");
}

pub async fn a_code_leads_to_its_request_until_its_time_is_over(store: &dyn Store) {
    let world = World::set_up(store).await;
    assert!(store.add_follow_code("hash", rec(1), NOON, NOON + DAY).await.unwrap());
    assert_eq!(store.follow_code("hash", NOON).await.unwrap(), Some(rec(1)));
    assert_eq!(store.follow_code("hash", NOON + DAY).await.unwrap(), None);
    assert_eq!(store.follow_code("other", NOON).await.unwrap(), None);
    assert!(!store.add_follow_code("hash", rec(2), NOON, NOON + DAY).await.unwrap(), "a code is one request's");
    assert_eq!(store.follow_code("hash", NOON).await.unwrap(), Some(rec(1)), "and stays it");

    store.keep_sealed(&sealed(&world, 1, "x")).await.unwrap();
    store.drop_citizen(rec(1)).await.unwrap();
    assert_eq!(store.follow_code("hash", NOON).await.unwrap(), None);
    assert_eq!(store.sealed_by(rec(1), NOON).await.unwrap(), None);
}
