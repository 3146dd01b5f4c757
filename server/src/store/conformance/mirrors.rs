//! Mirrors: whom a record concerns without the grant to its feed gets a row about it, as long as that holds.

use super::{
    organisation::{BEGIN, COUNTY, Organisation, VENUES, Who, held, member, review, spell},
    world::{NOON, rec},
};
use crate::store::Store;
use domain::{
    activity::{Activity, CONFIRMED, RECORDED_FOR, attendance_field, objection_field},
    affiliation::Affiliation,
    confirmation,
    fields::Fields,
    id::{DeviceId, Feed, RecordId},
    kind::Kind,
    mirror::{self, Of},
};
use jiff::civil::date;
use serde_json::Value;
use std::collections::BTreeMap;
use sync::wire::{Act, Empty, OutboxReport, PROTO, Row, SyncRequest};

const DAY: u64 = 24 * 60 * 60_000;

/// The rows of a member's own feed.
async fn rows(store: &dyn Store, n: usize) -> Vec<Row> {
    let feed = Feed::Member(member(n));
    let request = SyncRequest {
        proto: PROTO,
        device: DeviceId(1),
        epoch: None,
        grants: None,
        cursors: BTreeMap::new(),
        rebuild: Vec::new(),
        first: false,
        want_bytes: 1 << 20,
        outbox: OutboxReport::default(),
        ops: Vec::new(),
    };
    let mut pages = store.pull(&request, &[feed]).await.unwrap();
    pages.remove(&feed).map(|page| page.changes).unwrap_or_default()
}

/// The mirrors that a member has, with the version that each shows.
async fn mirrors(whole: &Organisation<'_>, n: usize) -> Vec<(RecordId, u64)> {
    whole.project().await;
    standing(whole.store, n).await
}

async fn standing(store: &dyn Store, n: usize) -> Vec<(RecordId, u64)> {
    let live = rows(store, n).await.into_iter().filter(|row| !row.del && row.kind == "mirror");
    live.map(|row| Of::read(&row.body).unwrap()).map(|of| (of.rec, of.ver)).collect()
}

fn list(n: usize, how: impl Into<Value>) -> Act {
    Act::Patch(Fields([(attendance_field(member(n)), how.into())].into()))
}

pub async fn who_comes_from_elsewhere_gets_a_mirror_that_follows(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let tagged = held(date(2026, 5, 4), &[0, 2]).with("tags", serde_json::json!(["冬季走访"]));
    whole.on(Who::Member(0), 0, rec(1), Act::Create(tagged)).await.unwrap();
    assert_eq!(mirrors(&whole, 2).await, [(rec(1), 1)]);
    assert_eq!((mirrors(&whole, 0).await, mirrors(&whole, 1).await), (vec![], vec![]), "they receive the venue's feed");
    let row = rows(store, 2).await.remove(0);
    assert_eq!(row.rec, mirror::id(rec(1), member(2)));
    assert_eq!(row.body.text("narrative"), Some("到村里走访。"));
    assert_eq!(row.body.map("attendance").count(), 1, "nothing is said of others");
    whole.on(Who::Staff, 0, rec(1), review("returned", Some("请补一句"))).await.unwrap();
    assert_eq!(mirrors(&whole, 2).await, [(rec(1), 2)]);
    let row = rows(store, 2).await.remove(0);
    assert_eq!((row.body.text("review"), row.body.text("review_reason")), (Some("returned"), Some("请补一句")));
    whole.on(Who::Member(0), 0, rec(1), Act::Delete(Empty {})).await.unwrap();
    assert_eq!(mirrors(&whole, 2).await, []);
}

pub async fn a_mirror_shows_approval_and_what_comes_after_it(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    whole.on(Who::Member(0), 0, rec(1), Act::Create(held(date(2026, 5, 4), &[0, 2]))).await.unwrap();
    let corrected =
        Fields::default().with("measure:persons", 4).with("review", "approved").with("review_reason", "核对");
    let steps = [review("approved", None), Act::Patch(corrected), review("void", Some("重复"))];
    for (step, (ver, state)) in steps.into_iter().zip([(2, "approved"), (3, "approved"), (4, "void")]) {
        whole.on(Who::Staff, 0, rec(1), step).await.unwrap();
        assert_eq!(mirrors(&whole, 2).await, [(rec(1), ver)]);
        assert_eq!(rows(store, 2).await[0].body.text("review"), Some(state));
    }
    let nobody = Fields([(attendance_field(member(2)), Value::Null)].into());
    assert!(whole.on(Who::Staff, 0, rec(1), Act::Patch(nobody)).await.is_err());
}

