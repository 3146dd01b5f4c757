//! The consultation 微协商, 协商议题: a matter that a site or a committee takes up, led by a workflow from somebody's words to
//! the visit afterwards. Its meetings are activities that grew out of it.

use crate::{
    day::day,
    fields::Fields,
    id::{RecordId, VenueId},
    kind::text_enum,
    workflow::Led,
};
use jiff::civil::Date;

/// What it is about, in one line of at most [`TITLE_MAX`] characters.
pub const TITLE: &str = "title";
/// A [`Source`] id.
pub const SOURCE: &str = "source";
/// The day on which it was raised.
pub const RAISED_ON: &str = "raised_on";
/// What lies behind it, in words; the field of activities of the same name.
pub const NARRATIVE: &str = crate::activity::NARRATIVE;
/// The venue that runs it.
pub const VENUE: &str = crate::activity::VENUE;
/// Who sits at the table beside the members, in words: departments, residents, enterprises.
pub const PARTIES: &str = "parties";
/// The consultation that took this one in (并案); both keep what they grew out of.
pub const JOINED_INTO: &str = "joined_into";
/// The record that it grew out of.
pub const ORIGIN: &str = crate::activity::ORIGIN;
/// The way out of the presets by which it becomes a proposal.
pub const TO_PROPOSAL: &str = "to_proposal";
/// The longest title, in characters.
pub const TITLE_MAX: usize = 60;
/// The longest list of parties, in characters.
pub const PARTIES_MAX: usize = 200;

text_enum! {
    /// Who brought it up.
    Source {
        /// 点题: the party committee or the government.
        PartyGovernment = "party_government" "党政点题",
        /// 出题: citizens.
        Citizens = "citizens" "群众出题",
        /// 荐题: members.
        Members = "members" "委员荐题",
    }
}

/// A typed view over the fields of a consultation.
#[derive(Debug, Clone, Copy)]
pub struct Consultation<'a>(pub &'a Fields);

impl<'a> Consultation<'a> {
    /// What it is about; empty where nothing was said.
    pub fn title(self) -> &'a str {
        self.0.text(TITLE).unwrap_or("")
    }

    /// Who brought it up.
    pub fn source(self) -> Option<Source> {
        self.0.parsed(SOURCE)
    }

    /// When it was raised.
    pub fn raised_on(self) -> Option<Date> {
        self.0.text(RAISED_ON).and_then(day)
    }

    /// The venue that runs it.
    pub fn venue(self) -> Option<VenueId> {
        self.0.parsed(VENUE)
    }

    /// What it grew out of.
    pub fn origin(self) -> Option<RecordId> {
        self.0.parsed(ORIGIN)
    }

    /// Where its workflow stands.
    pub fn led(self) -> Led<'a> {
        Led(self.0)
    }
}
