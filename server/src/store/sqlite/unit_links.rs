//! Links behind which a unit finds what was given to it.

use super::SqliteStore;
use crate::store::{StoreError, UnitLink, UnitLinkStore, cells::signed, unit_links::read};
use async_trait::async_trait;
use domain::id::CommitteeId;
use uuid::Uuid;

#[async_trait]
impl UnitLinkStore for SqliteStore {
    async fn add_unit_link(&self, link: &UnitLink, secret_hash: &str) -> Result<(), StoreError> {
        let write = "insert into unit_link (id, committee, unit, user, secret_hash, made_by, made_at, expires, revoked) \
             values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let bound = sqlx::query(write)
            .bind(link.id.to_string())
            .bind(link.committee.to_string())
            .bind(&link.unit)
            .bind(link.user.to_string())
            .bind(secret_hash)
            .bind(link.made_by.to_string())
            .bind(signed(link.made_at))
            .bind(signed(link.expires))
            .bind(link.revoked.map(signed));
        let mut tx = self.writing().await?;
        bound.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn unit_link(&self, secret_hash: &str) -> Result<Option<UnitLink>, StoreError> {
        let bound = sqlx::query("select * from unit_link where secret_hash = ?").bind(secret_hash);
        bound.fetch_optional(&mut *self.snapshot().await?).await?.as_ref().map(read).transpose()
    }

    async fn unit_links(&self, committee: CommitteeId) -> Result<Vec<UnitLink>, StoreError> {
        let read_all = "select * from unit_link where committee = ? order by unit, made_at desc, id";
        let bound = sqlx::query(read_all).bind(committee.to_string());
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(read).collect()
    }

    async fn revoke_unit_link(&self, committee: CommitteeId, id: Uuid, now: u64) -> Result<bool, StoreError> {
        let write =
            "update unit_link set revoked = ? where id = ? and committee = ? and revoked is null and expires > ?";
        let bound =
            sqlx::query(write).bind(signed(now)).bind(id.to_string()).bind(committee.to_string()).bind(signed(now));
        let mut tx = self.writing().await?;
        let written = bound.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(written.rows_affected() > 0)
    }
}
