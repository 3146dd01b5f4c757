//! A record that is being written and has not been submitted.

use domain::{
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
};
use serde::{Deserialize, Serialize};

/// What a form holds; drafts never leave the phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The record that it will make, or that it edits.
    pub rec: RecordId,
    /// Its kind; drafts of earlier versions are all of activities.
    #[serde(default = "activity")]
    pub kind: Kind,
    /// The home of that record, once it is known.
    #[serde(default)]
    pub feed: Option<Feed>,
    /// What the form shows.
    pub body: Fields,
    /// The version that is edited; `None` for a record that is new.
    #[serde(default)]
    pub base: Option<u64>,
    /// The fields of that version.
    #[serde(default)]
    pub original: Option<Fields>,
    /// Refused operations that submitting it replaces.
    #[serde(default)]
    pub supersedes: Vec<u64>,
    /// When it was last typed into, in milliseconds since 1970 by the device's clock; for people to read.
    pub updated_at: u64,
    /// The clock when it was last typed into, or one more than before where the clock was set back: of two copies the
    /// higher is the newer.
    #[serde(default)]
    pub turn: u64,
    /// The key that the next operation had then: an operation from there on was made of this draft.
    #[serde(default)]
    pub next_key: Option<u64>,
}

impl Draft {
    /// The draft of a record that is new; `at` is when it was begun, by the device's clock.
    pub fn new(rec: RecordId, kind: Kind, body: Fields, at: u64) -> Draft {
        let (feed, base, original, next_key) = (None, None, None, None);
        Draft { rec, kind, feed, body, base, original, supersedes: Vec::new(), updated_at: at, turn: 0, next_key }
    }
}

fn activity() -> Kind {
    Kind::Activity
}
