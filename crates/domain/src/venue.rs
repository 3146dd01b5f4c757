//! A venue 阵地: a site where members work. Its type is data with presets.

use crate::{fields::Fields, kind::text_enum};

/// Its name in Chinese.
pub const NAME: &str = "name";
/// A [`VenueType`] id, or one that the committee has added.
pub const TYPE: &str = "type";
/// Where it stands, in words.
pub const PLACE: &str = "place";

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

    /// The type, where it is a preset.
    pub fn kind(self) -> Option<VenueType> {
        self.0.parsed(TYPE)
    }
}
