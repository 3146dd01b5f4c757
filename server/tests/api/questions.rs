//! What the desk asks by query, as each of those who may ask hears it: status and body.

use crate::{
    stage::{COMMITTEE, NOON, Stage, VENUE_A, VENUE_B, approve, op, rec},
    walk::world::{FAR, Ground, MEMBER_A, SAID_ELSEWHERE, SPECIAL, VENUE_FAR, WHO, World, activity_at, ops},
};
use domain::{
    fields::Fields,
    id::{Feed, UserId},
    scope::Scope,
};
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use sync::wire::Act;
use uuid::Uuid;

/// The account of `jia`.
const JIA: UserId = UserId(Uuid::from_u128(201));
/// A record, a venue and a committee that are nowhere.
const NOWHERE: &str = "00000000-0000-0000-0000-00000000ffff";

/// Writes an activity at a ground as `jia`, and waits until the figures have it.
async fn write(world: &World, device: u128, n: u128, ground: Ground, more: Fields) {
    let mut fields = activity_at(ground);
    for (field, value) in more.0 {
        fields.set(field, value);
    }
    let written = (rec(n), "activity", Feed::Venue(ground.venue()), Act::Create(fields));
    world.write(device, JIA, ops(vec![written])).await;
    while world.store.project(1_000, NOON).await.unwrap() > 0 {}
}

/// The session of one of [`WHO`].
async fn session(stage: &Stage, login: &str) -> String {
    let place = WHO.iter().position(|(_, known)| *known == login).unwrap();
    stage.sign_in_on(login, 600 + place as u128).await
}

#[tokio::test]
async fn each_question_of_a_leader_is_answered_with_all_that_its_page_shows() {
    let world = World::start().await;
    let announced =
        Fields::default().with("phase", "planned").with("start", "2026-05-20T09:00").with("narrative", "议事会预告。");
    write(&world, 810, 50, Ground::Own, announced).await;
    let again = Fields::default().with("narrative", "上午去柳林村看了六户。");
    write(&world, 811, 51, Ground::Own, again).await;
    let (stage, leader) = (&world.stage, session(&world.stage, "leader").await);
    let (venue, county) = (Scope::Venue(VENUE_A), Scope::Committee(COMMITTEE));
    for (name, path) in [
        ("overview", format!("overview?period=2026-Q2&scope={county}")),
        ("split", format!("figures/split?period=2026-Q2&scope={county}&by=venue")),
        ("records", format!("figures/records?period=2026-Q2&scope={venue}&indicator=person_times&state=pending")),
        ("calendar", format!("calendar?month=2026-05&scope={venue}")),
        ("scopes", "scopes".to_owned()),
        ("roster", format!("roster?scope={county}")),
        ("search", "roster/search?q=甲站".to_owned()),
        ("review", format!("review?state=pending&scope={venue}")),
        ("alike", format!("records/{}/alike", rec(1))),
    ] {
        let answer = stage.get(&format!("/api/v1/{path}"), &leader).await;
        assert_snapshot!(name, answer.shown());
    }
    let own = stage.get("/api/v1/overview?period=2026-Q2", &leader).await.body;
    let named = stage.get(&format!("/api/v1/overview?period=2026-Q2&scope={county}"), &leader).await.body;
    assert_eq!(own, named, "the own committee is meant where none is named");
}

