//! A field of a record in words: what it is called, and what it says.

use super::roster::Roster;
use crate::text::{self, record as words, vocabulary};
use domain::{
    activity::{
        ATTENDANCE, Attendance, CONFIRMED, END, MEASURE, Measure, ONLINE, PHASE, Phase, RECORDED_FOR, START, TYPE,
        VENUE,
    },
    checklist::{Answer, ITEM},
    photo::{PHOTO, Photo},
    sign_in::SIGN_IN,
};
use serde_json::Value;

/// What a field is called; one's attendance by the name of the member.
pub fn name(field: &str, roster: &Roster) -> String {
    let member = field.strip_prefix(ATTENDANCE).and_then(|rest| rest.strip_prefix(':')?.parse().ok());
    let member = member.and_then(|member| roster.member(member)).map(str::to_owned);
    member.unwrap_or_else(|| text::activity::field_name(field).to_owned())
}

/// What a value of a field says, as forms and lists say it.
pub fn said(field: &str, value: &Value, roster: &Roster) -> String {
    let stem = field.split(':').next().unwrap_or(field);
    let known = match (stem, value) {
        (MEASURE, Value::Number(n)) => {
            let measure = field.split_once(':').and_then(|(_, id)| id.parse::<Measure>().ok());
            measure.map(|measure| format!("{n} {}", vocabulary::unit(measure)))
        }
        (ITEM, value) => Answer::read(value).map(|answer| text::venue::answer(answer.done, answer.note.as_deref())),
        (CONFIRMED, Value::Object(_)) => Some(words::agreed().to_owned()),
        (SIGN_IN, Value::Object(_)) => Some(words::signed_in().to_owned()),
        (PHOTO, value) => Photo::read(value).map(|photo| text::photo::size(photo.len.div_ceil(1_000))),
        (ONLINE, Value::Bool(online)) => Some(if *online { words::online() } else { words::on_site() }.to_owned()),
        (_, Value::String(written)) => text_said(stem, written, roster),
        _ => None,
    };
    known.unwrap_or_else(|| words::value(Some(value)))
}

fn text_said(stem: &str, written: &str, roster: &Roster) -> Option<String> {
    let words = match stem {
        VENUE => roster.venue(written.parse().ok()?)?,
        RECORDED_FOR => roster.member(written.parse().ok()?)?,
        TYPE => vocabulary::activity_type(written.parse().ok()?),
        PHASE => vocabulary::phase(written.parse::<Phase>().ok()?),
        ATTENDANCE => vocabulary::attendance(written.parse::<Attendance>().ok()?),
        START | END => return Some(written.replace('T', " ")),
        _ => return None,
    };
    Some(words.to_owned())
}
