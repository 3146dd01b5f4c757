//! What is kept of citizens beside their requests.

use super::SqliteStore;
use crate::store::{
    CitizenStore, SealedRead, SealedRow, StoreError,
    cells::{parsed, signed},
    citizens::{ALONE, sealed, sealed_read},
};
use async_trait::async_trait;
use domain::id::{RecordId, UserId};

#[async_trait]
impl CitizenStore for SqliteStore {
    async fn keep_sealed(&self, row: &SealedRow) -> Result<(), StoreError> {
        let write = "insert into sealed (rec, cipher, key_id, given_by, given_at, expires) values (?, ?, ?, ?, ?, ?) \
             on conflict (rec) do update set cipher = excluded.cipher, key_id = excluded.key_id, \
             given_by = excluded.given_by, given_at = excluded.given_at";
        let bound = sqlx::query(write)
            .bind(row.rec.to_string())
            .bind(&row.cipher)
            .bind(&row.key_id)
            .bind(row.given_by.to_string())
            .bind(signed(row.given_at))
            .bind(signed(row.expires));
        let mut tx = self.writing().await?;
        bound.execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    async fn sealed_by(&self, rec: RecordId, now: u64) -> Result<Option<UserId>, StoreError> {
        let read = sqlx::query("select given_by from sealed where rec = ? and expires > ?");
        let bound = read.bind(rec.to_string()).bind(signed(now));
        let found = bound.fetch_optional(&mut *self.snapshot().await?).await?;
        found.as_ref().map(|row| parsed(row, "given_by")).transpose()
    }

    async fn read_sealed(&self, rec: RecordId, user: UserId, now: u64) -> Result<Option<SealedRow>, StoreError> {
        let mut tx = self.writing().await?;
        let read = sqlx::query("select * from sealed where rec = ? and expires > ?");
        let found = read.bind(rec.to_string()).bind(signed(now)).fetch_optional(&mut *tx).await?;
        let Some(row) = found.as_ref().map(sealed).transpose()? else { return Ok(None) };
        let note = "insert into sealed_read (rec, at, user) values (?, ?, ?) on conflict do nothing";
        let bound = sqlx::query(note).bind(rec.to_string()).bind(signed(now)).bind(user.to_string());
        bound.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(Some(row))
    }

    async fn sealed_reads(&self, rec: RecordId, limit: u32) -> Result<Vec<SealedRead>, StoreError> {
        let read = "select sealed_read.user, account.name, sealed_read.at from sealed_read \
             join account on account.id = sealed_read.user where rec = ? order by sealed_read.at desc limit ?";
        let bound = sqlx::query(read).bind(rec.to_string()).bind(limit);
        bound.fetch_all(&mut *self.snapshot().await?).await?.iter().map(sealed_read).collect()
    }

    async fn add_follow_code(
        &self,
        code_hash: &str,
        rec: RecordId,
        now: u64,
        expires: u64,
    ) -> Result<bool, StoreError> {
        let write =
            "insert into follow_code (code_hash, rec, made_at, expires) values (?, ?, ?, ?) on conflict do nothing";
        let bound = sqlx::query(write).bind(code_hash).bind(rec.to_string()).bind(signed(now)).bind(signed(expires));
        let mut tx = self.writing().await?;
        let is_new = bound.execute(&mut *tx).await?.rows_affected() == 1;
        tx.commit().await?;
        Ok(is_new)
    }

    async fn follow_code(&self, code_hash: &str, now: u64) -> Result<Option<RecordId>, StoreError> {
        let read = sqlx::query("select rec from follow_code where code_hash = ? and expires > ?");
        let found = read.bind(code_hash).bind(signed(now)).fetch_optional(&mut *self.snapshot().await?).await?;
        found.as_ref().map(|row| parsed(row, "rec")).transpose()
    }

    async fn sealing_keys(&self) -> Result<Vec<String>, StoreError> {
        let read = sqlx::query_scalar("select distinct key_id from sealed order by key_id");
        Ok(read.fetch_all(&mut *self.snapshot().await?).await?)
    }

    async fn drop_citizen(&self, rec: RecordId) -> Result<(), StoreError> {
        let mut tx = self.writing().await?;
        for drop in ["delete from sealed where rec = ?", "delete from follow_code where rec = ?"] {
            sqlx::query(drop).bind(rec.to_string()).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn forget_citizens(&self, now: u64) -> Result<u64, StoreError> {
        let mut tx = self.writing().await?;
        let mut gone = 0;
        // What a citizen left belongs to a request: one that never came, or was taken away, leaves nothing behind.
        let alone = "and not exists (select 1 from record where record.rec = kept.rec and del = 0)";
        for table in ["sealed", "follow_code"] {
            let since = if table == "sealed" { "given_at" } else { "made_at" };
            let over = format!("delete from {table} where expires <= ?");
            let orphaned = format!("delete from {table} as kept where {since} <= ? {alone}");
            for (forget, before) in [(over, now), (orphaned, now.saturating_sub(ALONE))] {
                let forget = sqlx::query(sqlx::AssertSqlSafe(forget)).bind(signed(before));
                gone += forget.execute(&mut *tx).await?.rows_affected();
            }
        }
        tx.commit().await?;
        Ok(gone)
    }
}
