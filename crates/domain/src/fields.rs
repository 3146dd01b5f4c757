//! The body of a record: a flat map from field name to value, which keeps fields it does not know.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Field name → scalar, small object that changes as a whole, or sorted array of strings (a set).
///
/// Maps are flat keys (`attendance:<member>`, `measure:<id>`), so that two phones that touch
/// different people of one list do not collide.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub BTreeMap<String, Value>);

impl Fields {
    /// The value of a field, if it is there.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    /// The value of a text field; absent, empty or of another type is `None`.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The value of a whole-number field.
    pub fn int(&self, field: &str) -> Option<i64> {
        self.get(field).and_then(Value::as_i64)
    }

    /// The value of a yes/no field; absent is `false`.
    pub fn flag(&self, field: &str) -> bool {
        self.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The text of a field read as `T` (an id, a type, a day); absent or unreadable is `None`.
    pub fn parsed<T: std::str::FromStr>(&self, field: &str) -> Option<T> {
        self.text(field).and_then(|text| text.parse().ok())
    }

    /// The entries of a flat map: for prefix `attendance`, pairs of what follows `attendance:` and its value.
    pub fn map<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0.iter().filter_map(move |(field, value)| {
            field.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':')).map(|key| (key, value))
        })
    }

    /// Sets a field; `null` takes it away.
    pub fn set(&mut self, field: impl Into<String>, value: impl Into<Value>) {
        let (field, value) = (field.into(), value.into());
        if value.is_null() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, value);
        }
    }

    /// The same as [`Fields::set`], for building in one expression.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, value: impl Into<Value>) -> Self {
        self.set(field, value);
        self
    }

    /// The fields without texts that are empty: what was typed and taken back was never said.
    #[must_use]
    pub fn filled(&self) -> Fields {
        let says = |value: &Value| value.as_str().is_none_or(|text| !text.trim().is_empty());
        self.0.iter().filter(|(_, value)| says(value)).map(|(field, value)| (field.clone(), value.clone())).collect()
    }

    /// About how many bytes it takes as JSON; cheap enough to ask at every operation.
    pub fn weight(&self) -> usize {
        self.0.iter().map(|(field, value)| field.len() + 4 + weight(value)).sum()
    }

    /// Whether there is no field at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// About how many bytes a value takes as JSON: characters that are written in several are counted as they are.
pub(crate) fn weight(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) => 5,
        Value::Number(_) => 20,
        Value::String(text) => text.len() + 2,
        Value::Array(list) => list.iter().map(|elem| 1 + weight(elem)).sum::<usize>() + 2,
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + 4 + weight(value)).sum::<usize>() + 2,
    }
}

impl FromIterator<(String, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        Fields(fields.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_map_lists_only_its_own_keys() {
        let body = Fields::default().with("attendance:a", "present").with("attendance", "x").with("attendances:b", "y");
        assert_eq!(body.map("attendance").map(|(key, _)| key).collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn the_weight_of_a_body_is_never_far_below_what_it_takes_as_json() {
        let plain =
            Fields::default().with("type", "visit").with("n", 1).with("tags", serde_json::json!(["a", {"b": 2}]));
        // The worst there is: each of these is written in six bytes.
        for body in [plain, Fields::default().with("x", "\u{1}".repeat(1_000)), Fields::default()] {
            let bytes = serde_json::to_vec(&body).unwrap().len();
            assert!(bytes <= 6 * body.weight() + 8, "{bytes} {}", body.weight());
        }
    }

    #[test]
    fn unknown_fields_survive_a_round_trip() {
        let text = r#"{"a_field_of_tomorrow":{"x":[1]},"type":"visit"}"#;
        let body: Fields = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&body).unwrap(), text);
    }
}
