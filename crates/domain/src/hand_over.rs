//! The hand-over 交办: one matter given to one unit, which answers within a time; a workflow leads it to the visit
//! afterwards. Its reply decides how the matter is classed.

use crate::{
    day::day,
    fields::Fields,
    id::{RecordId, VenueId},
    kind::text_enum,
    workflow::{Course, Led},
};
use jiff::civil::Date;

/// The name of the unit, of at most [`UNIT_MAX`] characters.
pub const UNIT: &str = "unit";
/// A [`Part`] id.
pub const PART: &str = "part";
/// What the unit is asked to do, in at most [`ASK_MAX`] characters.
pub const ASK: &str = crate::activity::NARRATIVE;
/// The day on which it was given to the unit.
pub const HANDED_ON: &str = "handed_on";
/// The last day on which the unit may answer.
pub const DEADLINE: &str = "deadline";
/// Flat map: the day until which it was put off → why. The last of them is the [`DEADLINE`].
pub const EXTENDED: &str = "extended";
/// Flat map: the day on which the unit was reminded → what it was told.
pub const REMINDED: &str = "reminded";
/// The record that it grew out of; every hand-over has one.
pub const ORIGIN: &str = crate::activity::ORIGIN;
/// The venue whose matter it is.
pub const VENUE: &str = crate::activity::VENUE;
/// The answer of the unit in words, as its workflow demands it.
pub const REPLY: &str = "demand:reply";
/// A [`ReplyClass`] id, as its workflow demands it.
pub const REPLY_CLASS: &str = "demand:reply_class";
/// The day of the answer, as its workflow demands it.
pub const REPLIED_ON: &str = "demand:replied_on";
/// The day on which somebody went to see what was done, as its workflow demands it.
pub const VISITED_ON: &str = "demand:visited_on";
/// What was seen then, as its workflow demands it.
pub const SEEN: &str = "demand:seen";
/// The preset that leads hand-overs.
pub const WORKFLOW_PRESET: &str = "hand_over_1";
/// The stage of the preset in which an answer is asked for once more.
pub const AGAIN: &str = "again";
/// The longest name of a unit, in characters.
pub const UNIT_MAX: usize = 60;
/// The longest request, in characters.
pub const ASK_MAX: usize = 1_000;

text_enum! {
    /// Which part a unit has in it.
    Part {
        /// Answers for all of it.
        Lead = "lead" "主办",
        /// Helps the unit that leads, and answers to it.
        Co = "co" "协办",
    }
}

text_enum! {
    /// What the unit says has become of it; what is only planned or kept comes back next year.
    ReplyClass {
        /// Solved, or nearly.
        Solved = "a" "A 已解决或基本解决",
        /// It is being solved, or was begun.
        Begun = "b" "B 正在解决或已启动",
        /// It is in a plan.
        Planned = "c" "C 列入规划",
        /// It is kept for later.
        Reference = "d" "D 留作参考",
    }
}

/// A typed view over the fields of a hand-over.
#[derive(Debug, Clone, Copy)]
pub struct HandOver<'a>(pub &'a Fields);

impl<'a> HandOver<'a> {
    /// The unit; empty where none was said.
    pub fn unit(self) -> &'a str {
        self.0.text(UNIT).unwrap_or("")
    }

    /// The unit's part; the lead where nothing was said.
    pub fn part(self) -> Part {
        self.0.parsed(PART).unwrap_or(Part::Lead)
    }

    /// What is asked.
    pub fn ask(self) -> &'a str {
        self.0.text(ASK).unwrap_or("")
    }

    /// When it was given to the unit.
    pub fn handed_on(self) -> Option<Date> {
        self.0.text(HANDED_ON).and_then(day)
    }

    /// Until when it is to be answered.
    pub fn deadline(self) -> Option<Date> {
        self.0.text(DEADLINE).and_then(day)
    }

    /// The days until which it was put off, each with why, in order.
    pub fn extensions(self) -> impl Iterator<Item = (Date, &'a str)> {
        self.days(EXTENDED)
    }

    /// The days on which the unit was reminded, each with what it was told, in order.
    pub fn reminders(self) -> impl Iterator<Item = (Date, &'a str)> {
        self.days(REMINDED)
    }

    fn days(self, field: &'static str) -> impl Iterator<Item = (Date, &'a str)> {
        self.0.map(field).filter_map(|(on, words)| Some((day(on)?, words.as_str()?)))
    }

    /// What it grew out of.
    pub fn origin(self) -> Option<RecordId> {
        self.0.parsed(ORIGIN)
    }

    /// The venue whose matter it is.
    pub fn venue(self) -> Option<VenueId> {
        self.0.parsed(VENUE)
    }

    /// What the unit says has become of it; `None` while it has not answered.
    pub fn reply_class(self) -> Option<ReplyClass> {
        self.0.parsed(REPLY_CLASS)
    }

    /// Whether somebody went to see what was done.
    pub fn is_followed_up(self) -> bool {
        self.0.text(VISITED_ON).is_some()
    }

    /// Whether the unit still owes an answer.
    pub fn is_owed(self) -> bool {
        let open = matches!(Led(self.0).course(), None | Some(Course::Raised | Course::UnderWay));
        open && (self.reply_class().is_none() || Led(self.0).stage() == Some(AGAIN))
    }

    /// By how many days the answer is late on a day; `None` where it is not.
    pub fn late(self, today: Date) -> Option<i64> {
        let days = crate::day::days_between(self.deadline()?, today);
        (self.is_owed() && days > 0).then_some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_reminder_and_each_extension_is_known_with_its_day() {
        let body = Fields::default()
            .with("reminded:2026-05-10", "请尽快答复。")
            .with("reminded:2026-05-03", "下周到期。")
            .with("extended:2026-06-20", "等料");
        let days: Vec<Date> = HandOver(&body).reminders().map(|(day, _)| day).collect();
        assert_eq!(days, [date(2026, 5, 3), date(2026, 5, 10)]);
        assert_eq!(HandOver(&body).extensions().collect::<Vec<_>>(), [(date(2026, 6, 20), "等料")]);
    }

    #[test]
    fn an_answer_is_late_from_the_day_after_its_deadline_until_it_is_given() {
        let body = Fields::default().with(DEADLINE, "2026-05-04").with("course", "raised");
        let late = |body: &Fields, day| HandOver(body).late(date(2026, 5, day));
        assert_eq!((late(&body, 4), late(&body, 5), late(&body, 15)), (None, Some(1), Some(11)));
        let answered = body.clone().with(REPLY_CLASS, "b");
        assert_eq!(late(&answered, 15), None, "answered");
        assert_eq!(late(&answered.with("stage", AGAIN), 15), Some(11), "another answer is asked for");
        assert_eq!(late(&body.with("course", "aside"), 15), None, "sent back");
    }
}
