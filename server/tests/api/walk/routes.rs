//! Every route, asked by everybody.

use super::world::{FAR, Ground, SAID_ELSEWHERE, SAID_FAR, SECRET_OF_UNIT, UPLOAD, WHO, World};
use crate::{
    pages,
    stage::{Answer, PASSWORD, Stage},
};
use domain::id::DeviceId;
use insta::assert_snapshot;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The table itself, to be compared with what is walked here.
const TABLE: &str = include_str!("../../../src/routes.rs");

/// Every route with a question that makes sense. What stands in braces is put in for each ground; signing out comes
/// last, since nobody can ask anything afterwards.
const ROUTES: &[(&str, &str)] = &[
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/"),
    ("GET", "/privacy"),
    ("GET", "/app"),
    ("GET", "/app/{*page}"),
    ("GET", "/desk"),
    ("GET", "/desk/{*page}"),
    ("POST", "/api/v1/session"),
    ("GET", "/api/v1/session"),
    ("POST", "/api/v1/sync"),
    ("GET", "/api/v1/events"),
    ("GET", "/api/v1/review?state=pending"),
    ("GET", "/api/v1/review/mine?since=0"),
    ("GET", "/api/v1/figures/records?period=2026-Q2&indicator=activities&scope=venue:{venue}&state=pending"),
    ("GET", "/api/v1/figures/split?period=2026-Q2&scope=committee:{committee}&by=venue"),
    ("GET", "/api/v1/overview?period=2026-Q2&scope=committee:{committee}"),
    ("GET", "/api/v1/calendar?month=2026-05&scope=venue:{venue}"),
    ("GET", "/api/v1/nearby?day=2026-05-04&place=望月村"),
    ("GET", "/api/v1/matters?scope=committee:{committee}&state=under_way"),
    ("GET", "/api/v1/hand-overs?scope=committee:{committee}"),
    ("GET", "/api/v1/led?kind=request&scope=committee:{committee}"),
    ("GET", "/api/v1/sealed/{rec}"),
    ("PUT", "/api/v1/sealed/{rec}"),
    ("GET", "/api/v1/sealed/{rec}/reads"),
    ("GET", "/v/{venue}"),
    ("POST", "/v/{venue}"),
    ("GET", "/c"),
    ("POST", "/c"),
    ("GET", "/c/{code}"),
    ("POST", "/c/{code}"),
    ("GET", "/api/v1/unit-links"),
    ("POST", "/api/v1/unit-links"),
    ("DELETE", "/api/v1/unit-links/{id}"),
    ("GET", "/u/{secret}"),
    ("GET", "/u/{secret}/{rec}"),
    ("POST", "/u/{secret}/{rec}"),
    ("GET", "/api/v1/scopes"),
    ("GET", "/api/v1/roster?scope=committee:{committee}"),
    ("GET", "/api/v1/roster/search?q=甲"),
    ("GET", "/api/v1/records/{rec}"),
    ("GET", "/api/v1/records/{rec}/alike"),
    ("GET", "/api/v1/records/{rec}/chain"),
    ("OPTIONS", "/api/v1/blobs"),
    ("POST", "/api/v1/blobs"),
    ("GET", "/api/v1/blobs/{sha256}"),
    ("GET", "/api/v1/blobs/{sha256}/thumb"),
    ("HEAD", "/api/v1/blobs/uploads/{id}"),
    ("PATCH", "/api/v1/blobs/uploads/{id}"),
    ("POST", "/api/v1/blobs/uploads/{id}"),
    ("DELETE", "/api/v1/blobs/uploads/{id}"),
    ("DELETE", "/api/v1/session"),
];

/// How a handler is put at a method.
const METHODS: [(&str, &str); 7] = [
    ("get(", "GET"),
    ("head(", "HEAD"),
    ("options(", "OPTIONS"),
    ("post(", "POST"),
    ("put(", "PUT"),
    ("patch(", "PATCH"),
    ("delete(", "DELETE"),
];

/// The routes of the table, as `GET /api/v1/overview`. The table is one route a line, those of the API first.
fn in_table() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    let mut prefix = "/api/v1";
    for line in TABLE.lines().map(str::trim) {
        if line.starts_with("let pages") {
            prefix = "";
        }
        let Some((path, handlers)) = line.strip_prefix(".route(\"").and_then(|rest| rest.split_once('"')) else {
            continue;
        };
        let methods = METHODS.into_iter().filter(|(call, _)| {
            let begins = |(at, _): (usize, &str)| {
                !handlers[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
            };
            handlers.match_indices(call).any(begins)
        });
        let known = routes.len();
        routes.extend(methods.map(|(_, method)| format!("{method} {prefix}{path}")));
        assert!(routes.len() > known, "no method could be read in: {line}");
    }
    routes
}

