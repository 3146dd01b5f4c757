//! What is kept of citizens beside their requests.

use super::PostgresStore;
use crate::store::{
    CitizenStore, SealedRead, SealedRow, StoreError,
    cells::{parsed, signed},
    citizens::{ALONE, sealed, sealed_read},
};
use async_trait::async_trait;
use domain::id::{RecordId, UserId};

#[async_trait]
impl CitizenStore for PostgresStore {
    async fn keep_sealed(&self, row: &SealedRow) -> Result<(), StoreError> {
        let write = "insert into sealed (rec, cipher, key_id, given_by, given_at, expires) values ($1, $2, $3, $4, $5, $6) \
             on conflict (rec) do update set cipher = excluded.cipher, key_id = excluded.key_id, \
             given_by = excluded.given_by, given_at = excluded.given_at";
        let bound = sqlx::query(write)
            .bind(row.rec.0)
            .bind(&row.cipher)
            .bind(&row.key_id)
            .bind(row.given_by.0)
            .bind(signed(row.given_at))
            .bind(signed(row.expires));
        let mut tx = self.writers.begin().await?;
        bound.execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    async fn sealed_by(&self, rec: RecordId, now: u64) -> Result<Option<UserId>, StoreError> {
        let read = sqlx::query("select given_by from sealed where rec = $1 and expires > $2");
        let bound = read.bind(rec.0).bind(signed(now));
        let found = bound.fetch_optional(&mut *self.snapshot().await?).await?;
        found.as_ref().map(|row| parsed(row, "given_by")).transpose()
    }

    async fn read_sealed(&self, rec: RecordId, user: UserId, now: u64) -> Result<Option<SealedRow>, StoreError> {
        let mut tx = self.writers.begin().await?;
        let read = sqlx::query("select * from sealed where rec = $1 and expires > $2");
        let found = read.bind(rec.0).bind(signed(now)).fetch_optional(&mut *tx).await?;
        let Some(row) = found.as_ref().map(sealed).transpose()? else { return Ok(None) };
        let note = "insert into sealed_read (rec, at, \"user\") values ($1, $2, $3) on conflict do nothing";
        let bound = sqlx::query(note).bind(rec.0).bind(signed(now)).bind(user.0);
        bound.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(Some(row))
    }

    async fn sealed_reads(&self, rec: RecordId, limit: u32) -> Result<Vec<SealedRead>, StoreError> {
        let read = "select sealed_read.\"user\", account.name, sealed_read.at from sealed_read \
             join account on account.id = sealed_read.\"user\" where rec = $1 order by sealed_read.at desc limit $2";
        let bound = sqlx::query(read).bind(rec.0).bind(i64::from(limit));
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
            "insert into follow_code (code_hash, rec, made_at, expires) values ($1, $2, $3, $4) on conflict do nothing";
        let bound = sqlx::query(write).bind(code_hash).bind(rec.0).bind(signed(now)).bind(signed(expires));
        let mut tx = self.writers.begin().await?;
        let is_new = bound.execute(&mut *tx).await?.rows_affected() == 1;
        tx.commit().await?;
        Ok(is_new)
    }

    async fn follow_code(&self, code_hash: &str, now: u64) -> Result<Option<RecordId>, StoreError> {
        let read = sqlx::query("select rec from follow_code where code_hash = $1 and expires > $2");
        let found = read.bind(code_hash).bind(signed(now)).fetch_optional(&mut *self.snapshot().await?).await?;
        found.as_ref().map(|row| parsed(row, "rec")).transpose()
    }

    async fn sealing_keys(&self) -> Result<Vec<String>, StoreError> {
        let read = sqlx::query_scalar("select distinct key_id from sealed order by key_id");
        Ok(read.fetch_all(&mut *self.snapshot().await?).await?)
    }

    async fn drop_citizen(&self, rec: RecordId) -> Result<(), StoreError> {
        let mut tx = self.writers.begin().await?;
        for drop in ["delete from sealed where rec = $1", "delete from follow_code where rec = $1"] {
            sqlx::query(drop).bind(rec.0).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn forget_citizens(&self, now: u64) -> Result<u64, StoreError> {
        let mut tx = self.writers.begin().await?;
        let mut gone = 0;
        // What a citizen left belongs to a request: one that never came, or was taken away, leaves nothing behind.
        let alone = "and not exists (select 1 from record where record.rec = kept.rec and not del)";
        for table in ["sealed", "follow_code"] {
            let since = if table == "sealed" { "given_at" } else { "made_at" };
            let over = format!("delete from {table} where expires <= $1");
            let orphaned = format!("delete from {table} as kept where {since} <= $1 {alone}");
            for (forget, before) in [(over, now), (orphaned, now.saturating_sub(ALONE))] {
                let forget = sqlx::query(sqlx::AssertSqlSafe(forget)).bind(signed(before));
                gone += forget.execute(&mut *tx).await?.rows_affected();
            }
        }
        tx.commit().await?;
        Ok(gone)
    }
}
