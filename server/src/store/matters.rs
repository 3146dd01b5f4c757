//! What is asked of matters 议题 and of what grew out of them.

use super::StoreError;
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, RecordId},
    kind::Kind,
};
use sync::wire::desk::DeskRow;

/// Matters and their lines.
#[async_trait]
pub trait MatterStore {
    /// The records of one kind of a committee that stand in some states, the latest day first, at most `limit`.
    async fn standing(
        &self,
        committee: CommitteeId,
        kind: Kind,
        states: &[&str],
        limit: u32,
    ) -> Result<Vec<DeskRow>, StoreError>;

    /// What grew out of some records directly, by day, at most `limit`; what was deleted is left out.
    async fn grown_from(&self, recs: &[RecordId], limit: u32) -> Result<Vec<DeskRow>, StoreError>;

    /// The records of these ids that are there and were not deleted.
    async fn of_ids(&self, recs: &[RecordId]) -> Result<Vec<DeskRow>, StoreError>;
}
