//! Copies of the file, and what happens to one that takes the place of another.

use super::SqliteStore;
use crate::store::{
    StoreError,
    cells::{number, signed},
};
use sqlx::{Row as _, SqliteConnection};
use std::path::Path;

/// What a database says of its own age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Age {
    /// When its newest operation was taken in, in milliseconds since 1970; 0 where there is none.
    pub newest: u64,
    /// How many operations it has.
    pub ops: u64,
    /// The logins of its accounts, sorted.
    pub logins: Vec<String>,
}

impl SqliteStore {
    /// Writes everything as it is at one moment into a new file, while others read and write.
    ///
    /// # Errors
    /// Where the file is there already or cannot be written.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        let name = file.to_str().ok_or_else(|| StoreError::Unfit("the name of the file is not text".into()))?;
        // The reading connections may write nowhere; this reads here all the same, and holds no other process up.
        sqlx::query("vacuum into ?").bind(name).execute(&self.writer).await?;
        Ok(())
    }

    /// How old it is.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn age(&self) -> Result<Age, StoreError> {
        let mut tx = self.snapshot().await?;
        let read = "select coalesce(max(at), 0) as newest, count(*) as ops from op";
        let row = sqlx::query(read).fetch_one(&mut *tx).await?;
        let (newest, ops) = (number(&row, "newest")?, number(&row, "ops")?);
        let logins = sqlx::query("select login from account order by login").fetch_all(&mut *tx).await?;
        let logins = logins.iter().map(|row| row.try_get("login")).collect::<Result<_, _>>()?;
        Ok(Age { newest, ops, logins })
    }

    /// When it was moved to another database, which goes on in its place; `None` where it was not.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn moved(&self) -> Result<Option<u64>, StoreError> {
        let at: Option<String> =
            sqlx::query_scalar("select value from meta where key = 'moved'").fetch_optional(&self.readers).await?;
        at.map(|at| at.parse().map_err(|_| StoreError::Corrupt(format!("moved {at}")))).transpose()
    }

    /// Whether every page of the file can be read and fits the others.
    ///
    /// # Errors
    /// Where it does not, with what SQLite says of it.
    pub async fn check_whole(&self) -> Result<(), StoreError> {
        let said: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(&self.readers).await?;
        if said == "ok" { Ok(()) } else { Err(StoreError::Unfit(format!("the database is damaged: {said}"))) }
    }
}

/// Remembers that another database goes on in the place of this one.
pub async fn mark_moved(tx: &mut SqliteConnection, now: u64) -> Result<(), StoreError> {
    let note = "insert into meta (key, value) values ('moved', ?)";
    sqlx::query(note).bind(signed(now).to_string()).execute(tx).await?;
    Ok(())
}

/// Begins a new epoch. One that was moved goes on by itself then.
pub async fn begin_epoch(tx: &mut SqliteConnection, now: u64) -> Result<(), StoreError> {
    let epoch = uuid::Uuid::new_v4().simple().to_string();
    sqlx::query("update meta set value = ? where key = 'epoch'").bind(epoch).execute(&mut *tx).await?;
    let note =
        "insert into meta (key, value) values ('restored', ?) on conflict (key) do update set value = excluded.value";
    sqlx::query(note).bind(signed(now).to_string()).execute(&mut *tx).await?;
    sqlx::query("delete from meta where key = 'moved'").execute(&mut *tx).await?;
    sqlx::query("update device set behind = 1").execute(tx).await?;
    Ok(())
}
