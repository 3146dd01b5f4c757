//! Uploads, and who may see what by naming it.

use super::world::{NOON, World, rec, told};
use crate::store::{Blob, NamedIn, Store, Upload, UploadLimits};
use domain::{
    fields::Fields,
    id::{Feed, UserId},
    mirror,
    photo::{Format, Photo, Sha256},
    policy::Home,
};
use serde_json::Value;
use sync::wire::{Act, Op};

const ANY: UploadLimits = UploadLimits { unfinished: 100, begun: 100, since: 0 };

fn photo(name: &str) -> Photo {
    Photo { sha256: Sha256::of(name.as_bytes()), len: 1_000, format: Format::Jpeg }
}

fn upload(id: &str, user: UserId, photo: &Photo) -> Upload {
    Upload { id: id.into(), user, sha256: photo.sha256.clone(), len: photo.len, offset: 0, begun: NOON }
}

fn with(fields: Fields, photos: &[&Photo]) -> Fields {
    photos.iter().zip(1..).fold(fields, |fields, (photo, place)| fields.with(photo.field(place), photo.value()))
}

/// Somebody sends the whole file.
async fn send(store: &dyn Store, user: UserId, photo: &Photo) {
    let upload = upload(&format!("{user}{}", photo.sha256), user, photo);
    assert!(store.begin_upload(&upload, ANY).await.unwrap());
    let blob = Blob { sha256: photo.sha256.clone(), len: photo.len, format: photo.format, width: 1_600, height: 1_200 };
    store.keep_blob(&blob, &upload, NOON).await.unwrap();
}

async fn missing(store: &dyn Store, feeds: &[Feed]) -> Vec<Sha256> {
    store.missing_blobs(feeds, 100).await.unwrap()
}

async fn feeds_of(store: &dyn Store, photo: &Photo) -> Vec<Feed> {
    let mut named: Vec<Feed> =
        store.blob_named_in(&photo.sha256, None, 100).await.unwrap().iter().map(|named| named.home.feed).collect();
    named.sort();
    named
}

pub async fn an_upload_is_its_senders_and_moves_on_from_where_it_stands(store: &dyn Store) {
    let world = World::set_up(store).await;
    let (jia, yi) = (world.users[0], world.users[1]);
    let photo = photo("one");
    let begun = upload("a", jia, &photo);
    assert!(store.begin_upload(&begun, ANY).await.unwrap());
    assert_eq!(store.upload("a", jia).await.unwrap(), Some(begun.clone()));
    assert_eq!(store.upload("a", yi).await.unwrap(), None);
    assert!(store.advance_upload("a", 0, 400).await.unwrap());
    assert!(!store.advance_upload("a", 0, 500).await.unwrap(), "it stands elsewhere");
    assert!(!store.advance_upload("a", 400, 1_000).await.unwrap(), "only a verified file is finished");
    assert!(!store.advance_upload("b", 0, 1).await.unwrap());
    assert_eq!(store.upload("a", jia).await.unwrap().unwrap().offset, 400);
    assert_eq!(store.old_uploads(NOON, 10).await.unwrap(), []);
    assert_eq!(store.old_uploads(NOON + 1, 10).await.unwrap().len(), 1);
    store.end_upload("a").await.unwrap();
    assert_eq!(store.upload("a", jia).await.unwrap(), None);
}

pub async fn somebody_may_begin_only_so_many_uploads(store: &dyn Store) {
    let world = World::set_up(store).await;
    let (jia, yi) = (world.users[0], world.users[1]);
    let limits = UploadLimits { unfinished: 2, begun: 3, since: NOON };
    let begin = async |id: &str, user: UserId| store.begin_upload(&upload(id, user, &photo(id)), limits).await.unwrap();
    assert!(begin("a", jia).await && begin("b", jia).await);
    assert!(!begin("c", jia).await, "two are unfinished");
    assert!(begin("d", yi).await, "another's do not count");
    send(store, jia, &photo("whole")).await;
    store.end_upload("a").await.unwrap();
    assert!(begin("e", jia).await);
    store.end_upload("b").await.unwrap();
    assert!(begin("f", jia).await);
    store.end_upload("e").await.unwrap();
    store.end_upload("f").await.unwrap();
    assert!(begin("g", jia).await && begin("h", jia).await, "given up ones do not count");
    store.end_upload("g").await.unwrap();
    assert!(begin("i", jia).await);
    store.end_upload("h").await.unwrap();
    store.end_upload("i").await.unwrap();
    let finished = ["x", "y"];
    for name in finished {
        send(store, jia, &photo(name)).await;
    }
    assert!(!begin("j", jia).await, "three were begun today, finished or not");
}

