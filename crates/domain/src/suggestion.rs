//! The suggestion 意见建议: what somebody proposed in a consultation, at an activity or in a supervision, and what became of it.

use crate::{
    day::day,
    fields::Fields,
    id::{RecordId, VenueId},
    kind::text_enum,
};
use jiff::civil::Date;

/// What is proposed, in at most [`WORDS_MAX`] characters.
pub const WORDS: &str = crate::activity::NARRATIVE;
/// The record that it grew out of; every suggestion has one.
pub const ORIGIN: &str = crate::activity::ORIGIN;
/// The venue that it is credited to.
pub const VENUE: &str = crate::activity::VENUE;
/// The day on which it was made.
pub const MADE_ON: &str = "made_on";
/// A [`Voice`] id: whose suggestion it is. Never a name: a citizen's details are kept apart.
pub const VOICE: &str = "voice";
/// An [`Outcome`] id.
pub const OUTCOME: &str = "outcome";
/// Why it was not adopted, or what of it was.
pub const OUTCOME_REASON: &str = "outcome_reason";
/// An [`Implementation`] id, once it was adopted at least in part.
pub const IMPLEMENTATION: &str = "implementation";
/// What shows that, in words.
pub const EVIDENCE: &str = "evidence";
/// The suggestion that this one was condensed into.
pub const CONDENSED_INTO: &str = "condensed_into";
/// The longest suggestion, in characters.
pub const WORDS_MAX: usize = 1_000;
/// The longest reason and the longest evidence, in characters.
pub const REASON_MAX: usize = 500;

text_enum! {
    /// Whose suggestion it is.
    Voice {
        /// Of a member.
        Member = "member" "委员",
        /// Of somebody who lives there.
        Resident = "resident" "群众",
        /// Of a department or a unit.
        Unit = "unit" "部门单位",
        /// Of somebody who knows the subject.
        Expert = "expert" "专家",
    }
}

text_enum! {
    /// What became of it.
    Outcome {
        /// All of it is taken up.
        Adopted = "adopted" "采纳",
        /// Some of it is.
        Partly = "partly" "部分采纳",
        /// None of it is, for a reason.
        NotAdopted = "not_adopted" "未采纳",
        /// It is kept for later.
        Reference = "reference" "留作参考",
    }
}

impl Outcome {
    /// Whether somebody has to be told why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Outcome::NotAdopted)
    }

    /// Whether there is something to carry out.
    pub const fn is_taken_up(self) -> bool {
        matches!(self, Outcome::Adopted | Outcome::Partly)
    }
}

text_enum! {
    /// How far what was adopted has been carried out.
    Implementation {
        /// Nothing was done yet.
        NotBegun = "not_begun" "尚未启动",
        /// It is being done.
        UnderWay = "under_way" "正在落实",
        /// It was done, and somebody saw it.
        Done = "done" "已落实",
    }
}

/// A typed view over the fields of a suggestion.
#[derive(Debug, Clone, Copy)]
pub struct Suggestion<'a>(pub &'a Fields);

impl<'a> Suggestion<'a> {
    /// What is proposed.
    pub fn words(self) -> &'a str {
        self.0.text(WORDS).unwrap_or("")
    }

    /// What it grew out of.
    pub fn origin(self) -> Option<RecordId> {
        self.0.parsed(ORIGIN)
    }

    /// When it was made.
    pub fn made_on(self) -> Option<Date> {
        self.0.text(MADE_ON).and_then(day)
    }

    /// Whose it is.
    pub fn voice(self) -> Option<Voice> {
        self.0.parsed(VOICE)
    }

    /// The venue that it is credited to.
    pub fn venue(self) -> Option<VenueId> {
        self.0.parsed(VENUE)
    }

    /// What became of it; `None` while nobody has said.
    pub fn outcome(self) -> Option<Outcome> {
        self.0.parsed(OUTCOME)
    }

    /// How far it was carried out; `None` where there is nothing to carry out, or nobody has said.
    pub fn implementation(self) -> Option<Implementation> {
        self.0.parsed(IMPLEMENTATION).filter(|_| self.outcome().is_some_and(Outcome::is_taken_up))
    }

    /// The suggestion that it was condensed into.
    pub fn condensed_into(self) -> Option<RecordId> {
        self.0.parsed(CONDENSED_INTO)
    }
}
