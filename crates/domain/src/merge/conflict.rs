//! What is shown to a person where two wrote without knowing of each other.

use super::{History, Rival, Write};
use crate::{fields::Fields, id::UserId, kind::Kind, schema::keeps_losers};
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

impl History {
    /// The values that wait for a person to choose: rivals of fields that keep them, each different value once.
    pub fn conflicts(&self, kind: Kind, body: &Fields) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for (field, register) in self.fields.iter().filter(|(field, _)| keeps_losers(kind, field)) {
            let shown = body.get(field).unwrap_or(&Value::Null);
            let mut values: Vec<&Rival> = Vec::new();
            // The largest clock of equal values speaks for them, so the list is read from the end.
            for rival in register.rivals.iter().rev().filter(|rival| rival.value != *shown) {
                if !values.iter().any(|known| known.value == rival.value) {
                    values.push(rival);
                }
            }
            conflicts.extend(values.into_iter().rev().map(|rival| Conflict {
                field: field.clone(),
                value: rival.value.clone(),
                by: rival.write.by,
                at: rival.write.hlc >> 16,
                stands: Some(register.head.into()),
            }));
        }
        if !self.is_deleted() {
            let mut deletions: Vec<Write> = self.deletions.iter().map(|deletion| deletion.write).collect();
            deletions.sort();
            let last = self.writes().max().map(Wrote::from);
            conflicts.extend(deletions.into_iter().map(|write| Conflict {
                field: DELETED.into(),
                value: Value::Bool(true),
                by: write.by,
                at: write.hlc >> 16,
                stands: last,
            }));
        }
        conflicts
    }
}
