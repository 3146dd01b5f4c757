//! What the records of the walk say.

use super::world::{Ground, SAID_FAR};
use domain::{fields::Fields, id::RecordId, kind::Kind};
use serde_json::json;
use uuid::Uuid;

/// The workflow of every matter here.
pub const SHORT: &str = "consultation_short_1";

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
        _ => json!({ "name": name }),
    };
    serde_json::from_value(body).unwrap()
}
