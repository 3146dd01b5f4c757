//! Indicators 指标: the figures that leaders see. A figure is derived from records, never merged.

mod definition;
mod facts;

pub use definition::Definition;
pub use facts::{FactState, Facts, facts, facts_of};

use crate::{
    activity::{Activity, Measure},
    kind::text_enum,
};

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
        /// Opinion reports of members and groups.
        OpinionReports = "opinion_reports" "社情民意",
        /// Proposals filed.
        Proposals = "proposals" "提案",
        /// Outcomes written.
        Outcomes = "outcomes" "协商成果",
        /// Outcomes that were turned into something.
        OutcomesConverted = "outcomes_converted" "已转化的成果",
        /// What somebody was given to do.
        Assignments = "assignments" "任务",
        /// What of that was done.
        AssignmentsDone = "assignments_done" "完成的任务",
        /// Consultations that came to their end.
        ConsultationsClosed = "consultations_closed" "办结的议题",
        /// Adopted suggestions that were carried out.
        SuggestionsImplemented = "suggestions_implemented" "已落实的建议",
        /// Hand-overs after whose answer somebody went to see.
        HandOversFollowedUp = "hand_overs_followed_up" "已回访的交办",
        /// Proposals that were answered.
        ProposalsReplied = "proposals_replied" "已答复的提案",
        /// Proposals after whose answer somebody went to see.
        ProposalsFollowedUp = "proposals_followed_up" "已回访的提案",
        /// Proposals that came to their end.
        ProposalsClosed = "proposals_closed" "办结的提案",
    }
}

impl Indicator {
    /// The version of the definitions below; a stored figure names the version that made it.
    pub const VERSION: u32 = 7;

    /// How much one activity adds.
    fn amount(self, activity: Activity<'_>) -> i64 {
        match self {
            Indicator::Activities => 1,
            Indicator::Persons => activity.measure(Measure::Persons),
            Indicator::PersonTimes => activity.measure(Measure::PersonTimes),
            Indicator::ProblemsSolved => activity.measure(Measure::ProblemsSolved),
            _ => 0,
        }
    }
}
