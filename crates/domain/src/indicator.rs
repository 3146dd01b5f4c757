//! Indicators 指标: the figures that leaders see. A figure is derived from records, never merged.

use crate::{
    activity::{Activity, Attendance, Measure, Phase, TYPE},
    consultation::{self, Consultation},
    fields::Fields,
    hand_over::{self, HandOver, Part},
    id::{MemberId, VenueId},
    kind::{Kind, text_enum},
    request::{self, Request},
    review::Review,
    suggestion::{self, Suggestion},
    workflow::{Course, Led},
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
        /// Matters taken up for consultation.
        Consultations = "consultations" "协商议题",
        /// Suggestions made.
        Suggestions = "suggestions" "意见建议",
        /// Matters given to units.
        HandOvers = "hand_overs" "交办事项",
        /// What citizens asked for.
        Requests = "requests" "群众诉求",
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
    pub const VERSION: u32 = 5;

    /// What the figure means.
    pub const fn definition(self) -> Definition {
        let (unit, counted) = match self {
            Indicator::Activities => ("场", "已开展的履职活动，一条记录计一场；计划中和已取消的不计。"),
            Indicator::Persons => ("人", "每场活动填写的人数相加。同一个人在两场里会算两次，不等于不同的人数。"),
            Indicator::PersonTimes => ("人次", "每场活动填写的联系群众人次相加。按次累计，不是人数。"),
            Indicator::ProblemsSolved => ("件", "每场活动填写的解决问题件数相加。"),
            Indicator::Consultations => {
                ("件", "进入协商流程的议题，一个议题计一件，不论开几次协商会；会议另计为履职活动。")
            }
            Indicator::Suggestions => ("条", "协商、活动中提出的意见建议，一条计一条；并入另一条的不再单独计。"),
            Indicator::HandOvers => ("件", "交给主办单位办理的事项，一次交办计一件；协办单位不另计。"),
            Indicator::Requests => ("件", "群众扫码提交或者当面反映的诉求，一次反映计一件。"),
        };
        let (date, state) = match self {
            Indicator::Consultations => (
                "按提出的日期归入周期（当地时间）。",
                "只计已受理的议题；刚提出、还没有受理的另列；不予立项、并案和转出的不计。",
            ),
            Indicator::Suggestions => {
                ("按提出的日期归入周期（当地时间）。", "只计已定下采纳与否的建议；还没有定的另列。")
            }
            Indicator::Requests => (
                "按反映的日期归入周期（当地时间）。",
                "只计已派单或者已接单的；刚反映、还没有派出去的另列；不予受理和转为协商议题的不计。",
            ),
            Indicator::HandOvers => {
                ("按交办的日期归入周期（当地时间）。", "只计主办单位已答复的；还没有答复的另列；退办的不计。")
            }
            _ => (
                "按活动开始的日期归入周期（当地时间）。",
                "只计已审核的记录；待审核和待本人确认的另列；退回修改和作废的不计。",
            ),
        };
        Definition {
            unit,
            counted,
            date,
            state,
            scopes: "一条记录在它涉及的每个范围内只计一次：记入的阵地、到场委员及其当日所在的界别、专委会、党派团体、\
                     阵地归口的专委会和所属组合、走访的联系单位。一条记录可能涉及几个范围，各项相加不一定等于合计。",
        }
    }

    /// How much one activity adds.
    fn amount(self, activity: Activity<'_>) -> i64 {
        match self {
            Indicator::Activities => 1,
            Indicator::Persons => activity.measure(Measure::Persons),
            Indicator::PersonTimes => activity.measure(Measure::PersonTimes),
            Indicator::ProblemsSolved => activity.measure(Measure::ProblemsSolved),
            Indicator::Consultations | Indicator::Suggestions | Indicator::HandOvers | Indicator::Requests => 0,
        }
    }
}

text_enum! {
    /// How a fact stands to the figures.
    FactState {
        /// It counts.
        Approved = "approved" "已审核",
        /// It waits beside the figure.
        Pending = "pending" "待审核",
        /// It is announced: only calendars show it.
        Planned = "planned" "计划中",
    }
}

/// What one record adds to the figures: the only thing that reports read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The day that decides the period.
    pub day: Date,
    /// Whether it counts, waits or is announced.
    pub state: FactState,
    /// What was done, by a preset or one of the committee's own; of a consultation its source, of a suggestion its
    /// outcome, of a hand-over the class of the reply, of a request how content whoever raised it is.
    pub activity_type: &'a str,
    /// The venue credited.
    pub venue: Option<VenueId>,
    /// The members who were there and do not object, or who are expected. Sorted.
    pub members: Vec<MemberId>,
    /// Each indicator with what the record adds to it; amounts of 0 are left out.
    pub amounts: Vec<(Indicator, i64)>,
}

/// The facts of a record of any kind; `None` where it does not belong in any figure.
pub fn facts_of(kind: Kind, body: &Fields) -> Option<Facts<'_>> {
    match kind {
        Kind::Activity => facts(body),
        Kind::Consultation => {
            let it = Consultation(body);
            let sort = body.text(consultation::SOURCE).unwrap_or("");
            one(it.raised_on()?, taken_up(body)?, sort, it.venue(), Indicator::Consultations)
        }
        Kind::Suggestion => {
            let it = Suggestion(body);
            if it.condensed_into().is_some() {
                return None;
            }
            let state = if it.outcome().is_some() { FactState::Approved } else { FactState::Pending };
            let sort = body.text(suggestion::OUTCOME).unwrap_or("");
            one(it.made_on()?, state, sort, it.venue(), Indicator::Suggestions)
        }
        Kind::HandOver => {
            let it = HandOver(body);
            if it.part() != Part::Lead || Led(body).course()? == Course::Aside {
                return None;
            }
            let state = if it.reply_class().is_some() { FactState::Approved } else { FactState::Pending };
            let sort = body.text(hand_over::REPLY_CLASS).unwrap_or("");
            one(it.handed_on()?, state, sort, it.venue(), Indicator::HandOvers)
        }
        Kind::Request => {
            let it = Request(body);
            let sort = body.text(request::RATING).unwrap_or("");
            one(it.raised_on()?, taken_up(body)?, sort, it.venue(), Indicator::Requests)
        }
        _ => None,
    }
}

