//! What a field may hold, and how concurrent values of it are treated. Fields not named here are
//! kept as they are: a record made by a newer version passes through an older one unharmed.

mod matters;

use crate::{
    activity::{self, Attendance, NARRATIVE_MAX, OBJECTION_MAX, Phase},
    affiliation::{SPELL, Spell},
    assignment, checklist, committee, confirmation, consultation,
    day::{day, local_time},
    fields::Fields,
    hand_over,
    id::{MemberId, RecordId},
    kind::Kind,
    mirror, organisation,
    photo::{self, Photo},
    problem::{Code, Problem},
    proposal, quota, request,
    review::Review,
    sign_in::{self, Door, Shown},
    submitted::{self, is_submitted},
    suggestion, venue,
    workflow::{self, Stage},
};
use serde_json::Value;
use std::str::FromStr;

/// The schema version that this build reads and writes.
pub const SCHEMA: u32 = 1;
/// The longest field name, in bytes.
pub const NAME_MAX: usize = 100;
/// How many lists and objects may lie in each other in one value.
///
/// What lies deeper can be stored but not always read back: readers of JSON stop at some depth (ours at 127), and
/// one such value in a feed would keep every phone that receives the feed from reading any reply.
pub const DEPTH_MAX: usize = 8;

/// The flat-map prefix of a field name, or the whole name: `measure:persons` → `measure`.
fn stem(field: &str) -> &str {
    field.split(':').next().unwrap_or(field)
}

/// Whether a field is a set, changed by adding and removing elements only.
pub fn is_set(kind: Kind, field: &str) -> bool {
    (kind == Kind::Activity && field == activity::TAGS) || (kind == Kind::ContactUnit && field == organisation::PEOPLE)
}

/// Whether a field says where the review stands: such fields are never merged, each step is checked
/// against the state the server holds.
pub fn is_review(field: &str) -> bool {
    [
        activity::REVIEW,
        activity::REVIEW_REASON,
        activity::CORRECTED,
        activity::MERGED_INTO,
        activity::REVIEW_BEFORE,
        activity::AFTER_REVOCATION,
        activity::BACK_FROM,
    ]
    .contains(&field)
        || field.strip_prefix(activity::SETTLED).is_some_and(|whom| whom.starts_with(':'))
}

/// Whether the value that loses against a concurrent one is kept and shown to a person:
/// narratives, numbers and states, which nobody may lose in silence.
pub fn keeps_losers(kind: Kind, field: &str) -> bool {
    let stem = stem(field);
    match kind {
        Kind::Activity => {
            [activity::NARRATIVE, activity::MEASURE, activity::PHASE, activity::ATTENDANCE].contains(&stem)
        }
        Kind::Consultation => [consultation::TITLE, consultation::NARRATIVE, workflow::DEMAND].contains(&stem),
        kind if is_submitted(kind) => {
            [submitted::TITLE, submitted::NARRATIVE, proposal::PROPOSED, workflow::DEMAND].contains(&stem)
        }
        Kind::Assignment => [submitted::NARRATIVE, assignment::DEADLINE, workflow::DEMAND].contains(&stem),
        Kind::Suggestion => [suggestion::WORDS, suggestion::OUTCOME].contains(&stem),
        Kind::HandOver => {
            [hand_over::ASK, hand_over::DEADLINE, hand_over::REMINDED, hand_over::EXTENDED, workflow::DEMAND]
                .contains(&stem)
        }
        Kind::Request => [request::WORDS, workflow::DEMAND].contains(&stem),
        _ => false,
    }
}

