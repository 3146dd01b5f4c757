//! Facts and rollups: counted once in each scope, by the day, through every correction.

use super::{
    organisation::{
        BEGIN, CITY, CLUSTER, COUNTY, Organisation, SECTORS, SPECIAL, VENUES, Who, held, member, review, spell,
    },
    world::{NOON, rec},
};
use crate::store::{Store, WhichFigure};
use domain::{
    affiliation::Affiliation,
    day::Period,
    fields::Fields,
    id::Feed,
    indicator::{FactState, Indicator},
    kind::Kind,
    scope::Scope,
};
use jiff::civil::date;
use sync::wire::Act;

const YEAR: Period = Period::Year(2026);

/// How many approved activities a scope has in the year.
async fn activities(whole: &Organisation<'_>, scope: Scope) -> i64 {
    whole.project().await;
    sum(whole.store, scope, Indicator::Activities, FactState::Approved).await
}

async fn sum(store: &dyn Store, scope: Scope, indicator: Indicator, state: FactState) -> i64 {
    let found = store.totals(&[scope], YEAR, NOON).await.unwrap();
    let fits = found.totals.iter().filter(|total| total.indicator == indicator && total.state == state);
    fits.map(|total| total.amount).sum()
}

async fn approved(whole: &mut Organisation<'_>, n: u128, fields: Fields) {
    whole.on(Who::Member(0), 0, rec(n), Act::Create(fields)).await.unwrap();
    whole.on(Who::Staff, 0, rec(n), review("approved", None)).await.unwrap();
}

pub async fn a_record_counts_once_in_each_scope_it_touches(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    approved(&mut whole, 1, held(date(2026, 5, 4), &[0, 1, 2])).await;
    for scope in [
        Scope::Committee(COUNTY),
        Scope::Committee(CITY),
        Scope::Venue(VENUES[0]),
        Scope::Cluster(CLUSTER),
        Scope::SpecialCommittee(SPECIAL[0]),
        Scope::SpecialCommittee(SPECIAL[1]),
        Scope::Sector(SECTORS[0]),
        Scope::Member(member(2)),
    ] {
        assert_eq!(activities(&whole, scope).await, 1, "{scope}");
        assert_eq!(sum(store, scope, Indicator::PersonTimes, FactState::Approved).await, 10, "{scope}");
    }
    for scope in [Scope::Venue(VENUES[1]), Scope::Member(member(3))] {
        assert_eq!(activities(&whole, scope).await, 0, "{scope}");
    }
}

pub async fn a_scope_stays_until_its_last_member_is_taken_out(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    approved(&mut whole, 1, held(date(2026, 5, 4), &[0, 1, 3])).await;
    let sector = Scope::Sector(SECTORS[1]);
    for (gone, left) in [(3, 1), (1, 0)] {
        let fields = Fields([(domain::activity::attendance_field(member(gone)), serde_json::Value::Null)].into())
            .with("review", "approved")
            .with("review_reason", "签到表上没有");
        whole.on(Who::Staff, 0, rec(1), Act::Patch(fields)).await.unwrap();
        assert_eq!(activities(&whole, sector).await, left);
    }
    assert_eq!(activities(&whole, Scope::Sector(SECTORS[0])).await, 1);
}

pub async fn who_moves_takes_no_past_record_along(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    approved(&mut whole, 1, held(date(2026, 3, 4), &[1])).await;
    approved(&mut whole, 2, held(date(2026, 4, 20), &[1])).await;
    let of = Scope::SpecialCommittee;
    assert_eq!((activities(&whole, of(SPECIAL[1])).await, activities(&whole, of(SPECIAL[0])).await), (2, 2));
    // The venue comes under the first; from now on the member is of neither.
    let until = spell(Affiliation::SpecialCommittee, SPECIAL[1], BEGIN, Some(date(2026, 4, 10)));
    whole.reform(member(1).into(), Kind::Member, Fields::default().with("spell:s", until)).await;
    assert_eq!((activities(&whole, of(SPECIAL[1])).await, activities(&whole, of(SPECIAL[0])).await), (1, 2));
    let venue = spell(Affiliation::SpecialCommittee, SPECIAL[0], date(2026, 4, 1), None);
    whole.reform(VENUES[0].into(), Kind::Venue, Fields::default().with("spell:s", venue)).await;
    assert_eq!((activities(&whole, of(SPECIAL[1])).await, activities(&whole, of(SPECIAL[0])).await), (1, 1));
}

