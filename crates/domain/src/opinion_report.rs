//! The opinion report 社情民意信息: what a member, or a party or another group, reports of what people say and need. A workflow
//! leads it from its submission to where it was sent, who adopted it, and what a leader wrote on it.

use crate::{
    activity,
    day::day,
    fields::Fields,
    id::{MemberId, RecordId, VenueId},
    kind::text_enum,
};
use jiff::civil::Date;

/// What it is about, in one line of at most [`TITLE_MAX`] characters.
pub const TITLE: &str = crate::consultation::TITLE;
/// What is the case and what is proposed; the field of activities of the same name.
pub const NARRATIVE: &str = activity::NARRATIVE;
/// The day on which it was submitted.
pub const RAISED_ON: &str = crate::consultation::RAISED_ON;
/// The member who wrote it. The server says so: it is whose feed it lies in.
pub const MEMBER: &str = "member";
/// The party or other group that submits it, where it is no single member.
pub const GROUP: &str = "group";
/// The venue that it is credited to.
pub const VENUE: &str = activity::VENUE;
/// The record that it grew out of.
pub const ORIGIN: &str = activity::ORIGIN;
/// Which level adopted it: a [`Level`] id, as its workflow demands it.
pub const ADOPTED_BY: &str = "demand:adopted_by";
/// The preset that leads opinion reports.
pub const WORKFLOW_PRESET: &str = "opinion_report_1";
/// The longest title, in characters.
pub const TITLE_MAX: usize = crate::consultation::TITLE_MAX;

text_enum! {
    /// A level of the country, from the county up.
    Level {
        /// The county's own party committee or government.
        County = "county" "区县采用",
        /// The city.
        City = "city" "市级采用",
        /// The province.
        Province = "province" "省级采用",
        /// The whole country.
        Nation = "nation" "全国采用",
    }
}

/// A typed view over the fields of an opinion report.
#[derive(Debug, Clone, Copy)]
pub struct OpinionReport<'a>(pub &'a Fields);

impl<'a> OpinionReport<'a> {
    /// What it is about; empty where nothing was said.
    pub fn title(self) -> &'a str {
        self.0.text(TITLE).unwrap_or("")
    }

    /// When it was submitted.
    pub fn raised_on(self) -> Option<Date> {
        self.0.text(RAISED_ON).and_then(day)
    }

    /// The member who wrote it.
    pub fn member(self) -> Option<MemberId> {
        self.0.parsed(MEMBER)
    }

    /// The group that submits it.
    pub fn group(self) -> Option<RecordId> {
        self.0.parsed(GROUP)
    }

    /// The venue that it is credited to.
    pub fn venue(self) -> Option<VenueId> {
        self.0.parsed(VENUE)
    }

    /// Which level adopted it; `None` where none has yet.
    pub fn adopted_by(self) -> Option<Level> {
        self.0.parsed(ADOPTED_BY)
    }
}
