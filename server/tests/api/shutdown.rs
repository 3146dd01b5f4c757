use crate::stage::{Stage, create, rec};
use serde_json::json;
use server::store::{Store, sqlite::SqliteStore};

#[tokio::test]
async fn what_was_acknowledged_is_there_after_the_end() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let answer = stage.push(&token, 1, json!([create(1, rec(1))])).await;
    assert_eq!(answer.body["results"], json!([{ "n": 1, "ver": 1 }]));
    let folder = stage.end().await;
    let store = SqliteStore::open(&folder.path().join("api.db")).await.unwrap();
    assert_eq!(store.record(rec(1)).await.unwrap().unwrap().record.row.ver, 1);
}
