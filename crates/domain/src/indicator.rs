//! Indicators 指标: the figures that leaders see. A figure is derived from records, never merged.

use crate::{
    activity::{Activity, Measure, Phase},
    fields::Fields,
    id::{MemberId, VenueId},
    kind::text_enum,
    review::Review,
};
use jiff::civil::Date;

text_enum! {
    /// A figure with an id and a definition.
    Indicator {
        /// Activities held.
        Activities = "activities" "履职活动",
        /// People met, added up over activities.
        Persons = "persons" "人数",
        /// Times that somebody was met or served.
        PersonTimes = "person_times" "联系群众",
        /// Problems solved.
        ProblemsSolved = "problems_solved" "解决问题",
    }
}

/// The definition 口径 of an indicator, so that nobody has to guess what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The unit behind the number.
    pub unit: &'static str,
    /// What is counted, in one sentence.
    pub counted: &'static str,
    /// Which date decides the period.
    pub date: &'static str,
    /// Which records count and which are shown beside them.
    pub state: &'static str,
    /// What happens where a record touches several scopes.
    pub scopes: &'static str,
}

impl Indicator {
    /// The version of the definitions below; a stored figure names the version that made it.
    pub const VERSION: u32 = 1;

    /// What the figure means.
    pub const fn definition(self) -> Definition {
        let (unit, counted) = match self {
            Indicator::Activities => ("场", "已开展的履职活动，一条记录计一场；计划中和已取消的不计。"),
            Indicator::Persons => ("人", "每场活动填写的人数相加。同一个人在两场里会算两次，不等于不同的人数。"),
            Indicator::PersonTimes => ("人次", "每场活动填写的联系群众人次相加。按次累计，不是人数。"),
            Indicator::ProblemsSolved => ("件", "每场活动填写的解决问题件数相加。"),
        };
        Definition {
            unit,
            counted,
            date: "按活动开始的日期归入周期（当地时间）。",
            state: "只计已审核的记录；待审核的另列；退回修改和作废的不计。",
            scopes: "按活动记入的阵地分列；没有记入阵地的单列一行，合计按记录只计一次。",
        }
    }

    /// How much one activity adds.
    fn amount(self, activity: Activity<'_>) -> i64 {
        match self {
            Indicator::Activities => 1,
            Indicator::Persons => activity.measure(Measure::Persons),
            Indicator::PersonTimes => activity.measure(Measure::PersonTimes),
            Indicator::ProblemsSolved => activity.measure(Measure::ProblemsSolved),
        }
    }
}

/// What one record adds to the figures: the only thing that reports read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The day that decides the period.
    pub day: Date,
    /// Whether it counts (`true`) or waits beside the figure (`false`).
    pub approved: bool,
    /// The venue credited.
    pub venue: Option<VenueId>,
    /// The members who were there.
    pub members: Vec<MemberId>,
    /// Each indicator with what the record adds to it; amounts of 0 are left out.
    pub amounts: Vec<(Indicator, i64)>,
}

/// The facts of an activity; `None` where it does not belong in any figure.
pub fn facts(body: &Fields) -> Option<Facts> {
    let activity = Activity(body);
    let approved = match activity.review()? {
        Review::Approved => true,
        Review::Pending => false,
        Review::Returned | Review::Void => return None,
    };
    if activity.phase() != Some(Phase::Held) {
        return None;
    }
    let mut members: Vec<MemberId> = activity.present().collect();
    members.sort();
    let amounts = Indicator::ALL.iter().map(|each| (*each, each.amount(activity))).filter(|(_, n)| *n != 0).collect();
    Some(Facts { day: activity.day()?, approved, venue: activity.venue(), members, amounts })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(phase: &str, review: &str) -> Fields {
        Fields::default()
            .with("phase", phase)
            .with("review", review)
            .with("start", "2026-05-04T09:00")
            .with("measure:person_times", 6)
            .with("attendance:00000000-0000-0000-0000-000000000001", "present")
            .with("attendance:00000000-0000-0000-0000-000000000002", "leave")
    }

    #[test]
    fn only_held_activities_that_are_approved_or_pending_give_facts() {
        for (phase, review, expected) in [
            ("held", "approved", Some(true)),
            ("held", "pending", Some(false)),
            ("held", "returned", None),
            ("held", "void", None),
            ("planned", "approved", None),
            ("cancelled", "approved", None),
        ] {
            assert_eq!(facts(&body(phase, review)).map(|f| f.approved), expected, "{phase} {review}");
        }
    }

    #[test]
    fn an_activity_counts_once_and_its_measures_as_written() {
        let facts = facts(&body("held", "approved")).unwrap();
        assert_eq!(facts.amounts, [(Indicator::Activities, 1), (Indicator::PersonTimes, 6)]);
        assert_eq!(facts.members.len(), 1);
    }
}
