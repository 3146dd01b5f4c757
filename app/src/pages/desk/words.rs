//! The name and the value of any field of an activity in words.

use super::roster::Roster;
use crate::text::{activity, behalf, door, figures, record, review as text, vocabulary};
use domain::{
    activity::{
        ATTENDANCE, Attendance, CONFIRMED, CONTACT_UNIT, END, MEASURE, OBJECTION, ONLINE, PHASE, Phase, RECORDED_FOR,
        START, TYPE, VENUE,
    },
    photo::{PHOTO, Photo},
    sign_in::{DOOR, SIGN_IN},
};
use serde_json::Value;

/// The name of a field; of what belongs to a member, whose it is.
pub fn field_in_words(field: &str, roster: &Roster) -> String {
    let of_member = field.split_once(':').and_then(|(stem, id)| Some((stem, id.parse().ok()?)));
    match of_member {
        Some((ATTENDANCE, member)) => roster.member(member).to_owned(),
        Some((SIGN_IN | OBJECTION, member)) => text::of_member(roster.member(member), activity::field_name(field)),
        _ if field == CONTACT_UNIT => text::contact_unit().to_owned(),
        _ => activity::field_name(field).to_owned(),
    }
}

/// A photo is told by how large it is: its hash says nothing to a person.
fn size(photo: &Photo) -> String {
    crate::text::photo::size(photo.len.div_ceil(1_000))
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
            RECORDED_FOR => id.parse().ok().map(|member| roster.member(member).to_owned()),
            START | END => Some(id.replace('T', " ")),
            _ => None,
        },
        Value::Bool(online) if stem == ONLINE => {
            Some(if *online { record::online() } else { record::on_site() }.to_owned())
        }
        Value::Object(how) if stem == CONFIRMED => {
            let by_hand = how.get("how").and_then(Value::as_str) == Some("signature");
            Some(if by_hand { behalf::by_signature() } else { behalf::by_device() }.to_owned())
        }
        Value::Object(_) if stem == SIGN_IN => Some(record::signed_in().to_owned()),
        Value::Object(_) if stem == DOOR => Some(door::opened().to_owned()),
        Value::Number(number) if stem == MEASURE => number.as_i64().map(figures::grouped),
        Value::Object(_) if stem == PHOTO => Photo::read(value).map(|photo| size(&photo)),
        Value::Null if stem == ATTENDANCE => Some(text::off_list().to_owned()),
        _ => None,
    };
    named.unwrap_or_else(|| record::value(Some(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{MemberId, VenueId};
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn every_field_of_an_activity_is_told_in_words_and_none_as_it_is_stored() {
        let member = MemberId(Uuid::from_u128(1));
        let venue = VenueId(Uuid::from_u128(2));
        let roster = Roster::sample(member, venue);
        let own = |stem: &str| format!("{stem}:{member}");
        for (field, value, name, said) in [
            (own("sign_in"), json!({ "step": 3, "code": "0f" }), "田一川 · 签到", "在现场扫了签到码"),
            ("confirmed".into(), json!({ "how": "device" }), "本人确认", "本人已在自己的手机上确认"),
            ("confirmed".into(), json!({ "how": "signature", "drawn": "M1 2" }), "本人确认", "本人已签字"),
            ("door".into(), json!({ "anchor": "0f", "from": 1, "every": 60_000, "steps": 9 }), "签到", "签到码已开"),
            ("recorded_for".into(), json!(member), "替谁记", "田一川"),
            (own("objection"), json!("没有去"), "田一川 · 不在场的说明", "没有去"),
            (own("attendance"), json!("leave"), "田一川", "请假"),
            ("online".into(), json!(true), "线上", "线上"),
            ("tags".into(), json!(["环境", "用水"]), "标签", "环境、用水"),
            ("mood".into(), json!({ "a": 1 }), "其他内容", "有内容"),
        ] {
            let told = (field_in_words(&field, &roster), value_in_words(&field, &value, &roster));
            assert_eq!((told.0.as_str(), told.1.as_str()), (name, said), "{field}");
        }
    }
}
