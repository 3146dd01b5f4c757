use crate::stage::{Stage, create, rec};
use serde_json::json;
use server::store::{Store, sqlite::SqliteStore};
use std::{path::Path, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Longer than anything here takes, shorter than the server would wait by itself.
const SOON: Duration = Duration::from_secs(8);

async fn version_of_the_record(folder: &Path) -> u64 {
    let store = SqliteStore::open(&folder.join("api.db")).await.unwrap();
    store.record(rec(1)).await.unwrap().unwrap().record.row.ver
}

/// Begins a request whose body never comes whole; answers when the server has begun to read it.
async fn half_a_request(stage: &Stage, token: &str) -> TcpStream {
    let mut phone = TcpStream::connect(stage.base.trim_start_matches("http://")).await.unwrap();
    let head = format!(
        "POST /api/v1/sync HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer {token}\r\nContent-Length: 1000\r\n\
         Expect: 100-continue\r\n\r\n"
    );
    phone.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    phone.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100");
    phone.write_all(b"{ \"proto\": 1,").await.unwrap();
    phone
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_the_end() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let answer = stage.push(&token, 1, json!([create(1, rec(1))])).await;
    assert_eq!(answer.body["results"], json!([{ "n": 1, "ver": 1 }]));
    let folder = stage.end().await;
    assert_eq!(version_of_the_record(folder.path()).await, 1);
}

#[tokio::test]
async fn a_half_sent_request_does_not_keep_the_server_from_ending() {
    let stage = Stage::with(|parts| parts.bounds.drain = Duration::from_millis(100)).await;
    let token = stage.sign_in("jia").await;
    stage.push(&token, 1, json!([create(1, rec(1))])).await;
    let _phone = half_a_request(&stage, &token).await;
    let folder = timeout(SOON, stage.end()).await.unwrap();
    assert_eq!(version_of_the_record(folder.path()).await, 1);
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_told_to_come_back() {
    let stage = Stage::with(|parts| parts.bounds.request = Duration::from_millis(300)).await;
    let token = stage.sign_in("jia").await;
    let mut phone = half_a_request(&stage, &token).await;
    let mut answer = String::new();
    timeout(SOON, phone.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.contains("HTTP/1.1 503"), "{answer}");
    let wait = answer.lines().find_map(|line| line.strip_prefix("retry-after: ")).unwrap();
    // Phones that were all cut off by one slow minute do not all come back in one second.
    assert!((5..10).contains(&wait.parse::<u64>().unwrap()), "{wait}");
    assert!(answer.contains("\"code\":\"overloaded\""), "{answer}");
}
