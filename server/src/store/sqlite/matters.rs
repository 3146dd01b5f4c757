//! Matters and what grew out of them.

use super::{SqliteStore, desk::records};
use crate::store::{MatterStore, StoreError, cells::to_json, readings::desk_row};
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, RecordId},
    kind::Kind,
};
use sync::wire::desk::DeskRow;

#[async_trait]
impl MatterStore for SqliteStore {
    async fn standing(
        &self,
        committee: CommitteeId,
        kind: Kind,
        states: &[&str],
        limit: u32,
    ) -> Result<Vec<DeskRow>, StoreError> {
        let read = records!(
            "del = 0 and record.committee = ? and kind = ? and state in (select value from json_each(?)) order by day desc, pk desc limit ?"
        );
        let bound = sqlx::query(read).bind(committee.to_string()).bind(kind.id()).bind(to_json(&states)?).bind(limit);
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(desk_row).collect()
    }

    async fn grown_from(&self, recs: &[RecordId], limit: u32) -> Result<Vec<DeskRow>, StoreError> {
        let read = records!("del = 0 and origin in (select value from json_each(?)) order by day, pk limit ?");
        let bound = sqlx::query(read).bind(to_json(&recs)?).bind(limit);
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(desk_row).collect()
    }

    async fn of_ids(&self, recs: &[RecordId]) -> Result<Vec<DeskRow>, StoreError> {
        let read = records!("del = 0 and rec in (select value from json_each(?)) order by day, pk");
        let bound = sqlx::query(read).bind(to_json(&recs)?);
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(desk_row).collect()
    }
}
