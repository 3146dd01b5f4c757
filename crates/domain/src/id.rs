//! Ids of records, people and feeds.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text was not an id of the expected form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid id: {0}")]
pub struct BadId(pub String);

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::parse_str(text).map($name).map_err(|_| BadId(text.into()))
            }
        }
    )*};
}

uuid_ids! {
    /// A record of any kind; UUID v7, made by whoever creates the record.
    RecordId,
    /// A committee 政协; equal to the id of its `committee` record.
    CommitteeId,
    /// A venue 阵地 of any type; equal to the id of its `venue` record.
    VenueId,
    /// A member 委员; equal to the id of its `member` record.
    MemberId,
    /// An account that can sign in.
    UserId,
}

macro_rules! same_as_record {
    ($($name:ident),*) => {$(
        impl From<RecordId> for $name { fn from(id: RecordId) -> Self { $name(id.0) } }
        impl From<$name> for RecordId { fn from(id: $name) -> Self { RecordId(id.0) } }
    )*};
}
same_as_record!(CommitteeId, VenueId, MemberId);

impl RecordId {
    /// The id of what there is only one of between two records: the same wherever it is made, so that none is made twice.
    pub fn between(one: RecordId, other: RecordId) -> RecordId {
        let mut hash = Sha256::new();
        hash.update(one.0.as_bytes());
        hash.update(other.0.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.finalize()[..16]);
        RecordId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// When the record was first written down by the clock of whoever made it, in milliseconds since 1970; `None` where
    /// the id does not say.
    pub fn made_at(self) -> Option<u64> {
        (self.0.get_version_num() == 7).then(|| (self.0.as_u128() >> 80) as u64)
    }
}

/// One user's database on one browser profile, or one server process: 32 lowercase hex digits on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub u128);

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for DeviceId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let hex = text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        hex.then(|| u128::from_str_radix(text, 16).ok()).flatten().map(DeviceId).ok_or_else(|| BadId(text.into()))
    }
}

/// The smallest unit of permission: who holds a feed's grant receives every record homed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feed {
    /// Roster, venues, rules of a committee; staff write.
    Ref(CommitteeId),
    /// One member's own records, inbox and mirrors.
    Member(MemberId),
    /// One venue's records, for its people.
    Venue(VenueId),
    /// Papers of the office of a committee, special committee or group; staff only.
    Office(Uuid),
}

impl fmt::Display for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Feed::Ref(id) => write!(f, "ref:{id}"),
            Feed::Member(id) => write!(f, "member:{id}"),
            Feed::Venue(id) => write!(f, "venue:{id}"),
            Feed::Office(id) => write!(f, "office:{id}"),
        }
    }
}

impl FromStr for Feed {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.into());
        let (name, id) = text.split_once(':').ok_or_else(bad)?;
        let id = Uuid::parse_str(id).map_err(|_| bad())?;
        match name {
            "ref" => Ok(Feed::Ref(CommitteeId(id))),
            "member" => Ok(Feed::Member(MemberId(id))),
            "venue" => Ok(Feed::Venue(VenueId(id))),
            "office" => Ok(Feed::Office(id)),
            _ => Err(bad()),
        }
    }
}

macro_rules! serde_as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
serde_as_text!(DeviceId, Feed);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_reads_back_what_it_wrote() {
        let id = Uuid::from_u128(7);
        for feed in [Feed::Ref(CommitteeId(id)), Feed::Venue(VenueId(id)), Feed::Member(MemberId(id)), Feed::Office(id)]
        {
            assert_eq!(feed.to_string().parse::<Feed>(), Ok(feed));
        }
        assert!("venue:x".parse::<Feed>().is_err());
        assert!("shop:00000000-0000-0000-0000-000000000007".parse::<Feed>().is_err());
    }

    #[test]
    fn a_device_is_exactly_32_lowercase_hex_digits() {
        assert_eq!("0000000000000000000000000000000a".parse(), Ok(DeviceId(10)));
        for bad in ["0000000000000000000000000000000A", "a", "+000000000000000000000000000000a"] {
            assert!(bad.parse::<DeviceId>().is_err(), "{bad}");
        }
    }
}
