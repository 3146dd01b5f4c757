//! The PostgreSQL side of a move: a database that is empty and has no server on it, and what is left to do when all is there.

use super::{
    migrate,
    open::{self, NAME},
};
use crate::store::{StoreError, cells::signed};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, PgConnection};
use std::time::Duration;
use tokio::time;

/// How often it looks whether a server is still there.
const LOOKS: usize = 10;
/// How long it waits in between.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Connects to a database that waits for the disk.
pub async fn connect(url: &str) -> Result<PgConnection, StoreError> {
    let mut connection = open::options(url)?.application_name("shangliang migrate-to").connect().await?;
    open::assert_durable(&mut connection).await?;
    Ok(connection)
}

/// Makes the tables and sees that nothing is in them. Servers that start meanwhile wait until the transaction ends.
pub async fn take_empty(tx: &mut PgConnection) -> Result<(), StoreError> {
    open::take_opening(tx).await?;
    if is_served(tx).await? {
        let what = "a server is running on the database that is to be moved to; stop it first";
        return Err(StoreError::Unfit(what.into()));
    }
    migrate::run(tx).await?;
    let names = "select table_name::text from information_schema.tables \
         where table_schema = current_schema() and table_name not in ('meta', 'migration') order by table_name";
    let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut *tx).await?;
    for name in names {
        let read = format!("select exists (select 1 from \"{name}\")");
        if sqlx::query_scalar(AssertSqlSafe(read)).fetch_one(&mut *tx).await? {
            let what = format!("the database that is to be moved to is not empty: there is something in {name}");
            return Err(StoreError::Unfit(what));
        }
    }
    // An epoch that no phone has heard of.
    tx.execute("delete from meta").await?;
    Ok(())
}

/// Whether a server has connections to the database. Those of one that has just ended may be there a moment longer.
async fn is_served(tx: &mut PgConnection) -> Result<bool, StoreError> {
    let read = "select exists (select 1 from pg_stat_activity \
         where datname = current_database() and application_name = $1)";
    for _ in 0..LOOKS {
        // What was seen once in a transaction is not looked at again.
        tx.execute("select pg_stat_clear_snapshot()").await?;
        if !sqlx::query_scalar(read).bind(NAME).fetch_one(&mut *tx).await? {
            return Ok(false);
        }
        time::sleep(BETWEEN_LOOKS).await;
    }
    Ok(true)
}

/// Has numbers go on behind those that came, and marks the roster for the projector, which makes the index of names.
pub async fn go_on_from_there(tx: &mut PgConnection, now: u64) -> Result<(), StoreError> {
    tx.execute("select setval(pg_get_serial_sequence('record', 'pk'), coalesce(max(pk), 0) + 1, false) from record")
        .await?;
    tx.execute("select setval(pg_get_serial_sequence('scope', 'pk'), coalesce(max(pk), 0) + 1, false) from scope")
        .await?;
    let mark = "insert into changed (at, rec) select $1, rec from record where kind in ('member', 'venue')";
    sqlx::query(mark).bind(signed(now)).execute(&mut *tx).await?;
    // The first questions would be planned as if there were nothing.
    tx.execute("analyze").await?;
    Ok(())
}
