//! A record in words: what the reviewer reads.

use super::roster::Roster;
use crate::{
    api,
    components::{
        desk_photos::DeskPhoto,
        desk_sheet::{Fact, Sheet},
    },
    text::{desk as text, figures, record::conflict_sentence, review as words, time, vocabulary},
};
use domain::{
    activity::{Activity, Attendance, CONFIRMED, MEASURE, Measure, PLACE, TAGS},
    confirmation,
    fields::Fields,
    merge::Conflict,
    photo::{Photo, photos},
};
use jiff::civil::Date;
use serde_json::Value;
use sync::wire::desk::DeskRow;

/// So many names fit beside other values.
const FEW: usize = 4;
/// The longest title, in characters.
const TITLE_MAX: usize = 60;

/// What the desk shows of a record.
pub fn sheet(row: &DeskRow, roster: &Roster, today: Date) -> Sheet {
    let body = &row.row.body;
    let activity = Activity(body);
    let said = |conflict: &Conflict| conflict_sentence(conflict, body, roster.account(conflict.by).to_owned());
    Sheet {
        title: activity.title(TITLE_MAX),
        of: subtitle(row, roster, today),
        review: activity.review(),
        corrections: activity.corrections(),
        unconfirmed: activity.awaits_confirmation(),
        reason: activity.review_reason().map(str::to_owned),
        facts: facts(body, roster),
        photos: photos(body).map(|(_, photo)| shown(&photo)).collect(),
        narrative: activity.narrative().to_owned(),
        conflicts: row.row.conflicts.iter().map(said).collect(),
    }
}

/// A photo as the server serves it.
pub fn shown(photo: &Photo) -> DeskPhoto {
    let sha256 = photo.sha256.as_str();
    DeskPhoto { small: api::thumb_url(sha256), whole: api::photo_url(sha256) }
}

/// The venue or place where it happened; empty where neither is known.
pub fn whereabouts(body: &Fields, roster: &Roster) -> String {
    match Activity(body).venue() {
        Some(venue) => roster.venue(venue).to_owned(),
        None => body.text(PLACE).unwrap_or("").to_owned(),
    }
}

fn subtitle(row: &DeskRow, roster: &Roster, today: Date) -> String {
    let activity = Activity(&row.row.body);
    let mut parts = vec![row.author_name.clone()];
    parts.extend(
        row.row
            .author
            .and_then(|author| roster.sectors(author))
            .filter(|sectors| !sectors.is_empty())
            .map(str::to_owned),
    );
    parts.extend(activity.start().map(|start| time::span(start, activity.end(), today)));
    parts.join(" · ")
}

fn facts(body: &Fields, roster: &Roster) -> Vec<Fact> {
    let activity = Activity(body);
    let kind = match activity.phase() {
        Some(phase) => format!("{} · {}", type_name(activity), vocabulary::phase(phase)),
        None => type_name(activity).to_owned(),
    };
    let mut facts = vec![Fact::new(text::kind(), kind)];
    if let Some(venue) = activity.venue() {
        facts.push(Fact::new(text::venue(), roster.venue(venue)));
    }
    if let Some(place) = body.text(PLACE) {
        facts.push(Fact::new(text::at_place(), place));
    }
    if let Some(unit) = activity.contact_unit() {
        facts.push(Fact::new(words::contact_unit(), roster.contact_unit(unit)));
    }
    if let Some(member) = activity.recorded_for() {
        facts.push(Fact::new(words::recorded_for(), confirmed(body, roster.member(member))));
    }
    let measures = body.map(MEASURE).filter_map(|(id, value)| Some((id, value.as_i64()?)));
    facts.extend(measures.map(|(id, number)| match id.parse::<Measure>() {
        Ok(measure) => {
            let value = format!("{} {}", figures::grouped(number), vocabulary::unit(measure));
            Fact::figure(vocabulary::measure(measure), value)
        }
        Err(_) => Fact::figure(id, figures::grouped(number)),
    }));
    for state in [Attendance::Present, Attendance::Leave, Attendance::Absent, Attendance::Accepted, Attendance::Invited]
    {
        let names: Vec<&str> =
            activity.attendance().filter(|(_, each)| *each == state).map(|(id, _)| roster.member(id)).collect();
        if !names.is_empty() {
            let (name, value) =
                (text::people(vocabulary::attendance(state), names.len()), names.join(text::list_break()));
            facts.push(if names.len() > FEW { Fact::wide(&name, value) } else { Fact::new(&name, value) });
        }
    }
    let tags: Vec<&str> =
        body.get(TAGS).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    if !tags.is_empty() {
        facts.push(Fact::wide(text::tags(), tags.join(text::list_break())));
    }
    facts
}

/// For whom it was recorded, and how that person agreed.
fn confirmed(body: &Fields, name: &str) -> String {
    if confirmation::is_overtaken(body) {
        return words::overtaken(name);
    }
    match body.get(CONFIRMED).and_then(|confirmed| confirmed.get("how")).and_then(Value::as_str) {
        Some("device") => words::by_device(name),
        Some(_) => words::by_signature(name),
        None => words::unconfirmed(name),
    }
}

/// What was done; a type of the committee's own shows its id.
fn type_name<'a>(activity: Activity<'a>) -> &'a str {
    match activity.kind() {
        Some(kind) => vocabulary::activity_type(kind),
        None => activity.type_zh(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        activity::attendance_field,
        id::{MemberId, VenueId},
    };
    use uuid::Uuid;

    #[test]
    fn a_record_names_its_venue_its_figures_and_everybody_listed() {
        let (member, gone, venue) =
            (MemberId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(3)), VenueId(Uuid::from_u128(2)));
        let body = Fields::default()
            .with("type", "visit")
            .with("phase", "held")
            .with("venue", venue.to_string())
            .with("measure:person_times", 1_240)
            .with("measure:books", 3)
            .with(attendance_field(member), "present")
            .with(attendance_field(gone), "leave");
        let facts = facts(&body, &Roster::sample(member, venue));
        let told: Vec<_> = facts.iter().map(|fact| (fact.name.as_str(), fact.value.as_str())).collect();
        assert_eq!(
            told,
            [
                ("类型", "走访 · 已开展"),
                ("阵地", "石桥镇委员工作站"),
                ("books", "3"),
                ("联系群众", "1,240 人次"),
                ("到场 1 人", "田一川"),
                ("请假 1 人", "不在名册的委员"),
            ]
        );
    }

    #[test]
    fn a_record_made_for_somebody_says_whether_that_person_agreed() {
        let member = MemberId(Uuid::from_u128(1));
        let roster = Roster::sample(member, VenueId(Uuid::from_u128(2)));
        let body = Fields::default().with("recorded_for", member.to_string());
        let told = |body: &Fields| facts(body, &roster).pop().map(|fact| fact.value);
        assert_eq!(told(&body).as_deref(), Some("田一川，待本人确认"));
        let agreed = body.clone().with("confirmed", confirmation::by_device(&body));
        assert_eq!(told(&agreed).as_deref(), Some("田一川，本人已在手机上确认"));
        let changed = agreed.with("narrative", "另一回事。");
        assert_eq!(told(&changed).as_deref(), Some("田一川，确认以后内容改过，待本人再确认"));
    }
}
