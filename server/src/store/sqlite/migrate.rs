//! Numbered migrations, each applied once.

use crate::store::StoreError;
use sqlx::{Connection, Executor, SqliteConnection};

/// In order; the number of a migration is its place, from 1. What stands here never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/sqlite/0001_start.sql"),
    include_str!("../../../migrations/sqlite/0002_changed_in_order.sql"),
    include_str!("../../../migrations/sqlite/0003_facts_by_scope.sql"),
    include_str!("../../../migrations/sqlite/0004_photos.sql"),
    include_str!("../../../migrations/sqlite/0005_restored.sql"),
    include_str!("../../../migrations/sqlite/0006_forgotten.sql"),
    include_str!("../../../migrations/sqlite/0007_objected.sql"),
    include_str!("../../../migrations/sqlite/0008_origin.sql"),
    include_str!("../../../migrations/sqlite/0009_unit_link.sql"),
    include_str!("../../../migrations/sqlite/0010_citizens.sql"),
];

/// Brings a database up to date.
///
/// # Errors
/// Where it is newer than this program, or a migration fails; it is then as it was before that migration.
pub async fn run(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let version: i64 = sqlx::query_scalar("pragma user_version").fetch_one(&mut *connection).await?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(StoreError::Unfit(format!("the database is of version {version}, newer than this program")));
    }
    for (migration, number) in MIGRATIONS.iter().zip(1..).skip(done) {
        let mut tx = connection.begin_with("begin immediate").await?;
        tx.execute(*migration).await?;
        // A pragma takes no parameters; the number is ours.
        tx.execute(sqlx::AssertSqlSafe(format!("pragma user_version = {number}"))).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_migrations_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), MIGRATIONS.len());
    }
}
