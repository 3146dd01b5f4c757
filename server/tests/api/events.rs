use crate::stage::{COMMITTEE, NOON, Stage, VENUE_A, VENUE_B, activity, create, op, rec};
use domain::{
    affiliation::{Affiliation, Spell},
    fields::Fields,
    id::{DeviceId, Feed, MemberId, UserId},
    policy::{Held, Role, Scope},
};
use insta::assert_snapshot;
use jiff::civil::date;
use reqwest::header;
use serde_json::{Value, json};
use server::store::{Incoming, Store};
use sha2::{Digest, Sha256};
use std::{sync::Arc, time::Duration};
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport},
};
use tokio::time::timeout;
use uuid::Uuid;

/// Longer than anything here takes, shorter than the server would wait by itself.
const SOON: Duration = Duration::from_secs(8);
/// Longer than changes are gathered.
const A_WHILE: Duration = Duration::from_millis(1_600);

/// An open stream, as a client reads it.
pub struct Stream {
    reply: reqwest::Response,
    read: String,
}

impl Stream {
    pub async fn open(http: &reqwest::Client, base: &str, token: &str) -> Stream {
        let reply = http.get(format!("{base}/api/v1/events")).bearer_auth(token).send().await.unwrap();
        assert_eq!(reply.status(), 200);
        let mut stream = Stream { reply, read: String::new() };
        assert_eq!(stream.poke().await, json!({}), "whoever begins to listen may have missed anything");
        stream
    }

    /// The next event as it is written; `None` at the end.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            if let Some((event, rest)) = self.read.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.read = rest;
                return Some(event);
            }
            let chunk = timeout(SOON, self.reply.chunk()).await.unwrap_or_else(|_| panic!("nothing comes")).unwrap()?;
            self.read.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// What the next event says.
    pub async fn poke(&mut self) -> Value {
        let event = self.next().await.unwrap();
        serde_json::from_str(event.strip_prefix("data: ").unwrap_or_else(|| panic!("no poke: {event}"))).unwrap()
    }

    async fn is_silent(&mut self) -> bool {
        self.read.is_empty() && timeout(A_WHILE, self.reply.chunk()).await.is_err()
    }
}

async fn listen(stage: &Stage, token: &str) -> Stream {
    Stream::open(&stage.http, &stage.base, token).await
}

/// The stage with its store in reach.
async fn with_store(change: impl FnOnce(&mut server::serve::Parts)) -> (Stage, Arc<dyn Store>) {
    let mut kept = None;
    let stage = Stage::with(|parts| {
        kept = Some(parts.store.clone());
        change(parts);
    })
    .await;
    (stage, kept.unwrap())
}

/// Ends a session as another server would.
async fn end_session(store: &dyn Store, token: &str) {
    let hash: String = Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect();
    store.close_session(&hash).await.unwrap();
}

#[tokio::test]
async fn a_change_is_told_to_those_whose_feed_it_is_and_to_nobody_else() {
    let stage = Stage::start().await;
    let (jia, yi, bing) = (stage.sign_in("jia").await, stage.sign_in("yi").await, stage.sign_in("bing").await);
    let (mut at_a, mut at_b) = (listen(&stage, &yi).await, listen(&stage, &bing).await);
    stage.push(&jia, 1, json!([create(1, rec(1)), create(2, rec(2))])).await;
    stage.push(&jia, 1, json!([create(3, rec(3))])).await;
    assert_eq!(at_a.poke().await, json!({ (Feed::Venue(VENUE_A).to_string()): 3 }), "a burst is one poke");
    assert!(at_b.is_silent().await);
    let mut there = activity();
    there["venue"] = json!(VENUE_B);
    let mut there = op(1, rec(4), json!({ "create": there }));
    there["feed"] = json!(Feed::Venue(VENUE_B));
    stage.push(&bing, 2, json!([there])).await;
    let told = at_b.poke().await;
    assert_eq!(told[Feed::Venue(VENUE_B).to_string()], json!(1));
    assert!(told.get(Feed::Venue(VENUE_A).to_string()).is_none(), "{told}");
}

#[tokio::test]
async fn a_stream_is_kept_by_nobody_in_between() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let request = stage.http.get(format!("{}/api/v1/events", stage.base)).header(header::ACCEPT_ENCODING, "gzip");
    let mut reply = request.bearer_auth(&token).send().await.unwrap();
    let names = ["content-type", "cache-control", "x-accel-buffering", "x-content-type-options", "content-encoding"];
    let shown = names
        .map(|name| format!("{name}: {}", reply.headers().get(name).map_or("none", |value| value.to_str().unwrap())));
    let first = reply.chunk().await.unwrap().unwrap();
    assert_snapshot!(format!("{}\n\n{}", shown.join("\n"), String::from_utf8_lossy(&first)));
}

