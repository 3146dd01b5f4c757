//! Units: a link instead of an account, a page instead of an app.

use crate::stage::{NOON, Stage, VENUE_A, op, rec};
use domain::policy::Role;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use sync::wire::desk::MadeUnitLink;

const DAY: u64 = 86_400_000;
const UNIT: &str = "区供电所";

fn consultation() -> Value {
    json!({
        "title": "村口路灯坏了半年", "source": "citizens", "venue": VENUE_A, "raised_on": "2026-04-30",
        "narrative": "夜里没有灯，老人出门怕摔。", "workflow": "consultation_short_1",
    })
}

fn handed(unit: &str) -> Value {
    json!({
        "origin": rec(1), "venue": VENUE_A, "unit": unit, "narrative": "换三盏灯<b>，查一查线路。",
        "handed_on": "2026-05-01", "deadline": "2026-06-01", "workflow": "hand_over_1",
    })
}

fn of_kind(kind: &str, mut op: Value) -> Value {
    op["kind"] = json!(kind);
    op
}

/// A matter of venue A, given to the unit and to another one; answers the staff's token.
async fn given(stage: &Stage) -> String {
    let staff = stage.sign_in("staff").await;
    let ops = json!([
        of_kind("consultation", op(1, rec(1), json!({ "create": consultation() }))),
        of_kind("hand_over", op(2, rec(2), json!({ "create": handed(UNIT) }))),
        of_kind("hand_over", op(3, rec(3), json!({ "create": handed("区交通局") }))),
    ]);
    let answer = stage.push(&staff, 9, ops).await;
    assert_eq!(answer.body["results"][2]["ver"], 1, "{}", answer.shown());
    staff
}

async fn link(stage: &Stage, staff: &str, days: u32) -> MadeUnitLink {
    let body = json!({ "unit": format!(" {UNIT} "), "days": days });
    let answer = stage.ask(Method::POST, "/api/v1/unit-links", Some(staff), Some(body)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.shown());
    serde_json::from_value(answer.body).unwrap()
}

/// A page as a browser without scripts gets it.
pub(crate) async fn page(stage: &Stage, path: &str) -> (StatusCode, String, header::HeaderMap) {
    let answer = stage.http.get(format!("{}{path}", stage.base)).send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    (status, answer.text().await.unwrap(), headers)
}

/// Sends a form as such a browser does: status, text, and where it leads.
pub(crate) async fn form(stage: &Stage, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String, Option<String>) {
    let request = stage.http.post(format!("{}{path}", stage.base)).form(fields);
    // Under the policy of these pages browsers say of themselves that they come from nowhere.
    let answer = request.header(header::ORIGIN, "null").send().await.unwrap();
    let to = answer.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
    (answer.status(), answer.text().await.unwrap(), to)
}

fn answer() -> Vec<(&'static str, &'static str)> {
    vec![
        ("to", "replied"),
        ("version", "1"),
        ("demand:talked", "当面谈过"),
        ("demand:reply", "三盏灯已换。"),
        ("demand:reply_class", "a"),
        ("demand:replied_on", "2026-05-04"),
    ]
}

#[tokio::test]
async fn a_unit_finds_behind_its_link_what_was_given_to_it_and_nothing_else() {
    let stage = Stage::start().await;
    let staff = given(&stage).await;
    let made = link(&stage, &staff, 30).await;
    let (status, html, headers) = page(&stage, &made.path).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("村口路灯坏了半年") && html.contains("等着答复（1）") && html.contains("2026-06-01"));
    assert!(html.contains(&rec(2).to_string()) && !html.contains(&rec(3).to_string()));
    assert!(html.contains("换三盏灯&lt;b>") || html.contains("换三盏灯&lt;b&gt;"), "what was typed is text");
    assert!(!html.contains("<script"), "nothing on it needs scripts");
    for (name, value) in
        [("referrer-policy", "no-referrer"), ("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow")]
    {
        assert_eq!(headers[name], value);
    }
    let other = page(&stage, &format!("{}/{}", made.path, rec(3))).await;
    assert_eq!(other.0, StatusCode::NOT_FOUND, "that of another unit");
    assert_eq!(page(&stage, &format!("{}/{}", made.path, rec(1))).await.0, StatusCode::NOT_FOUND, "no hand-over");
    assert_eq!(page(&stage, &format!("{}/nonsense", made.path)).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_unit_answers_is_an_operation_in_its_name_and_saved_once() {
    let stage = Stage::start().await;
    let staff = given(&stage).await;
    let made = link(&stage, &staff, 30).await;
    let at = format!("{}/{}", made.path, rec(2));
    let (status, html, _) = page(&stage, &at).await;
    assert_eq!(status, StatusCode::OK);
    assert!(["已接收", "已答复", "申请退办"].iter().all(|stage| html.contains(&format!("记为“{stage}”"))), "{html}");
    assert!(!html.contains("记为“退办”"), "the ways out are the office's");

    // What lacks comes back beside what was typed.
    let lacking: Vec<_> = answer().into_iter().filter(|(name, _)| *name != "demand:reply").collect();
    let (status, html, _) = form(&stage, &at, &lacking).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("请填好这一项") && html.contains("当面谈过") && html.contains("aria-invalid=\"true\""));

    let (status, _, to) = form(&stage, &at, &answer()).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, Some(format!("{at}?saved"))));
    let (_, html, _) = page(&stage, &format!("{at}?saved")).await;
    assert!(html.contains("已经收到") && html.contains("三盏灯已换。") && html.contains("A 已解决或基本解决"));
    let detail = stage.get(&format!("/api/v1/records/{}", rec(2)), &staff).await;
    assert_eq!(detail.body["record"]["body"]["stage"], "replied");
    let last =
        detail.body["history"].as_array().unwrap().iter().max_by_key(|entry| entry["ver"].as_u64()).unwrap().clone();
    assert_eq!((last["name"].as_str(), last["ver"].as_u64()), (Some(UNIT), Some(2)));

    // Sent once more, or after the office has moved on, it says so and keeps what was typed.
    let (status, html, _) = form(&stage, &at, &answer()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("已经走到别的环节"), "{html}");
    for step in ["checked", "sent_back", "closed", "nonsense"] {
        let (status, ..) = form(&stage, &at, &[("to", step), ("version", "2")]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{step}");
    }
    let detail = stage.get(&format!("/api/v1/records/{}", rec(2)), &staff).await;
    assert_eq!(detail.body["record"]["ver"], 2, "nothing of it was written");
}

