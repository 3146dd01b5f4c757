//! Citizens: a page instead of an app, a code instead of an account, and details that nobody finds in the database.

use crate::stage::{NOON, Stage, VENUE_A, op};
use crate::units::{form, page};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

const PHONE: &str = "13900001234";

fn raised() -> Vec<(&'static str, &'static str)> {
    vec![
        ("type", "appeal"),
        ("narrative", "村口路灯坏了<b>半年</b>"),
        ("place", "望月村村口"),
        ("contact_name", "王秀英"),
        ("contact_phone", PHONE),
        ("leave_empty", ""),
    ]
}

/// Raises something; the path of its page.
pub(crate) async fn raise(stage: &Stage) -> String {
    let (status, text, to) = form(stage, &format!("/v/{VENUE_A}"), &raised()).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    to.unwrap().trim_end_matches("?sent").to_owned()
}

/// The request as the phone of a member of the site receives it.
pub(crate) async fn received(stage: &Stage, token: &str, device: u128) -> Value {
    let request = json!({ "proto": 1, "device": domain::id::DeviceId(device), "ops": [], "want_bytes": 100_000 });
    let feeds = stage.sync(token, request).await.body["feeds"].clone();
    let rows = feeds[format!("venue:{VENUE_A}")]["changes"].as_array().cloned().unwrap_or_default();
    rows.into_iter().find(|row| row["kind"] == "request").unwrap_or(Value::Null)
}

fn moved(n: u64, row: &Value, stage: &str, more: Value) -> Value {
    let mut fields = json!({ "stage": stage, "workflow": "request_1" });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let rec = row["rec"].as_str().unwrap().parse().unwrap();
    let mut op = op(n, rec, json!({ "patch": fields }));
    op["kind"] = json!("request");
    op["base"] = row["ver"].clone();
    op
}

pub(crate) fn member(number: u128) -> String {
    domain::id::MemberId(uuid::Uuid::from_u128(100 + number)).to_string()
}

#[tokio::test]
async fn what_a_citizen_raises_reaches_the_phones_of_the_site_and_its_outcome_the_page_of_the_code() {
    let stage = Stage::start().await;
    let code = raise(&stage).await;
    let jia = stage.sign_in("jia").await;
    let row = received(&stage, &jia, 71).await;
    let body = &row["body"];
    assert_eq!(
        (&body["narrative"], &body["channel"], &body["contact"]),
        (&json!("村口路灯坏了<b>半年</b>"), &json!("page"), &json!(true))
    );
    assert_eq!((&body["stage"], &body["course"]), (&json!("raised"), &json!("raised")));
    let (status, text, headers) = page(&stage, &code).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("村口路灯坏了&lt;b&gt;半年&lt;/b&gt;") && text.contains("群众点单"), "{text}");
    assert!(!text.contains(PHONE) && !text.contains("王秀英"), "the code may be seen by others");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
    assert!(!text.contains("您满意吗"), "nothing was done yet");

    let ding = stage.sign_in("ding").await;
    let answer = stage.push(&ding, 72, json!([moved(1, &row, "dispatched", json!({}))])).await;
    assert_eq!(answer.body["results"][0]["ver"], 2, "{}", answer.body["results"]);
    let row = received(&stage, &jia, 71).await;
    let took = json!({ "demand:taker": member(1) });
    let answer = stage.push(&jia, 71, json!([moved(1, &row, "accepted", took)])).await;
    assert_eq!(answer.body["results"][0]["ver"], 3, "{}", answer.body["results"]);
    // Another member was as quick, and is told.
    let yi = stage.sign_in("yi").await;
    let late = stage.push(&yi, 73, json!([moved(1, &row, "accepted", json!({ "demand:taker": member(2) }))])).await;
    assert_eq!(late.body["results"][0]["code"], "stage_moved", "{}", late.body["results"]);

    let row = received(&stage, &yi, 73).await;
    let done = json!({ "demand:result": "三盏灯都换了。", "demand:done_on": "2026-05-04" });
    let answer = stage.push(&jia, 71, json!([moved(2, &row, "done", done)])).await;
    assert_eq!(answer.body["results"][0]["ver"], 4, "{}", answer.body["results"]);
    let (_, text, _) = page(&stage, &code).await;
    assert!(text.contains("三盏灯都换了。") && text.contains("您满意吗"), "{text}");
    assert!(!text.contains("办结</summary>") && !text.contains("已派单</summary>"), "other steps are the site's");

    let (status, text, _) = form(&stage, &code, &[("to", "rated"), ("version", "4")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    assert!(text.contains("请填好这一项"));
    let (status, _, _) = form(&stage, &code, &[("to", "closed"), ("version", "4")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "to close it is the site's");
    let word = [("to", "rated"), ("version", "4"), ("demand:rating", "content")];
    let (status, text, to) = form(&stage, &code, &word).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, Some(format!("{code}?rated"))), "{text}");
    let (status, text, _) = form(&stage, &code, &word).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "once: {text}");
    let row = received(&stage, &jia, 74).await;
    assert_eq!((&row["body"]["demand:rating"], &row["body"]["stage"]), (&json!("content"), &json!("rated")));
}

