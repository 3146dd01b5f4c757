//! A record that is being written and has not been submitted.

use domain::{
    fields::Fields,
    id::{Feed, RecordId},
};
use serde::{Deserialize, Serialize};

/// What a form holds; drafts never leave the phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The record that it will make, or that it edits.
    pub rec: RecordId,
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
    /// When it was last typed into, in milliseconds since 1970 by the device's clock.
    pub updated_at: u64,
}