/// What is wrong with one value, whatever the rest of the record says. `null` takes a field away and is always fine.
pub fn check_value(kind: Kind, field: &str, value: &Value) -> Option<Problem> {
    let invalid = |code: Code| Some(Problem::at(code, field));
    let name_fine = !field.is_empty()
        && field.len() <= NAME_MAX
        && field.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_:-.".contains(&b));
    if !name_fine {
        return invalid(Code::FieldInvalid);
    }
    if value.is_null() {
        return None;
    }
    // Before anything else, and for fields of newer versions too: nobody could read the record any more.
    if lies_deeper(value, DEPTH_MAX) {
        return invalid(Code::FieldInvalid);
    }
    if is_set(kind, field) {
        return if is_string_set(value) { None } else { invalid(Code::FieldInvalid) };
    }
    let text = value.as_str();
    let reads = |fine: bool, code: Code| if fine { None } else { invalid(code) };
    match (kind, stem(field)) {
        (Kind::Activity, activity::TYPE) => reads(text.is_some_and(is_word), Code::TypeUnknown),
        (Kind::Activity, activity::PHASE) => reads(is::<Phase>(text), Code::PhaseUnknown),
        (Kind::Activity, activity::START) => reads(text.and_then(local_time).is_some(), Code::StartInvalid),
        (Kind::Activity, activity::END) => reads(text.and_then(local_time).is_some(), Code::EndInvalid),
        (
            Kind::Activity,
            activity::VENUE
            | activity::RECORDED_FOR
            | activity::CONTACT_UNIT
            | activity::MERGED_INTO
            | activity::ORIGIN,
        ) => reads(is::<RecordId>(text), Code::FieldInvalid),
        (Kind::Activity, activity::CONFIRMED) => reads(confirmation::is_confirmation(value), Code::ConfirmationInvalid),
        (Kind::Activity, activity::OBJECTION) => {
            let why = text.is_some_and(|why| !why.trim().is_empty() && why.chars().count() <= OBJECTION_MAX);
            reads(why && names_member(field), Code::ObjectionInvalid)
        }
        (Kind::Activity, activity::CANCEL_REASON) => {
            reads(text.is_some_and(|why| why.chars().count() <= OBJECTION_MAX), Code::FieldInvalid)
        }
        (Kind::Activity, sign_in::DOOR) => reads(Door::read(value).is_some(), Code::FieldInvalid),
        (Kind::Activity, sign_in::SIGN_IN) => {
            reads(names_member(field) && Shown::read(value).is_some(), Code::SignInInvalid)
        }
        (Kind::Activity, activity::CORRECTED) => reads(value.as_u64().is_some(), Code::FieldInvalid),
        (Kind::Activity, activity::MERGED) => {
            let taken = field.split_once(':').is_some_and(|(_, rec)| is::<RecordId>(Some(rec)));
            reads(taken && value.is_object(), Code::FieldInvalid)
        }
        (Kind::Activity, activity::ATTENDANCE) => {
            reads(names_member(field) && is::<Attendance>(text), Code::AttendanceInvalid)
        }
        (Kind::Activity, activity::MEASURE) => {
            let count = value.as_i64().is_some_and(|n| (0..=1_000_000_000).contains(&n));
            reads(count && field.len() > "measure:".len(), Code::MeasureInvalid)
        }
        (Kind::Activity, activity::NARRATIVE) => {
            let fits = text.is_some_and(|text| text.chars().count() <= NARRATIVE_MAX);
            reads(fits, Code::NarrativeTooLong)
        }
        (Kind::Activity | Kind::Check, photo::PHOTO) => reads(Photo::read(value).is_some(), Code::PhotoInvalid),
        (Kind::Activity, activity::ONLINE) => reads(value.is_boolean(), Code::FieldInvalid),
        (Kind::Activity, activity::REVIEW | activity::REVIEW_BEFORE) => reads(is::<Review>(text), Code::FieldInvalid),
        (Kind::Activity, activity::PLACE | activity::REVIEW_REASON) => reads(text.is_some(), Code::FieldInvalid),
        (Kind::Member | Kind::Venue | Kind::SectorGroup, SPELL) => {
            reads(Spell::read(value).is_some(), Code::SpellInvalid)
        }
        (Kind::Committee, committee::PARENT) => reads(is::<RecordId>(text), Code::FieldInvalid),
        (Kind::Committee, committee::LEVEL) => reads(is::<committee::Level>(text), Code::FieldInvalid),
        (Kind::Venue, venue::TYPE) | (Kind::Quota, quota::VENUE_TYPE) => {
            reads(text.is_some_and(is_word), Code::TypeUnknown)
        }
        (Kind::Venue, venue::CONVENOR) => reads(is::<MemberId>(text), Code::FieldInvalid),
        (Kind::Venue, venue::INSTRUCTOR) => reads(text.is_some(), Code::FieldInvalid),
        (Kind::Venue, venue::APPROVAL) => reads(venue::is_approval(value), Code::FieldInvalid),
        (Kind::ContactUnit, organisation::TYPE) => reads(is::<organisation::ContactUnitType>(text), Code::FieldInvalid),
        (Kind::Group, organisation::GROUP_TYPE) => reads(is::<organisation::GroupType>(text), Code::FieldInvalid),
        (Kind::Checklist, checklist::ITEM) => {
            reads(text.is_some_and(|words| !words.trim().is_empty()), Code::FieldInvalid)
        }
        (Kind::Check, checklist::ITEM) => reads(checklist::Answer::read(value).is_some(), Code::FieldInvalid),
        (Kind::Check, checklist::CHECKLIST | checklist::VENUE) => reads(is::<RecordId>(text), Code::FieldInvalid),
        (Kind::Mirror, mirror::OF) => reads(value.is_object(), Code::FieldInvalid),
        (Kind::Quota, quota::OWNER) => reads(is::<quota::Owner>(text), Code::FieldInvalid),
        (Kind::Quota, quota::EVERY) => reads(is::<quota::Every>(text), Code::FieldInvalid),
        (Kind::Quota, quota::MINIMUM) => {
            reads(value.as_i64().is_some_and(|n| (1..=1_000_000).contains(&n)), Code::FieldInvalid)
        }
        (Kind::Quota, quota::MEASURE) => reads(is::<activity::Measure>(text), Code::FieldInvalid),
        (Kind::Quota, quota::ACTIVITY_TYPE) => reads(text.is_some_and(is_word), Code::TypeUnknown),
        (Kind::Quota, quota::FROM | quota::UNTIL) => reads(text.and_then(day).is_some(), Code::FieldInvalid),
        (Kind::Workflow, workflow::STAGE) => {
            let read = field.split_once(':').and_then(|(_, id)| Stage::read(id, value));
            reads(read.is_some(), Code::WorkflowBroken)
        }
        (Kind::Workflow, workflow::OF) => reads(is::<Kind>(text), Code::FieldInvalid),
        (Kind::Workflow, workflow::REPLACES) => {
            reads(text.is_some_and(|text| text.len() <= NAME_MAX), Code::FieldInvalid)
        }
        (Kind::Workflow, workflow::RETIRED) => reads(value.is_boolean(), Code::FieldInvalid),
        (kind, stem) if kind.is_work() => matters::check(kind, stem, field, value),
        (kind, "name") if kind.is_roster() => {
            reads(text.is_some_and(|text| !text.trim().is_empty()), Code::NameMissing)
        }
        _ => None,
    }
}

