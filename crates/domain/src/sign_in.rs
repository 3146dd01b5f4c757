//! Signing in at the door 签到: a code that changes, shown by whoever runs the activity and read by those who are there.
//!
//! The codes are a chain of hashes, made backwards from a secret that stays on the phone which shows them. The
//! activity carries the end of the chain, the [`Door`]. Whoever has the door can check a code, with no network and no
//! shared secret; nobody can make tomorrow's code out of today's.

use crate::{id::MemberId, problem::Code};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Of an activity: its door, one value.
pub const DOOR: &str = "door";
/// Of an activity, flat map: member id → the code that this member read at the door.
pub const SIGN_IN: &str = "sign_in";
/// The most codes that one door shows.
pub const STEPS_MAX: u32 = 1_000;
/// How far the time of signing in may lie from the time of its code, in milliseconds: phones' clocks differ.
pub const TOLERANCE: u64 = 5 * 60_000;

/// What a member's flat key holds besides the code: when it was read, so that it may be sent once more later on.
const AT: &str = "at";

/// Sixteen bytes: a secret, a code, or the end of the chain.
pub type Link = [u8; 16];

/// What an activity says of its door: enough to check a code, not to make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// The end of the chain.
    pub anchor: Link,
    /// When the first code is shown, in milliseconds since 1970.
    pub from: u64,
    /// For how long each code is shown, in milliseconds.
    pub every: u64,
    /// How many codes there are.
    pub steps: u32,
}

/// A code, and which of the codes it is, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Its place.
    pub step: u32,
    /// The code.
    pub code: Link,
}

fn next(link: Link) -> Link {
    let mut short = [0; 16];
    short.copy_from_slice(&Sha256::digest(link)[..16]);
    short
}

fn after(link: Link, times: u32) -> Link {
    (0..times).fold(link, |link, _| next(link))
}

/// A link as 32 lowercase hex digits.
pub fn hex(link: Link) -> String {
    format!("{:032x}", u128::from_be_bytes(link))
}

/// Reads what [`hex`] wrote.
pub fn unhex(text: &str) -> Option<Link> {
    let digits = text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    digits.then(|| u128::from_str_radix(text, 16).ok()).flatten().map(u128::to_be_bytes)
}

/// The value of a member's flat key: the code, and when it was read.
pub fn at_the_door(shown: Shown, at: u64) -> Value {
    let mut value = shown.value();
    value[AT] = at.into();
    value
}

/// When a code was read, as whoever read it says; never later than `sent`, the time of the operation that carries it.
///
/// Both times come from the same phone, so one is to be believed as much as the other. A code may be sent again because
/// the phone that showed it had not yet uploaded its door.
pub fn read_at(value: &Value, sent: u64) -> u64 {
    value.get(AT).and_then(Value::as_u64).map_or(sent, |at| at.min(sent))
}

impl Door {
    /// The door of a secret.
    pub fn new(secret: Link, from: u64, every: u64, steps: u32) -> Door {
        let steps = steps.min(STEPS_MAX);
        Door { anchor: after(secret, steps), from, every, steps }
    }

    /// Reads the value of the field.
    pub fn read(value: &Value) -> Option<Door> {
        let number = |key: &str| value.get(key).and_then(Value::as_u64);
        let steps = u32::try_from(number("steps")?).ok().filter(|steps| (1..=STEPS_MAX).contains(steps))?;
        let every = number("every").filter(|every| (1_000..=3_600_000).contains(every))?;
        let anchor = value.get("anchor").and_then(Value::as_str).and_then(unhex)?;
        Some(Door { anchor, from: number("from").filter(|from| *from < 1 << 48)?, every, steps })
    }

    /// The value that [`Door::read`] reads.
    pub fn value(self) -> Value {
        json!({ "anchor": hex(self.anchor), "from": self.from, "every": self.every, "steps": self.steps })
    }

    /// Which code is shown at a time; `None` before the first and after the last.
    pub fn step_at(self, now: u64) -> Option<u32> {
        let step = now.checked_sub(self.from)? / self.every + 1;
        u32::try_from(step).ok().filter(|step| *step <= self.steps)
    }

    /// The code shown at a time, for who has the secret.
    pub fn shown(self, secret: Link, now: u64) -> Option<Shown> {
        let step = self.step_at(now)?;
        Some(Shown { step, code: after(secret, self.steps - step) })
    }

    /// Whether somebody who read this code at this time was at the door.
    ///
    /// # Errors
    /// [`Code::SignInInvalid`] for a code that this door never shows, [`Code::SignInStale`] for one of another time.
    pub fn admit(self, shown: Shown, at: u64) -> Result<(), Code> {
        let known = (1..=self.steps).contains(&shown.step) && after(shown.code, shown.step) == self.anchor;
        if !known {
            return Err(Code::SignInInvalid);
        }
        let begin = self.from + u64::from(shown.step - 1) * self.every;
        let near = at + TOLERANCE >= begin && at <= begin + self.every + TOLERANCE;
        if near { Ok(()) } else { Err(Code::SignInStale) }
    }
}

impl Shown {
    /// Reads the value of a member's flat key.
    pub fn read(value: &Value) -> Option<Shown> {
        let step = value.get("step").and_then(Value::as_u64).and_then(|step| u32::try_from(step).ok())?;
        Some(Shown { step, code: value.get("code").and_then(Value::as_str).and_then(unhex)? })
    }

    /// The value that [`Shown::read`] reads.
    pub fn value(self) -> Value {
        json!({ "step": self.step, "code": hex(self.code) })
    }
}

/// The flat key of the code that a member read.
pub fn sign_in_field(member: MemberId) -> String {
    format!("{SIGN_IN}:{member}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: Link = [7; 16];

    fn door() -> Door {
        Door::new(SECRET, 1_000_000, 60_000, 120)
    }

    #[test]
    fn every_code_opens_at_its_time_and_at_no_other() {
        let door = door();
        assert_eq!(Door::read(&door.value()), Some(door));
        for minute in [0, 1, 60, 119] {
            let now = 1_000_000 + minute * 60_000;
            let shown = door.shown(SECRET, now).unwrap();
            assert_eq!(Shown::read(&shown.value()), Some(shown));
            assert_eq!(door.admit(shown, now), Ok(()), "{minute}");
            assert_eq!(door.admit(shown, now + 60_000 + TOLERANCE), Ok(()), "{minute}");
            assert_eq!(door.admit(shown, now + 60_001 + TOLERANCE), Err(Code::SignInStale), "{minute}");
        }
        assert_eq!(door.shown(SECRET, 999_999), None);
        assert_eq!(door.shown(SECRET, 1_000_000 + 120 * 60_000), None);
    }

    #[test]
    fn a_code_of_now_makes_none_of_later() {
        let door = door();
        let shown = door.shown(SECRET, 1_000_000).unwrap();
        for step in [0, 2, 3, 121, u32::MAX] {
            assert_eq!(door.admit(Shown { step, ..shown }, 1_000_000), Err(Code::SignInInvalid), "{step}");
        }
        let guess = Shown { step: 2, code: next(shown.code) };
        assert_eq!(door.admit(guess, 1_060_000), Err(Code::SignInInvalid));
    }

    #[test]
    fn a_door_without_measure_is_not_one() {
        for (key, value) in [("steps", 0), ("steps", 1_001), ("every", 10), ("from", 1_u64 << 60)] {
            let mut bad = door().value();
            bad[key] = json!(value);
            assert_eq!(Door::read(&bad), None, "{key} {value}");
        }
    }
}
