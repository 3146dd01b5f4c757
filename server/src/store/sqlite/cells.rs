//! Reading single cells as what they stand for.

use crate::store::StoreError;
use serde::de::DeserializeOwned;
use sqlx::{Row, sqlite::SqliteRow};
use std::str::FromStr;

/// A cell of text.
pub fn text(row: &SqliteRow, column: &str) -> Result<String, StoreError> {
    Ok(row.try_get(column)?)
}

/// A cell read as an id, a kind, a day or the like.
pub fn parsed<T: FromStr>(row: &SqliteRow, column: &str) -> Result<T, StoreError> {
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|_| StoreError::Corrupt(format!("{column} {text}")))
}

/// The same where the cell may be empty.
pub fn parsed_if_any<T: FromStr>(row: &SqliteRow, column: &str) -> Result<Option<T>, StoreError> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| text.parse().map_err(|_| StoreError::Corrupt(format!("{column} {text}")))).transpose()
}

/// A number that is never below zero.
pub fn number(row: &SqliteRow, column: &str) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(column)?;
    u64::try_from(number).map_err(|_| StoreError::Corrupt(format!("{column} {number}")))
}

/// The same where the cell may be empty.
pub fn number_if_any(row: &SqliteRow, column: &str) -> Result<Option<u64>, StoreError> {
    let number: Option<i64> = row.try_get(column)?;
    number.map(|n| u64::try_from(n).map_err(|_| StoreError::Corrupt(format!("{column} {n}")))).transpose()
}

/// A cell of JSON.
pub fn json<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Result<T, StoreError> {
    let text: &str = row.try_get(column)?;
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("{column}: {error}")))
}

/// Text to bind where JSON is stored.
pub fn to_json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// A number as SQLite holds it. Numbers of the protocol stay below 2^53, so nothing is cut.
pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
