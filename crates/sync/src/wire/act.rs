//! What operations do to their records.

use domain::fields::Fields;
use serde::{Deserialize, Serialize};

/// What an operation does to its record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Makes the record with these fields; on a record that exists it is a patch.
    Create(Fields),
    /// Changes these fields; null takes one away.
    Patch(Fields),
    /// Puts an element into a set.
    Add(SetElem),
    /// Takes an element out of a set.
    Remove(SetElem),
    /// Takes the record away.
    Delete(Empty),
}

impl Act {
    /// The fields that it writes; `None` where it writes none.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Act::Create(fields) | Act::Patch(fields) => Some(fields),
            Act::Add(_) | Act::Remove(_) | Act::Delete(_) => None,
        }
    }
}

/// One element of one set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetElem {
    /// The field that holds the set.
    pub set: String,
    /// The element.
    pub elem: String,
}

/// An object without fields, so that every act is written the same way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Empty {}
