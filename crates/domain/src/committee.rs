//! A committee 政协 of one of four levels.

use crate::{fields::Fields, id::CommitteeId, kind::text_enum};

/// Its name in Chinese.
pub const NAME: &str = "name";
/// A [`Level`] id.
pub const LEVEL: &str = "level";
/// The id of the committee of the next higher level, whose staff and leaders see this one too.
pub const PARENT: &str = "parent";
/// Set on the invented committee of a demonstration, so that every page can say so.
pub const DEMO: &str = "demo";

text_enum! {
    /// The level of a committee.
    Level {
        /// National.
        National = "national" "全国",
        /// Province.
        Province = "province" "省",
        /// City.
        City = "city" "市",
        /// County or district.
        County = "county" "县（区）",
    }
}

/// A typed view over the fields of a committee.
#[derive(Debug, Clone, Copy)]
pub struct Committee<'a>(pub &'a Fields);

impl<'a> Committee<'a> {
    /// The name; empty where none was given.
    pub fn name(self) -> &'a str {
        self.0.text(NAME).unwrap_or("")
    }

    /// The committee of the next higher level.
    pub fn parent(self) -> Option<CommitteeId> {
        self.0.parsed(PARENT)
    }

    /// Whether all of it is invented.
    pub fn is_demo(self) -> bool {
        self.0.flag(DEMO)
    }
}