/// What is wrong with any value of a body, field by field.
pub fn check_values(kind: Kind, body: &Fields) -> Vec<Problem> {
    body.0.iter().filter_map(|(field, value)| check_value(kind, field, value)).collect()
}

/// Whether lists and objects lie in each other more than so many times.
fn lies_deeper(value: &Value, times: usize) -> bool {
    match value {
        Value::Array(list) => times == 0 || list.iter().any(|inner| lies_deeper(inner, times - 1)),
        Value::Object(map) => times == 0 || map.values().any(|inner| lies_deeper(inner, times - 1)),
        _ => false,
    }
}

/// Whether what follows the colon of a flat key is the id of a member.
fn names_member(field: &str) -> bool {
    field.split_once(':').is_some_and(|(_, id)| id.parse::<MemberId>().is_ok())
}

fn is<T: FromStr>(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.parse::<T>().is_ok())
}

/// An id that a committee may define itself: lowercase letters, digits and `_`.
fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_string_set(value: &Value) -> bool {
    value.as_array().is_some_and(|list| {
        list.len() <= 100 && list.iter().all(|elem| elem.as_str().is_some_and(|e| !e.is_empty() && e.len() <= NAME_MAX))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_of_the_wrong_form_get_the_code_of_their_field() {
        let member = "attendance:00000000-0000-0000-0000-000000000001";
        for (field, value, code) in [
            ("type", json!("Visit!"), Code::TypeUnknown),
            ("phase", json!("soon"), Code::PhaseUnknown),
            ("start", json!("yesterday"), Code::StartInvalid),
            ("end", json!(5), Code::EndInvalid),
            ("venue", json!("x"), Code::FieldInvalid),
            (member, json!("perhaps"), Code::AttendanceInvalid),
            ("attendance:me", json!("present"), Code::AttendanceInvalid),
            ("measure:persons", json!(-1), Code::MeasureInvalid),
            ("measure:persons", json!(1.5), Code::MeasureInvalid),
            ("measure:", json!(1), Code::MeasureInvalid),
            ("narrative", json!("字".repeat(5_001)), Code::NarrativeTooLong),
            ("photo:01-0011", json!({"sha256": "x", "len": 1, "mime": "image/jpeg"}), Code::PhotoInvalid),
            ("tags", json!("a"), Code::FieldInvalid),
            ("Weird Name", json!(1), Code::FieldInvalid),
        ] {
            assert_eq!(check_value(Kind::Activity, field, &value).map(|p| p.code), Some(code), "{field} {value}");
        }
    }

    #[test]
    fn a_field_of_a_newer_version_is_let_through() {
        assert_eq!(check_value(Kind::Activity, "mood", &json!({"a": [1, 2]})), None);
        assert_eq!(check_value(Kind::Activity, "narrative", &json!("字".repeat(5_000))), None);
    }

    /// Lists and objects in turn, so many in each other.
    fn nested(times: usize) -> Value {
        (0..times).fold(json!(1), |inner, i| if i % 2 == 0 { json!([inner]) } else { json!({ "x": inner }) })
    }

    #[test]
    fn a_value_nested_deeper_than_any_reader_needs_is_refused_in_every_field() {
        let code = |kind, field: &str, value: &Value| check_value(kind, field, value).map(|p| p.code);
        assert_eq!(code(Kind::Activity, "mood", &nested(DEPTH_MAX)), None);
        for kind in [Kind::Activity, Kind::Member, Kind::Venue, Kind::Committee] {
            assert_eq!(code(kind, "mood", &nested(DEPTH_MAX + 1)), Some(Code::FieldInvalid), "{kind}");
        }
        let spell = json!({"kind": "sector", "to": "经济", "from": "2025-03-02", "x": nested(DEPTH_MAX)});
        assert_eq!(code(Kind::Member, "spell:1", &spell), Some(Code::FieldInvalid), "in a field that is known too");
    }

    #[test]
    fn a_field_name_has_at_most_a_hundred_bytes() {
        for (bytes, code) in [(NAME_MAX, None), (NAME_MAX + 1, Some(Code::FieldInvalid))] {
            assert_eq!(check_value(Kind::Activity, &"x".repeat(bytes), &json!(1)).map(|p| p.code), code);
        }
    }
}
