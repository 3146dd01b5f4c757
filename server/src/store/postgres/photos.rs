//! Uploads, files held, and which records name them.

use super::{
    PostgresStore,
    pushing::{photo_lock, take_locks, texts},
};
use crate::store::{
    Blob, NamedIn, PhotoStore, StoreError, Upload, UploadLimits,
    cells::{clean, number, parsed, parsed_if_any, signed},
    readings::{self, sha256},
};
use async_trait::async_trait;
use domain::{
    id::{Feed, MemberId, RecordId, UserId},
    mirror,
    photo::Sha256,
    policy::Home,
};
use sqlx::PgConnection;

#[async_trait]
impl PhotoStore for PostgresStore {
    async fn begin_upload(&self, upload: &Upload, limits: UploadLimits) -> Result<bool, StoreError> {
        let mut tx = self.writers.begin().await?;
        // Two servers count one after the other.
        take_locks(&mut tx, [upload.user.0.as_u128()]).await?;
        let begun = begin(&mut tx, upload, limits).await?;
        tx.commit().await?;
        Ok(begun)
    }

    async fn upload(&self, id: &str, user: UserId) -> Result<Option<Upload>, StoreError> {
        let read = "select * from upload where id = $1 and \"user\" = $2";
        let row = sqlx::query(read).bind(clean(id)).bind(user.0).fetch_optional(&self.readers).await?;
        row.as_ref().map(readings::upload).transpose()
    }

    async fn advance_upload(&self, id: &str, from: u64, to: u64) -> Result<bool, StoreError> {
        let write = "update upload set \"offset\" = $1 where id = $2 and \"offset\" = $3 and $1 < len";
        let bound = sqlx::query(write).bind(signed(to)).bind(clean(id)).bind(signed(from));
        Ok(bound.execute(&self.writers).await?.rows_affected() == 1)
    }

    async fn end_upload(&self, id: &str) -> Result<(), StoreError> {
        sqlx::query("delete from upload where id = $1").bind(clean(id)).execute(&self.writers).await?;
        Ok(())
    }

    async fn old_uploads(&self, before: u64, limit: u32) -> Result<Vec<Upload>, StoreError> {
        let read = "select * from upload where begun < $1 order by begun limit $2";
        let rows = sqlx::query(read).bind(signed(before)).bind(i64::from(limit)).fetch_all(&self.readers).await?;
        rows.iter().map(readings::upload).collect()
    }

    async fn keep_blob(&self, blob: &Blob, upload: &Upload, now: u64) -> Result<(), StoreError> {
        let mut tx = self.writers.begin().await?;
        keep(&mut tx, blob, upload, now).await?;
        Ok(tx.commit().await?)
    }

    async fn has_sent(&self, hash: &Sha256, user: UserId) -> Result<bool, StoreError> {
        let read = "select exists (select 1 from blob_sent where sha256 = $1 and \"user\" = $2)";
        Ok(sqlx::query_scalar(read).bind(hash.as_str()).bind(user.0).fetch_one(&self.readers).await?)
    }

    async fn blob(&self, hash: &Sha256) -> Result<Option<Blob>, StoreError> {
        let read = "select * from blob where sha256 = $1";
        let row = sqlx::query(read).bind(hash.as_str()).fetch_optional(&self.readers).await?;
        row.as_ref().map(readings::blob).transpose()
    }

    async fn blob_named_in(
        &self,
        hash: &Sha256,
        member: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<NamedIn>, StoreError> {
        let mut tx = self.snapshot().await?;
        let read = "select photo.rec, photo.feed, record.venue, feed.committee from photo join feed on feed.id = photo.feed \
             left join record on record.rec = photo.rec where photo.sha256 = $1 and photo.held limit $2";
        let rows = sqlx::query(read).bind(hash.as_str()).bind(i64::from(limit)).fetch_all(&mut *tx).await?;
        let mut named = Vec::with_capacity(rows.len());
        for row in &rows {
            let rec: RecordId = parsed(row, "rec")?;
            let mirrored = match member {
                Some(member) => is_live(&mut tx, mirror::id(rec, member)).await?,
                None => false,
            };
            let home = Home { feed: parsed(row, "feed")?, venue: parsed_if_any(row, "venue")? };
            named.push(NamedIn { home, committee: parsed(row, "committee")?, mirrored });
        }
        Ok(named)
    }

    async fn missing_blobs(&self, feeds: &[Feed], limit: u32) -> Result<Vec<Sha256>, StoreError> {
        let read = "select distinct sha256 from photo where feed = any($1) and not held order by sha256 limit $2";
        let rows = sqlx::query(read).bind(texts(feeds)).bind(i64::from(limit)).fetch_all(&self.readers).await?;
        rows.iter().map(sha256).collect()
    }
}

async fn begin(tx: &mut PgConnection, upload: &Upload, limits: UploadLimits) -> Result<bool, StoreError> {
    let count = "select count(*) filter (where \"offset\" < len) as unfinished, \
         count(*) filter (where begun >= $1) as begun from upload where \"user\" = $2";
    let row = sqlx::query(count).bind(signed(limits.since)).bind(upload.user.0).fetch_one(&mut *tx).await?;
    if number(&row, "unfinished")? >= limits.unfinished || number(&row, "begun")? >= limits.begun {
        return Ok(false);
    }
    sqlx::query("insert into upload (id, \"user\", sha256, len, \"offset\", begun) values ($1, $2, $3, $4, $5, $6)")
        .bind(&upload.id)
        .bind(upload.user.0)
        .bind(upload.sha256.as_str())
        .bind(signed(upload.len))
        .bind(signed(upload.offset))
        .bind(signed(upload.begun))
        .execute(tx)
        .await?;
    Ok(true)
}

async fn keep(tx: &mut PgConnection, blob: &Blob, upload: &Upload, now: u64) -> Result<(), StoreError> {
    let (hash, user) = (blob.sha256.as_str(), upload.user.0);
    // Whoever writes the hash into a record at this moment waits, and then sees that the bytes are there.
    take_locks(tx, [photo_lock(hash)]).await?;
    let write = "insert into blob (sha256, len, mime, width, height, at) values ($1, $2, $3, $4, $5, $6) \
         on conflict do nothing";
    sqlx::query(write)
        .bind(hash)
        .bind(signed(blob.len))
        .bind(blob.format.mime())
        .bind(i64::from(blob.width))
        .bind(i64::from(blob.height))
        .bind(signed(now))
        .execute(&mut *tx)
        .await?;
    let sent = "insert into blob_sent (sha256, \"user\", at) values ($1, $2, $3) on conflict do nothing";
    sqlx::query(sent).bind(hash).bind(user).bind(signed(now)).execute(&mut *tx).await?;
    let held = "update photo set held = true where sha256 = $1 and not held \
         and feed in (select feed from photo_claim where sha256 = $1 and \"user\" = $2)";
    sqlx::query(held).bind(hash).bind(user).execute(&mut *tx).await?;
    sqlx::query("update upload set \"offset\" = len where id = $1").bind(&upload.id).execute(tx).await?;
    Ok(())
}

async fn is_live(tx: &mut PgConnection, rec: RecordId) -> Result<bool, StoreError> {
    let live = "select exists (select 1 from record where rec = $1 and not del)";
    Ok(sqlx::query_scalar(live).bind(rec.0).fetch_one(tx).await?)
}
