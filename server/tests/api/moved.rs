//! A deployment moves from its file to PostgreSQL while phones have work that they have not sent: real processes, one of
//! them killed, and a phone that goes on with its session, its cursors and its numbers.

use crate::{
    cluster::Database,
    process::{self, Server, command, sign_in, sync, until},
    proof,
    stage::{self, COMMITTEE, VENUE_A, VENUE_B},
};
use domain::{
    id::{DeviceId, Feed},
    scope::Scope,
};
use serde_json::{Map, Value, json};
use server::store::{Store, postgres::PostgresStore, sqlite::SqliteStore};
use std::collections::BTreeMap;

/// As much of a client as remembers what it has.
struct Phone {
    http: reqwest::Client,
    token: String,
    device: DeviceId,
    epoch: Value,
    grants: Value,
    cursors: Map<String, Value>,
}

impl Phone {
    async fn sign_in(http: &reqwest::Client, base: &str, login: &str, device: u128) -> Phone {
        let token = sign_in(http, base, login).await;
        let (http, device) = (http.clone(), DeviceId(device));
        Phone { http, token, device, epoch: Value::Null, grants: Value::Null, cursors: Map::new() }
    }

    /// Sends operations; whether the answer arrives is another matter.
    async fn ask(&self, base: &str, ops: &[Value]) -> Value {
        let body = json!({ "proto": 1, "device": self.device, "epoch": self.epoch, "grants": self.grants,
                           "cursors": self.cursors, "ops": ops });
        sync(&self.http, base, &self.token, &body).await.unwrap().1
    }

    /// Takes the answer in; gives back its results and its rows, by record.
    async fn round(&mut self, base: &str, ops: &[Value]) -> (Value, BTreeMap<String, Value>) {
        let reply = self.ask(base, ops).await;
        let mut rows = BTreeMap::new();
        for (feed, page) in reply["feeds"].as_object().unwrap() {
            assert_eq!(page["more"], false, "{reply}");
            assert!(self.cursors.is_empty() || page["reset"] != true, "{reply}");
            for row in page["changes"].as_array().unwrap() {
                let rec = row["rec"].as_str().unwrap().to_owned();
                assert!(rows.insert(rec, row.clone()).is_none(), "twice in one answer: {row}");
            }
            self.cursors.insert(feed.clone(), page["seq"].clone());
        }
        assert!(self.epoch.is_null() || self.epoch == reply["epoch"], "{reply}");
        assert!(self.grants.is_null() || reply["grants"].is_null(), "it has the same rights: {reply}");
        self.epoch = reply["epoch"].clone();
        if let Some(hash) = reply["grants"].get("hash") {
            self.grants = hash.clone();
        }
        (reply["results"].clone(), rows)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_goes_on_after_the_move_as_if_nothing_had_happened() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Database::durable());
    let (data, file) = (folder.path(), folder.path().join("shangliang.db"));
    let store = SqliteStore::open(&file).await.unwrap();
    stage::set_up(&store).await;
    store.close().await;
    let migrate = || {
        let args = ["migrate-to", "--data", data.to_str().unwrap(), "--url", &database.url];
        command(args, "")
    };
    let http = process::http();

    let mut before = Server::start(data, &[]).await;
    let mut jia = Phone::sign_in(&http, &before.base, "jia", 1_000).await;
    let mut bing = Phone::sign_in(&http, &before.base, "bing", 1_001).await;
    let mut third = stage::create(3, stage::rec(3));
    third["act"]["create"]["attendance:00000000-0000-0000-0000-000000000067"] = json!("present");
    let first = [stage::create(1, stage::rec(1)), stage::create(2, stage::rec(2)), third];
    jia.round(&before.base, &first).await;
    let mirror = until("the mirror does not come", async || {
        let rows = bing.round(&before.base, &[]).await.1;
        rows.into_values().find(|row| row["kind"] == "mirror")
    })
    .await;
    assert_eq!(mirror["ver"], 1);
    assert!(migrate().unwrap_err().contains("stop it first"));
    // The answer to the fourth never arrives, and the server ends in the middle of whatever it does.
    let fourth = stage::create(4, stage::rec(4));
    jia.ask(&before.base, std::slice::from_ref(&fourth)).await;
    before.child.kill().await.unwrap();

    let told = migrate().unwrap();
    for table in ["account", "device", "feed", "op", "record", "rollup", "session"] {
        assert!(told.lines().any(|line| line.starts_with(table) && line.contains("digest")), "{told}");
    }
    let again = migrate().unwrap_err();
    assert!(again.contains("is not served any more") && again.contains("restore --from"), "{again}");
    let served = command(["serve", "--addr", "127.0.0.1:0", "--data", data.to_str().unwrap()], "").unwrap_err();
    assert!(served.contains("is not served any more"), "{served}");

    let after = Server::start(data, &["--database-url", &database.url]).await;
    let mut patch = stage::op(6, stage::rec(1), json!({ "patch": { "place": "村头" } }));
    patch["base"] = json!(1);
    let unsent = [fourth, stage::create(5, stage::rec(5)), patch];
    let (results, rows) = jia.round(&after.base, &unsent).await;
    assert_eq!(results, json!([{ "n": 4, "ver": 1 }, { "n": 5, "ver": 1 }, { "n": 6, "ver": 2 }]));
    let came: Vec<_> = rows.values().map(|row| (row["ver"].clone(), row["seq"].clone())).collect();
    assert_eq!(came, [(json!(2), json!(6)), (json!(1), json!(4)), (json!(1), json!(5))], "{rows:?}");
    let (results, rows) = jia.round(&after.base, &[]).await;
    assert_eq!((results, rows.len()), (json!([]), 0), "it has everything");

    // Each counts once, and nobody is told again what he knows.
    let there = PostgresStore::open(&database.url).await.unwrap();
    let pending = async |scope| proof::pending(&there, scope).await;
    until("the figures stay behind", async || (pending(Scope::Committee(COMMITTEE)).await == 5).then_some(())).await;
    assert_eq!((pending(Scope::Venue(VENUE_A)).await, pending(Scope::Venue(VENUE_B)).await), (5, 0));
    assert!(bing.round(&after.base, &[]).await.1.is_empty());
    let mut yi = Phone::sign_in(&http, &after.base, "yi", 1_002).await;
    let rows = yi.round(&after.base, &[]).await.1;
    let venue = Feed::Venue(VENUE_A).to_string();
    assert_eq!(rows.values().filter(|row| row["kind"] == "activity").count(), 5);
    assert_eq!(yi.cursors[&venue], 6);
    there.close().await;

    // Going back is a restore: what phones have sent since, they send again.
    let back = ["restore", "--data", data.to_str().unwrap(), "--from", file.to_str().unwrap()];
    command(back, "").unwrap();
    let mut old = Server::start(data, &[]).await;
    let reply = jia.ask(&old.base, &[stage::create(7, stage::rec(7))]).await;
    assert_eq!(reply["code"], "restored", "{reply}");
    old.child.kill().await.unwrap();
}
