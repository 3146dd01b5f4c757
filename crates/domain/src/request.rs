//! The request 群众诉求: what a citizen asks for or brings up, on the public page of a venue or in front of a member. A
//! workflow leads it from 点单 to the citizen's word on what was done. Who it was stands in sealed details, never in a field.

use crate::{
    activity,
    day::day,
    fields::Fields,
    id::{MemberId, RecordId, VenueId},
    kind::text_enum,
    rating::Rating,
};
use jiff::civil::Date;

/// What is asked for, in at most [`WORDS_MAX`] characters; the field of activities of the same name.
pub const WORDS: &str = activity::NARRATIVE;
/// A [`RequestType`] id.
pub const TYPE: &str = "type";
/// The day on which it was raised.
pub const RAISED_ON: &str = "raised_on";
/// Where it is about, in words of at most [`PLACE_MAX`] characters: a village, a crossing.
pub const PLACE: &str = activity::PLACE;
/// The venue that it was raised at.
pub const VENUE: &str = activity::VENUE;
/// The record that it grew out of, such as a public call.
pub const ORIGIN: &str = activity::ORIGIN;
/// A [`Channel`] id.
pub const CHANNEL: &str = "channel";
/// Whether somebody left a name or a number, which is kept sealed.
pub const CONTACT: &str = "contact";
/// The member who took it on, as its workflow demands it.
pub const TAKER: &str = "demand:taker";
/// What was done, as its workflow demands it; whoever raised it reads this.
pub const RESULT: &str = "demand:result";
/// How content whoever raised it is: a [`Rating`] id, as its workflow demands it.
pub const RATING: &str = "demand:rating";
/// The preset that leads requests.
pub const WORKFLOW_PRESET: &str = "request_1";
/// The way out of the preset by which it becomes a matter of consultation.
pub const TO_MATTER: &str = "to_matter";
/// The longest text, in characters.
pub const WORDS_MAX: usize = 1_000;
/// The longest place, in characters.
pub const PLACE_MAX: usize = 100;

text_enum! {
    /// What somebody asks for.
    RequestType {
        /// Something small that troubles.
        Appeal = "appeal" "微诉求",
        /// Something wished for.
        Wish = "wish" "微心愿",
        /// Help that members can give.
        Service = "service" "微服务",
        /// Something small to be done for a place.
        Practical = "practical" "微实事",
        /// 出题: something to be talked over together.
        Topic = "topic" "协商建议题目",
    }
}

text_enum! {
    /// By which way it came.
    Channel {
        /// The public page of a venue.
        Page = "page" "扫码提交",
        /// Told to somebody of the site, who wrote it down.
        Site = "site" "当面反映",
    }
}

/// A typed view over the fields of a request.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a>(pub &'a Fields);

impl<'a> Request<'a> {
    /// What is asked for.
    pub fn words(self) -> &'a str {
        self.0.text(WORDS).unwrap_or("")
    }

    /// What sort of thing that is.
    pub fn request_type(self) -> Option<RequestType> {
        self.0.parsed(TYPE)
    }

    /// When it was raised.
    pub fn raised_on(self) -> Option<Date> {
        self.0.text(RAISED_ON).and_then(day)
    }

    /// The venue that it was raised at.
    pub fn venue(self) -> Option<VenueId> {
        self.0.parsed(VENUE)
    }

    /// By which way it came.
    pub fn channel(self) -> Option<Channel> {
        self.0.parsed(CHANNEL)
    }

    /// Whether somebody left a name or a number.
    pub fn has_contact(self) -> bool {
        self.0.flag(CONTACT)
    }

    /// What it grew out of.
    pub fn origin(self) -> Option<RecordId> {
        self.0.parsed(ORIGIN)
    }

    /// The member who took it on.
    pub fn taker(self) -> Option<MemberId> {
        self.0.parsed(TAKER)
    }

    /// How content whoever raised it is.
    pub fn rating(self) -> Option<Rating> {
        self.0.parsed(RATING)
    }

    /// The first words of it, of at most `max` characters.
    pub fn title(self, max: usize) -> String {
        activity::Activity(self.0).title(max)
    }
}
