//! What only a step or the office says, and what only the office takes away.

use crate::citizens::{member, raise, received};
use crate::stage::{Stage, VENUE_A, VENUE_B, op, rec};
use crate::units::page;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn nobody_claims_what_only_a_step_or_the_office_says() {
    let stage = Stage::start().await;
    let jia = stage.sign_in("jia").await;
    let request = |more: Value| {
        let mut fields = json!({
            "narrative": "路灯坏了", "type": "appeal", "raised_on": "2026-05-04", "venue": VENUE_B,
            "channel": "page", "workflow": "request_1", "stage": "rated", "demand:rating": "content",
            "demand:taker": member(1),
        });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let mut created = op(1, rec(5), json!({ "create": fields }));
        created["kind"] = json!("request");
        created
    };
    let mut elsewhere = request(json!({}));
    elsewhere["feed"] = json!(format!("member:{}", member(1)));
    let refused = stage.push(&jia, 70, json!([elsewhere])).await;
    assert_eq!(refused.body["results"][0]["code"], "kind_feed", "where nobody could open its details");
    let made = stage.push(&jia, 71, json!([request(json!({}))])).await;
    assert_eq!(made.body["results"][0]["ver"], 1, "{}", made.body["results"]);
    let row = received(&stage, &jia, 71).await;
    let told = ["venue", "channel", "stage", "demand:rating", "demand:taker"].map(|field| row["body"][field].clone());
    assert_eq!(told, [json!(VENUE_A), json!("site"), json!("raised"), Value::Null, Value::Null]);
    for (n, patch) in (2..).zip([
        json!({ "demand:rating": "content" }),
        json!({ "demand:taker": member(1) }),
        json!({ "channel": "page" }),
        json!({ "venue": VENUE_B }),
    ]) {
        let mut op = op(n, rec(5), json!({ "patch": patch }));
        op["kind"] = json!("request");
        op["base"] = json!(1);
        let refused = stage.push(&jia, 71, json!([op])).await;
        assert_eq!(refused.body["results"][0]["code"], "not_allowed", "{patch}");
    }

    // What the office has read of a report stays as it was read.
    let feed = format!("member:{}", member(1));
    let report = |n: u64, act: Value, base: u64| {
        let mut op = op(n, rec(6), act);
        op["kind"] = json!("opinion_report");
        op["feed"] = json!(feed);
        op["base"] = json!(base);
        op
    };
    let written = json!({
        "title": "通村路结冰", "narrative": "三处长坡。", "raised_on": "2026-05-04", "workflow": "opinion_report_1",
        "member": member(2), "group": rec(9), "demand:adopted_by": "nation",
    });
    let mended = json!({ "patch": { "narrative": "四处长坡。" } });
    let ops = json!([report(6, json!({ "create": written }), 0), report(7, mended.clone(), 1)]);
    let made = stage.push(&jia, 71, ops).await;
    assert_eq!(made.body["results"][1]["ver"], 2, "{}", made.body["results"]);
    let staff = stage.sign_in("staff").await;
    let compiled = json!({ "patch": {
        "stage": "compiled", "workflow": "opinion_report_1", "demand:sent_to": "区委办", "demand:sent_on": "2026-05-04",
    } });
    let mut step = report(1, compiled, 2);
    step["n"] = json!(1);
    let taken = stage.push(&staff, 75, json!([step])).await;
    assert_eq!(taken.body["results"][0]["ver"], 3, "{}", taken.body["results"]);
    let forged = json!({ "patch": { "demand:adopted_by": "nation" } });
    let late = stage.push(&jia, 71, json!([report(8, forged, 3), report(9, mended, 3)])).await;
    let codes: Vec<&str> =
        late.body["results"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["review_closed", "review_closed"]);
    let read = stage.ask(Method::GET, &format!("/api/v1/records/{}", rec(6)), Some(&staff), None).await;
    let body = &read.body["record"]["body"];
    assert_eq!(
        [&body["member"], &body["group"], &body["demand:adopted_by"]],
        [&json!(member(1)), &Value::Null, &Value::Null]
    );
}

#[tokio::test]
async fn the_office_takes_away_what_somebody_wrote_of_another_person() {
    let stage = Stage::start().await;
    let code = raise(&stage).await;
    let (ding, staff) = (stage.sign_in("ding").await, stage.sign_in("staff").await);
    let row = received(&stage, &ding, 71).await;
    let delete = |n: u64| {
        let mut op = op(n, row["rec"].as_str().unwrap().parse().unwrap(), json!({ "delete": {} }));
        op["kind"] = json!("request");
        op["base"] = row["ver"].clone();
        op
    };
    let refused = stage.push(&ding, 71, json!([delete(1)])).await;
    assert_eq!(refused.body["results"][0]["code"], "not_allowed");
    let gone = stage.push(&staff, 72, json!([delete(1)])).await;
    assert_eq!(gone.body["results"][0]["ver"], 2, "{}", gone.body["results"]);
    let row = received(&stage, &ding, 73).await;
    assert_eq!(row["body"]["narrative"], Value::Null, "and from the phones: {row}");
    assert_eq!(page(&stage, &code).await.0, StatusCode::NOT_FOUND);
}
