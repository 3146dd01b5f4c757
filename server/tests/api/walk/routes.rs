//! Every route, asked by everybody.

use super::world::{FAR, Ground, SAID_ELSEWHERE, SAID_FAR, WHO, World};
use crate::{pages, stage::PASSWORD};
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
    ("GET", "/api/v1/review?state=pending"),
    ("GET", "/api/v1/review/mine?since=0"),
    ("GET", "/api/v1/figures?period=2026-Q2"),
    ("GET", "/api/v1/figures/records?period=2026-Q2&indicator=activities&scope=venue:{venue}&state=pending"),
    ("GET", "/api/v1/figures/split?period=2026-Q2&scope=committee:{committee}&by=venue"),
    ("GET", "/api/v1/overview?period=2026-Q2&scope=committee:{committee}"),
    ("GET", "/api/v1/calendar?month=2026-05&scope=venue:{venue}"),
    ("GET", "/api/v1/scopes"),
    ("GET", "/api/v1/roster/search?q=甲"),
    ("GET", "/api/v1/records/{rec}"),
    ("GET", "/api/v1/records/{rec}/alike"),
    ("DELETE", "/api/v1/session"),
];

/// How a handler is put at a method.
const METHODS: [(&str, &str); 5] =
    [("get(", "GET"), ("post(", "POST"), ("put(", "PUT"), ("patch(", "PATCH"), ("delete(", "DELETE")];

/// The routes of the table, as `GET /api/v1/figures`. The table is one route a line, those of the API first.
fn in_table() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    let mut prefix = "/api/v1";
    for line in TABLE.lines().map(str::trim) {
        if line.starts_with("let ") {
            prefix = if line.starts_with("let api") { "/api/v1" } else { "" };
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
        ("POST", "/api/v1/sync") => Some(json!({ "proto": 1, "device": DeviceId(device) })),
        _ => None,
    }
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
        let grounds = if ["{rec}", "{venue}", "{member}", "{committee}"].iter().any(|name| path.contains(name)) {
            &Ground::ALL[..]
        } else {
            &Ground::ALL[..1]
        };
        for ground in grounds {
            let mut codes = String::new();
            for ((who, token), device) in askers.iter().zip(1_000..) {
                let (verb, path) = (method.parse::<Method>().unwrap(), at(path, *ground));
                let body = body_of(method, &path, device);
                let answer = world.stage.ask(verb, &path, token.as_deref(), body).await;
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
