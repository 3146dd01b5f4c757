//! Numbered migrations, each applied once.

use crate::store::StoreError;
use sqlx::{Executor, PgConnection};

/// In order; the number of a migration is its place, from 1. What stands here never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/postgres/0001_start.sql"),
    include_str!("../../../migrations/postgres/0002_forgotten.sql"),
    include_str!("../../../migrations/postgres/0003_objected.sql"),
    include_str!("../../../migrations/postgres/0004_origin.sql"),
    include_str!("../../../migrations/postgres/0005_unit_link.sql"),
    include_str!("../../../migrations/postgres/0006_citizens.sql"),
];

/// Brings a database up to date, inside a transaction that nobody else can be in at the same time.
///
/// # Errors
/// Where it is newer than this program, or a migration fails.
pub async fn run(tx: &mut PgConnection) -> Result<(), StoreError> {
    tx.execute("create table if not exists migration (number bigint primary key, at timestamptz not null)").await?;
    let version: i64 = sqlx::query_scalar("select coalesce(max(number), 0) from migration").fetch_one(&mut *tx).await?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(StoreError::Unfit(format!("the database is of version {version}, newer than this program")));
    }
    for (migration, number) in MIGRATIONS.iter().zip(1_i64..).skip(done) {
        tx.execute(*migration).await?;
        let note = "insert into migration (number, at) values ($1, now())";
        sqlx::query(note).bind(number).execute(&mut *tx).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_migrations_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), MIGRATIONS.len());
    }
}
