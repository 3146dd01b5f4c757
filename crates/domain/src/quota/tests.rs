use super::*;
use crate::affiliation::Spell;
use jiff::civil::date;

const ME: &str = "00000000-0000-0000-0000-000000000001";

fn quota(measure: Option<&str>) -> Fields {
    let quota = Fields::default().with(NAME, "每季度一次活动").with(OWNER, "member").with(EVERY, "quarter");
    let quota = quota.with(MINIMUM, 2).with(FROM, "2026-01-01");
    measure.map_or(quota.clone(), |measure| quota.with(MEASURE, measure))
}

fn activity(day: &str, review: &str, person_times: i64) -> Fields {
    Fields::default()
        .with("type", "visit")
        .with("phase", "held")
        .with("review", review)
        .with("start", format!("{day}T09:00"))
        .with("measure:person_times", person_times)
        .with(format!("attendance:{ME}"), "present")
}

fn stand(quota: &Fields, member: &Fields, activities: &[Fields]) -> Attainment {
    let period = Every::Quarter.period_of(date(2026, 5, 1));
    Quota(quota).attainment(ME.parse().unwrap(), member, period, activities.iter())
}

#[test]
fn approved_and_pending_are_told_apart_and_only_approved_ones_fill_the_quota() {
    let activities = [
        activity("2026-04-01", "approved", 6),
        activity("2026-06-30", "pending", 3),
        activity("2026-05-05", "returned", 9),
        activity("2026-03-31", "approved", 9),
        activity("2026-07-01", "approved", 9),
    ];
    let attainment = stand(&quota(None), &Fields::default(), &activities);
    assert_eq!(attainment, Attainment { due: 2, approved: 1, pending: 1 });
    assert_eq!(attainment.missing(), 1);
    let counted = stand(&quota(Some("person_times")), &Fields::default(), &activities);
    assert_eq!((counted.approved, counted.pending, counted.missing()), (6, 3, 0));
}

#[test]
fn what_others_did_and_what_is_of_another_type_does_not_count() {
    let other = activity("2026-04-02", "approved", 1).with(format!("attendance:{ME}"), "leave");
    assert_eq!(stand(&quota(None), &Fields::default(), &[other]).approved, 0);
    let only_reading = quota(None).with(ACTIVITY_TYPE, "reading");
    let activities =
        [activity("2026-04-02", "approved", 1), activity("2026-04-03", "approved", 1).with("type", "reading")];
    assert_eq!(stand(&only_reading, &Fields::default(), &activities).approved, 1);
}

#[test]
fn whoever_serves_for_a_part_of_the_period_owes_a_part() {
    // The published examples: 40 a year from 1 May is 27; 1 a quarter is 1 from its middle on or earlier, else 0.
    assert_eq!(pro_rated(40, 245, 365), 27);
    assert_eq!((pro_rated(1, 46, 91), pro_rated(1, 45, 91)), (1, 0));
    let term = |from| Spell { kind: Affiliation::Term, to: "五届".into(), from, until: None }.value();
    let due = |from| stand(&quota(None), &Fields::default().with("spell:1", term(from)), &[]).due;
    assert_eq!((due(date(2026, 1, 1)), due(date(2026, 5, 16)), due(date(2026, 8, 1))), (2, 1, 0));
}

#[test]
fn days_are_counted_over_leap_years_too() {
    assert_eq!(count(days(date(2024, 1, 1), date(2024, 12, 31))), 366);
    assert_eq!(count(days(date(2026, 4, 1), date(2026, 6, 30))), 91);
    assert_eq!(count(days(date(1999, 12, 31), date(2000, 3, 1))), 62);
}

#[test]
fn a_quota_holds_from_its_first_day_to_its_last() {
    let fields = quota(None).with(UNTIL, "2026-12-31");
    let held = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)];
    assert_eq!(held.map(|day| Quota(&fields).holds_on(day)), [false, true, true, false]);
}

#[test]
fn a_venue_owes_what_is_asked_of_its_type_and_is_credited_with_what_happened_there() {
    const HERE: &str = "00000000-0000-0000-0000-000000000009";
    let monthly = Fields::default().with(NAME, "每月一篇").with(OWNER, "venue").with(EVERY, "month");
    let monthly = monthly.with(MINIMUM, 1).with(FROM, "2026-01-01").with(VENUE_TYPE, "member_studio");
    let quota = Quota(&monthly);
    let of_type = |kind: &str| quota.concerns_venue(&Fields::default().with("type", kind));
    assert!(of_type("member_studio") && !of_type("member_home"));
    let here = activity("2026-05-04", "approved", 1).with("venue", HERE);
    let elsewhere = activity("2026-05-05", "approved", 1);
    let period = Every::Month.period_of(date(2026, 5, 1));
    let stands = quota.attainment_of_venue(HERE.parse().unwrap(), &Fields::default(), period, [here, elsewhere].iter());
    assert_eq!(stands, Attainment { due: 1, approved: 1, pending: 0 });
}

#[test]
fn a_venue_owes_for_the_days_since_its_approval() {
    let asked = |every: &str, minimum: i64| {
        let quota = Fields::default().with(NAME, "微协商").with(OWNER, "venue").with(EVERY, every);
        quota.with(MINIMUM, minimum).with(FROM, "2023-01-01")
    };
    let approved = |on: &str| Fields::default().with("approval", serde_json::json!({ "on": on, "by": "区政协办公室" }));
    // Asked in which period, how often, approved when, and what is due of 2026.
    for (every, minimum, on, due) in [
        ("year", 4, "2020-05-01", 4),
        ("year", 40, "2026-05-01", 27),
        ("year", 4, "2026-01-01", 4),
        ("year", 4, "2026-11-16", 1),
        ("year", 4, "2026-11-17", 0),
        ("year", 4, "2026-12-31", 0),
        ("year", 4, "2027-01-01", 0),
        ("quarter", 1, "2026-11-15", 1),
        ("quarter", 1, "2026-11-16", 1),
        ("quarter", 1, "2026-11-17", 0),
        ("quarter", 2, "2026-10-01", 2),
        ("month", 1, "2026-12-16", 1),
        ("month", 1, "2026-12-17", 0),
    ] {
        let (fields, body) = (asked(every, minimum), approved(on));
        let quota = Quota(&fields);
        let period = quota.every().unwrap().period_of(date(2026, 12, 31));
        assert_eq!(quota.due(&body, period), due, "{minimum} a {every}, approved on {on}");
    }
    let fields = asked("year", 4);
    assert_eq!(Quota(&fields).due(&Fields::default(), Period::Year(2026)), 4, "where no approval is recorded");
}

#[test]
fn what_has_no_days_of_its_own_owes_the_whole() {
    let body = Fields::default().with("approval", serde_json::json!({ "on": "2026-12-31", "by": "区政协办公室" }));
    for owner in ["special_committee", "sector_group", "group", "committee"] {
        let fields = quota(None).with(OWNER, owner);
        assert_eq!(Quota(&fields).due(&body, Period::Quarter(2026, 4)), 2, "{owner}");
    }
}
