//! What this machine and each database can do at best: one narrow table, nothing decided, one statement a commit.

use super::{Begun, Measured};
use sqlx::{
    Connection, PgConnection, QueryBuilder, Sqlite, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Rows in a commit, as many as a full push has operations.
const ROWS: usize = 500;
/// Bytes of a row, as many as a record of the corpus has.
const BYTES: usize = 389;
const COMMITS: usize = 60;

/// Writes rows into a table of SQLite as durably as the server does, until done or `limit` is over.
pub async fn into_file(limit: Duration) -> anyhow::Result<Measured> {
    let folder = tempfile::tempdir()?;
    let options = SqliteConnectOptions::new().filename(folder.path().join("limit.db")).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::query("create table row (id text primary key, body text not null) without rowid")
        .execute(&mut connection)
        .await?;
    let body = "x".repeat(BYTES);
    let (begun, mut took) = (Begun::now()?, Vec::new());
    while took.len() < COMMITS && begun.at.elapsed() < limit {
        let sent = Instant::now();
        let mut write = QueryBuilder::<Sqlite>::new("insert into row (id, body) ");
        write.push_values(0..ROWS, |mut row, _| {
            row.push_bind(Uuid::now_v7().to_string()).push_bind(body.as_str());
        });
        write.build().execute(&mut connection).await?;
        took.push(sent.elapsed());
    }
    connection.close().await?;
    measured(begun, took)
}

/// The same into a table of PostgreSQL.
pub async fn into_postgres(url: &str, limit: Duration) -> anyhow::Result<Measured> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::query("create table row (id uuid primary key, body text not null)").execute(&mut connection).await?;
    let bodies = vec!["x".repeat(BYTES); ROWS];
    let (begun, mut took) = (Begun::now()?, Vec::new());
    while took.len() < COMMITS && begun.at.elapsed() < limit {
        let sent = Instant::now();
        let ids: Vec<Uuid> = (0..ROWS).map(|_| Uuid::now_v7()).collect();
        let write = "insert into row (id, body) select * from unnest($1::uuid[], $2::text[])";
        sqlx::query(write).bind(ids).bind(&bodies).execute(&mut connection).await?;
        took.push(sent.elapsed());
    }
    sqlx::query("drop table row").execute(&mut connection).await?;
    connection.close().await?;
    measured(begun, took)
}

fn measured(begun: Begun, took: Vec<Duration>) -> anyhow::Result<Measured> {
    Measured::of("limit: one table, 500 rows", 1, ROWS, took.len() * ROWS, begun, took)
}
