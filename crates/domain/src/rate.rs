//! Rates 率: what came of what was done, as a share. A rate is never stored; both of its numbers are figures, and are shown
//! beside it.

use crate::{indicator::Indicator, kind::text_enum, rating::Rating, suggestion::Outcome};
use serde::{Deserialize, Serialize};

text_enum! {
    /// A rate.
    Rate {
        /// Matters whose lead answered, of those that were due.
        Replied = "replied" "办复率",
        /// Matters that came to their end, of those taken up.
        Closed = "closed" "办结率",
        /// Suggestions carried out, of those adopted at least in part.
        Implemented = "implemented" "落实率",
        /// Those who are content, of those who said how content they are.
        Content = "content" "满意率",
        /// Matters after whose answer somebody went to see, of those answered.
        FollowedUp = "followed_up" "回访率",
        /// Outcomes that were turned into something, of those sent on.
        Converted = "converted" "转化率",
        /// What was done, of what was given to somebody to do.
        Done = "done" "完成率",
    }
}

text_enum! {
    /// What a rate is asked of.
    Of {
        /// Matters of consultation, what was given to units, and what citizens asked for.
        Matters = "matters" "协商、交办与诉求",
        /// Proposals alone, as committees publish it.
        Proposals = "proposals" "提案",
        /// Outcomes and assignments.
        Results = "results" "成果与任务",
    }
}

impl Of {
    /// The rates that are asked of it, in the order in which committees publish them.
    pub const fn rates(self) -> &'static [Rate] {
        match self {
            Of::Matters => &[Rate::Replied, Rate::Closed, Rate::Implemented, Rate::Content, Rate::FollowedUp],
            Of::Proposals => &[Rate::Replied, Rate::Closed, Rate::FollowedUp, Rate::Content],
            Of::Results => &[Rate::Converted, Rate::Done],
        }
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub part: i64,
    /// Of how many.
    pub whole: i64,
}

impl Share {
    /// In tenths of a percent, half up; `None` of nothing.
    pub fn tenths(self) -> Option<i64> {
        (self.whole > 0).then(|| (self.part * 2_000 + self.whole).div_euclid(self.whole * 2))
    }
}

/// What was counted in a scope and a period, of what counts.
pub trait Counted {
    /// All of an indicator.
    fn all(&self, indicator: Indicator) -> i64;
    /// Those of one sort, as its facts are told apart.
    fn of_sort(&self, indicator: Indicator, sort: &str) -> i64;
    /// Units whose answer to what they lead is late today, of what was handed over in the period.
    fn late(&self) -> i64;
}

impl Rate {
    /// The figure whose records are its part, and that whose records are its whole.
    pub const fn figures(self, of: Of) -> (Indicator, Indicator) {
        match (self, of) {
            (Rate::Converted, _) => (Indicator::OutcomesConverted, Indicator::Outcomes),
            (Rate::Done, _) => (Indicator::AssignmentsDone, Indicator::Assignments),
            (Rate::Replied, Of::Matters) => (Indicator::HandOvers, Indicator::HandOvers),
            (Rate::Closed, Of::Matters) => (Indicator::ConsultationsClosed, Indicator::Consultations),
            (Rate::Implemented, _) => (Indicator::SuggestionsImplemented, Indicator::Suggestions),
            (Rate::Content, Of::Matters) => (Indicator::Requests, Indicator::Requests),
            (Rate::FollowedUp, Of::Matters) => (Indicator::HandOversFollowedUp, Indicator::HandOvers),
            (Rate::Replied, Of::Proposals | Of::Results) => (Indicator::ProposalsReplied, Indicator::Proposals),
            (Rate::Closed, Of::Proposals | Of::Results) => (Indicator::ProposalsClosed, Indicator::Proposals),
            (Rate::Content, Of::Proposals | Of::Results) => (Indicator::Proposals, Indicator::Proposals),
            (Rate::FollowedUp, Of::Proposals | Of::Results) => {
                (Indicator::ProposalsFollowedUp, Indicator::ProposalsReplied)
            }
        }
    }

