//! Requests that are spoilt in every way, thrown at a real server: each is answered in words that programs know, nothing is
//! taken in by halves, and the server stays as large as it was.
//!
//! `SHANGLIANG_ROUNDS=100000 cargo test -p server --test api spoilt -- --nocapture`

use crate::{
    cluster::Database,
    process::{Server, asked, sign_in_on},
    proof,
    spoiler::Spoiler,
    stage::{self, COMMITTEE, VENUE_A, gzip},
};
use domain::{
    id::{DeviceId, Feed},
    problem,
};
use reqwest::{StatusCode, header::CONTENT_ENCODING};
use serde_json::{Value, json};
use server::{
    demo::dice::Dice,
    store::{Store, postgres::PostgresStore, sqlite::SqliteStore},
};
use std::{collections::BTreeSet, fs, path::Path};
use sync::wire::{SyncReply, SyncRequest};
use uuid::Uuid;

/// What the server may grow by, in kilobytes: a hundred bodies as large as they may be.
const ROOM: u64 = 100_000;
/// What leaders and the office ask once all was thrown.
const QUESTIONS: [&str; 8] = [
    "overview?period=2026&scope=committee:{committee}",
    "calendar?month=2026-05&scope=venue:{venue}",
    "figures/records?period=2026&indicator=activities&scope=venue:{venue}&state=pending",
    "figures/split?period=2026&scope=committee:{committee}&by=venue",
    "review?state=pending",
    "roster?scope=committee:{committee}",
    "roster/search?q=新",
    "scopes",
];

/// Who throws, and where to.
struct Thrower {
    http: reqwest::Client,
    base: String,
    tokens: Vec<String>,
    dice: Dice,
    /// Operations of which a result was told.
    told: BTreeSet<(String, u64)>,
}

impl Thrower {
    /// Throws one request, and sees to the answer.
    async fn throw(&mut self, round: u64) {
        let (who, parts) = (self.dice.below(3), self.dice.below(3));
        let whole = json!({ "proto": 1, "device": DeviceId(10_000 + u128::from(round)), "epoch": null, "grants": null,
            "cursors": { (Feed::Venue(VENUE_A).to_string()): 0 }, "rebuild": [Feed::Ref(COMMITTEE)], "want_bytes": 20_000,
            "outbox": { "ops": 5, "blobs": 0, "oldest": stage::NOON }, "ops": ops(who, parts, round) });
        let text = Spoiler(&mut |sides| self.dice.below(sides)).text(&whole);
        let (coding, body) = match self.dice.below(12) {
            0 => ("gzip", gzip(&text)),
            1 => ("gzip", text.clone()),
            2 => {
                let mut packed = gzip(&text);
                Spoiler(&mut |sides| self.dice.below(sides)).bits(&mut packed);
                ("gzip", packed)
            }
            3 => (["br", "zstd", "gzip, gzip", "identity", "x"][self.dice.below(5)], gzip(&gzip(&text))),
            4 if round.is_multiple_of(50) => ("gzip", gzip(&[&text[..], &vec![b' '; 50_000_000]].concat())),
            _ => ("", text.clone()),
        };
        let (url, large) = (format!("{}/api/v1/sync", self.base), body.len() > 50_000);
        let request = self.http.post(url).bearer_auth(&self.tokens[who]).body(body);
        let request = if coding.is_empty() { request } else { request.header(CONTENT_ENCODING, coding) };
        let shown = |told: &str| format!("round {round}: {told}\n{coding} {}", String::from_utf8_lossy(&text));
        let reply = match request.send().await {
            Ok(reply) => reply,
            // Whoever has read enough hangs up before the rest is there.
            Err(_) if large => return,
            Err(error) => panic!("{}", shown(&format!("{error:?}"))),
        };
        let (status, answer) = (reply.status(), reply.text().await.unwrap());
        let shown = || shown(&format!("{status} {answer}"));
        let read = serde_json::from_str::<Value>(&answer).unwrap_or_else(|_| panic!("{}", shown()));
        if status == StatusCode::OK {
            assert!(serde_json::from_str::<SyncReply>(&answer).is_ok(), "the app could not read it: {}", shown());
            self.note(&text, &read["results"]);
        } else {
            assert!(status.is_client_error(), "{}", shown());
            let code = read["code"].as_str().and_then(problem::code);
            assert!(code.is_some(), "{}", shown());
        }
    }

    /// Notes what was told of each operation.
    fn note(&mut self, text: &[u8], results: &Value) {
        let results = results.as_array().unwrap();
        if results.is_empty() {
            return;
        }
        // What it does not know the server need not be able to hold: a number beyond all numbers, say.
        let device = serde_json::from_slice::<SyncRequest>(text).map(|request| request.device.to_string());
        let device = device.unwrap_or_else(|_| {
            let whole: Value = serde_json::from_slice(text).unwrap();
            whole["device"].as_str().unwrap().to_owned()
        });
        for result in results {
            let code = result.get("code").map(|code| code.as_str().and_then(problem::code));
            assert!(
                result["ver"].is_u64() || result["held"] == true || code.is_some_and(|code| code.is_some()),
                "{result}"
            );
            self.told.insert((device.clone(), result["n"].as_u64().unwrap()));
        }
    }
}

