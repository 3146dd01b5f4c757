//! What the records of the walk say.

use super::world::{Ground, SAID_FAR};
use domain::{fields::Fields, id::RecordId, kind::Kind};
use serde_json::{Value, json};
use uuid::Uuid;

/// The workflow of every matter here.
const SHORT: &str = "consultation_short_1";

/// The workflow of every hand-over here.
const HAND_OVER: &str = "hand_over_1";

/// The workflow of every request here.
const REQUEST: &str = "request_1";

/// The steps to where everybody of the site may take it on: of a hand-over what a unit answers and the office checks, of a request
/// that it is given to the members.
pub fn led_there(kind: Kind) -> Vec<Value> {
    let answered = json!({
        "workflow": HAND_OVER, "stage": "replied", "demand:talked": "电话里说过", "demand:reply": "灯已装好。",
        "demand:reply_class": "a", "demand:replied_on": "2026-05-03",
    });
    match kind {
        Kind::HandOver => vec![answered, json!({ "workflow": HAND_OVER, "stage": "checked" })],
        Kind::Request => vec![json!({ "workflow": REQUEST, "stage": "dispatched" })],
        _ => Vec::new(),
    }
}

/// A step that somebody of the site may take as well: from words to talking, and from an answer to the visit afterwards.
pub fn step(kind: Kind) -> Value {
    match kind {
        Kind::HandOver => json!({
            "workflow": HAND_OVER, "stage": "followed_up", "demand:visited_on": "2026-05-03", "demand:seen": "灯亮着",
        }),
        Kind::Request => json!({
            "workflow": REQUEST, "stage": "accepted", "demand:taker": Uuid::from_u128(101),
        }),
        _ => json!({ "stage": "deliberating", "workflow": SHORT }),
    }
}

/// The least that a record of a kind must say.
pub fn body(kind: Kind, ground: Ground) -> Fields {
    let name = if ground == Ground::Far { SAID_FAR } else { "一条名册" };
    let body = match kind {
        Kind::Check => json!({ "checklist": RecordId(Uuid::from_u128(8)), "venue": ground.venue() }),
        Kind::Mirror => json!({}),
        Kind::Quota => json!({ "name": name, "owner": "member", "every": "year", "minimum": 1, "from": "2026-01-01" }),
        Kind::Workflow => json!({
            "name": name, "of": "consultation",
            "stage:one": { "name": "一", "order": 1, "who": ["staff"], "to": ["two"] },
            "stage:two": { "name": "二", "order": 2, "who": [], "to": [] },
        }),
        Kind::Consultation => json!({
            "title": "村口路灯", "source": "citizens", "venue": ground.venue(), "raised_on": "2026-05-03",
            "narrative": ground.said(), "workflow": SHORT,
        }),
        Kind::Suggestion => json!({
            "origin": ground.activity(), "venue": ground.venue(), "made_on": "2026-05-03", "narrative": ground.said(),
        }),
        Kind::HandOver => json!({
            "origin": ground.activity(), "venue": ground.venue(), "unit": "区电力公司", "narrative": ground.said(),
            "handed_on": "2026-05-03", "deadline": "2026-06-03", "workflow": HAND_OVER,
        }),
        Kind::Request => json!({
            "type": "appeal", "venue": ground.venue(), "raised_on": "2026-05-03", "narrative": ground.said(),
            "workflow": REQUEST,
        }),
        Kind::OpinionReport => json!({
            "title": "村道护栏", "raised_on": "2026-05-03", "narrative": ground.said(), "workflow": "opinion_report_1",
        }),
        Kind::Proposal => json!({
            "title": "村道护栏", "raised_on": "2026-05-03", "narrative": ground.said(), "proposed": "补装两段护栏。",
            "workflow": "proposal_1",
        }),
        Kind::Outcome => json!({
            "type": "research_report", "title": "村道护栏", "raised_on": "2026-05-03", "narrative": ground.said(),
            "workflow": "outcome_1",
        }),
        Kind::Assignment => json!({
            "type": "member_task", "title": "村道护栏", "raised_on": "2026-05-03", "deadline": "2026-06-03",
            "narrative": ground.said(), "owner": "办公室", "workflow": "assignment_1",
        }),
        _ => json!({ "name": name }),
    };
    serde_json::from_value(body).unwrap()
}
