use crate::stage::{NOON, PASSWORD, Stage};
use insta::assert_snapshot;
use reqwest::{Method, header};
use serde_json::json;
use std::{
    net::Ipv4Addr,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

fn sign_in(login: &str, password: &str) -> serde_json::Value {
    json!({ "login": login, "password": password, "device": "0".repeat(32) })
}

#[tokio::test]
async fn signing_in_says_who_one_is_and_sets_a_cookie_that_scripts_cannot_read() {
    let stage = Stage::start().await;
    let answer = stage.ask(Method::POST, "/api/v1/session", None, Some(sign_in("ding", PASSWORD))).await;
    assert_snapshot!(answer.shown());
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"), "{cookie}");
    let who = stage.get("/api/v1/session", answer.body["token"].as_str().unwrap()).await;
    assert_snapshot!("who_one_is", who.shown());
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_are_told_the_same() {
    let stage = Stage::start().await;
    let wrong = stage.ask(Method::POST, "/api/v1/session", None, Some(sign_in("jia", "wrong"))).await;
    let unknown = stage.ask(Method::POST, "/api/v1/session", None, Some(sign_in("nobody", "wrong"))).await;
    assert_snapshot!(wrong.shown());
    assert_eq!(unknown.shown(), wrong.shown());
}

#[tokio::test]
async fn after_too_many_failures_even_the_right_password_waits() {
    let stage = Stage::start().await;
    for _ in 0..8 {
        let answer = stage.ask(Method::POST, "/api/v1/session", None, Some(sign_in("jia", "wrong"))).await;
        assert_eq!(answer.code(), (401, "bad_credentials"));
    }
    let answer = stage.ask(Method::POST, "/api/v1/session", None, Some(sign_in("jia", PASSWORD))).await;
    assert_eq!(answer.code(), (429, "too_many"));
    assert_eq!(answer.headers[header::RETRY_AFTER], "300");
    assert!(!stage.sign_in("yi").await.is_empty(), "others are not held up");
}

#[tokio::test]
async fn a_login_longer_than_any_is_refused_at_once() {
    let stage = Stage::start().await;
    for _ in 0..20 {
        let answer = stage.ask(Method::POST, "/api/v1/session", None, Some(sign_in(&"长".repeat(34), "x"))).await;
        assert_eq!(answer.code(), (401, "bad_credentials"));
    }
}

#[tokio::test]
async fn behind_a_proxy_those_who_fail_elsewhere_hold_nobody_up() {
    let stage = Stage::with(|parts| parts.trusted_proxy = Some(Ipv4Addr::LOCALHOST.into())).await;
    let try_from = async |address: &str, password: &str| {
        let request = stage.http.post(format!("{}/api/v1/session", stage.base)).json(&sign_in("jia", password));
        // What a client claims itself stands before what the proxy adds.
        stage.send(request.header("x-forwarded-for", format!("203.0.113.9, {address}"))).await.status.as_u16()
    };
    for _ in 0..8 {
        assert_eq!(try_from("192.0.2.1", "wrong").await, 401);
    }
    assert_eq!(try_from("192.0.2.1", PASSWORD).await, 429);
    assert_eq!(try_from("192.0.2.2", PASSWORD).await, 200);
}

#[tokio::test]
async fn a_session_ends_when_it_is_closed() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let closed = stage.ask(Method::DELETE, "/api/v1/session", Some(&token), None).await;
    assert_eq!(closed.status, 204);
    assert!(closed.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    let after = stage.get("/api/v1/session", &token).await;
    assert_snapshot!(after.shown());
}

#[tokio::test]
async fn whoever_comes_back_stays_signed_in_and_so_does_the_cookie() {
    const DAY: u64 = 24 * 60 * 60_000;
    static NOW: AtomicU64 = AtomicU64::new(NOON);
    let stage = Stage::with(|parts| parts.clock = || NOW.load(Relaxed)).await;
    let token = stage.sign_in("jia").await;
    let here = stage.base.clone();
    let cookie_at = async |day: u64, page: Option<&str>| {
        NOW.store(NOON + day * DAY, Relaxed);
        let mut request = stage.http.get(format!("{here}/api/v1/session"));
        request = match page {
            Some(page) => request.header(header::COOKIE, format!("shangliang_session={token}")).header("referer", page),
            None => request.bearer_auth(&token),
        };
        let answer = stage.send(request).await;
        assert_eq!(answer.status, 200, "day {day}");
        answer.headers.get(header::SET_COOKIE).map(|cookie| cookie.to_str().unwrap().to_owned())
    };
    let (page, secure) = (format!("{here}/desk"), format!("{}/desk", here.replace("http:", "https:")));
    let renewed = format!("shangliang_session={token}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
    assert_eq!(cookie_at(9, Some(&page)).await, None, "more than two thirds are left");
    assert_eq!(cookie_at(11, Some("http://evil.example/")).await, None);
    assert_eq!(cookie_at(11, Some(&page)).await, Some(renewed.clone()));
    assert_eq!(cookie_at(11, Some(&page)).await, None, "it was just extended");
    assert_eq!(cookie_at(40, Some(&secure)).await, Some(format!("{renewed}; Secure")));
    assert_eq!(cookie_at(65, None).await, None, "a bearer keeps no cookie");
    assert_eq!(cookie_at(94, None).await, None, "and is extended all the same");
}

#[tokio::test]
async fn signing_out_late_still_takes_the_cookie_away() {
    static NOW: AtomicU64 = AtomicU64::new(NOON);
    let stage = Stage::with(|parts| parts.clock = || NOW.load(Relaxed)).await;
    let token = stage.sign_in("jia").await;
    NOW.store(NOON + 20 * 24 * 60 * 60_000, Relaxed);
    let request = stage.http.delete(format!("{}/api/v1/session", stage.base)).header(header::ORIGIN, &stage.base);
    let answer = stage.send(request.header(header::COOKIE, format!("shangliang_session={token}"))).await;
    let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).into_iter().collect();
    assert!(cookies.len() == 1 && cookies[0].to_str().unwrap().contains("Max-Age=0"), "{cookies:?}");
}

#[tokio::test]
async fn the_cookie_writes_only_from_our_own_page_and_as_json() {
    let stage = Stage::start().await;
    let cookie = format!("shangliang_session={}", stage.sign_in("jia").await);
    let host = stage.base.trim_start_matches("http://").to_owned();
    let body = json!({ "proto": 1, "device": "0".repeat(31) + "1" }).to_string();
    for (origin, kind, expected) in [
        (Some(format!("http://{host}")), "application/json", (200, "")),
        (Some(format!("http://{host}")), "text/plain", (400, "malformed")),
        (Some("http://evil.example".into()), "application/json", (403, "origin_mismatch")),
        (None, "application/json", (403, "origin_mismatch")),
    ] {
        let mut request = stage.http.post(format!("{}/api/v1/sync", stage.base)).header(header::COOKIE, &cookie);
        request = request.header(header::CONTENT_TYPE, kind).body(body.clone());
        if let Some(origin) = &origin {
            request = request.header(header::ORIGIN, origin);
        }
        assert_eq!(stage.send(request).await.code(), expected, "{origin:?} {kind}");
    }
    let read = stage.http.get(format!("{}/api/v1/session", stage.base)).header(header::COOKIE, &cookie);
    assert_eq!(stage.send(read).await.status, 200);
}

#[tokio::test]
async fn signing_in_from_another_site_or_with_nonsense_is_refused() {
    let stage = Stage::start().await;
    let request = stage.http.post(format!("{}/api/v1/session", stage.base)).json(&sign_in("jia", PASSWORD));
    let foreign = stage.send(request.header(header::ORIGIN, "https://evil.example")).await;
    assert_eq!(foreign.code(), (403, "origin_mismatch"));
    for body in [json!({ "login": "jia" }), json!([]), json!({ "login": "jia", "password": "x".repeat(20_000) })] {
        let answer = stage.ask(Method::POST, "/api/v1/session", None, Some(body)).await;
        assert_eq!(answer.code(), (400, "malformed"));
    }
}

#[tokio::test]
async fn over_https_the_cookie_is_marked_secure() {
    let stage = Stage::start().await;
    let host = stage.base.trim_start_matches("http://");
    let request = stage.http.post(format!("{}/api/v1/session", stage.base)).json(&sign_in("jia", PASSWORD));
    let answer = stage.send(request.header(header::ORIGIN, format!("https://{host}"))).await;
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().ends_with("; Secure"));
}