/// Operations as programs write them, of a member, of the office, of the convenor.
fn ops(who: usize, parts: usize, round: u64) -> Vec<Value> {
    let (rec, known) = (stage::rec(1_000_000 + u128::from(round)), stage::rec(1_000_000 + u128::from(round / 2)));
    let me = format!("attendance:{}", Uuid::from_u128(101));
    let mut op = stage::create(1, rec);
    let roster = |kind: &str, fields: Value| {
        let mut op = stage::op(1, rec, json!({ "create": fields }));
        (op["kind"], op["feed"]) = (json!(kind), json!(Feed::Ref(COMMITTEE)));
        op
    };
    let first = match (who, parts) {
        (0, 0) => {
            op["act"]["create"]["tags"] = json!(["走访", "柳林村"]);
            op["act"]["create"]["photo:01-3fa9c2d1"] =
                json!({ "sha256": "a".repeat(64), "len": 9, "mime": "image/jpeg" });
            op["act"]["create"]["door"] =
                json!({ "anchor": "a".repeat(32), "from": stage::NOON, "every": 30_000, "steps": 9 });
            op
        }
        (0, 1) => {
            stage::op(1, known, json!({ "patch": { me: "leave", "end": "2026-05-03T11:00", "measure:persons": 7 } }))
        }
        (0, _) => stage::op(
            1,
            known,
            json!({ "patch": { "recorded_for": Uuid::from_u128(102),
            "confirmed": { "how": "signature", "drawn": "M0 0L9 9", "of": "a".repeat(16) } } }),
        ),
        (1, 0) => roster(
            "member",
            json!({ "name": "新委员", "pinyin": "xin wei yuan",
            "spell:1": { "kind": "venue", "to": VENUE_A, "from": "2026-01-01", "until": "2026-12-31" } }),
        ),
        (1, 1) => roster(
            "quota",
            json!({ "name": "一年四次", "owner": "member", "every": "year", "minimum": 4,
            "from": "2026-01-01", "indicator": "activities" }),
        ),
        (1, _) => stage::approve(1, known, 1),
        (_, 0) => {
            stage::op(1, known, json!({ "patch": { "review": "void", "review_reason": "重复", "merged_into": rec } }))
        }
        (_, 1) => stage::op(1, known, json!({ "delete": {} })),
        _ => stage::op(
            1,
            known,
            json!({ "patch": { "sign_in:00000000-0000-0000-0000-000000000065":
            { "step": 1, "code": "a".repeat(32), "at": stage::NOON }, "narrative": "又改。" } }),
        ),
    };
    let tags = |n, act: &str| stage::op(n, known, json!({ act: { "set": "tags", "elem": "走访" } }));
    vec![first, tags(2, "add"), tags(3, "remove")]
}

/// The most memory that a process has ever had, in kilobytes.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim_end_matches("kB").trim().parse().unwrap()
}

/// Throws as often as is asked for; afterwards the server answers everybody, and the store holds what was told.
async fn throw_at(store: &dyn Store, data: &Path, options: &[&str]) {
    let mut server = Server::start(data, options).await;
    server::tls::prepare();
    // A line that the server has hung up on is not used again.
    let http = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
    let base = server.base.clone();
    let mut tokens = Vec::new();
    for (number, login) in ["jia", "staff", "ding", "leader"].into_iter().enumerate() {
        tokens.push(sign_in_on(&http, &base, login, 500 + number as u128).await);
    }
    let dice = Dice::new(asked("SHANGLIANG_SEED", 1));
    let mut thrower = Thrower { http, base, tokens, dice, told: BTreeSet::new() };
    let before = peak(server.child.id().unwrap());
    let known = proof::log(store).await;
    let rounds = asked("SHANGLIANG_ROUNDS", 600);
    for round in 0..rounds {
        thrower.throw(round).await;
    }
    for question in QUESTIONS {
        let question = question.replace("{committee}", &COMMITTEE.to_string()).replace("{venue}", &VENUE_A.to_string());
        let mut answered = 0;
        for token in &thrower.tokens {
            let asked = thrower.http.get(format!("{}/api/v1/{question}", thrower.base)).bearer_auth(token);
            let reply = asked.send().await.unwrap();
            answered += u32::from(reply.status().is_success());
            assert!(!reply.status().is_server_error(), "{question}: {}", reply.text().await.unwrap());
        }
        assert!(answered > 0, "{question}");
    }
    let grown = peak(server.child.id().unwrap()) - before;
    server.child.kill().await.unwrap();

    let known: BTreeSet<_> = known.into_iter().map(|entry| (entry.device, entry.n)).collect();
    let logged = proof::log(store).await.into_iter().filter(|entry| !known.contains(&(entry.device, entry.n)));
    let logged: BTreeSet<_> = logged.map(|entry| (entry.device.to_string(), entry.n)).collect();
    let astray: Vec<_> = logged.symmetric_difference(&thrower.told).collect();
    assert!(astray.is_empty(), "what was told is there, and nothing else: {astray:?}");
    proof::figures(store).await;
    for feed in [Feed::Venue(VENUE_A), Feed::Ref(COMMITTEE), Feed::Office(COMMITTEE.0)] {
        proof::received(store, feed).await;
    }
    println!("{} operations of {rounds} requests were decided; the server grew by {grown} kB", logged.len());
    assert!(grown < ROOM, "the server grew by {grown} kB");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn spoilt_requests_are_answered_in_known_words_and_none_is_taken_in_by_halves() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("shangliang.db")).await.unwrap();
    stage::set_up(&store).await;
    throw_at(&store, folder.path(), &[]).await;
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql_too_spoilt_requests_are_answered_in_known_words() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Database::durable());
    let store = PostgresStore::open(&database.url).await.unwrap();
    stage::set_up(&store).await;
    throw_at(&store, folder.path(), &["--database-url", &database.url]).await;
    store.close().await;
}
