use crate::stage::{Answer, NOON, Stage, create, gzip, op, rec};
use insta::assert_snapshot;
use reqwest::header;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::task::JoinSet;

/// The outcome of each operation: its number, and its version or code.
fn outcomes(answer: &Answer) -> Vec<(u64, Value)> {
    let results = answer.body["results"].as_array().unwrap().iter();
    results
        .map(|result| {
            let outcome = [&result["ver"], &result["code"]].into_iter().find(|value| !value.is_null());
            (result["n"].as_u64().unwrap(), outcome.unwrap().clone())
        })
        .collect()
}

#[tokio::test]
async fn the_first_sync_brings_grants_roster_and_nothing_else() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let answer = stage.push(&token, 1, json!([])).await;
    assert_snapshot!(answer.shown());
    let known = json!({ "proto": 1, "device": "0".repeat(31) + "1", "grants": answer.body["grants"]["hash"],
        "cursors": { "ref:00000000-0000-0000-0000-000000000001": 7 } });
    assert_snapshot!("nothing_new", stage.sync(&token, known).await.shown());
}

#[tokio::test]
async fn a_pushed_record_comes_back_to_its_writer_and_to_others_of_the_venue_only() {
    let stage = Stage::start().await;
    let (jia, yi, bing) = (stage.sign_in("jia").await, stage.sign_in("yi").await, stage.sign_in("bing").await);
    let answer = stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    assert_eq!(outcomes(&answer), [(1, json!(1))]);
    let feed = "venue:00000000-0000-0000-0000-000000000002";
    assert_snapshot!(serde_json::to_string_pretty(&answer.body["feeds"][feed]).unwrap());
    assert_eq!(stage.push(&yi, 2, json!([])).await.body["feeds"][feed], answer.body["feeds"][feed]);
    assert!(stage.push(&bing, 3, json!([])).await.body["feeds"].get(feed).is_none());
}

#[tokio::test]
async fn a_replay_gets_the_stored_outcome() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let ops = json!([create(1, rec(1)), op(2, rec(1), json!({ "patch": { "type": "Bad!" } })), create(3, rec(2))]);
    let first = stage.push(&token, 1, ops.clone()).await;
    assert_eq!(outcomes(&first), [(1, json!(1)), (2, json!("type_unknown")), (3, json!(1))]);
    let again = stage.push(&token, 1, ops).await;
    assert_eq!(again.body["results"], first.body["results"]);
    assert_eq!(again.body["feeds"], first.body["feeds"]);
}

#[tokio::test]
async fn gaps_copies_and_foreign_devices_are_conflicts() {
    let stage = Stage::start().await;
    let (jia, yi) = (stage.sign_in("jia").await, stage.sign_in("yi").await);
    stage.push(&jia, 1, json!([create(1, rec(1))])).await;
    assert_snapshot!("a_gap", stage.push(&jia, 1, json!([create(5, rec(2))])).await.shown());
    assert_snapshot!("a_copy", stage.push(&jia, 1, json!([create(1, rec(3))])).await.shown());
    assert_snapshot!("a_foreign_device", stage.push(&yi, 1, json!([create(2, rec(4))])).await.shown());
    assert_eq!(stage.push(&yi, 1, json!([])).await.code(), (409, "device_foreign"));
    assert_eq!(stage.push(&jia, 1, json!([create(2, rec(2)), create(4, rec(3))])).await.code(), (400, "malformed"));
}

#[tokio::test]
async fn a_tab_with_the_cookie_of_somebody_else_gets_no_rows() {
    let stage = Stage::start().await;
    let (jia, bing) = (stage.sign_in_on("jia", 1).await, stage.sign_in_on("bing", 2).await);
    assert_eq!(stage.push(&bing, 1, json!([])).await.code(), (409, "device_foreign"), "though jia never synced");
    assert_eq!(stage.push(&bing, 1, json!([create(1, rec(1))])).await.code(), (409, "device_foreign"));
    assert_eq!(stage.push(&jia, 1, json!([create(1, rec(1))])).await.status, 200);
    // A device may take a new number of its own, as it does after it was copied. It is claimed without an operation.
    assert_eq!(stage.push(&jia, 3, json!([])).await.status, 200);
    assert_eq!(stage.push(&bing, 3, json!([])).await.code(), (409, "device_foreign"));
    // Signing in with a device of somebody else is no reason to be locked out of the desk; only syncing is refused.
    let bing = stage.sign_in_on("bing", 1).await;
    assert_eq!(stage.push(&bing, 1, json!([])).await.code(), (409, "device_foreign"));
    assert_eq!(stage.push(&bing, 2, json!([])).await.status, 200);
    assert_eq!(stage.push(&jia, 1, json!([])).await.status, 200, "and the device is still the first one's");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_alone() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let mut strange = create(2, rec(2));
    strange["act"] = json!({ "explode": 1 });
    let mut large = create(3, rec(3));
    large["act"]["create"]["note"] = json!("x".repeat(64_000));
    let mut kind = create(4, rec(4));
    kind["kind"] = json!("poem");
    let ops = json!([create(1, rec(1)), strange, large, kind, create(5, rec(5))]);
    let answer = stage.push(&token, 1, ops.clone()).await;
    let expected = [
        (1, json!(1)),
        (2, json!("op_invalid")),
        (3, json!("op_too_large")),
        (4, json!("kind_unknown")),
        (5, json!(1)),
    ];
    assert_eq!(outcomes(&answer), expected);
    assert_eq!(outcomes(&stage.push(&token, 1, ops).await), expected, "and again in the same way");
}

