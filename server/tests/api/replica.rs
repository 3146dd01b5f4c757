//! A real PostgreSQL with a real streaming replica: figures are read there and say as of when they are, also while it stands
//! still; what is decided is read from the database itself; and where the replica is gone nobody notices.

use crate::{
    cluster::Database,
    process::{self, Server, command, sign_in, sync, until},
    stage::{self, approve, create, rec},
};
use domain::id::DeviceId;
use serde_json::{Value, json};
use server::{
    clock,
    store::{Store, postgres::PostgresStore},
};
use std::time::Duration;
use tokio::time::sleep;

/// A server with a phone and a desk.
struct Office {
    server: Server,
    http: reqwest::Client,
    phone: String,
    desk: String,
}

impl Office {
    async fn open(database: &Database, read_url: &str) -> (Office, tempfile::TempDir) {
        set_up(database).await;
        let data = tempfile::tempdir().unwrap();
        let server = Server::start(data.path(), &["--database-url", &database.url, "--read-url", read_url]).await;
        let http = process::http();
        let (phone, desk) = (sign_in(&http, &server.base, "jia").await, sign_in(&http, &server.base, "staff").await);
        (Office { server, http, phone, desk }, data)
    }

    async fn push(&self, token: &str, device: u128, op: Value) {
        let body = json!({ "proto": 1, "device": DeviceId(device), "ops": [op] });
        let (status, reply) = sync(&self.http, &self.server.base, token, &body).await.unwrap();
        assert!(status == 200 && reply["results"][0]["ver"].is_u64(), "{reply}");
    }

    async fn record(&self, n: u64) {
        self.push(&self.phone, 1_000, create(n, rec(u128::from(n)))).await;
    }

    async fn get(&self, path: &str) -> Value {
        let asked = self.http.get(format!("{}/api/v1{path}", self.server.base)).bearer_auth(&self.desk);
        let reply = asked.send().await.unwrap();
        assert_eq!(reply.status(), 200, "{path}");
        reply.json().await.unwrap()
    }

    async fn waiting_for_review(&self) -> u64 {
        self.get("/review?state=pending").await["total"].as_u64().unwrap()
    }

    /// What is approved and what waits, by each of the questions that say as of when they are; they agree.
    async fn figures(&self) -> ((u64, u64), u64) {
        let overview = self.get("/overview?period=2026").await;
        let split = self.get("/figures/split?period=2026&by=venue").await;
        let records = self.get("/figures/records?period=2026&indicator=activities&state=pending").await;
        let counted = |figure: &Value| (figure["approved"].as_u64().unwrap(), figure["pending"].as_u64().unwrap());
        let (first, second) = (counted(&overview["figures"]["activities"]), counted(&split["total"]["activities"]));
        let third = records["total"].as_u64().unwrap();
        let as_of = [&overview, &split, &records].map(|answer| answer["as_of"].as_u64().unwrap());
        let figures = if first == second && second.1 == third { first } else { (u64::MAX, u64::MAX) };
        (figures, as_of.into_iter().max().unwrap())
    }

    /// Waits until the figures are so, and as of a moment after `since`.
    async fn shows(&self, figures: (u64, u64), since: u64) {
        let what = format!("the figures do not become {figures:?}");
        until(&what, async || {
            let (found, as_of) = self.figures().await;
            (found == figures && as_of > since).then_some(())
        })
        .await;
    }
}

async fn set_up(database: &Database) {
    let store = PostgresStore::open(&database.url).await.unwrap();
    stage::set_up(&store).await;
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_come_from_the_replica_and_decisions_never_do() {
    let database = Database::durable();
    let replica = database.replica();
    let (office, _data) = Office::open(&database, &replica.url).await;
    office.record(1).await;
    office.shows((0, 1), clock::system()).await;

    // The replica stands still; who decides sees everything at once.
    replica.ask("select pg_wal_replay_pause()");
    let paused = clock::system();
    office.record(2).await;
    assert_eq!(office.waiting_for_review().await, 2);
    office.push(&office.desk, 1_001, approve(1, rec(1), 1)).await;
    assert_eq!(office.waiting_for_review().await, 1);
    assert_eq!(office.get(&format!("/records/{}", rec(1))).await["record"]["body"]["review"], "approved");
    // Figures are those of before, and say so. On a machine with too much to do the replica may be left out now and then.
    let mut old = 0;
    for _ in 0..20 {
        let (figures, as_of) = office.figures().await;
        if figures == (0, 1) {
            old += 1;
            assert!(as_of <= paused + 1_000, "{as_of} is said of what ended at {paused}");
        }
        sleep(Duration::from_millis(100)).await;
    }
    assert!(old > 0, "the replica is not asked");
    replica.ask("select pg_wal_replay_resume()");
    office.shows((1, 1), clock::system()).await;

    // Without the replica there are figures all the same.
    replica.stop();
    assert_eq!(office.figures().await.0, (1, 1));
    office.record(3).await;
    office.shows((1, 2), clock::system()).await;

    // And once it is back it is asked again: where it stands still, what was written since is not in the figures.
    replica.start();
    for n in 4.. {
        office.shows((1, n - 2), clock::system()).await;
        replica.ask("select pg_wal_replay_pause()");
        office.record(n).await;
        sleep(Duration::from_millis(2_000)).await;
        let (figures, as_of) = office.figures().await;
        replica.ask("select pg_wal_replay_resume()");
        if figures == (1, n - 2) && as_of + 1_500 < clock::system() {
            break;
        }
        assert!(n < 12, "the replica is not asked again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_replica_of_the_database_is_not_read() {
    let (database, other) = (Database::durable(), Database::durable());
    set_up(&other).await;
    let replica = other.replica();
    let (office, _data) = Office::open(&database, &replica.url).await;
    office.record(1).await;
    office.shows((0, 1), clock::system()).await;
    // Time enough to find the other one well, were it not asked whose it is.
    for _ in 0..20 {
        assert_eq!(office.figures().await.0, (0, 1));
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_is_exported_from_the_replica_and_without_it() {
    let database = Database::durable();
    set_up(&database).await;
    let replica = database.replica();
    let export = |url: &str, read_url: &str| command(["export-ops", "--database-url", url, "--read-url", read_url], "");
    let whole = command(["export-ops", "--database-url", &database.url], "").unwrap();
    assert_eq!(whole.lines().count(), 7);
    assert_eq!(export(&database.url, &replica.url).unwrap(), whole);
    replica.stop();
    assert_eq!(export(&database.url, &replica.url).unwrap(), whole);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("some.db");
    std::fs::write(&file, "").unwrap();
    let refused = export(&format!("sqlite:{}", file.display()), &replica.url).unwrap_err();
    assert!(refused.contains("--read-url names a replica of a PostgreSQL database"), "{refused}");
}