#[tokio::test]
async fn what_cannot_be_read_is_malformed_and_says_so() {
    let world = World::start().await;
    let leader = session(&world.stage, "leader").await;
    let mut lines = Vec::new();
    for path in [
        "overview?period=2026-Q5",
        "overview?period=2026&scope=venue",
        "figures/split?period=2026&by=joy",
        "figures/records?period=2026&indicator=joy&state=approved",
        "figures/records?period=2026&indicator=persons&state=joy",
        "calendar?month=2026-Q1",
        "nearby?day=today&place=柳林村",
        "nearby?day=2026-05-04",
        "nearby?day=2026-05-04&unit=joy",
        "roster/search",
        "roster?scope=venue:00000000-0000-0000-0000-000000000002",
        "review?state=pending&scope=sector",
        "review/mine?since=yesterday",
    ] {
        let answer = world.stage.get(&format!("/api/v1/{path}"), &leader).await;
        assert_eq!(answer.code(), (400, "malformed"), "{path}");
        lines.push(format!("{path}\n{}", answer.shown()));
    }
    let long = world.stage.get(&format!("/api/v1/roster/search?q={}", "甲".repeat(101)), &leader).await;
    assert_eq!(long.code(), (400, "malformed"));
    assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn a_scope_elsewhere_answers_like_one_that_is_not_there() {
    let world = World::start().await;
    let (far, nowhere) = (Scope::Committee(FAR).to_string(), format!("committee:{NOWHERE}"));
    let (far_venue, no_venue) = (Scope::Venue(VENUE_FAR).to_string(), format!("venue:{NOWHERE}"));
    let far_record = Ground::Far.activity().to_string();
    let questions = [
        ("overview?period=2026-Q2&scope={}", &far, &nowhere),
        ("overview?period=2026-Q2&scope={}", &far_venue, &no_venue),
        ("figures/split?period=2026-Q2&by=venue&scope={}", &far, &nowhere),
        ("figures/records?period=2026-Q2&indicator=persons&state=pending&scope={}", &far_venue, &no_venue),
        ("calendar?month=2026-05&scope={}", &far, &nowhere),
        ("roster?scope={}", &far, &nowhere),
        ("review?state=pending&scope={}", &far, &nowhere),
        ("records/{}", &far_record, &NOWHERE.to_owned()),
        ("records/{}/alike", &far_record, &NOWHERE.to_owned()),
    ];
    for login in ["staff", "leader", "special", "city-leader"] {
        let token = session(&world.stage, login).await;
        for (path, there, not) in questions {
            let ask = async |of: &str| world.stage.get(&format!("/api/v1/{}", path.replace("{}", of)), &token).await;
            let (there, not) = (ask(there).await, ask(not).await);
            assert_eq!(there.code(), (404, "not_found"), "{login} {path}");
            assert_eq!(there.body, not.body, "{login} {path}");
        }
        // The staff of one county may name the venue of another; there is nothing in it for them.
        let listed = world.stage.get(&format!("/api/v1/review?state=pending&scope={far_venue}"), &token).await;
        assert_eq!((listed.status.as_u16(), &listed.body["rows"]), (200, &json!([])), "{login}");
        let found = world.stage.get("/api/v1/roster/search?q=外区", &token).await.body;
        assert_eq!(found["found"], json!([]), "{login}");
        let scopes = world.stage.get("/api/v1/scopes", &token).await.body.to_string();
        assert!(!scopes.contains("外区"), "{login}");
    }
}

#[tokio::test]
async fn the_staff_of_a_special_committee_review_what_comes_under_it_and_nothing_else() {
    let world = World::start().await;
    let (stage, special) = (&world.stage, session(&world.stage, "special").await);
    let listed = async |query: &str| {
        let body = stage.get(&format!("/api/v1/review?state=pending{query}"), &special).await.body;
        let recs = body["rows"].as_array().unwrap().iter().map(|row| row["rec"].clone()).collect::<Vec<_>>();
        assert!(!body.to_string().contains(SAID_ELSEWHERE), "{query}");
        // Whatever is asked for, the numbers to choose by are those of all that one reviews.
        let left = body["by_feed"].as_object().unwrap();
        assert!(left.keys().all(|feed| *feed == Feed::Venue(VENUE_A).to_string()), "{left:?}");
        (recs, body["total"].as_u64().unwrap())
    };
    let only_own = (vec![json!(Ground::Own.activity())], 1);
    assert_eq!(listed("").await, only_own);
    assert_eq!(listed(&format!("&scope={}", Scope::SpecialCommittee(SPECIAL))).await, only_own);
    assert_eq!(listed(&format!("&scope={}", Scope::Venue(VENUE_A))).await, only_own);
    assert_eq!(listed(&format!("&scope={}", Scope::Venue(VENUE_B))).await, (Vec::new(), 0));

    let mut elsewhere = approve(2, Ground::Elsewhere.activity(), 1);
    elsewhere["feed"] = json!(Feed::Venue(VENUE_B));
    let answer = stage.push(&special, 820, json!([approve(1, Ground::Own.activity(), 1), elsewhere])).await;
    let results: Vec<Value> = answer.body["results"].as_array().unwrap().clone();
    assert_eq!((&results[0], &results[1]["code"]), (&json!({ "n": 1, "ver": 2 }), &json!("no_grant")));
    assert_eq!(listed("").await, (Vec::new(), 0));
    assert_snapshot!("mine", stage.get("/api/v1/review/mine?since=0", &special).await.shown());

    // What a member keeps in the own feed and credits to the venue is reviewed for the venue.
    let own = (rec(700), "activity", Feed::Member(MEMBER_A), Act::Create(activity_at(Ground::Own)));
    world.write(851, JIA, ops(vec![own])).await;
    assert_eq!(listed("").await, (vec![json!(rec(700))], 1));
    assert_eq!(stage.get(&format!("/api/v1/records/{}", rec(700)), &special).await.status, 200);
    let mut credited = approve(3, rec(700), 1);
    credited["feed"] = json!(Feed::Member(MEMBER_A));
    assert_eq!(stage.push(&special, 820, json!([credited])).await.body["results"], json!([{ "n": 3, "ver": 2 }]));
}

#[tokio::test]
async fn what_one_venue_has_waiting_is_found_behind_two_hundred_others() {
    let world = World::start().await;
    let staff = session(&world.stage, "staff").await;
    let long_ago = |n: u128| {
        let fields = activity_at(Ground::Own).with("start", "2026-04-01T09:00");
        (rec(1_000 + n), "activity", Feed::Venue(VENUE_A), Act::Create(fields))
    };
    world.write(850, JIA, ops((0..200).map(long_ago).collect())).await;
    let ask = async |query: &str| {
        let body = world.stage.get(&format!("/api/v1/review?state=pending{query}"), &staff).await.body;
        let elsewhere = json!(Ground::Elsewhere.activity());
        let rows = body["rows"].as_array().unwrap();
        let is_there = rows.iter().any(|row| row["rec"] == elsewhere);
        (rows.len(), is_there, body["total"].as_u64().unwrap(), body["by_feed"].clone())
    };
    let by_feed = json!({ Feed::Venue(VENUE_A).to_string(): 201, Feed::Venue(VENUE_B).to_string(): 1 });
    assert_eq!(ask("").await, (200, false, 202, by_feed.clone()));
    assert_eq!(ask(&format!("&scope={}", Scope::Venue(VENUE_B))).await, (1, true, 1, by_feed));
}

#[tokio::test]
async fn a_figure_says_how_many_of_its_records_the_asker_may_not_read() {
    let world = World::start().await;
    // `jia` was at the other venue too: that counts for the person, and the record stays with those of the venue.
    let there = Fields::default().with(format!("attendance:{MEMBER_A}"), "present");
    write(&world, 830, 60, Ground::Elsewhere, there).await;
    let path = format!(
        "/api/v1/figures/records?period=2026-Q2&indicator=activities&state=pending&scope={}",
        Scope::Member(MEMBER_A)
    );
    let told = async |login: &str| {
        let found = world.stage.get(&path, &session(&world.stage, login).await).await.body;
        let listed = found["records"].as_array().unwrap().len();
        (listed, found["withheld"].as_u64(), found["total"].as_u64(), found["sum"].as_i64())
    };
    assert_eq!(told("jia").await, (1, Some(1), Some(2), Some(2)));
    assert_eq!(told("staff").await, (2, Some(0), Some(2), Some(2)));
}

#[tokio::test]
async fn what_one_decided_is_told_to_nobody_else() {
    let world = World::start().await;
    let (staff, leader) = (session(&world.stage, "staff").await, session(&world.stage, "leader").await);
    let mut back = op(1, rec(1), json!({ "patch": { "review": "returned", "review_reason": "核对人次" } }));
    back["base"] = json!(1);
    world.stage.push(&staff, 840, json!([back])).await;
    let mine = async |token: &str| world.stage.get("/api/v1/review/mine?since=0", token).await.body["rows"].clone();
    assert_eq!(mine(&staff).await[0]["to"], json!("returned"));
    assert_eq!(mine(&leader).await, json!([]));
}

#[tokio::test]
async fn a_record_says_whether_its_reader_reviews_it_and_the_server_takes_a_decision_of_those_only() {
    let world = World::start().await;
    let tokens = world.sessions().await;
    let mut seen: BTreeMap<bool, BTreeSet<&str>> = BTreeMap::new();
    for (((_, login), token), turn) in WHO.into_iter().zip(&tokens).zip(0..) {
        for (ground, n) in [(Ground::Own, 700 + turn), (Ground::Elsewhere, 750 + turn)] {
            // One of their own for each to decide about.
            write(&world, n, n, ground, Fields::default()).await;
            let detail = world.stage.get(&format!("/api/v1/records/{}", rec(n)), token).await;
            if detail.status != 200 {
                continue;
            }
            let reviews = detail.body["record"]["reviews"].as_bool().unwrap();
            let mut decision = approve(1, rec(n), 1);
            decision["feed"] = json!(Feed::Venue(ground.venue()));
            let answer = world.stage.push(token, 1_000 + n, json!([decision])).await.body;
            assert_eq!(reviews, answer["results"][0]["ver"].is_u64(), "{login} {ground:?} {answer}");
            seen.entry(reviews).or_default().insert(login);
        }
    }
    assert_eq!(seen[&true], BTreeSet::from(["special", "staff"]));
    assert!(seen[&false].is_superset(&BTreeSet::from(["city-staff", "city-leader", "leader"])), "{seen:?}");
    let path = format!("/api/v1/review?state=pending&scope={}", Scope::Committee(COMMITTEE));
    for (login, expected) in [("staff", true), ("city-staff", false)] {
        let place = WHO.iter().position(|(_, known)| *known == login).unwrap();
        let listed = world.stage.get(&path, &tokens[place]).await.body;
        let rows = listed["rows"].as_array().unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| row["reviews"] == json!(expected)), "{login}");
    }
}

