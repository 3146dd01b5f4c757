//! Scopes 范围: where a role is held, and what a figure is of.

use crate::id::{BadId, CommitteeId, MemberId, RecordId, VenueId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! scopes {
    ($($(#[$doc:meta])* $variant:ident($id:ty) = $name:literal $zh:literal),* $(,)?) => {
        /// A part of a committee, or the whole of it. Written `venue:<id>`, as in addresses and rows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Scope { $($(#[$doc])* $variant($id)),* }

        impl Scope {
            /// The sort of scope, as it is written before the id.
            pub const fn sort(self) -> &'static str {
                match self { $(Scope::$variant(_) => $name),* }
            }

            /// The sort in Chinese.
            pub const fn sort_zh(self) -> &'static str {
                match self { $(Scope::$variant(_) => $zh),* }
            }

            /// The id of its record.
            pub fn record(self) -> RecordId {
                match self { $(Scope::$variant(id) => RecordId::from(id)),* }
            }

            /// The scope of one sort with an id; `None` where there is no such sort.
            pub fn of(sort: &str, rec: RecordId) -> Option<Scope> {
                match sort { $($name => Some(Scope::$variant(rec.into())),)* _ => None }
            }
        }
    };
}

scopes! {
    /// A committee and everything in it.
    Committee(CommitteeId) = "committee" "政协",
    /// One venue.
    Venue(VenueId) = "venue" "阵地",
    /// One's own person.
    Member(MemberId) = "member" "委员",
    /// A special committee 专委会.
    SpecialCommittee(RecordId) = "special_committee" "专委会",
    /// A sector 界别.
    Sector(RecordId) = "sector" "界别",
    /// A sector group 界别活动组.
    SectorGroup(RecordId) = "sector_group" "界别活动组",
    /// A party or another group 党派团体.
    Group(RecordId) = "group" "党派团体",
    /// A contact unit 联系单位.
    ContactUnit(RecordId) = "contact_unit" "联系单位",
    /// Venues that stand together 阵地组合, such as a station with its council and its room.
    Cluster(RecordId) = "cluster" "阵地组合",
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sort(), self.record())
    }
}

impl FromStr for Scope {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.into());
        let (sort, id) = text.split_once(':').ok_or_else(bad)?;
        Scope::of(sort, id.parse()?).ok_or_else(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_scope_reads_back_what_it_wrote() {
        for sort in [
            "committee",
            "venue",
            "member",
            "special_committee",
            "sector",
            "sector_group",
            "group",
            "contact_unit",
            "cluster",
        ] {
            let scope = Scope::of(sort, RecordId(Uuid::from_u128(7))).unwrap();
            assert_eq!(scope.to_string().parse::<Scope>(), Ok(scope));
            assert_eq!(scope.sort(), sort);
        }
        assert!("shop:00000000-0000-0000-0000-000000000007".parse::<Scope>().is_err());
        assert!("venue".parse::<Scope>().is_err());
    }
}
