//! The parts of a committee beside its venues and members: special committees, sectors, sector groups, groups,
//! contact units and clusters.

use crate::{
    affiliation::Affiliation,
    fields::Fields,
    kind::{Kind, text_enum},
};

/// Its name in Chinese.
pub const NAME: &str = "name";
/// Of a contact unit: a [`ContactUnitType`] id.
pub const TYPE: &str = "type";
/// Of a contact unit: the set of [`PeopleMet`] ids.
pub const PEOPLE: &str = "people";
/// Of a group: a [`GroupType`] id.
pub const GROUP_TYPE: &str = "group_type";

text_enum! {
    /// What a contact unit 联系单位 is.
    ContactUnitType {
        /// A village.
        Village = "village" "村",
        /// A residential area.
        ResidentialArea = "residential_area" "小区",
        /// A community.
        Community = "community" "社区",
        /// An enterprise.
        Enterprise = "enterprise" "企业",
        /// A hospital.
        Hospital = "hospital" "医院",
        /// A school.
        School = "school" "学校",
        /// A new economic or social organisation.
        NewOrganisation = "new_organisation" "两新组织",
    }
}

text_enum! {
    /// Whom members meet at a contact unit.
    PeopleMet {
        /// People of the own sector.
        OwnSector = "own_sector" "本界别群众",
        /// People of the new social strata.
        NewStrata = "new_strata" "新的社会阶层人士",
        /// People in need.
        InNeed = "in_need" "困难群众",
    }
}

text_enum! {
    /// What sort of group 党派团体 it is.
    GroupType {
        /// A party.
        Party = "party" "党派",
        /// The federation of industry and commerce.
        Commerce = "commerce" "工商联",
        /// A people's organisation.
        Organisation = "organisation" "人民团体",
    }
}

/// The kind of record that an affiliation points to; `None` for the term, which is only named.
pub const fn kind_of(affiliation: Affiliation) -> Option<Kind> {
    match affiliation {
        Affiliation::Venue => Some(Kind::Venue),
        Affiliation::Sector => Some(Kind::Sector),
        Affiliation::SectorGroup => Some(Kind::SectorGroup),
        Affiliation::SpecialCommittee => Some(Kind::SpecialCommittee),
        Affiliation::Group => Some(Kind::Group),
        Affiliation::ContactUnit => Some(Kind::ContactUnit),
        Affiliation::Cluster => Some(Kind::Cluster),
        Affiliation::Term => None,
    }
}

/// A typed view over the fields of a part of the organisation.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a>(pub &'a Fields);

impl<'a> Part<'a> {
    /// The name; empty where none was given.
    pub fn name(self) -> &'a str {
        self.0.text(NAME).unwrap_or("")
    }

    /// What a contact unit is, where it says.
    pub fn unit_type(self) -> Option<ContactUnitType> {
        self.0.parsed(TYPE)
    }
}
