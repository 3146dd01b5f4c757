//! The assignment 任务: what somebody is to do until a day. It comes from the yearly plan 责任分解, from what a leader wrote on a
//! record or a figure 批示, or is what every member owes, such as the yearly report 述职.

use crate::{
    day::{day, days_between},
    fields::Fields,
    id::{MemberId, RecordId},
    kind::text_enum,
    submitted::{RAISED_ON, Submitted},
    workflow::{Course, Led},
};
use jiff::civil::Date;

/// An [`AssignmentType`] id.
pub const TYPE: &str = crate::activity::TYPE;
/// Who does it, in words of at most [`OWNER_MAX`] characters, where it is no member.
pub const OWNER: &str = "owner";
/// The last day.
pub const DEADLINE: &str = crate::hand_over::DEADLINE;
/// Flat map: a day → what is to be reached by then.
pub const MILESTONE: &str = "milestone";
/// The figure that it is about, in words, where it grew out of no record.
pub const ABOUT: &str = "about";
/// What was done, as its workflow demands it; of a yearly report its text.
pub const RESULT: &str = "demand:result";
/// When it was done, as its workflow demands it.
pub const DONE_ON: &str = "demand:done_on";
/// The preset that leads assignments.
pub const WORKFLOW_PRESET: &str = "assignment_1";
/// The longest name of who does it, in characters.
pub const OWNER_MAX: usize = 60;
/// The longest milestone and the longest name of a figure, in characters.
pub const LINE_MAX: usize = 200;

text_enum! {
    /// Where it comes from.
    AssignmentType {
        /// The plan of the year.
        Task = "task" "年度任务",
        /// What a leader wrote.
        Instruction = "instruction" "批示督办",
        /// What members are asked to do.
        MemberTask = "member_task" "委员作业",
        /// The yearly report of a member.
        YearlyReport = "yearly_report" "年度述职",
    }
}

/// A typed view over the fields of an assignment.
#[derive(Debug, Clone, Copy)]
pub struct Assignment<'a>(pub &'a Fields);

impl<'a> Assignment<'a> {
    /// Where it comes from.
    pub fn assignment_type(self) -> Option<AssignmentType> {
        self.0.parsed(TYPE)
    }

    /// The member who does it; the server says so.
    pub fn member(self) -> Option<MemberId> {
        Submitted(self.0).member()
    }

    /// Who does it, where it is no member.
    pub fn owner(self) -> Option<&'a str> {
        self.0.text(OWNER).filter(|name| !name.trim().is_empty())
    }

    /// When it was given.
    pub fn given_on(self) -> Option<Date> {
        self.0.text(RAISED_ON).and_then(day)
    }

    /// The last day.
    pub fn deadline(self) -> Option<Date> {
        self.0.text(DEADLINE).and_then(day)
    }

    /// The days of its milestones, each with what is to be reached, in order.
    pub fn milestones(self) -> impl Iterator<Item = (Date, &'a str)> {
        self.0.map(MILESTONE).filter_map(|(on, words)| Some((day(on)?, words.as_str()?)))
    }

    /// The figure that it is about.
    pub fn about(self) -> Option<&'a str> {
        self.0.text(ABOUT)
    }

    /// The record that it grew out of.
    pub fn origin(self) -> Option<RecordId> {
        self.0.parsed(crate::activity::ORIGIN)
    }

    /// Whether it was done.
    pub fn is_done(self) -> bool {
        self.0.text(DONE_ON).is_some()
    }

    /// Whether it is still to be done.
    pub fn is_open(self) -> bool {
        matches!(Led(self.0).course(), None | Some(Course::Raised | Course::UnderWay)) && !self.is_done()
    }

    /// By how many days it is late on a day; `None` where it is not.
    pub fn late(self, today: Date) -> Option<i64> {
        let open = self.is_open();
        let days = days_between(self.deadline()?, today);
        (open && days > 0).then_some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_assignment_is_late_from_the_day_after_its_deadline_until_it_is_done() {
        let body = Fields::default().with(DEADLINE, "2026-05-04").with("course", "under_way");
        let late = |body: &Fields, day| Assignment(body).late(date(2026, 5, day));
        assert_eq!((late(&body, 4), late(&body, 5)), (None, Some(1)));
        assert_eq!(late(&body.clone().with(DONE_ON, "2026-05-03"), 9), None, "done");
        assert_eq!(late(&body.with("course", "aside"), 9), None, "taken back");
    }

    #[test]
    fn milestones_are_known_by_their_days_in_order() {
        let body = Fields::default().with("milestone:2026-06-30", "成稿").with("milestone:2026-03-31", "完成调研");
        let days: Vec<_> = Assignment(&body).milestones().collect();
        assert_eq!(days, [(date(2026, 3, 31), "完成调研"), (date(2026, 6, 30), "成稿")]);
    }
}
