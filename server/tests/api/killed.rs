//! One server on its file, killed with SIGKILL again and again while phones push, and started again on what it left.
//!
//! `SHANGLIANG_KILLS=200 cargo test -p server --test api killed -- --nocapture`

use crate::{
    process::{self, Server, asked, sign_in},
    stage,
    storm::{self, Phone, Storm},
};
use server::{
    demo::dice::Dice,
    store::{Store, sqlite::SqliteStore},
};
use std::time::Duration;
use tokio::time::sleep;

/// The longest that a server runs once it has answered somebody, in microseconds.
const LONGEST: usize = 150_000;
/// The longest that one starts before it is killed, one time in four; most are then not yet listening.
const START: usize = 60_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_again_and_again_loses_and_doubles_nothing_that_it_acknowledged() {
    let (kills, seed) = (asked("SHANGLIANG_KILLS", 5), asked("SHANGLIANG_SEED", 1));
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path(), folder.path().join("shangliang.db"));
    let store = SqliteStore::open(&file).await.unwrap();
    stage::set_up(&store).await;
    store.close().await;

    let mut server = Server::start(data, &[]).await;
    let http = process::http();
    let token = sign_in(&http, &server.base, "jia").await;
    let storm = Storm::begin(&http, &token, vec![server.base.clone()], seed);
    let (mut dice, mut starting) = (Dice::new(seed), 0);
    for _ in 0..kills {
        storm.reaches(storm.acknowledged() + 1).await;
        sleep(Duration::from_micros(dice.below(LONGEST) as u64)).await;
        server.child.kill().await.unwrap();
        if dice.below(4) == 0 {
            let mut child = Server::spawn(data, &[]);
            sleep(Duration::from_micros(dice.below(START) as u64)).await;
            child.kill().await.unwrap();
            starting += 1;
        }
        server = Server::start(data, &[]).await;
        storm.turn_to(vec![server.base.clone()]);
    }
    let phones = storm.end().await;
    server.child.kill().await.unwrap();

    let store = SqliteStore::open(&file).await.unwrap();
    storm::prove(&store, &phones).await;
    store.close().await;
    let (operations, records) = (phones.iter().flat_map(Phone::sent).count(), storm::records(&phones));
    println!(
        "seed {seed}: {kills} kills in the storm and {starting} at a start, {operations} operations, {records} records"
    );
}
