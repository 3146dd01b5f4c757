//! What a reviewer asks beside the list.

use super::world::{NOON, World, id, rec};
use crate::store::Store;
use domain::{
    activity::{REVIEW, REVIEW_REASON},
    fields::Fields,
    id::RecordId,
    photo::{Format, Photo, Sha256},
    review::Review,
};
use sync::wire::{Act, Op};

const TEXT: &str = "到柳林村走访三户困难群众，了解住房情况。";

pub async fn what_resembles_a_record_is_found_by_day_and_by_text_and_what_is_void_is_not(store: &dyn Store) {
    let world = World::set_up(store).await;
    let elsewhere = |fields: Fields| fields.with("venue", id(77).to_string());
    let text = |fields: Fields, text: &str| fields.with("narrative", text);
    let of = |n: u64, fields: Fields| Op { act: Act::Create(fields), ..world.create(n, rec(u128::from(n))) };
    let base = || world.activity(1);
    let other_day = |day: &str| elsewhere(base().with("start", format!("2026-{day}T09:00")));
    let ops = vec![
        of(1, text(base(), TEXT)),
        // The same people on the same day, though elsewhere.
        of(2, text(elsewhere(base()), "另一处。")),
        // Copied within a season, and long before.
        of(3, text(other_day("03-01"), TEXT)),
        of(4, text(other_day("01-02"), TEXT)),
        of(5, text(other_day("05-05"), "不相干的一场。")),
        // Of the same day and venue, and void.
        of(6, text(base(), "重复。")),
    ];
    world.send(store, world.phone(0, ops)).await;
    let out = Fields::default().with(REVIEW, Review::Void.id()).with(REVIEW_REASON, "重复");
    world.send(store, world.desk(vec![Op { base: 1, ..world.op(5, rec(6), Act::Patch(out)) }])).await;
    let found = |rows: Vec<sync::wire::desk::DeskRow>| rows.iter().map(|row| row.row.rec).collect::<Vec<RecordId>>();
    assert_eq!(found(store.alike(world.committee, &[rec(1)], 9).await.unwrap()), [rec(3), rec(2)]);
    assert_eq!(found(store.alike(world.committee, &[rec(1), rec(2)], 9).await.unwrap()), [rec(3)]);
    assert_eq!(found(store.alike(world.committee, &[rec(1)], 1).await.unwrap()), [rec(3)]);
    assert_eq!(found(store.alike(world.committee, &[rec(99)], 9).await.unwrap()), []);
}

pub async fn the_same_photo_is_found_whatever_the_day(store: &dyn Store) {
    let world = World::set_up(store).await;
    let photo = Photo { sha256: Sha256::of(b"one"), len: 1_000, format: Format::Jpeg };
    let of = |n: u64, day: &str, photo: Option<&Photo>| {
        let fields = world.activity(1).with("start", format!("{day}T09:00")).with("narrative", format!("第{n}次。"));
        let fields = photo.map_or(fields.clone(), |photo| fields.with(photo.field(1), photo.value()));
        Op { act: Act::Create(fields), ..world.create(n, rec(u128::from(n))) }
    };
    let ops = vec![of(1, "2026-05-04", Some(&photo)), of(2, "2025-02-03", Some(&photo)), of(3, "2025-02-03", None)];
    world.send(store, world.phone(0, ops)).await;
    let found = store.alike(world.committee, &[rec(1)], 9).await.unwrap();
    assert_eq!(found.iter().map(|row| row.row.rec).collect::<Vec<_>>(), [rec(2)]);
}

pub async fn what_somebody_decided_is_listed_once_with_the_last_word(store: &dyn Store) {
    let world = World::set_up(store).await;
    world.send(store, world.phone(0, vec![world.create(1, rec(1)), world.create(2, rec(2))])).await;
    let reviewed = |n: u64, of: u128, base: u64, to: Review| {
        let fields = Fields::default().with(REVIEW, to.id()).with(REVIEW_REASON, "理由");
        Op { base, ..world.op(n, rec(of), Act::Patch(fields)) }
    };
    let decisions = vec![
        reviewed(5, 1, 1, Review::Approved),
        reviewed(6, 2, 1, Review::Returned),
        reviewed(7, 1, 2, Review::Void),
        // Refused: what is void is not approved.
        reviewed(8, 1, 3, Review::Approved),
    ];
    world.send(store, world.desk(decisions)).await;
    let list = store.decided(world.staff, NOON, 9).await.unwrap();
    let told: Vec<_> = list.iter().map(|one| (one.row.row.rec, one.to, one.decided_at)).collect();
    assert_eq!(told, [(rec(1), Review::Void, NOON), (rec(2), Review::Returned, NOON)]);
    assert_eq!(list[0].row.author_name, "甲");
    assert_eq!(store.decided(world.staff, NOON, 1).await.unwrap().len(), 1);
    assert!(store.decided(world.staff, NOON + 1, 9).await.unwrap().is_empty());
    assert!(store.decided(world.users[0], NOON, 9).await.unwrap().is_empty());
}