pub async fn a_report_counts_for_whoever_wrote_it_by_what_held_on_its_day(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let (feed, kind) = (Feed::Member(member(1)), Kind::OpinionReport);
    let written = Fields::default()
        .with("title", "通村路结冰")
        .with("narrative", "三处长坡每年都滑。")
        .with("raised_on", "2026-03-04")
        .with("member", member(0).to_string())
        .with("workflow", "opinion_report_1");
    whole.project().await;
    whole.act(Who::Member(1), feed, rec(1), kind, Act::Create(written)).await.unwrap();
    let reports = async |whole: &Organisation<'_>, scope: Scope, state: FactState| {
        whole.project().await;
        sum(store, scope, Indicator::OpinionReports, state).await
    };
    assert_eq!(reports(&whole, Scope::Member(member(1)), FactState::Pending).await, 1, "not compiled yet");
    let compiled = Fields::default()
        .with("workflow", "opinion_report_1")
        .with("stage", "compiled")
        .with("demand:sent_to", "区委办")
        .with("demand:sent_on", "2026-03-08");
    whole.act(Who::Staff, feed, rec(1), kind, Act::Patch(compiled)).await.unwrap();
    for scope in [
        Scope::Committee(CITY),
        Scope::Member(member(1)),
        Scope::SpecialCommittee(SPECIAL[1]),
        Scope::Sector(SECTORS[1]),
    ] {
        assert_eq!(reports(&whole, scope, FactState::Approved).await, 1, "{scope}");
    }
    assert_eq!(reports(&whole, Scope::Member(member(0)), FactState::Approved).await, 0, "whose it is, nobody claims");
    let until = spell(Affiliation::SpecialCommittee, SPECIAL[1], BEGIN, Some(date(2026, 2, 1)));
    whole.reform(member(1).into(), Kind::Member, Fields::default().with("spell:s", until)).await;
    assert_eq!(reports(&whole, Scope::SpecialCommittee(SPECIAL[1]), FactState::Approved).await, 0);
}

pub async fn a_county_that_leaves_a_city_takes_its_figures_along(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    approved(&mut whole, 1, held(date(2026, 3, 4), &[0])).await;
    assert_eq!(activities(&whole, Scope::Committee(CITY)).await, 1);
    let alone = Fields([("parent".to_owned(), serde_json::Value::Null)].into());
    whole.reform(COUNTY.into(), Kind::Committee, alone).await;
    assert_eq!(activities(&whole, Scope::Committee(CITY)).await, 0);
    assert_eq!(activities(&whole, Scope::Committee(COUNTY)).await, 1);
    assert_eq!(store.line(COUNTY).await.unwrap(), [COUNTY]);
}

pub async fn a_figure_opens_to_its_records_newest_first(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    for n in 1..=4_u128 {
        approved(&mut whole, n, held(date(2026, 5, n as i8), &[0]).with("measure:persons", n as i64)).await;
    }
    whole.on(Who::Member(0), 0, rec(5), Act::Create(held(date(2026, 5, 9), &[0]))).await.unwrap();
    whole.project().await;
    let which = |period, activity_type: Option<&str>| WhichFigure {
        scope: Scope::Cluster(CLUSTER),
        period,
        indicator: Indicator::Persons,
        state: FactState::Approved,
        activity_type: activity_type.map(str::to_owned),
    };
    let found = store.records_of_figure(&which(Period::Month(2026, 5), Some("visit")), 3, NOON).await.unwrap();
    assert_eq!((found.total, found.sum), (4, 10), "these are of all, however few are listed");
    assert_eq!(found.records.iter().map(|one| one.amount).collect::<Vec<_>>(), [4, 3, 2]);
    for other in [which(Period::Month(2026, 4), None), which(YEAR, Some("reading"))] {
        let found = store.records_of_figure(&other, 3, NOON).await.unwrap();
        assert_eq!((found.total, found.sum, found.records.len()), (0, 0, 0));
    }
}

pub async fn what_is_planned_is_announced_and_adds_nothing(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let planned = held(date(2026, 6, 1), &[]).with("phase", "planned");
    whole.on(Who::Member(0), 0, rec(1), Act::Create(planned)).await.unwrap();
    assert_eq!(activities(&whole, Scope::Committee(COUNTY)).await, 0);
    for (indicator, announced) in [(Indicator::Activities, 1), (Indicator::Persons, 0)] {
        assert_eq!(sum(store, Scope::Committee(CITY), indicator, FactState::Planned).await, announced);
    }
}
