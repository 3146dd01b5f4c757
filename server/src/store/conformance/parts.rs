//! Scopes by name, what belongs to them, and finding people and places.

use super::{
    organisation::{
        BEGIN, CITY, CLUSTER, COUNTY, Organisation, SECTORS, SPECIAL, UNIT, VENUES, Who, held, member, review, spell,
    },
    world::{NOON, rec},
};
use crate::store::{DayTotal, Days, ScopeRow, Store};
use domain::{
    activity::attendance_field,
    affiliation::Affiliation,
    fields::Fields,
    id::{Feed, RecordId},
    indicator::FactState,
    kind::Kind,
    scope::Scope,
};
use jiff::civil::date;
use sync::wire::{Act, Empty};

const MAY: Days = Days { first: date(2026, 5, 1), last: date(2026, 5, 31) };

fn names(rows: &[ScopeRow]) -> Vec<&str> {
    rows.iter().map(ScopeRow::name).collect()
}

pub async fn a_scope_is_found_by_its_sort_as_long_as_it_stands(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let found = store.scope(Scope::Venue(VENUES[0])).await.unwrap().unwrap();
    assert_eq!((found.committee, found.name()), (COUNTY, "柳林委员工作站"));
    assert_eq!(store.scope(Scope::Sector(VENUES[0].into())).await.unwrap(), None);
    whole.act(Who::Staff, Feed::Ref(COUNTY), UNIT, Kind::ContactUnit, Act::Delete(Empty {})).await.unwrap();
    assert_eq!(store.scope(Scope::ContactUnit(UNIT)).await.unwrap(), None);
    let known = store.names(&[SECTORS[0], RecordId(super::world::id(9_999))]).await.unwrap();
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [(SECTORS[0], "经济界".to_owned())]);
}

pub async fn a_city_holds_what_its_counties_hold(store: &dyn Store) {
    let whole = Organisation::set_up(store).await;
    whole.project().await;
    let city = Scope::Committee(CITY);
    assert_eq!(names(&store.parts(city, "committee", &MAY).await.unwrap()), ["某区政协"]);
    assert_eq!(names(&store.parts(city, "venue", &MAY).await.unwrap()), ["柳林委员工作站", "石桥协商议事室"]);
    assert_eq!(store.parts(city, "member", &MAY).await.unwrap().len(), 4);
    assert_eq!(store.below(&[CITY]).await.unwrap(), [CITY, COUNTY]);
    assert_eq!(
        (store.below(&[COUNTY]).await.unwrap(), store.line(COUNTY).await.unwrap()),
        (vec![COUNTY], vec![COUNTY, CITY])
    );
    let choices = store.choices(&[CITY, COUNTY]).await.unwrap();
    let sorts: Vec<&str> = choices.iter().map(|row| row.scope.sort()).collect();
    let expected = [
        "committee",
        "committee",
        "special_committee",
        "special_committee",
        "sector",
        "sector",
        "venue",
        "venue",
        "cluster",
        "contact_unit",
    ];
    assert_eq!(sorts, expected);
    assert_eq!(choices[0].scope, city);
}

pub async fn what_belongs_to_a_scope_is_asked_by_days(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let until = spell(Affiliation::SpecialCommittee, SPECIAL[0], BEGIN, Some(date(2026, 4, 30)));
    whole.reform(member(2).into(), Kind::Member, Fields::default().with("spell:s", until)).await;
    whole.project().await;
    let special = Scope::SpecialCommittee(SPECIAL[0]);
    let april = Days { first: date(2026, 4, 30), last: date(2026, 4, 30) };
    assert_eq!(names(&store.parts(special, "member", &MAY).await.unwrap()), ["周明远"]);
    assert_eq!(names(&store.parts(special, "member", &april).await.unwrap()), ["吕红", "周明远"]);
    assert_eq!(names(&store.parts(special, "venue", &MAY).await.unwrap()), ["柳林委员工作站"]);
    assert_eq!(store.parts(special, "sector", &MAY).await.unwrap(), []);
    assert_eq!(names(&store.parts(special, "special_committee", &MAY).await.unwrap()), ["提案委"]);
    let under = store.comes_under(&SPECIAL[..1], date(2026, 5, 4)).await.unwrap();
    assert_eq!(under, [Scope::Member(member(0)), Scope::Venue(VENUES[0])]);
    assert_eq!(store.comes_under(&SPECIAL[..1], date(2026, 4, 30)).await.unwrap().len(), 3);
}

