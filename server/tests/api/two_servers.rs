//! Two real server processes on one PostgreSQL: sessions, feeds and devices are shared, one of them is killed while phones
//! push, and nothing is lost or taken twice.

use crate::{
    cluster::Database,
    events::Stream,
    process::{self, Server, sign_in, sync, until},
    proof,
    stage::{self, COMMITTEE, VENUE_A},
    storm::{self, Storm},
};
use domain::{
    id::{DeviceId, Feed},
    scope::Scope,
};
use serde_json::json;
use server::store::{Store, postgres::PostgresStore};

/// Operations answered before one server is killed, and in all.
const BEFORE: usize = 300;
const ALL: usize = 800;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_servers_is_killed_and_nothing_is_lost_or_doubled() {
    let database = Database::durable();
    let store = PostgresStore::open(&database.url).await.unwrap();
    stage::set_up(&store).await;
    let data = tempfile::tempdir().unwrap();
    let on = ["--database-url", database.url.as_str()];
    let (mut first, mut second) = (Server::start(data.path(), &on).await, Server::start(data.path(), &on).await);
    let http = process::http();
    // A session of one server is one of the other.
    let token = sign_in(&http, &first.base, "jia").await;
    let storm = Storm::begin(&http, &token, vec![first.base.clone(), second.base.clone()], 1);
    storm.reaches(BEFORE).await;
    first.child.kill().await.unwrap();
    storm.reaches(ALL).await;
    let phones = storm.end().await;

    // The one that is left makes the figures of both.
    let all = storm::records(&phones);
    let counted = async || proof::pending(&store, Scope::Committee(COMMITTEE)).await == all;
    until("the figures stay behind", async || counted().await.then_some(())).await;
    second.child.kill().await.unwrap();
    storm::prove(&store, &phones).await;
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_server_takes_in_is_told_to_those_who_listen_to_the_other() {
    let database = Database::durable();
    let store = PostgresStore::open(&database.url).await.unwrap();
    stage::set_up(&store).await;
    let data = tempfile::tempdir().unwrap();
    let on = ["--database-url", database.url.as_str()];
    let (first, second) = (Server::start(data.path(), &on).await, Server::start(data.path(), &on).await);
    let http = process::http();
    let (jia, yi) = (sign_in(&http, &first.base, "jia").await, sign_in(&http, &first.base, "yi").await);
    let mut stream = Stream::open(&http, &second.base, &yi).await;
    let body = json!({ "proto": 1, "device": DeviceId(1_000), "ops": [stage::create(1, stage::rec(1))] });
    sync(&http, &first.base, &jia, &body).await.unwrap();
    let venue = Feed::Venue(VENUE_A).to_string();
    // A server that has just begun to listen to the others is told of anything first.
    let mut told = stream.poke().await;
    while told == json!({}) {
        told = stream.poke().await;
    }
    assert_eq!(told, json!({ venue: 1 }));
    store.close().await;
}
