//! Matters and what grew out of them.

use super::{PostgresStore, desk::records, pushing::ids};
use crate::store::{MatterStore, StoreError, readings::desk_row};
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, RecordId},
    kind::Kind,
};
use sync::wire::desk::DeskRow;

#[async_trait]
impl MatterStore for PostgresStore {
    async fn standing(
        &self,
        committee: CommitteeId,
        kind: Kind,
        states: &[&str],
        limit: u32,
    ) -> Result<Vec<DeskRow>, StoreError> {
        let read = records!(
            "not del and record.committee = $1 and kind = $2 and state = any($3) order by day desc nulls last, pk desc limit $4"
        );
        let states: Vec<String> = states.iter().map(|state| (*state).to_owned()).collect();
        let bound = sqlx::query(read).bind(committee.0).bind(kind.id()).bind(states).bind(i64::from(limit));
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(desk_row).collect()
    }

    async fn grown_from(&self, recs: &[RecordId], limit: u32) -> Result<Vec<DeskRow>, StoreError> {
        let read = records!("not del and origin = any($1) order by day nulls first, pk limit $2");
        let bound = sqlx::query(read).bind(ids(recs)).bind(i64::from(limit));
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(desk_row).collect()
    }

    async fn of_ids(&self, recs: &[RecordId]) -> Result<Vec<DeskRow>, StoreError> {
        let read = records!("not del and rec = any($1) order by day nulls first, pk");
        let bound = sqlx::query(read).bind(ids(recs));
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(desk_row).collect()
    }
}
