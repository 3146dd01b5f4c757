//! What a member, or a party or another group, submits to the office: an opinion report, a proposal, an outcome. The same fields say of
//! each what it is about, when it was submitted, and whose it is.

use crate::{
    activity,
    day::day,
    fields::Fields,
    id::{MemberId, RecordId, VenueId},
    kind::Kind,
};
use jiff::civil::Date;

/// What it is about, in one line of at most [`crate::consultation::TITLE_MAX`] characters.
pub const TITLE: &str = crate::consultation::TITLE;
/// What is the case; the field of activities of the same name.
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

/// The kinds that are submitted.
pub const KINDS: &[Kind] = &[Kind::OpinionReport, Kind::Proposal, Kind::Outcome];

/// Whether a kind is submitted to the office.
pub fn is_submitted(kind: Kind) -> bool {
    KINDS.contains(&kind)
}

/// Whether a record of a kind is of one member where it lies in the member's feed: what the member submits, or is to do.
pub fn is_ones(kind: Kind) -> bool {
    is_submitted(kind) || kind == Kind::Assignment
}

/// A typed view over what all of them have.
#[derive(Debug, Clone, Copy)]
pub struct Submitted<'a>(pub &'a Fields);

impl<'a> Submitted<'a> {
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
}