#[tokio::test]
async fn whose_session_ends_hears_nothing_more() {
    let (stage, store) = with_store(|_| ()).await;
    let (jia, yi, ding) = (stage.sign_in("jia").await, stage.sign_in("yi").await, stage.sign_in("ding").await);
    let (mut leaving, mut revoked) = (listen(&stage, &yi).await, listen(&stage, &ding).await);
    stage.ask(reqwest::Method::DELETE, "/api/v1/session", Some(&yi), None).await;
    assert_eq!(leaving.next().await, None);
    end_session(&*store, &ding).await;
    stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    assert_eq!(revoked.next().await, None);
}

#[tokio::test]
async fn silence_is_broken_now_and_then_and_finds_sessions_that_have_ended() {
    let (stage, store) = with_store(|parts| parts.bounds.quiet = Duration::from_millis(100)).await;
    let jia = stage.sign_in("jia").await;
    let mut stream = listen(&stage, &jia).await;
    for _ in 0..3 {
        assert_eq!(stream.next().await.unwrap().trim(), ":");
    }
    end_session(&*store, &jia).await;
    while let Some(event) = stream.next().await {
        assert_eq!(event.trim(), ":");
    }
}

#[tokio::test]
async fn a_feed_that_is_no_longer_granted_is_named_no_more() {
    let (stage, store) = with_store(|_| ()).await;
    let (jia, yi) = (stage.sign_in("jia").await, stage.sign_in("yi").await);
    let mut stream = listen(&stage, &yi).await;
    let until = Some(date(2026, 3, 1));
    let spell = Spell { kind: Affiliation::Venue, to: VENUE_A.to_string(), from: date(2026, 1, 1), until };
    let left = Op {
        n: 100,
        rec: MemberId(Uuid::from_u128(102)).into(),
        kind: "member".into(),
        feed: Feed::Ref(COMMITTEE),
        base: 1,
        epoch: None,
        hlc: Hlc::at(NOON),
        schema: 1,
        act: Act::Patch(Fields::default().with("spell:1", spell.value())),
    };
    let held = vec![Held { role: Role::Staff, scope: Scope::Committee(COMMITTEE) }];
    let actor = Actor { user: UserId(Uuid::from_u128(205)), member: None, held, lost: Vec::new() };
    let push = Push { device: DeviceId(901), actor, epoch: None, ops: vec![Op { n: 1, ..left }] };
    let answers = store.apply(&[Incoming { push, waiting: OutboxReport::default() }], NOON).await.unwrap();
    assert!(answers[0].is_ok());
    // In the same breath, so that it was heard while the grant was there.
    stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    assert_eq!(stream.poke().await, json!({}), "other grants are anything");
    stage.push(&jia, 1, json!([create(2, rec(2))])).await;
    assert!(stream.is_silent().await);
}

#[tokio::test]
async fn streams_have_bounds_and_each_session_has_one() {
    let stage = Stage::with(|parts| parts.bounds.streams = 2).await;
    let (jia, yi, ding) = (stage.sign_in("jia").await, stage.sign_in("yi").await, stage.sign_in("ding").await);
    let (mut first, _other) = (listen(&stage, &jia).await, listen(&stage, &yi).await);
    let _again = listen(&stage, &jia).await;
    assert_eq!(first.next().await, None, "the newest is the one that is listened to");
    let full = stage.get("/api/v1/events", &ding).await;
    assert_eq!(full.code(), (503, "overloaded"));
    assert!((30..60).contains(&full.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap()));
    let elsewhere = stage.http.get(format!("{}/api/v1/events", stage.base)).bearer_auth(&ding);
    let elsewhere = stage.send(elsewhere.header(header::ORIGIN, "https://evil.example")).await;
    assert_eq!(elsewhere.code(), (403, "origin_mismatch"));
}

#[tokio::test]
async fn a_stream_outlasts_every_request_and_does_not_keep_the_server_from_ending() {
    // Long enough for a password to be checked on a machine that has much else to do.
    let stage = Stage::with(|parts| parts.bounds.request = Duration::from_millis(1_500)).await;
    let (jia, yi) = (stage.sign_in("jia").await, stage.sign_in("yi").await);
    let mut stream = listen(&stage, &yi).await;
    tokio::time::sleep(Duration::from_millis(2_000)).await;
    stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    assert!(stream.poke().await.is_object());
    let ended = tokio::spawn(stage.end());
    assert_eq!(stream.next().await, None);
    timeout(SOON, ended).await.unwrap_or_else(|_| panic!("the open stream holds it up")).unwrap();
}
