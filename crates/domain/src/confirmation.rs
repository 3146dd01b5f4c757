//! Agreeing to what somebody else recorded for one 代录: how that is said, to what, and whether it still stands so.

use crate::{
    activity::{
        Activity, CONFIRMED, CONTACT_UNIT, END, MEASURE, NARRATIVE, ONLINE, PHASE, PLACE, SIGNATURE_MAX, START, TYPE,
        VENUE, attendance_field,
    },
    fields::Fields,
    photo::Sha256,
};
use serde_json::{Value, json};

/// What a member agrees to: what was done, when and where, with what result, and the own presence. Photos, tags and who
/// else was there may be added afterwards.
const CONTENT: [&str; 10] = [TYPE, PHASE, START, END, VENUE, PLACE, ONLINE, CONTACT_UNIT, NARRATIVE, MEASURE];

/// A mark of what a member agrees to, which changes with every change of it: the SHA-256, in hexadecimal digits, of the
/// JSON array of `[field, value]` in the order of the fields.
pub fn mark(body: &Fields) -> String {
    let own = Activity(body).recorded_for().map(attendance_field);
    let is_content = |field: &str| {
        let stem = field.split(':').next().unwrap_or_default();
        CONTENT.contains(&stem) || own.as_deref() == Some(field)
    };
    let content: Vec<(&String, &Value)> = body.0.iter().filter(|(field, _)| is_content(field)).collect();
    // Text and numbers always have a JSON form.
    Sha256::of(&serde_json::to_vec(&content).unwrap_or_default()).to_string()
}

/// Agreed to on the member's own device, as the record stands there.
pub fn by_device(body: &Fields) -> Value {
    json!({ "how": "device", "of": mark(body) })
}

/// Agreed to by a signature under the record as it stands; `drawn` is the path of an SVG.
pub fn by_signature(body: &Fields, drawn: &str) -> Value {
    json!({ "how": "signature", "drawn": drawn, "of": mark(body) })
}

/// Whether a value says how somebody agreed, and to what.
pub fn is_confirmation(value: &Value) -> bool {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let how = match text("how") {
        Some("device") => true,
        Some("signature") => {
            text("drawn").is_some_and(|drawn| !drawn.is_empty() && drawn.len() <= SIGNATURE_MAX && is_path(drawn))
        }
        _ => false,
    };
    how && text("of").and_then(Sha256::read).is_some()
}

/// Only moves, lines and numbers: a drawing that is shown on other people's screens carries nothing else.
fn is_path(drawn: &str) -> bool {
    drawn.bytes().all(|b| b.is_ascii_digit() || b"ML .,-".contains(&b))
}

/// Whether the member agreed to the record as it is now.
pub fn stands(body: &Fields) -> bool {
    agreed_to(body).is_some_and(|of| of == mark(body))
}

/// Whether the member agreed to the record as it was once, and it says something else now.
pub fn is_overtaken(body: &Fields) -> bool {
    agreed_to(body).is_some_and(|of| of != mark(body))
}

/// The confirmation of a record that the office has corrected, where it stood before: the office answers for what it
/// corrects, with its reason, and the member's agreement goes on. `None` where there is nothing to write.
pub fn carried_over(before: &Fields, after: &Fields) -> Option<Value> {
    let mut confirmed = before.get(CONFIRMED).filter(|_| stands(before) && !stands(after))?.clone();
    confirmed.as_object_mut()?.insert("of".to_owned(), Value::from(mark(after)));
    Some(confirmed)
}

fn agreed_to(body: &Fields) -> Option<&str> {
    body.get(CONFIRMED)?.get("of")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{activity::RECORDED_FOR, id::MemberId};
    use uuid::Uuid;

    const ME: MemberId = MemberId(Uuid::from_u128(1));
    const OTHER: MemberId = MemberId(Uuid::from_u128(2));

    fn recorded() -> Fields {
        let body = Fields::default().with(RECORDED_FOR, ME.to_string()).with(attendance_field(ME), "present");
        body.with(TYPE, "visit").with(NARRATIVE, "走访三户。").with("measure:person_times", 20)
    }

    #[test]
    fn an_agreement_stands_until_what_was_agreed_to_changes() {
        let agreed = recorded().with(CONFIRMED, by_device(&recorded()));
        assert!(stands(&agreed) && !is_overtaken(&agreed));
        for (field, value) in [
            ("measure:person_times", json!(60)),
            ("measure:books", json!(2)),
            (NARRATIVE, json!("走访六户。")),
            (START, json!("2026-05-04T09:00")),
            (&attendance_field(ME), json!("leave")),
        ] {
            let changed = agreed.clone().with(field, value);
            assert!(!stands(&changed) && is_overtaken(&changed), "{field}");
        }
        for (field, value) in [(attendance_field(OTHER), json!("present")), ("review".to_owned(), json!("approved"))] {
            assert!(stands(&agreed.clone().with(field.clone(), value)), "{field}");
        }
        assert!(!stands(&recorded()) && !is_overtaken(&recorded()), "nobody has agreed");
    }

    #[test]
    fn an_agreement_goes_with_a_correction_and_one_overtaken_does_not() {
        let agreed = recorded().with(CONFIRMED, by_signature(&recorded(), "M0 0L9 9"));
        let corrected = agreed.clone().with("measure:person_times", 24);
        let confirmed = carried_over(&agreed, &corrected).unwrap();
        assert_eq!(confirmed["drawn"], "M0 0L9 9");
        assert!(stands(&corrected.clone().with(CONFIRMED, confirmed)));
        assert_eq!(carried_over(&corrected, &corrected.clone().with("measure:person_times", 25)), None);
    }

    #[test]
    fn a_confirmation_says_how_and_to_what_and_draws_only_lines() {
        let of = mark(&recorded());
        assert!(is_confirmation(&by_device(&recorded())) && is_confirmation(&by_signature(&recorded(), "M0 0L9 9")));
        assert!(!is_confirmation(&json!({ "how": "device" })), "of nothing");
        assert!(!is_confirmation(&json!({ "how": "nod", "of": of })));
        assert!(!is_confirmation(&by_signature(&recorded(), "<script>")));
        assert!(!is_confirmation(&by_signature(&recorded(), &"M0 0".repeat(SIGNATURE_MAX))));
    }
}