    /// The share of what was counted.
    pub fn share(self, of: Of, counted: &impl Counted) -> Share {
        let (part, whole) = self.figures(of);
        match (self, of) {
            (Rate::Replied, Of::Matters) => {
                let replied = counted.all(part);
                Share { part: replied, whole: replied + counted.late() }
            }
            (Rate::Implemented, _) => {
                let taken_up = Outcome::ALL.iter().filter(|outcome| outcome.is_taken_up());
                let whole = taken_up.map(|outcome| counted.of_sort(whole, outcome.id())).sum();
                Share { part: counted.all(part), whole }
            }
            (Rate::Content, _) => {
                let of = |rating: &Rating| counted.of_sort(part, rating.id());
                let content = Rating::ALL.iter().filter(|rating| rating.is_content()).map(of).sum();
                Share { part: content, whole: Rating::ALL.iter().map(of).sum() }
            }
            _ => Share { part: counted.all(part), whole: counted.all(whole) },
        }
    }

    /// What it means, in one sentence.
    pub const fn definition(self, of: Of) -> &'static str {
        match (self, of) {
            (Rate::Converted, _) => "已经转化的协商成果 ÷ 已报送的协商成果。",
            (Rate::Done, _) => "已经完成的任务 ÷ 下达的任务。撤销的不算。",
            (Rate::Replied, Of::Matters) => "主办单位已答复的交办 ÷（已答复的 + 到期还没有答复的）。还没有到期的不算。",
            (Rate::Closed, Of::Matters) => "已经办结的协商议题 ÷ 已受理的协商议题。",
            (Rate::Implemented, _) => "已经落实的建议 ÷ 采纳和部分采纳的建议。",
            (Rate::Content, Of::Matters) => "满意和基本满意的 ÷ 作了评价的群众诉求。",
            (Rate::FollowedUp, Of::Matters) => "已经回访的交办 ÷ 主办单位已答复的交办。",
            (Rate::Replied, Of::Proposals | Of::Results) => "已答复的提案 ÷ 立案的提案。",
            (Rate::Closed, Of::Proposals | Of::Results) => "已经办结的提案 ÷ 立案的提案。",
            (Rate::Content, Of::Proposals | Of::Results) => "提案人满意和基本满意的 ÷ 作了评价的提案。",
            (Rate::FollowedUp, Of::Proposals | Of::Results) => "已经回访的提案 ÷ 已答复的提案。",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Year;

    impl Counted for Year {
        fn all(&self, indicator: Indicator) -> i64 {
            match indicator {
                Indicator::HandOvers => 18,
                Indicator::HandOversFollowedUp => 9,
                Indicator::SuggestionsImplemented => 5,
                _ => 231,
            }
        }

        fn of_sort(&self, indicator: Indicator, sort: &str) -> i64 {
            match (indicator, sort) {
                (Indicator::Suggestions, "adopted") => 6,
                (Indicator::Suggestions, "partly") => 2,
                (Indicator::Suggestions, _) => 25,
                (Indicator::Proposals, "discontent") => 4,
                (Indicator::Proposals, "content") => 200,
                (Indicator::Proposals, "mostly") => 27,
                _ => 0,
            }
        }

        fn late(&self) -> i64 {
            2
        }
    }

    #[test]
    fn each_rate_is_the_share_that_its_definition_says() {
        let share = |rate: Rate, of| {
            let Share { part, whole } = rate.share(of, &Year);
            (part, whole)
        };
        assert_eq!(share(Rate::Replied, Of::Matters), (18, 20), "what is late lowers it");
        assert_eq!(share(Rate::FollowedUp, Of::Matters), (9, 18));
        assert_eq!(share(Rate::Implemented, Of::Matters), (5, 8));
        assert_eq!(share(Rate::Content, Of::Proposals), (227, 231));
        assert_eq!(share(Rate::Replied, Of::Proposals), (231, 231));
        assert_eq!(share(Rate::Content, Of::Matters), (0, 0), "nobody said anything");
    }

    #[test]
    fn a_share_is_rounded_half_up_to_tenths_of_a_percent() {
        for (part, whole, tenths) in [
            (227, 231, Some(983)),
            (1, 3, Some(333)),
            (2, 3, Some(667)),
            (1, 2_000, Some(1)),
            (1, 2_001, Some(0)),
            (0, 5, Some(0)),
            (5, 5, Some(1_000)),
            (0, 0, None),
        ] {
            assert_eq!(Share { part, whole }.tenths(), tenths, "{part}/{whole}");
        }
    }
}
