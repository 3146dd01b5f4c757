//! Reading single cells as what they stand for, whichever database the row comes from.

use super::StoreError;
use domain::id::DeviceId;
use serde::de::DeserializeOwned;
use sqlx::{Row as _, ValueRef as _, postgres::PgRow, sqlite::SqliteRow};
use std::{borrow::Cow, str::FromStr};

/// A row of a database.
pub trait Row {
    /// A cell of text, or an id as text.
    fn text_if_any(&self, column: &str) -> Result<Option<Cow<'_, str>>, StoreError>;

    /// A cell of a whole number.
    fn int_if_any(&self, column: &str) -> Result<Option<i64>, StoreError>;

    /// A cell that is true or false.
    fn flag(&self, column: &str) -> Result<bool, StoreError>;

    /// A cell that names a device.
    fn device(&self, column: &str) -> Result<DeviceId, StoreError>;
}

impl Row for SqliteRow {
    fn text_if_any(&self, column: &str) -> Result<Option<Cow<'_, str>>, StoreError> {
        Ok(self.try_get::<Option<&str>, _>(column)?.map(Cow::Borrowed))
    }

    fn int_if_any(&self, column: &str) -> Result<Option<i64>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn flag(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn device(&self, column: &str) -> Result<DeviceId, StoreError> {
        parsed(self, column)
    }
}

impl Row for PgRow {
    fn text_if_any(&self, column: &str) -> Result<Option<Cow<'_, str>>, StoreError> {
        // Ids are kept as such there.
        if sqlx::TypeInfo::name(&*self.try_get_raw(column)?.type_info()) == "UUID" {
            return Ok(self.try_get::<Option<uuid::Uuid>, _>(column)?.map(|id| Cow::Owned(id.to_string())));
        }
        Ok(self.try_get::<Option<&str>, _>(column)?.map(Cow::Borrowed))
    }

    fn int_if_any(&self, column: &str) -> Result<Option<i64>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn flag(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn device(&self, column: &str) -> Result<DeviceId, StoreError> {
        Ok(DeviceId(self.try_get::<uuid::Uuid, _>(column)?.as_u128()))
    }
}

fn full<T>(cell: Option<T>, column: &str) -> Result<T, StoreError> {
    cell.ok_or_else(|| StoreError::Corrupt(format!("{column} is empty")))
}

/// A cell of text.
pub fn text(row: &impl Row, column: &str) -> Result<String, StoreError> {
    Ok(full(row.text_if_any(column)?, column)?.into_owned())
}

/// A cell read as an id, a kind, a day or the like.
pub fn parsed<T: FromStr>(row: &impl Row, column: &str) -> Result<T, StoreError> {
    full(parsed_if_any(row, column)?, column)
}

/// The same where the cell may be empty.
pub fn parsed_if_any<T: FromStr>(row: &impl Row, column: &str) -> Result<Option<T>, StoreError> {
    let text = row.text_if_any(column)?;
    text.map(|text| text.parse().map_err(|_| StoreError::Corrupt(format!("{column} {text}")))).transpose()
}

/// A whole number.
pub fn int(row: &impl Row, column: &str) -> Result<i64, StoreError> {
    full(row.int_if_any(column)?, column)
}

/// A number that is never below zero.
pub fn number(row: &impl Row, column: &str) -> Result<u64, StoreError> {
    full(number_if_any(row, column)?, column)
}

/// The same where the cell may be empty.
pub fn number_if_any(row: &impl Row, column: &str) -> Result<Option<u64>, StoreError> {
    let number = row.int_if_any(column)?;
    number.map(|n| u64::try_from(n).map_err(|_| StoreError::Corrupt(format!("{column} {n}")))).transpose()
}

/// A cell of JSON.
pub fn json<T: DeserializeOwned>(row: &impl Row, column: &str) -> Result<T, StoreError> {
    full(json_if_any(row, column)?, column)
}

/// The same where the cell may be empty.
pub fn json_if_any<T: DeserializeOwned>(row: &impl Row, column: &str) -> Result<Option<T>, StoreError> {
    let Some(text) = row.text_if_any(column)? else { return Ok(None) };
    serde_json::from_str(&text).map_err(|error| StoreError::Corrupt(format!("{column}: {error}")))
}

/// Text to bind where JSON is stored.
pub fn to_json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// A number as databases hold it. Numbers of the protocol stay below 2^53, so nothing is cut.
pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Text as every database can hold it: PostgreSQL has no text with the character 0 in it. Whole bodies are kept as JSON,
/// which spells it out; this is for what columns repeat of them, and for what somebody types.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}
