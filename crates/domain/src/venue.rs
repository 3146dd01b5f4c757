//! A venue 阵地: a site where members work. Its type is data with presets.

use crate::{day::day, fields::Fields, id::MemberId, kind::text_enum};
use jiff::civil::Date;
use serde_json::Value;

/// Its name in Chinese.
pub const NAME: &str = "name";
/// A [`VenueType`] id, or one that the committee has added.
pub const TYPE: &str = "type";
/// Where it stands, in words.
pub const PLACE: &str = "place";
/// The member who runs it.
pub const CONVENOR: &str = "convenor";
/// The instructor 指导员, in words: often somebody without an account.
pub const INSTRUCTOR: &str = "instructor";
/// The approval 设立审批, one value: `{"on": day, "by": who, "number": of the paper}`.
pub const APPROVAL: &str = "approval";

text_enum! {
    /// Preset types. They are not synonyms: each has its own rules.
    VenueType {
        /// By sector, by area or by theme.
        MemberStudio = "member_studio" "委员工作室",
        /// Of a township.
        MemberStation = "member_station" "委员工作站",
        /// A home for members.
        MemberHome = "member_home" "委员之家",
        /// A room for deliberation, with at least two members.
        DeliberationRoom = "deliberation_room" "协商议事室",
        /// A council for deliberation.
        DeliberationCouncil = "deliberation_council" "协商议事会",
        /// The liaison group of a township or street.
        TownshipLiaisonGroup = "township_liaison_group" "镇街政协联络组",
        /// A point where opinions are taken in.
        OpinionContactPoint = "opinion_contact_point" "社情民意联系点",
        /// A room where a sector meets its people; may stand inside a station.
        SectorContactRoom = "sector_contact_room" "界别群众联系室",
        /// A base for reading.
        ReadingBase = "reading_base" "读书沙龙",
    }
}

/// A typed view over the fields of a venue.
#[derive(Debug, Clone, Copy)]
pub struct Venue<'a>(pub &'a Fields);

impl<'a> Venue<'a> {
    /// The name; empty where none was given.
    pub fn name(self) -> &'a str {
        self.0.text(NAME).unwrap_or("")
    }

    /// Who runs it.
    pub fn convenor(self) -> Option<MemberId> {
        self.0.parsed(CONVENOR)
    }

    /// When it was approved, and by whom; `None` where no approval is recorded.
    pub fn approval(self) -> Option<(Date, &'a str)> {
        let text = |key: &str| self.0.get(APPROVAL)?.get(key)?.as_str();
        Some((day(text("on")?)?, text("by")?))
    }

    /// The type, where it is a preset.
    pub fn kind(self) -> Option<VenueType> {
        self.0.parsed(TYPE)
    }
}

/// Whether a value is an approval: a day, who approved, and perhaps the number of the paper.
pub fn is_approval(value: &Value) -> bool {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let by = text("by").is_some_and(|by| !by.trim().is_empty());
    by && text("on").and_then(day).is_some() && value.get("number").is_none_or(Value::is_string)
}