/// Where something led by a workflow stands: it counts once somebody has taken it on, and nowhere once it has left by a way out.
fn taken_up(body: &Fields) -> Option<FactState> {
    match Led(body).course()? {
        Course::Raised => Some(FactState::Pending),
        Course::UnderWay | Course::Ended => Some(FactState::Approved),
        Course::Aside => None,
    }
}

/// A record that adds one to one figure.
fn one(day: Date, state: FactState, sort: &str, venue: Option<VenueId>, indicator: Indicator) -> Option<Facts<'_>> {
    Some(Facts { day, state, activity_type: sort, venue, members: Vec::new(), amounts: vec![(indicator, 1)] })
}

/// The facts of an activity; `None` where it does not belong in any figure.
pub fn facts(body: &Fields) -> Option<Facts<'_>> {
    let activity = Activity(body);
    let state = match (activity.phase()?, activity.review()?) {
        (Phase::Held, Review::Approved) if activity.awaits_confirmation() => FactState::Pending,
        (Phase::Held, Review::Approved) => FactState::Approved,
        (Phase::Held, Review::Pending) => FactState::Pending,
        (Phase::Planned, Review::Pending) => FactState::Planned,
        _ => return None,
    };
    let counted = |attendance: Attendance| match state {
        FactState::Planned => !matches!(attendance, Attendance::Leave | Attendance::Absent),
        _ => attendance == Attendance::Present,
    };
    let objecting: Vec<MemberId> = activity.objections().map(|(member, _)| member).collect();
    let listed = activity.attendance().filter(|(member, how)| counted(*how) && !objecting.contains(member));
    let mut members: Vec<MemberId> = listed.map(|(member, _)| member).collect();
    members.sort();
    let amount = |each: &Indicator| match state {
        FactState::Planned => i64::from(*each == Indicator::Activities),
        _ => each.amount(activity),
    };
    let amounts = Indicator::ALL.iter().map(|each| (*each, amount(each))).filter(|(_, n)| *n != 0).collect();
    let activity_type = body.text(TYPE).unwrap_or("");
    Some(Facts { day: activity.day()?, state, activity_type, venue: activity.venue(), members, amounts })
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
    fn held_activities_count_or_wait_and_planned_ones_are_only_announced() {
        for (phase, review, expected) in [
            ("held", "approved", Some(FactState::Approved)),
            ("held", "pending", Some(FactState::Pending)),
            ("held", "returned", None),
            ("held", "void", None),
            ("planned", "approved", None),
            ("planned", "pending", Some(FactState::Planned)),
            ("planned", "returned", None),
            ("cancelled", "approved", None),
        ] {
            assert_eq!(facts(&body(phase, review)).map(|f| f.state), expected, "{phase} {review}");
        }
    }

    #[test]
    fn an_activity_counts_once_and_its_measures_as_written() {
        let body = body("held", "approved");
        let facts = facts(&body).unwrap();
        assert_eq!(facts.amounts, [(Indicator::Activities, 1), (Indicator::PersonTimes, 6)]);
        assert_eq!(facts.members.len(), 1);
    }

    #[test]
    fn what_was_recorded_for_somebody_waits_until_they_agree() {
        let body = body("held", "approved").with("recorded_for", "00000000-0000-0000-0000-000000000001");
        assert_eq!(facts(&body).map(|f| f.state), Some(FactState::Pending));
        let agreed = body.clone().with("confirmed", crate::confirmation::by_device(&body));
        assert_eq!(facts(&agreed).map(|f| f.state), Some(FactState::Approved));
        let changed = agreed.with("measure:person_times", 60);
        assert_eq!(facts(&changed).map(|f| f.state), Some(FactState::Pending), "not to that");
    }

    #[test]
    fn a_matter_counts_once_it_is_taken_up_and_a_suggestion_once_it_is_known_what_became_of_it() {
        let matter = Fields::default().with("raised_on", "2026-05-04").with("source", "citizens");
        for (course, expected) in [
            ("raised", Some(FactState::Pending)),
            ("under_way", Some(FactState::Approved)),
            ("ended", Some(FactState::Approved)),
            ("aside", None),
        ] {
            let body = matter.clone().with("course", course);
            assert_eq!(facts_of(Kind::Consultation, &body).map(|facts| facts.state), expected, "{course}");
        }
        let said = Fields::default().with("made_on", "2026-05-04").with("narrative", "装一盏路灯。");
        let state = |body: &Fields| facts_of(Kind::Suggestion, body).map(|facts| facts.state);
        assert_eq!(state(&said), Some(FactState::Pending));
        assert_eq!(state(&said.clone().with("outcome", "not_adopted")), Some(FactState::Approved));
        assert_eq!(state(&said.with("condensed_into", "00000000-0000-0000-0000-000000000009")), None);
        assert_eq!(facts_of(Kind::Venue, &matter), None);
    }

    #[test]
    fn who_objects_is_not_credited() {
        let body = body("held", "approved").with("objection:00000000-0000-0000-0000-000000000001", "那天我不在");
        assert_eq!(facts(&body).unwrap().members, []);
    }
}
