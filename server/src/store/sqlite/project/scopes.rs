//! The short numbers of scopes.

use super::super::cells::{parsed, to_json};
use crate::store::StoreError;
use domain::scope::Scope;
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// The number of each scope; those that have none yet get one.
pub async fn numbers(tx: &mut SqliteConnection, scopes: &BTreeSet<Scope>) -> Result<BTreeMap<Scope, i64>, StoreError> {
    let mut numbers = BTreeMap::new();
    let read = "select scope.* from json_each(?) cross join scope on scope.id = value";
    let texts: Vec<String> = scopes.iter().map(Scope::to_string).collect();
    for row in sqlx::query(read).bind(to_json(&texts)?).fetch_all(&mut *tx).await? {
        numbers.insert(parsed(&row, "id")?, row.try_get("pk")?);
    }
    let fresh: Vec<String> =
        scopes.iter().filter(|scope| !numbers.contains_key(*scope)).map(Scope::to_string).collect();
    if !fresh.is_empty() {
        let write = "insert into scope (id) select value from json_each(?) returning pk, id";
        for row in sqlx::query(write).bind(to_json(&fresh)?).fetch_all(&mut *tx).await? {
            numbers.insert(parsed(&row, "id")?, row.try_get("pk")?);
        }
    }
    Ok(numbers)
}