#[tokio::test]
async fn what_is_too_large_or_not_a_request_is_turned_away_whole() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let many: Vec<Value> = (1..=501).map(|n| create(n, rec(u128::from(n)))).collect();
    assert_snapshot!("too_many_operations", stage.push(&token, 1, json!(many)).await.shown());
    let send = async |body: Vec<u8>, encoding: Option<&str>| {
        let mut request = stage.http.post(format!("{}/api/v1/sync", stage.base)).bearer_auth(&token).body(body);
        if let Some(encoding) = encoding {
            request = request.header(header::CONTENT_ENCODING, encoding);
        }
        stage.send(request).await
    };
    assert_eq!(send(vec![b' '; 1_000_001], None).await.code(), (413, "too_large"));
    assert_eq!(send(b"{".to_vec(), None).await.code(), (400, "malformed"));
    assert_eq!(send(b"not gzip".to_vec(), Some("gzip")).await.code(), (400, "malformed"));
    assert_eq!(send(b"{}".to_vec(), Some("br")).await.code(), (400, "malformed"));
    // 200 MB of blanks in 200 kB: it is read no further than the limit.
    assert_eq!(send(gzip(&vec![b' '; 200_000_000]), Some("gzip")).await.code(), (413, "too_large"));
    let wrong = json!({ "proto": 2, "device": "0".repeat(32) });
    assert_eq!(stage.sync(&token, wrong).await.code(), (400, "proto_unsupported"));
    assert_eq!(stage.push("nobody's token", 1, json!([])).await.code(), (401, "unauthenticated"));
}

#[tokio::test]
async fn gzip_is_understood_both_ways() {
    let stage = Stage::start().await;
    let token = stage.sign_in("jia").await;
    let ops = json!([create(1, rec(1)), create(2, rec(2))]);
    let body = json!({ "proto": 1, "device": "0".repeat(31) + "1", "ops": ops }).to_string();
    let request = stage.http.post(format!("{}/api/v1/sync", stage.base)).bearer_auth(&token);
    let request = request.header(header::CONTENT_ENCODING, "gzip").header(header::ACCEPT_ENCODING, "gzip");
    let answer = stage.send(request.body(gzip(body.as_bytes()))).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers[header::CONTENT_ENCODING], "gzip");
}

#[tokio::test]
async fn what_waits_on_phones_is_told_to_leaders() {
    let stage = Stage::start().await;
    let (jia, leader) = (stage.sign_in("jia").await, stage.sign_in("leader").await);
    let report = json!({ "proto": 1, "device": "0".repeat(31) + "1", "outbox": { "ops": 3, "blobs": 0, "oldest": NOON - 60_000 } });
    assert_eq!(stage.sync(&jia, report.clone()).await.status, 200);
    let unsynced = stage.get("/api/v1/overview?period=2026", &leader).await.body["unsynced"].clone();
    assert_eq!(unsynced, json!({ "ops": 3, "devices": 1, "oldest": NOON - 60_000 }));
    let mut sent = report;
    sent["ops"] = json!([create(1, rec(1)), create(2, rec(2)), create(3, rec(3))]);
    stage.sync(&jia, sent).await;
    let unsynced = stage.get("/api/v1/overview?period=2026", &leader).await.body["unsynced"].clone();
    assert_eq!(unsynced, json!({ "ops": 0, "devices": 0, "oldest": null }));
}

#[tokio::test]
async fn forty_phones_at_once_are_all_answered() {
    let stage = Arc::new(Stage::start().await);
    let token = stage.sign_in("ding").await;
    let mut phones = JoinSet::new();
    for phone in 0..40_u128 {
        let (stage, token) = (stage.clone(), token.clone());
        phones.spawn(async move {
            for n in 1..=5_u64 {
                let rec = rec(phone * 10 + u128::from(n));
                assert_eq!(outcomes(&stage.push(&token, 100 + phone, json!([create(n, rec)])).await), [(n, json!(1))]);
            }
        });
    }
    phones.join_all().await;
    let all = json!({ "proto": 1, "device": "0".repeat(31) + "1", "want_bytes": 4_000_000 });
    let page = &stage.sync(&token, all).await.body["feeds"]["venue:00000000-0000-0000-0000-000000000002"];
    assert_eq!(
        (page["count"].as_u64(), page["seq"].as_u64(), page["more"].as_bool()),
        (Some(200), Some(200), Some(false))
    );
}