#[tokio::test]
async fn who_a_citizen_is_lies_sealed_and_is_read_one_by_one_by_those_who_have_to() {
    let stage = Stage::start().await;
    raise(&stage).await;
    let ding = stage.sign_in("ding").await;
    let row = received(&stage, &ding, 71).await;
    let path = format!("/api/v1/sealed/{}", row["rec"].as_str().unwrap());
    for (login, allowed) in
        [("jia", 403), ("bing", 404), ("leader", 403), ("admin", 404), ("ding", 200), ("staff", 200)]
    {
        let token = stage.sign_in(login).await;
        let answer = stage.ask(Method::GET, &path, Some(&token), None).await;
        assert_eq!(answer.status.as_u16(), allowed, "{login} {}", answer.shown());
        if allowed == 200 {
            assert_eq!(answer.body, json!({ "name": "王秀英", "phone": PHONE }));
        }
    }
    let staff = stage.sign_in("staff").await;
    let reads = stage.ask(Method::GET, &format!("{path}/reads"), Some(&staff), None).await;
    let names: Vec<&str> = reads.body["rows"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 2, "{}", reads.shown());
    assert!(names.contains(&"ding name") && names.contains(&"staff name"));
    let refused = stage.ask(Method::GET, &format!("{path}/reads"), Some(&ding), None).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    // The member who takes it on has to reach the citizen, until it is over.
    let jia = stage.sign_in("jia").await;
    let took = stage.push(&jia, 72, json!([moved(1, &row, "dispatched", json!({}))])).await;
    assert_eq!(took.body["results"][0]["code"], "not_allowed", "{}", took.shown());
    let took = json!({ "demand:taker": member(1) });
    let answer = stage.push(&ding, 71, json!([moved(1, &row, "accepted", took)])).await;
    assert_eq!(answer.body["results"][0]["ver"], 2, "{}", answer.body["results"]);
    assert_eq!(stage.ask(Method::GET, &path, Some(&jia), None).await.status, StatusCode::OK);

    // Nothing of it stands in the files of the database, nor in the log that is exported.
    let folder = stage.end().await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let file = entry.unwrap().path();
        if file.is_file() {
            let bytes = std::fs::read(&file).unwrap();
            for secret in [PHONE.as_bytes(), "王秀英".as_bytes()] {
                let found = bytes.windows(secret.len()).any(|window| window == secret);
                assert!(!found, "{}", file.display());
            }
        }
    }
}

