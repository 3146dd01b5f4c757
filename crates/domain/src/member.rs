//! A member 委员 and the dated affiliations.

use crate::{
    affiliation::{Affiliation, belongs},
    fields::Fields,
    id::{RecordId, VenueId},
};
use jiff::civil::Date;

/// The name in Chinese.
pub const NAME: &str = "name";
/// Full pinyin without tones or spaces, stored when the name is written, so that a phone needs no dictionary.
pub const PINYIN: &str = "pinyin";
/// Initials of the pinyin, stored beside it.
pub const INITIALS: &str = "initials";

/// A typed view over the fields of a member.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a>(pub &'a Fields);

impl<'a> Member<'a> {
    /// The name; empty where none was given.
    pub fn name(self) -> &'a str {
        self.0.text(NAME).unwrap_or("")
    }

    /// Full pinyin and initials, as stored.
    pub fn pinyin(self) -> (&'a str, &'a str) {
        (self.0.text(PINYIN).unwrap_or(""), self.0.text(INITIALS).unwrap_or(""))
    }

    /// What one belonged to on a day, of one sort.
    pub fn belonged(self, kind: Affiliation, day: Date) -> impl Iterator<Item = RecordId> + 'a {
        belongs(self.0, kind, day)
    }

    /// The venues where one worked on a day.
    pub fn venues(self, day: Date) -> impl Iterator<Item = VenueId> + 'a {
        self.belonged(Affiliation::Venue, day).map(VenueId::from)
    }
}