static CLOCK: AtomicU64 = AtomicU64::new(NOON);

#[tokio::test]
async fn a_link_that_was_taken_back_or_has_ended_opens_nothing_and_says_so() {
    let stage = Stage::with(|parts| parts.clock = || CLOCK.load(Relaxed)).await;
    let staff = given(&stage).await;
    let (one, two) = (link(&stage, &staff, 30).await, link(&stage, &staff, 5).await);
    let revoked = format!("/api/v1/unit-links/{}", one.id);
    assert_eq!(stage.ask(Method::DELETE, &revoked, Some(&staff), None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(stage.ask(Method::DELETE, &revoked, Some(&staff), None).await.status, StatusCode::NOT_FOUND);
    let (status, html, headers) = page(&stage, &one.path).await;
    assert_eq!((status, &headers["referrer-policy"]), (StatusCode::GONE, &"no-referrer".parse().unwrap()));
    assert!(html.contains("这个链接已经失效") && !html.contains("路灯"));
    assert_eq!(form(&stage, &format!("{}/{}", one.path, rec(2)), &answer()).await.0, StatusCode::GONE);
    assert_eq!(page(&stage, &two.path).await.0, StatusCode::OK);
    CLOCK.store(NOON + 5 * DAY, Relaxed);
    assert_eq!(page(&stage, &two.path).await.0, StatusCode::GONE);
    let listed = stage.get("/api/v1/unit-links", &staff).await;
    let opens: Vec<_> = listed.body["rows"].as_array().unwrap().iter().map(|row| row["opens"].clone()).collect();
    assert_eq!(opens, [json!(false), json!(false)]);
    assert!(!listed.body.to_string().contains(one.path.trim_start_matches("/u/")), "the secret is told once");
}

#[tokio::test]
async fn whoever_guesses_waits_and_whoever_has_a_link_does_not() {
    let stage = Stage::start().await;
    let staff = given(&stage).await;
    let made = link(&stage, &staff, 30).await;
    let mut last = StatusCode::OK;
    for n in 0..12 {
        last = page(&stage, &format!("/u/{n:048x}")).await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page(&stage, &made.path).await.0, StatusCode::OK);
    let mut last = StatusCode::OK;
    for _ in 0..65 {
        last = form(&stage, &format!("{}/{}", made.path, rec(2)), &[("to", "nonsense")]).await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "a form in a loop is stopped");
}

#[tokio::test]
async fn only_the_office_gives_links_and_a_unit_signs_in_nowhere() {
    let stage = Stage::start().await;
    let staff = given(&stage).await;
    for (login, role) in [("jia", Role::Member), ("ding", Role::Convenor), ("leader", Role::Leader)] {
        let token = stage.sign_in(login).await;
        let body = json!({ "unit": UNIT, "days": 30 });
        let made = stage.ask(Method::POST, "/api/v1/unit-links", Some(&token), Some(body)).await;
        assert_eq!(made.code(), (403, "not_allowed"), "{role}");
        assert_eq!(stage.get("/api/v1/unit-links", &token).await.code(), (403, "not_allowed"), "{role}");
    }
    for body in [json!({ "unit": "  ", "days": 30 }), json!({ "unit": UNIT, "days": 0 }), json!({ "days": 3 })] {
        let made = stage.ask(Method::POST, "/api/v1/unit-links", Some(&staff), Some(body.clone())).await;
        assert_eq!(made.status, StatusCode::BAD_REQUEST, "{body}");
    }
    link(&stage, &staff, 30).await;
    let login = stage.get("/api/v1/session", &staff).await;
    assert!(!login.body.to_string().contains("unit"), "it is no role of anybody here");
}
