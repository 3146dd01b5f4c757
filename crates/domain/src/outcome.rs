//! The outcome 协商成果: what a committee, a group or a member wrote out of consultation and research, to whom it went, and what
//! it was turned into 成果转化.

use crate::{fields::Fields, kind::text_enum};

/// An [`OutcomeType`] id.
pub const TYPE: &str = crate::activity::TYPE;
/// What it was turned into, as its workflow demands it.
pub const CONVERTED: &str = "demand:converted";
/// What shows that, such as a document or a sum, as its workflow demands it.
pub const EVIDENCE: &str = "demand:evidence";
/// The preset that leads outcomes.
pub const WORKFLOW_PRESET: &str = "outcome_1";

text_enum! {
    /// What was written.
    OutcomeType {
        /// A formal proposal of the committee itself.
        FormalProposal = "formal_proposal" "建议案",
        /// What research found.
        ResearchReport = "research_report" "调研报告",
        /// What was said before the whole committee.
        PlenarySpeech = "plenary_speech" "大会发言",
        /// A short report to those who decide.
        SpecialReport = "special_report" "专报",
    }
}

/// What was written; `None` where nothing says.
pub fn outcome_type(body: &Fields) -> Option<OutcomeType> {
    body.parsed(TYPE)
}

/// Whether it was turned into something.
pub fn is_converted(body: &Fields) -> bool {
    body.text(CONVERTED).is_some_and(|text| !text.trim().is_empty())
}
