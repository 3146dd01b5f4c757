//! Hints 看一眼 to whoever reviews: what may be worth a second look. Hints are never a penalty and change no figure.

use crate::{
    activity::{AFTER_REVOCATION, Activity, Measure, Phase},
    fields::Fields,
    id::{MemberId, RecordId},
    photo::{Sha256, photos},
    review::Review,
};
use jiff::civil::{Date, DateTime};
use std::collections::BTreeSet;

/// More person-times than this for each member present are worth a look.
pub const CONTACTS_EACH: i64 = 30;
/// A record entered more than so many days after its day is worth a look.
pub const LATE_DAYS: i32 = 30;
/// A text shorter than this, in characters, is alike by chance.
const TEXT_LEAST: usize = 12;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// Another record says the same word for word.
    SameText {
        /// That record.
        other: RecordId,
    },
    /// Another record shows the same photo, byte for byte.
    SamePhoto {
        /// That record.
        other: RecordId,
    },
    /// Somebody was there and at another activity at the same time.
    Overlap {
        /// That record.
        other: RecordId,
        /// Who was at both.
        members: Vec<MemberId>,
    },
    /// Many more were met than so few people usually meet.
    ManyContacts {
        /// The person-times written down.
        times: i64,
        /// The members who were there.
        present: usize,
    },
    /// It was entered as having taken place before its day came.
    Ahead {
        /// So many days.
        days: i32,
    },
    /// It was entered long after it happened.
    Late {
        /// So many days.
        days: i32,
    },
    /// It came after its writer had left the venue, written on a phone that had not heard of that.
    HadLeft,
}

/// What there is to look at in a record. `entered` is the day on which it was written down; `others` are the records that
/// it may be compared with, itself perhaps among them.
pub fn hints<'a>(
    rec: RecordId,
    body: &Fields,
    entered: Option<Date>,
    others: impl IntoIterator<Item = (RecordId, &'a Fields)>,
) -> Vec<Hint> {
    let it = Activity(body);
    let mut hints = Vec::new();
    if body.get(AFTER_REVOCATION).is_some() {
        hints.push(Hint::HadLeft);
    }
    let (times, present) = (it.measure(Measure::PersonTimes), it.present().count());
    if times > CONTACTS_EACH * i64::try_from(present.max(1)).unwrap_or(i64::MAX) {
        hints.push(Hint::ManyContacts { times, present });
    }
    let late = it.day().zip(entered).and_then(|(day, entered)| day.until(entered).ok()).map(|span| span.get_days());
    if let Some(ahead) = late.filter(|days| *days < 0 && it.phase() == Some(Phase::Held)) {
        hints.push(Hint::Ahead { days: -ahead });
    }
    if let Some(days) = late.filter(|days| *days > LATE_DAYS) {
        hints.push(Hint::Late { days });
    }
    for (other, with) in others.into_iter().filter(|(other, with)| *other != rec && stands(with)) {
        if same_text(body, with) {
            hints.push(Hint::SameText { other });
        }
        if same_photo(body, with) {
            hints.push(Hint::SamePhoto { other });
        }
        let members: Vec<MemberId> =
            it.present().filter(|member| Activity(with).present().any(|p| p == *member)).collect();
        if !members.is_empty() && minutes_in_common(body, with).is_some_and(|minutes| minutes > 0) {
            hints.push(Hint::Overlap { other, members });
        }
    }
    hints
}

/// How two records of one day are like each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Likeness {
    /// So many minutes of both fall together; `None` where one of them does not say when it ended.
    pub minutes: Option<i64>,
    /// Both are credited to the same venue.
    pub same_venue: bool,
    /// Members listed in both.
    pub shared: usize,
}

/// Whether two records may be of the same activity: on the same day, and at the same time or at the same venue or with the
/// same people. Only a person can say whether they are.
pub fn may_be_same(one: &Fields, other: &Fields) -> Option<Likeness> {
    let (a, b) = (Activity(one), Activity(other));
    if a.day().is_none() || a.day() != b.day() || !stands(one) || !stands(other) {
        return None;
    }
    let likeness = Likeness {
        minutes: minutes_in_common(one, other),
        same_venue: a.venue().is_some() && a.venue() == b.venue(),
        shared: a.attendance().filter(|(member, _)| b.attendance_of(*member).is_some()).count(),
    };
    let meet_in_time = likeness.minutes.is_some_and(|minutes| minutes > 0);
    // At the same time alone half a county would be alike.
    let alike = likeness.same_venue || likeness.shared > 0 || (meet_in_time && same_place(one, other));
    alike.then_some(likeness)
}

/// Whether a reviewer of one would want to see the other: they may be the same, or they say or show the same.
pub fn resembles(one: &Fields, other: &Fields) -> bool {
    let says = || same_text(one, other) || same_photo(one, other);
    may_be_same(one, other).is_some() || (says() && stands(one) && stands(other))
}

/// Whether two records show the same photo, byte for byte.
pub fn same_photo(one: &Fields, other: &Fields) -> bool {
    let shown: BTreeSet<Sha256> = photos(one).map(|(_, photo)| photo.sha256).collect();
    !shown.is_empty() && photos(other).any(|(_, photo)| shown.contains(&photo.sha256))
}

/// Whether two records say the same word for word, in a text long enough for that to be no accident.
pub fn same_text(one: &Fields, other: &Fields) -> bool {
    let (one, other) = (Activity(one).narrative().trim(), Activity(other).narrative().trim());
    one == other && one.chars().count() >= TEXT_LEAST
}

/// What was taken out is compared with nothing.
fn stands(body: &Fields) -> bool {
    Activity(body).review() != Some(Review::Void)
}

