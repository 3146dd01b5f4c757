//! Opening the database: its migrations, and the promise that a commit waits for the disk.

use super::{PostgresStore, again, hearing::Hearing, migrate, parts, replica::Replica};
use crate::{
    store::{StoreError, project},
    tls,
};
use domain::id::DeviceId;
use sqlx::{
    ConnectOptions, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{str::FromStr, time::Duration};

/// Connections that write: the writer task, the projector, what servers tell each other, and those who sign in and upload.
const WRITERS: u32 = 8;
/// Connections that read.
pub const READERS: u32 = 8;
/// The number of the lock that whoever opens the database takes, so that it is brought up to date once.
const OPENING: i64 = 0x7368_616e_0002;
/// What connections say that they are.
pub const NAME: &str = "shangliang";

impl PostgresStore {
    /// Opens a database by its URL and brings it up to date.
    ///
    /// # Errors
    /// Where it cannot be reached or brought up to date, or does not wait for the disk on every commit.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let store = Self::open_unchecked(url).await?;
        assert_durable(&mut *store.writers.acquire().await?).await?;
        Ok(store)
    }

    /// The same with a streaming replica beside it, for [`Store::replica`](crate::store::Store::replica).
    ///
    /// # Errors
    /// As [`PostgresStore::open`]. That the replica cannot be reached is none.
    pub async fn open_beside(url: &str, replica: &str) -> Result<Self, StoreError> {
        let mut store = Self::open(url).await?;
        store.replica = Some(Box::new(Replica::of(&store, replica)?));
        Ok(store)
    }

    /// The same without asking whether it waits for the disk: for tests and for measuring without it.
    ///
    /// # Errors
    /// Where it cannot be reached or brought up to date.
    pub async fn open_unchecked(url: &str) -> Result<Self, StoreError> {
        let options = options(url)?;
        let writers = match pool(WRITERS).connect_with(options.clone()).await {
            // It waited for a database that is just starting. Asked once more, it says why there is none.
            Err(sqlx::Error::PoolTimedOut) => {
                options.connect().await?;
                return Err(sqlx::Error::PoolTimedOut.into());
            }
            writers => writers?,
        };
        let mut tx = writers.begin().await?;
        take_opening(&mut tx).await?;
        migrate::run(&mut tx).await?;
        let epoch = parts::epoch(&mut tx).await?;
        again::take_projector(&mut tx).await?;
        project::follow_definitions(&mut *tx).await?;
        tx.commit().await?;
        let readers = pool(READERS).connect_lazy_with(options);
        // Each process writes mirrors with a device of its own: nobody else gives its operations numbers.
        let device = DeviceId(uuid::Uuid::new_v4().as_u128());
        let hearing = Hearing::start(&writers, device);
        Ok(PostgresStore { writers, readers, epoch, device, hearing: hearing.into(), reached: None, replica: None })
    }

    /// A read transaction: everything in it is read from one snapshot.
    pub(super) async fn snapshot(&self) -> Result<sqlx::Transaction<'static, sqlx::Postgres>, StoreError> {
        begin_snapshot(&self.readers).await
    }
}

/// A read transaction of a pool.
pub async fn begin_snapshot(pool: &PgPool) -> Result<sqlx::Transaction<'static, sqlx::Postgres>, StoreError> {
    Ok(pool.begin_with("begin isolation level repeatable read read only").await?)
}

/// What a URL says.
pub fn options(url: &str) -> Result<PgConnectOptions, StoreError> {
    tls::prepare();
    Ok(PgConnectOptions::from_str(url)?.application_name(NAME).disable_statement_logging())
}

/// Waits until nobody else opens the database, and keeps others waiting until the transaction ends.
pub async fn take_opening(tx: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query("select pg_advisory_xact_lock($1)").bind(OPENING).execute(tx).await?;
    Ok(())
}

/// So many connections at most.
pub fn pool(connections: u32) -> PgPoolOptions {
    // A connection that was idle for long may have been cut by what lies between.
    PgPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(10))
}

/// Acknowledged means on the disk: the server does not start on a database with a weaker setting.
pub async fn assert_durable(connection: &mut PgConnection) -> Result<(), StoreError> {
    for (setting, weak) in [("fsync", &["off"][..]), ("synchronous_commit", &["off"])] {
        let read = "select current_setting($1)";
        let value: String = sqlx::query_scalar(read).bind(setting).fetch_one(&mut *connection).await?;
        if weak.contains(&value.as_str()) {
            return Err(StoreError::Unfit(format!("{setting} is {value} in the database")));
        }
    }
    Ok(())
}
