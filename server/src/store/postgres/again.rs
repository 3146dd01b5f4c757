//! Transactions that others may come into the way of.

use super::PostgresStore;
use crate::store::{Answer, Incoming, StoreError, project, writing};
use sqlx::PgConnection;

/// How often a transaction is done again that came into another's way.
const TRIES: usize = 5;

/// The number of the lock that the projector holds while it works.
const PROJECTOR: i64 = 0x7368_616e_0003;

/// Waits until no other process projects, and keeps others waiting until the transaction ends.
pub async fn take_projector(tx: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query("select pg_advisory_xact_lock($1)").bind(PROJECTOR).execute(tx).await?;
    Ok(())
}

impl StoreError {
    /// Whether another process came into the way, so that the same will succeed when it is done again.
    fn is_passing(&self) -> bool {
        // Serialization failure, deadlock, and what two inserted at once.
        const PASSING: [&str; 3] = ["40001", "40P01", "23505"];
        match self {
            StoreError::Overtaken => true,
            StoreError::Database(sqlx::Error::Database(error)) => {
                error.code().is_some_and(|code| PASSING.contains(&&*code))
            }
            _ => false,
        }
    }
}

impl PostgresStore {
    /// Takes a group in, again where another process came into the way.
    pub(super) async fn apply_until_passed(&self, group: &[Incoming], now: u64) -> Result<Vec<Answer>, StoreError> {
        let mut tries = 1;
        loop {
            match self.try_apply(group, now).await {
                Err(error) if error.is_passing() && tries < TRIES => tries += 1,
                answers => return answers,
            }
        }
    }

    /// Projects, likewise.
    pub(super) async fn project_until_passed(&self, limit: u32, now: u64) -> Result<usize, StoreError> {
        let mut tries = 1;
        loop {
            match self.try_project(limit, now).await {
                Err(error) if error.is_passing() && tries < TRIES => tries += 1,
                done => return done,
            }
        }
    }

    async fn try_apply(&self, group: &[Incoming], now: u64) -> Result<Vec<Answer>, StoreError> {
        let mut tx = self.writers.begin().await?;
        let (answers, heads) = writing::apply(&mut *tx, group, now).await?;
        tx.commit().await?;
        self.hearing.committed(heads);
        Ok(answers)
    }

    async fn try_project(&self, limit: u32, now: u64) -> Result<usize, StoreError> {
        let mut tx = self.writers.begin().await?;
        take_projector(&mut tx).await?;
        let (done, heads) = project::project(&mut *tx, self.device, limit, now).await?;
        tx.commit().await?;
        self.hearing.committed(heads);
        Ok(done)
    }
}
