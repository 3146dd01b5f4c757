//! The hybrid logical clock: milliseconds that never go back, and a counter within one.

use domain::id::BadId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// 48 bits of milliseconds since 1970 and 16 of counter; 16 lowercase hex digits on the wire, since a
/// JSON number would be rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc(pub u64);

/// The server takes no clock further ahead than this, in milliseconds.
pub const MAX_AHEAD: u64 = 60_000;

const MILLIS_MAX: u64 = (1 << 48) - 1;

impl Hlc {
    /// The first value within a millisecond; times beyond the year 10889 stay at the last.
    pub fn at(ms: u64) -> Hlc {
        Hlc(ms.min(MILLIS_MAX) << 16)
    }

    /// Its milliseconds since 1970.
    pub fn millis(self) -> u64 {
        self.0 >> 16
    }

    /// The next value for a writer whose last was `self`: later than it, and not before `now` (ms).
    #[must_use]
    pub fn tick(self, now: u64) -> Hlc {
        Hlc(self.0.saturating_add(1).max(Hlc::at(now).0))
    }

    /// The value as the server takes it: never more than [`MAX_AHEAD`] ahead of `now`.
    #[must_use]
    pub fn clamped(self, now: u64) -> Hlc {
        self.min(Hlc::at(now.saturating_add(MAX_AHEAD)))
    }
}

impl fmt::Display for Hlc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Hlc {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let hex = text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        hex.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Hlc).ok_or_else(|| BadId(text.into()))
    }
}

impl Serialize for Hlc {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hlc {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_goes_on_when_the_wall_clock_jumps_back() {
        let first = Hlc::default().tick(1_000);
        let second = first.tick(10);
        assert!(second > first);
        assert_eq!(second.millis(), 1_000);
    }

    #[test]
    fn a_clock_a_year_ahead_is_taken_a_minute_ahead() {
        assert_eq!(Hlc::at(40_000_000_000).clamped(1_000).millis(), 61_000);
        assert_eq!(Hlc::at(900).clamped(1_000), Hlc::at(900));
    }

    #[test]
    fn the_text_is_16_digits_and_reads_back() {
        let hlc = Hlc::at(1_780_000_000_000);
        assert_eq!(hlc.to_string().parse(), Ok(hlc));
        assert!("19e72d5f8000000".parse::<Hlc>().is_err());
        assert!("019E72D5F8000000".parse::<Hlc>().is_err());
    }
}