fn walked() -> BTreeSet<String> {
    let plain = |(method, path): &(&str, &str)| format!("{method} {}", path.split('?').next().unwrap_or(path));
    ROUTES.iter().map(plain).collect()
}

#[test]
fn every_route_of_the_table_is_walked() {
    let (table, walked) = (in_table(), walked());
    let missing: Vec<_> = table.difference(&walked).collect();
    let unknown: Vec<_> = walked.difference(&table).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "add to ROUTES: {missing:?}; no longer in the table: {unknown:?}"
    );
    assert!(table.len() > 10, "the table could not be read");
}

/// A path for one ground; what has no braces is the same everywhere.
fn at(path: &str, ground: Ground) -> String {
    let scopes = [
        ("{rec}", ground.activity().to_string()),
        ("{venue}", ground.venue().to_string()),
        ("{member}", ground.member().to_string()),
        ("{committee}", ground.committee().to_string()),
        ("{sha256}", ground.photo().sha256.to_string()),
        ("{id}", UPLOAD.to_owned()),
        ("{secret}", SECRET_OF_UNIT.to_owned()),
        ("{code}", "aaaabbbbcccc".to_owned()),
        ("{*page}", "page".to_owned()),
    ];
    scopes.iter().fold(path.to_owned(), |path, (name, id)| path.replace(name, id))
}

fn body_of(method: &str, path: &str, device: u128) -> Option<Value> {
    match (method, path) {
        ("POST", "/api/v1/session") => {
            // A device of its own: signing in claims it.
            Some(json!({ "login": "jia", "password": PASSWORD, "device": DeviceId(device + 500) }))
        }
        ("POST", "/api/v1/unit-links") => Some(json!({ "unit": "区供电所", "days": 30 })),
        ("POST", "/api/v1/sync") => Some(json!({ "proto": 1, "device": DeviceId(device) })),
        _ => None,
    }
}

/// Asks as both kinds of clients do: what tus wants beside is nothing to the other routes.
async fn ask(stage: &Stage, verb: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Answer {
    let photo = Ground::Own.photo();
    let mut request = stage.http.request(verb, format!("{}{path}", stage.base));
    let name = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, photo.sha256.as_str());
    request = request.header("tus-resumable", "1.0.0").header("upload-length", photo.len).header("upload-offset", 0);
    request = request.header("upload-metadata", format!("sha256 {name}"));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    request = match body {
        Some(body) => request.json(&body),
        None => request.header("content-type", "application/offset+octet-stream"),
    };
    stage.send(request).await
}

#[tokio::test]
async fn everybody_tries_every_route_in_every_scope() {
    let world = World::start().await;
    pages::build(&world.stage);
    let mut askers: Vec<(&str, Option<String>)> =
        WHO.into_iter().zip(world.sessions().await).map(|((who, _), token)| (who, Some(token))).collect();
    askers.push(("nobody", None));
    askers.push(("expired", Some(world.expired().await)));
    let names: Vec<_> = askers.iter().map(|(who, _)| format!("{who:>12}")).collect();
    let mut lines = vec![format!("{:<44} {:<9}{}", "", "", names.concat())];
    for (method, path) in ROUTES {
        let grounds =
            if ["{rec}", "{venue}", "{member}", "{committee}", "{sha256}"].iter().any(|name| path.contains(name)) {
                &Ground::ALL[..]
            } else {
                &Ground::ALL[..1]
            };
        for ground in grounds {
            let mut codes = String::new();
            for ((who, token), device) in askers.iter().zip(1_000..) {
                let (verb, path) = (method.parse::<Method>().unwrap(), at(path, *ground));
                let body = body_of(method, &path, device);
                let answer = ask(&world.stage, verb, &path, token.as_deref(), body).await;
                refuse_leaks(who, &path, &answer.body);
                codes.push_str(&format!("{:>12}", answer.status.as_u16()));
            }
            let name = format!("{method} {}", path.split('?').next().unwrap_or(path));
            let ground = if grounds.len() > 1 { ground.name() } else { "" };
            lines.push(format!("{name:<44} {ground:<9}{codes}"));
        }
    }
    assert_snapshot!(lines.join("\n"));
}

/// Whatever the status: no answer tells what its reader may not read.
fn refuse_leaks(who: &str, path: &str, body: &Value) {
    let body = body.to_string();
    assert!(!body.contains(SAID_FAR), "{who} reads what lies in another county at {path}");
    let may_read = ["staff", "leader", "city staff", "city leader"].contains(&who);
    assert!(may_read || !body.contains(SAID_ELSEWHERE), "{who} reads what lies at another venue at {path}");
    assert!(!body.contains(&FAR.to_string()), "{who} hears of the other county at {path}");
}