pub async fn a_named_photo_is_missing_until_who_named_it_has_sent_it(store: &dyn Store) {
    let world = World::set_up(store).await;
    let (one, two) = (photo("one"), photo("two"));
    let create = Op { act: Act::Create(with(world.activity(6), &[&one, &two])), ..world.create(1, rec(1)) };
    world.send(store, world.phone(0, vec![create])).await;
    let mut both = vec![one.sha256.clone(), two.sha256.clone()];
    both.sort();
    assert_eq!(missing(store, &[world.feed()]).await, both);
    assert_eq!(missing(store, &[Feed::Ref(world.committee)]).await, []);
    assert_eq!(store.missing_blobs(&[world.feed()], 1).await.unwrap(), both[..1]);
    send(store, world.users[0], &one).await;
    assert_eq!(missing(store, &[world.feed()]).await, vec![two.sha256.clone()]);
    assert_eq!(feeds_of(store, &one).await, [world.feed()]);
    assert_eq!(feeds_of(store, &two).await, []);
    // Sent first and named then.
    let three = photo("three");
    send(store, world.users[0], &three).await;
    let fields = Fields::default().with(three.field(3), three.value());
    let named = Op { base: 1, ..world.op(2, rec(1), Act::Patch(fields)) };
    world.send(store, world.phone(0, vec![named])).await;
    assert_eq!(missing(store, &[world.feed()]).await, vec![two.sha256.clone()]);
    assert_eq!(store.blob(&three.sha256).await.unwrap().map(|blob| blob.width), Some(1_600));
    assert_eq!(store.blob(&two.sha256).await.unwrap(), None);
    // A photo taken out is neither missing nor shown.
    let out = Fields([(two.field(2), Value::Null), (three.field(3), Value::Null)].into());
    let out = world.send(store, world.phone(0, vec![Op { base: 2, ..world.op(3, rec(1), Act::Patch(out)) }])).await;
    assert_eq!(told(&out), ["3 ver 3"]);
    assert_eq!(missing(store, &[world.feed()]).await, []);
    assert_eq!(feeds_of(store, &three).await, []);
    assert_eq!(feeds_of(store, &one).await, [world.feed()]);
}

pub async fn writing_anothers_hash_opens_nothing(store: &dyn Store) {
    let world = World::set_up(store).await;
    let secret = photo("secret");
    let theirs = Op { act: Act::Create(with(world.activity(6), &[&secret])), ..world.create(1, rec(1)) };
    world.send(store, world.phone(0, vec![theirs])).await;
    send(store, world.users[0], &secret).await;
    // The second member claims it in a feed of the own.
    let own = Feed::Member(world.members[1]);
    let claim = Op { feed: own, act: Act::Create(with(world.activity(6), &[&secret])), ..world.create(1, rec(2)) };
    world.send(store, world.phone(1, vec![claim])).await;
    assert_eq!(feeds_of(store, &secret).await, [world.feed()], "not in the feed of who only wrote its hash");
    assert_eq!(missing(store, &[own]).await, vec![secret.sha256.clone()], "asked for as if nobody had it");
    // Whoever has the bytes may show them.
    send(store, world.users[1], &secret).await;
    assert_eq!(feeds_of(store, &secret).await, [own, world.feed()]);
    assert_eq!(missing(store, &[own]).await, []);
}

pub async fn a_photo_stays_held_when_others_edit_merge_or_delete(store: &dyn Store) {
    let world = World::set_up(store).await;
    let one = photo("one");
    let home = Feed::Member(world.members[0]);
    let there = Op { feed: home, act: Act::Create(with(world.activity(6), &[&one])), ..world.create(1, rec(1)) };
    world.send(store, world.phone(0, vec![there, world.create(2, rec(2))])).await;
    send(store, world.users[0], &one).await;
    // Staff write the same name again.
    let again = Act::Patch(Fields::default().with(one.field(1), one.value()));
    let again = Op { feed: home, base: 1, ..world.op(5, rec(1), again) };
    world.send(store, world.desk(vec![again])).await;
    assert_eq!(feeds_of(store, &one).await, [home]);
    // And take it over into a record of another feed, into which the first was merged.
    let taken =
        Fields::default().with(one.field(1), one.value()).with(format!("merged:{}", rec(1)), serde_json::json!({}));
    let taken = Op { base: 1, ..world.op(6, rec(2), Act::Patch(taken)) };
    let done = world.send(store, world.desk(vec![taken])).await;
    assert_eq!(told(&done), ["6 ver 2"]);
    assert_eq!(feeds_of(store, &one).await, [home, world.feed()]);
    // Where nothing was merged, a name by somebody without the bytes does not count.
    world.send(store, world.phone(1, vec![world.create(1, rec(3))])).await;
    let only = Act::Patch(Fields::default().with(photo("two").field(1), photo("two").value()));
    world.send(store, world.desk(vec![Op { base: 1, ..world.op(7, rec(3), only) }])).await;
    assert_eq!(missing(store, &[world.feed()]).await, [photo("two").sha256]);
    let gone = Op { feed: home, base: 2, ..world.op(3, rec(1), Act::Delete(Default::default())) };
    let done = world.send(store, world.phone(0, vec![gone])).await;
    assert_eq!(told(&done), ["3 ver 3"]);
    assert_eq!(feeds_of(store, &one).await, [world.feed()]);
}

pub async fn who_has_a_mirror_of_the_record_is_told_apart(store: &dyn Store) {
    let world = World::set_up(store).await;
    let one = photo("one");
    let home = Feed::Member(world.members[0]);
    let fields = with(world.activity(6), &[&one]).with(format!("attendance:{}", world.members[1]), "present");
    world.send(store, world.phone(0, vec![Op { feed: home, ..world.op(1, rec(1), Act::Create(fields)) }])).await;
    send(store, world.users[0], &one).await;
    while store.project(100, NOON).await.unwrap() > 0 {}
    let named = async |member| store.blob_named_in(&one.sha256, member, 10).await.unwrap();
    let plain =
        NamedIn { home: Home { feed: home, venue: Some(world.venue) }, committee: world.committee, mirrored: false };
    assert_eq!(named(None).await, [plain]);
    assert_eq!(named(Some(world.members[1])).await, [NamedIn { mirrored: true, ..plain }]);
    assert!(store.record(mirror::id(rec(1), world.members[1])).await.unwrap().is_some(), "it really has one");
    assert_eq!(named(Some(world.members[0])).await, [plain]);
    assert_eq!(missing(store, &[Feed::Member(world.members[1])]).await, [], "a mirror misses nothing itself");
}
