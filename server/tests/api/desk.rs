use crate::stage::{COMMITTEE, LOGINS, NOON, Stage, VENUE_A, VENUE_B, activity, approve, create, op, rec};
use domain::{id::Feed, policy::Scope};
use insta::assert_snapshot;
use reqwest::Method;
use serde_json::{Value, json};
use std::{collections::BTreeMap, time::Duration};

/// Waits until the figures cover all that was pushed.
async fn figures(stage: &Stage, token: &str) -> Value {
    for _ in 0..200 {
        let answer = stage.get("/api/v1/figures/split?period=2026-Q2&by=venue", token).await;
        if answer.body["as_of"] == json!(NOON) {
            return answer.body;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the figures did not catch up");
}

#[tokio::test]
async fn every_route_asks_who_one_is_and_what_one_may() {
    let stage = Stage::start().await;
    let jia = stage.sign_in("jia").await;
    stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    let record = format!("/api/v1/records/{}", rec(1));
    let alike = format!("{record}/alike");
    let mut tokens = Vec::new();
    for login in LOGINS {
        tokens.push(stage.sign_in(login).await);
    }
    let routes = [
        (Method::GET, "/api/v1/session", None),
        (Method::POST, "/api/v1/sync", Some(json!({ "proto": 1, "device": "0".repeat(31) + "2" }))),
        (Method::GET, "/api/v1/review?state=pending", None),
        (Method::GET, "/api/v1/overview?period=2026-Q2", None),
        (Method::GET, "/api/v1/figures/split?period=2026-Q2&by=venue", None),
        (Method::GET, "/api/v1/figures/records?period=2026-Q2&indicator=activities&state=pending", None),
        (Method::GET, "/api/v1/calendar?month=2026-05", None),
        (Method::GET, "/api/v1/scopes", None),
        (Method::GET, "/api/v1/roster/search?q=甲", None),
        (Method::GET, record.as_str(), None),
        (Method::GET, alike.as_str(), None),
        (Method::GET, "/api/v1/review/mine?since=0", None),
        (Method::DELETE, "/api/v1/session", None),
    ];
    let mut walked: BTreeMap<String, BTreeMap<&str, u16>> = BTreeMap::new();
    for (method, path, body) in routes {
        let name = format!("{method} {}", path.split('?').next().unwrap());
        let name = name.replace(&rec(1).to_string(), "{rec}");
        let nobody = stage.ask(method.clone(), path, None, body.clone()).await;
        assert_eq!(nobody.code(), (401, "unauthenticated"), "{name}");
        for ((login, token), device) in LOGINS.into_iter().zip(&tokens).zip(10..) {
            let mut body = body.clone();
            if let Some(body) = &mut body {
                body["device"] = json!(format!("{device:032}"));
            }
            let answer = stage.ask(method.clone(), path, Some(token), body).await;
            walked.entry(name.clone()).or_default().insert(login, answer.status.as_u16());
        }
    }
    assert_snapshot!(serde_json::to_string_pretty(&walked).unwrap());
}

#[tokio::test]
async fn approving_a_record_moves_the_leaders_figure_by_exactly_that_record() {
    let stage = Stage::start().await;
    let (jia, staff, leader) =
        (stage.sign_in("jia").await, stage.sign_in("staff").await, stage.sign_in("leader").await);
    stage.push(&jia, 1, json!([create(1, rec(1)), create(2, rec(2))])).await;
    assert_snapshot!("before", serde_json::to_string_pretty(&figures(&stage, &leader).await).unwrap());
    let waiting = stage.get("/api/v1/review?state=pending", &staff).await;
    assert_eq!(
        (waiting.body["total"].as_u64(), waiting.body["rows"][0]["author_name"].as_str()),
        (Some(2), Some("jia name"))
    );
    let answer = stage.push(&staff, 2, json!([approve(1, rec(1), 1)])).await;
    assert_eq!(answer.body["results"], json!([{ "n": 1, "ver": 2 }]));
    assert_snapshot!("after", serde_json::to_string_pretty(&figures(&stage, &leader).await).unwrap());
    let (venue, other) = (Scope::Venue(VENUE_A), Scope::Venue(VENUE_B));
    for (scope, state, expected) in
        [(venue, "approved", (1, 6)), (Scope::Committee(COMMITTEE), "pending", (1, 6)), (other, "approved", (0, 0))]
    {
        let path = format!("/api/v1/figures/records?period=2026-Q2&indicator=person_times&scope={scope}&state={state}");
        let found = stage.get(&path, &leader).await.body;
        assert_eq!((found["total"].as_i64(), found["sum"].as_i64()), (Some(expected.0), Some(expected.1)), "{path}");
    }
}

#[tokio::test]
async fn no_report_of_a_phone_keeps_the_committee_from_its_figures() {
    let stage = Stage::start().await;
    let (jia, leader) = (stage.sign_in("jia").await, stage.sign_in("leader").await);
    for (ops, blobs) in [(u64::MAX, 0), (u64::MAX, u64::MAX), (1 << 63, 1)] {
        let outbox = json!({ "ops": ops, "blobs": blobs, "oldest": u64::MAX });
        let request = json!({ "proto": 1, "device": "0".repeat(31) + "1", "outbox": outbox });
        assert_eq!(stage.sync(&jia, request).await.status, 200);
        let answer = stage.get("/api/v1/overview?period=2026-Q2", &leader).await;
        let expected = json!({ "ops": 1_000_000, "devices": 1, "oldest": NOON });
        assert_eq!((answer.status.as_u16(), &answer.body["unsynced"]), (200, &expected));
    }
}

#[tokio::test]
async fn a_return_reaches_the_member_with_its_reason_and_comes_back_mended() {
    let stage = Stage::start().await;
    let (jia, staff) = (stage.sign_in("jia").await, stage.sign_in("staff").await);
    stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    let reason = json!({ "patch": { "review": "returned", "review_reason": "人次和签到表对不上" } });
    let mut back = op(1, rec(1), reason);
    back["base"] = json!(1);
    stage.push(&staff, 2, json!([back])).await;
    let feed = "venue:00000000-0000-0000-0000-000000000002";
    let seen = stage.push(&jia, 1, json!([])).await.body["feeds"][feed]["changes"][0]["body"].clone();
    assert_eq!((&seen["review"], &seen["review_reason"]), (&json!("returned"), &json!("人次和签到表对不上")));
    let mut mended = op(2, rec(1), json!({ "patch": { "review": "pending", "measure:person_times": 5 } }));
    mended["base"] = json!(2);
    assert_eq!(stage.push(&jia, 1, json!([mended])).await.body["results"], json!([{ "n": 2, "ver": 3 }]));
    let detail = stage.get(&format!("/api/v1/records/{}", rec(1)), &staff).await;
    assert_snapshot!(detail.shown());
}

#[tokio::test]
async fn what_resembles_a_record_is_shown_to_whoever_may_read_it_and_what_one_decided_to_oneself() {
    let stage = Stage::start().await;
    let (jia, yi, bing, staff) = (
        stage.sign_in("jia").await,
        stage.sign_in("yi").await,
        stage.sign_in("bing").await,
        stage.sign_in("staff").await,
    );
    stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    let mut second = activity();
    second["narrative"] = json!("同一天在同一个阵地。");
    stage.push(&yi, 3, json!([op(1, rec(2), json!({ "create": second }))])).await;
    let path = format!("/api/v1/records/{}/alike", rec(1));
    let found = stage.get(&path, &staff).await;
    assert_snapshot!("alike", found.shown());
    let seen = stage.get(&path, &jia).await.body["rows"].clone();
    assert_eq!(seen[0]["rec"], found.body["rows"][0]["rec"], "of the same venue");
    assert_eq!((&seen[0]["reviews"], &found.body["rows"][0]["reviews"]), (&json!(false), &json!(true)));
    assert_eq!(stage.get(&path, &bing).await.code(), (404, "not_found"));
    stage.push(&staff, 2, json!([approve(1, rec(1), 1)])).await;
    let list = stage.get("/api/v1/review?state=pending", &staff).await.body;
    assert_eq!((list["rows"].as_array().unwrap().len(), &list["beside"][0]["rec"]), (1, &json!(rec(1))));
    assert_snapshot!("decided", stage.get("/api/v1/review/mine?since=0", &staff).await.shown());
    assert_eq!(stage.get("/api/v1/review/mine?since=0", &jia).await.body["rows"], json!([]));
}

#[tokio::test]
async fn questions_that_make_no_sense_are_malformed() {
    let stage = Stage::start().await;
    let leader = stage.sign_in("leader").await;
    for path in [
        "/api/v1/review",
        "/api/v1/review?state=done",
        "/api/v1/review/mine?since=yesterday",
        "/api/v1/review?state=pending&scope=venue:x",
        "/api/v1/overview",
        "/api/v1/overview?period=2026-Q5",
        "/api/v1/overview?period=2026&scope=venue",
        "/api/v1/figures/split?period=2026",
        "/api/v1/figures/split?period=2026&by=joy",
        "/api/v1/figures/split?period=2026&by=venue&scope=x:1",
        "/api/v1/figures/records?period=2026&indicator=joy&state=approved",
        "/api/v1/figures/records?period=2026&indicator=persons&state=joy",
        "/api/v1/figures/records?period=2026&indicator=persons&scope=venue:x&state=approved",
        "/api/v1/calendar?month=2026-13",
        "/api/v1/calendar",
        "/api/v1/roster/search",
    ] {
        assert_eq!(stage.get(path, &leader).await.code(), (400, "malformed"), "{path}");
    }
    for path in ["/api/v1/records/x", "/api/v1/records/00000000-0000-0000-0000-00000000ffff", "/api/v1/nothing"] {
        assert_eq!(stage.get(path, &leader).await.code(), (404, "not_found"), "{path}");
    }
}

#[tokio::test]
async fn whoever_plans_is_told_who_else_comes_to_the_spot_and_nothing_more() {
    let stage = Stage::start().await;
    let (jia, bing) = (stage.sign_in("jia").await, stage.sign_in("bing").await);
    let planned = |n: u64, day: &str, place: &str| {
        let mut act = activity();
        act["phase"] = json!("planned");
        act["start"] = json!(format!("2026-05-{day}T09:00"));
        (act["place"], act["venue"]) = (json!(place), json!(VENUE_B));
        act["narrative"] = json!("不给别人看的话。");
        let mut op = op(n, rec(u128::from(n)), json!({ "create": act }));
        op["feed"] = json!(Feed::Venue(VENUE_B));
        op
    };
    let plans = json!([
        planned(1, "20", "望月村"),
        planned(2, "26", " 望月村"),
        planned(3, "27", "望月村"),
        planned(4, "20", "柳林村")
    ]);
    let answer = stage.push(&bing, 1, plans).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let asked = "/api/v1/nearby?day=2026-05-20&place=望月村";
    let mut told = Value::Null;
    for _ in 0..200 {
        told = stage.get(asked, &jia).await.body;
        if told["plans"].as_array().is_some_and(|plans| plans.len() > 1) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let plan = |n: u128, day: &str| json!({ "rec": rec(n), "day": format!("2026-05-{day}"), "venue": "乙室" });
    assert_eq!(told, json!({ "plans": [plan(1, "20"), plan(2, "26")] }));
    for nobody in ["leader", "admin"] {
        let token = stage.sign_in(nobody).await;
        assert_eq!(stage.get(asked, &token).await.code(), (404, "not_found"), "{nobody} plans nothing");
    }
}