#[tokio::test]
async fn a_form_comes_back_with_what_was_typed_and_a_program_that_fills_everything_in_is_kept_out() {
    let stage = Stage::start().await;
    let path = format!("/v/{VENUE_A}");
    let (status, text, headers) = page(&stage, &path).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("甲站") && !text.contains("<script"), "{text}");
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("form-action 'self'"));

    let mut wrong = raised();
    wrong[1] = ("narrative", "  ");
    wrong[4] = ("contact_phone", "没有<i>");
    let (status, text, _) = form(&stage, &path, &wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["有 2 处要改", "望月村村口", "王秀英", "没有&lt;i&gt;", "请写想反映什么", "电话只写数字"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let mut trapped = raised();
    trapped[5] = ("leave_empty", "https://spam.example");
    let (status, text, _) = form(&stage, &path, &trapped).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("村口路灯坏了") && text.contains("防机器人"), "a person finds it and mends it: {text}");
    let ding = stage.sign_in("ding").await;
    assert_eq!(received(&stage, &ding, 71).await, Value::Null, "nothing was taken in");

    for nowhere in ["/v/nowhere", "/v/00000000-0000-0000-0000-000000000099"] {
        assert_eq!(page(&stage, nowhere).await.0, StatusCode::NOT_FOUND);
        assert_eq!(form(&stage, nowhere, &raised()).await.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_code_is_typed_in_any_way_and_guessing_is_slowed_down() {
    static NOW: AtomicU64 = AtomicU64::new(NOON);
    let stage = Stage::with(|parts| parts.clock = || NOW.load(Relaxed)).await;
    let code = raise(&stage).await;
    let plain = code.trim_start_matches("/c/").to_uppercase();
    let typed = format!("{} {}－{}", &plain[..4], &plain[4..8], &plain[8..]);
    let (status, _, to) = form(&stage, "/c", &[("code", &typed)]).await;
    assert_eq!((status, to.as_deref()), (StatusCode::SEE_OTHER, Some(code.as_str())));
    let mut last = StatusCode::NOT_FOUND;
    for _ in 0..9 {
        last = page(&stage, "/c/aaaabbbbcccc").await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page(&stage, &code).await.0, StatusCode::OK, "who has a code is not stopped");
    NOW.fetch_add(366 * 86_400_000, Relaxed);
    assert_eq!(page(&stage, &code).await.0, StatusCode::NOT_FOUND, "its time is over");
}

#[tokio::test]
async fn one_address_raises_only_so_much_at_one_venue_within_a_few_minutes() {
    let stage = Stage::start().await;
    let path = format!("/v/{VENUE_A}");
    let mut last = (StatusCode::SEE_OTHER, String::new());
    for _ in 0..21 {
        let (status, text, _) = form(&stage, &path, &raised()).await;
        last = (status, text);
    }
    assert_eq!(last.0, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.1.contains("提交得太多了") && last.1.contains("望月村村口"), "what was typed is there: {}", last.1);
}

#[tokio::test]
async fn details_typed_on_a_phone_of_the_site_are_given_once_the_request_is_there() {
    let stage = Stage::start().await;
    let jia = stage.sign_in("jia").await;
    let rec = crate::stage::rec(5);
    let path = format!("/api/v1/sealed/{rec}");
    let details = json!({ "name": " 李大爷 ", "phone": "0912-8212345" });
    let give = async |token: &str, details: &Value| {
        stage.ask(Method::PUT, &path, Some(token), Some(details.clone())).await.status.as_u16()
    };
    assert_eq!(give(&jia, &details).await, 404, "the request is not there yet");
    let mut created = op(
        1,
        rec,
        json!({ "create": {
        "narrative": "想请人教用手机", "type": "service", "raised_on": "2026-05-04", "venue": VENUE_A,
        "channel": "site", "contact": true, "workflow": "request_1", "stage": "raised",
    } }),
    );
    created["kind"] = json!("request");
    let answer = stage.push(&jia, 71, json!([created])).await;
    assert_eq!(answer.body["results"][0]["ver"], 1, "{}", answer.body["results"]);
    assert_eq!(give(&jia, &json!({ "name": "", "phone": "x" })).await, 400);
    assert_eq!(give(&jia, &details).await, 204);
    assert_eq!(give(&jia, &details).await, 204, "the same again does no harm");
    let yi = stage.sign_in("yi").await;
    assert_eq!(give(&yi, &details).await, 403, "who did not write it down has nothing to give");
    let ding = stage.sign_in("ding").await;
    let read = stage.ask(Method::GET, &path, Some(&ding), None).await;
    assert_eq!(read.body, json!({ "name": "李大爷", "phone": "0912-8212345" }));
}

#[tokio::test]
async fn what_one_form_sends_twice_is_one_request_and_what_is_written_anew_another() {
    let stage = Stage::start().await;
    let path = format!("/v/{VENUE_A}");
    let (_, text, _) = page(&stage, &path).await;
    let offered = text.split("name=\"offered\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let send = async |words: &str| {
        let mut typed = raised();
        typed[1].1 = words;
        typed.push(("offered", offered));
        let (status, text, to) = form(&stage, &path, &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        to.unwrap()
    };
    let first = send("村口路灯坏了").await;
    assert!(first.starts_with(&format!("/c/{}", offered.replace('-', ""))), "{first}");
    assert_eq!(send(" 村口路灯坏了 ").await, first, "somebody pressed twice");
    let second = send("水渠也堵了").await;
    assert_ne!(second, first, "somebody went back and wrote something else");
    assert_ne!(send("水渠也堵了").await, "", "whatever the form, nothing is refused");
    let ding = stage.sign_in("ding").await;
    let request = json!({ "proto": 1, "device": domain::id::DeviceId(71), "ops": [], "want_bytes": 100_000 });
    let feeds = stage.sync(&ding, request).await.body["feeds"].clone();
    let rows = feeds[format!("venue:{VENUE_A}")]["changes"].as_array().cloned().unwrap_or_default();
    let words: Vec<&str> = rows.iter().filter_map(|row| row["body"]["narrative"].as_str()).collect();
    assert_eq!(words.iter().filter(|words| **words == "村口路灯坏了").count(), 1, "{words:?}");
    assert!(words.contains(&"水渠也堵了"), "{words:?}");
}