pub async fn people_and_places_are_found_by_characters_and_by_pinyin(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let named = Fields::default().with("place", "南街十五号");
    whole.reform(VENUES[1].into(), Kind::Venue, named).await;
    whole.project().await;
    for (typed, expected) in [
        ("明远", vec!["周明远"]),
        ("远明", vec![]),
        ("zmy", vec!["周明远"]),
        ("zhoum", vec!["周明远"]),
        ("mingyuan", vec!["周明远"]),
        ("my", vec!["周明远"]),
        ("yuan", vec![]),
        ("sgq", vec!["单国强"]),
        ("lv", vec!["吕红"]),
        ("柳林", vec!["柳林委员工作站"]),
        ("十五", vec!["石桥协商议事室"]),
        ("员工", vec!["柳林委员工作站"]),
        ("", vec![]),
        ("\" or \"", vec![]),
    ] {
        assert_eq!(names(&store.search(&[COUNTY], typed, 50).await.unwrap()), expected, "{typed}");
    }
    assert_eq!(store.search(&[CITY], "明远", 50).await.unwrap(), []);
    whole.reform(member(0).into(), Kind::Member, Fields::default().with("name", "周致远")).await;
    whole.project().await;
    assert_eq!(store.search(&[COUNTY], "明远", 50).await.unwrap(), []);
    assert_eq!(names(&store.search(&[COUNTY], "zzy", 50).await.unwrap()), ["周致远"]);
}

pub async fn a_roster_is_that_of_one_committee_as_it_stands(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    whole.act(Who::Staff, Feed::Ref(COUNTY), UNIT, Kind::ContactUnit, Act::Delete(Empty {})).await.unwrap();
    whole.on(Who::Member(0), 0, rec(1), Act::Create(held(date(2026, 5, 4), &[0]))).await.unwrap();
    let listed = store.roster(COUNTY).await.unwrap();
    let count = |kind: Kind| listed.iter().filter(|row| row.kind == kind.id()).count();
    let kinds = [Kind::Committee, Kind::Member, Kind::Venue, Kind::ContactUnit, Kind::Activity];
    assert_eq!(kinds.map(count), [1, 4, 2, 0, 0]);
    let city: Vec<RecordId> = store.roster(CITY).await.unwrap().into_iter().map(|row| row.rec).collect();
    assert_eq!(city, [RecordId::from(CITY)]);
}

pub async fn a_month_lists_what_was_held_and_what_is_announced(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let planned = held(date(2026, 5, 20), &[]).with("phase", "planned").with(attendance_field(member(1)), "accepted");
    for (n, fields) in [(1, held(date(2026, 5, 4), &[0])), (2, held(date(2026, 5, 4), &[1])), (3, planned)] {
        whole.on(Who::Member(0), 0, rec(n), Act::Create(fields)).await.unwrap();
    }
    whole.on(Who::Staff, 0, rec(2), review("approved", None)).await.unwrap();
    whole.project().await;
    let venue = Scope::Venue(VENUES[0]);
    let order =
        |found: Vec<crate::store::Dated>| found.iter().map(|one| (one.row.row.rec, one.state)).collect::<Vec<_>>();
    let expected = [(rec(1), FactState::Pending), (rec(2), FactState::Approved), (rec(3), FactState::Planned)];
    assert_eq!(order(store.dated(venue, &MAY, None, 9).await.unwrap()), expected);
    assert_eq!(order(store.dated(venue, &MAY, Some(FactState::Planned), 9).await.unwrap()), expected[2..]);
    assert_eq!(store.dated(Scope::Member(member(1)), &MAY, None, 1).await.unwrap().len(), 1);
    let total = |day, state| DayTotal { day: date(2026, 5, day), state, amount: 1 };
    let days = store.by_day(venue, &MAY).await.unwrap();
    assert_eq!(days, [total(4, FactState::Approved), total(4, FactState::Pending), total(20, FactState::Planned)]);
    let scopes = [venue, Scope::Venue(VENUES[1]), Scope::Cluster(CLUSTER)];
    let last = store.last_approved(&scopes, date(2026, 12, 31)).await.unwrap();
    assert_eq!(
        last.into_iter().map(|(scope, day)| (scope.sort(), day)).collect::<Vec<_>>(),
        [("venue", date(2026, 5, 4)), ("cluster", date(2026, 5, 4))]
    );
    assert!(store.last_approved(&scopes, date(2026, 5, 3)).await.unwrap().is_empty());
    assert_eq!(store.unsynced(&[COUNTY], NOON).await.unwrap().ops, 0);
}

pub async fn quotas_are_listed_as_they_were_made(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let quota = Fields::default()
        .with("name", "每季一次")
        .with("owner", "member")
        .with("every", "quarter")
        .with("minimum", 1)
        .with("from", "2026-01-01");
    for n in [12, 11] {
        let made = whole.act(Who::Staff, Feed::Ref(COUNTY), rec(n), Kind::Quota, Act::Create(quota.clone())).await;
        assert_eq!(made, Ok(1));
    }
    let listed: Vec<RecordId> =
        store.rules(COUNTY, Kind::Quota).await.unwrap().into_iter().map(|(rec, _)| rec).collect();
    assert_eq!(listed, [rec(12), rec(11)]);
    assert_eq!(store.rules(CITY, Kind::Quota).await.unwrap(), []);
}
