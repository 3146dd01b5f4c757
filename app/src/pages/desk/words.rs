//! The name and the value of any field of an activity in words.

use super::roster::Roster;
use crate::text::{activity, figures, record, review as text, vocabulary};
use domain::activity::{ATTENDANCE, Attendance, CONTACT_UNIT, END, MEASURE, PHASE, Phase, START, TYPE, VENUE};
use serde_json::Value;

/// The name of a field; of attendance and objections, whose they are.
pub fn field_in_words(field: &str, roster: &Roster) -> String {
    let member = field.split_once(':').and_then(|(_, id)| id.parse().ok());
    match member {
        Some(member) => roster.member(member).to_owned(),
        None if field == CONTACT_UNIT => text::contact_unit().to_owned(),
        None => activity::field_name(field).to_owned(),
    }
}

/// What a field says; what was taken away is said to be nothing.
pub fn value_in_words(field: &str, value: &Value, roster: &Roster) -> String {
    let stem = field.split(':').next().unwrap_or(field);
    let named = match value {
        Value::String(id) => match stem {
            TYPE => id.parse().ok().map(|kind| vocabulary::activity_type(kind).to_owned()),
            PHASE => id.parse::<Phase>().ok().map(|phase| vocabulary::phase(phase).to_owned()),
            ATTENDANCE => id.parse::<Attendance>().ok().map(|state| vocabulary::attendance(state).to_owned()),
            VENUE => id.parse().ok().map(|venue| roster.venue(venue).to_owned()),
            CONTACT_UNIT => id.parse().ok().map(|unit| roster.contact_unit(unit).to_owned()),
            START | END => Some(id.replace('T', " ")),
            _ => None,
        },
        Value::Number(number) if stem == MEASURE => number.as_i64().map(figures::grouped),
        Value::Null if stem == ATTENDANCE => Some(text::off_list().to_owned()),
        _ => None,
    };
    named.unwrap_or_else(|| record::value(Some(value)))
}