fn same_place(one: &Fields, other: &Fields) -> bool {
    let place = |body: &Fields| body.text(crate::activity::PLACE).map(|place| place.trim().to_owned());
    place(one).is_some() && place(one) == place(other)
}

/// The minutes that both took; `None` where one of them does not say when it ended.
fn minutes_in_common(one: &Fields, other: &Fields) -> Option<i64> {
    let span = |body: &Fields| Some((Activity(body).start()?, Activity(body).end()?));
    let ((a, a_end), (b, b_end)) = (span(one)?, span(other)?);
    let minutes = |from: DateTime, to: DateTime| from.duration_until(to).as_secs() / 60;
    Some(minutes(a.max(b), a_end.min(b_end)).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::attendance_field;
    use jiff::civil::date;
    use uuid::Uuid;

    fn rec(n: u128) -> RecordId {
        RecordId(Uuid::from_u128(n))
    }

    fn member(n: u128) -> MemberId {
        MemberId(Uuid::from_u128(n))
    }

    fn body(from: &str, to: &str, who: u128) -> Fields {
        Fields::default()
            .with("start", format!("2026-05-04T{from}"))
            .with("end", format!("2026-05-04T{to}"))
            .with(attendance_field(member(who)), "present")
            .with("narrative", "到柳林村走访三户困难群众，了解住房情况。")
    }

    fn found(body: &Fields, entered: Date, others: &[(RecordId, Fields)]) -> Vec<Hint> {
        hints(rec(1), body, Some(entered), others.iter().map(|(rec, body)| (*rec, body)))
    }

    #[test]
    fn a_plain_record_gives_no_hint_and_is_not_compared_with_itself() {
        let it = body("09:00", "10:00", 7);
        assert_eq!(found(&it, date(2026, 5, 5), &[(rec(1), it.clone())]), []);
    }

    #[test]
    fn what_came_after_its_writer_had_left_is_worth_a_look() {
        let it = body("09:00", "10:00", 7).with(AFTER_REVOCATION, true);
        assert_eq!(found(&it, date(2026, 5, 5), &[]), [Hint::HadLeft]);
    }

    #[test]
    fn a_copied_text_and_a_person_at_two_places_are_each_named_with_the_other_record() {
        let it = body("09:00", "10:00", 7);
        let others = [
            (rec(2), body("09:30", "11:00", 7)),
            (rec(3), body("10:00", "11:00", 7).with("narrative", "另一场活动。")),
        ];
        let overlap = Hint::Overlap { other: rec(2), members: vec![member(7)] };
        assert_eq!(found(&it, date(2026, 5, 4), &others), [Hint::SameText { other: rec(2) }, overlap]);
    }

    #[test]
    fn a_photo_that_another_record_shows_too_is_named_with_it_even_years_apart() {
        use crate::photo::{Format, Photo};
        let photo = Photo { sha256: Sha256::of(b"the village hall"), len: 16, format: Format::Jpeg };
        let it = body("09:00", "10:00", 7).with(photo.field(1), photo.value());
        let old = body("09:00", "10:00", 8).with("start", "2024-01-02T09:00").with("narrative", "另一场活动。");
        let others = [(rec(2), old.clone().with(photo.field(3), photo.value())), (rec(3), old.clone())];
        assert_eq!(found(&it, date(2026, 5, 4), &others), [Hint::SamePhoto { other: rec(2) }]);
        assert!(resembles(&it, &others[0].1) && !resembles(&it, &old));
    }

    #[test]
    fn short_texts_and_what_is_void_are_not_compared() {
        let short = body("09:00", "10:00", 7).with("narrative", "走访。");
        let others = [(rec(2), body("12:00", "13:00", 8).with("narrative", "走访。"))];
        assert_eq!(found(&short, date(2026, 5, 4), &others), []);
        let void = [(rec(2), body("09:00", "10:00", 7).with("review", "void"))];
        assert_eq!(found(&body("09:00", "10:00", 7), date(2026, 5, 4), &void), []);
    }

    #[test]
    fn many_more_person_times_than_people_and_a_late_entry_are_told_with_their_numbers() {
        let it = body("09:00", "10:00", 7).with("measure:person_times", 31);
        let expected = [Hint::ManyContacts { times: 31, present: 1 }, Hint::Late { days: 31 }];
        assert_eq!(found(&it, date(2026, 6, 4), &[]), expected);
        let ahead = found(&it.clone().with("phase", "held"), date(2026, 5, 3), &[]);
        assert_eq!(ahead[1..], [Hint::Ahead { days: 1 }], "written down before its day");
        let within = it.with(attendance_field(member(8)), "present");
        assert_eq!(found(&within, date(2026, 6, 3), &[]), []);
    }

    #[test]
    fn two_records_may_be_the_same_by_day_and_venue_people_or_time_and_place() {
        let at = |body: Fields, venue: u128| body.with("venue", rec(venue).to_string());
        let morning = at(body("09:00", "10:00", 7), 90);
        for (other, alike) in [
            (at(body("09:20", "10:30", 8), 90), Some((Some(40), true, 0))),
            (at(body("14:00", "15:00", 7), 91), Some((Some(0), false, 1))),
            (at(body("09:00", "10:00", 8), 91), None),
            (at(body("09:00", "10:00", 8), 90).with("end", serde_json::Value::Null), Some((None, true, 0))),
            (at(body("09:00", "10:00", 7), 90).with("start", "2026-05-05T09:00"), None),
            (at(body("09:00", "10:00", 7), 90).with("review", "void"), None),
        ] {
            let found = may_be_same(&morning, &other).map(|like| (like.minutes, like.same_venue, like.shared));
            assert_eq!(found, alike, "{other:?}");
        }
        let placed = |who| body("09:00", "10:00", who).with("place", "柳林村");
        assert!(may_be_same(&placed(7), &placed(8)).is_some());
    }
}