#[tokio::test]
async fn a_city_sees_what_its_county_requires_and_a_venue_owes_for_the_days_since_its_approval() {
    let world = World::start().await;
    let quota = |name: &str, owner: &str, every: &str, minimum: i64| {
        let fields = Fields::default().with("name", name).with("owner", owner).with("every", every);
        fields.with("minimum", minimum).with("from", "2026-01-01")
    };
    let year = quota("微协商", "venue", "year", 40).with("venue_type", "member_station");
    let of_type = Fields::default().with("type", "member_station");
    let approved = of_type.clone().with("approval", json!({ "on": "2026-05-01", "by": "区政协办公室" }));
    let written = vec![
        (rec(900), "quota", Feed::Ref(COMMITTEE), Act::Create(year)),
        (rec(901), "quota", Feed::Ref(COMMITTEE), Act::Create(quota("履职活动", "member", "quarter", 1))),
        (VENUE_A.into(), "venue", Feed::Ref(COMMITTEE), Act::Patch(of_type)),
        (VENUE_B.into(), "venue", Feed::Ref(COMMITTEE), Act::Patch(approved)),
    ];
    world.write(870, UserId(Uuid::from_u128(205)), ops(written)).await;
    while world.store.project(1_000, NOON).await.unwrap() > 0 {}
    let overview = async |login: &str| {
        let token = session(&world.stage, login).await;
        world.stage.get("/api/v1/overview?period=2026-Q2", &token).await.body
    };
    let (city, county) = (overview("city-leader").await, overview("leader").await);
    let told = |overview: &Value| {
        let quotas = overview["quotas"].as_array().unwrap().clone();
        quotas.iter().map(|quota| (quota["name"].clone(), quota["committee"].clone())).collect::<Vec<_>>()
    };
    let of = json!("某区政协");
    assert_eq!(told(&city), [(json!("微协商"), of.clone()), (json!("履职活动"), of)]);
    assert_eq!(told(&county), [(json!("微协商"), Value::Null), (json!("履职活动"), Value::Null)]);
    let [here, above] = [&county, &city].map(|overview| overview["quotas"][0].clone());
    assert_eq!((&here["lines"], &here["venue_type"]), (&above["lines"], &json!("member_station")));
    let due = here["lines"].as_array().unwrap().iter().map(|line| (line["name"].clone(), line["due"].clone()));
    assert_eq!(due.collect::<Vec<_>>(), [(json!("甲站"), json!(40)), (json!("乙室"), json!(27))]);
    assert_eq!(county["sleeping_in"], json!("2026-Q2"));
}
