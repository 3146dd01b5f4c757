//! What is shown to a person where two wrote without knowing of each other.

use super::Write;
use crate::id::UserId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A value that lost against a concurrent one and waits for a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field; `$deleted` where somebody deleted what somebody else was editing.
    pub field: String,
    /// The value that lost; null where the field was taken away.
    pub value: Value,
    /// Who wrote it.
    pub by: UserId,
    /// When, in milliseconds since 1970, from its clock.
    pub at: u64,
    /// Who wrote what stands; of a deletion, the last edit that it had not seen. Older servers do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands: Option<Wrote>,
}

/// Who wrote a value, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrote {
    /// Who.
    pub by: UserId,
    /// When, in milliseconds since 1970, from its clock.
    pub at: u64,
}

impl From<Write> for Wrote {
    fn from(write: Write) -> Wrote {
        Wrote { by: write.by, at: write.hlc >> 16 }
    }
}

/// The field name under which a delete against an unseen edit is flagged.
pub const DELETED: &str = "$deleted";

/// A history written as JSON has one of these in it wherever its record is deleted or has conflicts. Of any other record,
/// which is most of them, nothing that merging remembers is shown to anybody.
pub const SHOWN: [&str; 2] = ["\"rivals\":", "\"deletions\":"];