pub async fn an_answer_by_way_of_a_mirror_comes_back_in_it(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let planned = held(date(2026, 6, 4), &[]).with("phase", "planned").with(attendance_field(member(3)), "invited");
    whole.on(Who::Member(0), 0, rec(1), Act::Create(planned)).await.unwrap();
    whole.project().await;
    assert_eq!(whole.on(Who::Member(3), 0, rec(1), list(3, "accepted")).await, Ok(2));
    assert_eq!(mirrors(&whole, 3).await, [(rec(1), 2)]);
    let row = rows(store, 3).await.remove(0);
    assert_eq!(row.body.text(&attendance_field(member(3))), Some("accepted"));
}

pub async fn what_somebody_says_of_oneself_comes_back_in_the_mirror(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let told = held(date(2026, 5, 4), &[0, 3]).with(RECORDED_FOR, member(3).to_string());
    whole.on(Who::Member(0), 0, rec(1), Act::Create(told)).await.unwrap();
    whole.project().await;
    let says = |field: String, value: Value| Act::Patch(Fields([(field, value)].into()));
    // What is agreed to is what the mirror shows.
    let seen = rows(store, 3).await.remove(0).body;
    let agrees = says(CONFIRMED.into(), confirmation::by_device(&seen));
    assert_eq!(whole.on(Who::Member(3), 0, rec(1), agrees).await, Ok(2));
    assert_eq!(mirrors(&whole, 3).await, [(rec(1), 2)]);
    let objects = says(objection_field(member(3)), "那天我在外地".into());
    assert_eq!(whole.on(Who::Member(3), 0, rec(1), objects).await, Ok(3));
    assert_eq!(mirrors(&whole, 3).await, [(rec(1), 3)]);
    let body = rows(store, 3).await.remove(0).body;
    assert_eq!(body.text(&objection_field(member(3))), Some("那天我在外地"));
    assert!(!Activity(&body).awaits_confirmation());
    let record = store.record(rec(1)).await.unwrap().unwrap().record.row.body;
    assert!(!Activity(&record).awaits_confirmation());
}

pub async fn a_mirror_goes_and_comes_back_with_whom_it_concerns(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    whole.on(Who::Member(0), 0, rec(1), Act::Create(held(date(2026, 5, 4), &[0]))).await.unwrap();
    for (how, shown) in [(Value::Null, false), ("present".into(), true), (Value::Null, false), ("leave".into(), true)] {
        whole.on(Who::Member(0), 0, rec(1), list(2, how)).await.unwrap();
        assert_eq!(!mirrors(&whole, 2).await.is_empty(), shown);
    }
    let row = rows(store, 2).await.remove(0);
    assert_eq!((row.conflicts.len(), row.del), (0, false));
}

pub async fn a_mirror_follows_the_grants_and_the_calendar(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    whole.on(Who::Member(0), 0, rec(1), Act::Create(held(date(2026, 5, 4), &[0, 2]))).await.unwrap();
    assert_eq!(mirrors(&whole, 2).await.len(), 1);
    // Until the end of May the member works here too.
    let here = spell(Affiliation::Venue, VENUES[0].into(), BEGIN, Some(date(2026, 5, 31)));
    whole.reform(member(2).into(), Kind::Member, Fields::default().with("spell:w", here)).await;
    assert_eq!(mirrors(&whole, 2).await, []);
    whole.project_on(NOON + 27 * DAY).await;
    assert_eq!(standing(store, 2).await, [], "the last day is one of them");
    whole.project_on(NOON + 28 * DAY).await;
    assert_eq!(standing(store, 2).await, [(rec(1), 1)]);
}

pub async fn a_record_that_names_a_member_whom_the_roster_gets_later_is_mirrored_then(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    whole.on(Who::Member(0), 0, rec(1), Act::Create(held(date(2026, 5, 4), &[0, 7]))).await.unwrap();
    whole.project().await;
    let fields = Fields::default().with("name", "新来的");
    let feed = Feed::Ref(COUNTY);
    whole.act(Who::Staff, feed, member(7).into(), Kind::Member, Act::Create(fields)).await.unwrap();
    assert_eq!(mirrors(&whole, 7).await, [(rec(1), 1)]);
}
