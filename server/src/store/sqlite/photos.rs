//! Uploads, files held, and which records name them.

use super::SqliteStore;
use crate::store::{
    Blob, NamedIn, PhotoStore, StoreError, Upload, UploadLimits,
    cells::{number, parsed, parsed_if_any, signed, to_json},
    readings::{self, sha256},
};
use async_trait::async_trait;
use domain::{
    id::{Feed, MemberId, RecordId, UserId},
    mirror,
    photo::Sha256,
    policy::Home,
};
use sqlx::SqliteConnection;

#[async_trait]
impl PhotoStore for SqliteStore {
    async fn begin_upload(&self, upload: &Upload, limits: UploadLimits) -> Result<bool, StoreError> {
        let mut tx = self.writing().await?;
        let begun = begin(&mut tx, upload, limits).await?;
        tx.commit().await?;
        Ok(begun)
    }

    async fn upload(&self, id: &str, user: UserId) -> Result<Option<Upload>, StoreError> {
        upload(&mut *self.readers.acquire().await?, id, user).await
    }

    async fn advance_upload(&self, id: &str, from: u64, to: u64) -> Result<bool, StoreError> {
        advance(&mut *self.writer.acquire().await?, id, from, to).await
    }

    async fn end_upload(&self, id: &str) -> Result<(), StoreError> {
        end(&mut *self.writer.acquire().await?, id).await
    }

    async fn old_uploads(&self, before: u64, limit: u32) -> Result<Vec<Upload>, StoreError> {
        begun_before(&mut *self.readers.acquire().await?, before, limit).await
    }

    async fn keep_blob(&self, blob: &Blob, upload: &Upload, now: u64) -> Result<(), StoreError> {
        let mut tx = self.writing().await?;
        keep(&mut tx, blob, upload, now).await?;
        Ok(tx.commit().await?)
    }

    async fn has_sent(&self, hash: &Sha256, user: UserId) -> Result<bool, StoreError> {
        has_sent(&mut *self.readers.acquire().await?, hash, user).await
    }

    async fn blob(&self, hash: &Sha256) -> Result<Option<Blob>, StoreError> {
        blob(&mut *self.readers.acquire().await?, hash).await
    }

    async fn blob_named_in(
        &self,
        hash: &Sha256,
        member: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<NamedIn>, StoreError> {
        named_in(&mut *self.snapshot().await?, hash, member, limit).await
    }

    async fn missing_blobs(&self, feeds: &[Feed], limit: u32) -> Result<Vec<Sha256>, StoreError> {
        missing(&mut *self.readers.acquire().await?, feeds, limit).await
    }
}

/// Begins an upload; `false` where somebody has begun too many.
async fn begin(tx: &mut SqliteConnection, upload: &Upload, limits: UploadLimits) -> Result<bool, StoreError> {
    let count = "select coalesce(sum(offset < len), 0) as unfinished, coalesce(sum(begun >= ?), 0) as begun \
         from upload where user = ?";
    let row = sqlx::query(count).bind(signed(limits.since)).bind(upload.user.to_string()).fetch_one(&mut *tx).await?;
    if number(&row, "unfinished")? >= limits.unfinished || number(&row, "begun")? >= limits.begun {
        return Ok(false);
    }
    sqlx::query("insert into upload (id, user, sha256, len, offset, begun) values (?, ?, ?, ?, ?, ?)")
        .bind(&upload.id)
        .bind(upload.user.to_string())
        .bind(upload.sha256.as_str())
        .bind(signed(upload.len))
        .bind(signed(upload.offset))
        .bind(signed(upload.begun))
        .execute(tx)
        .await?;
    Ok(true)
}

/// An upload of somebody.
async fn upload(connection: &mut SqliteConnection, id: &str, user: UserId) -> Result<Option<Upload>, StoreError> {
    let read = "select * from upload where id = ? and user = ?";
    let row = sqlx::query(read).bind(id).bind(user.to_string()).fetch_optional(connection).await?;
    row.as_ref().map(readings::upload).transpose()
}

/// Moves an upload on, unless it stands elsewhere than at `from`.
async fn advance(connection: &mut SqliteConnection, id: &str, from: u64, to: u64) -> Result<bool, StoreError> {
    let write = "update upload set offset = ? where id = ? and offset = ? and ? < len";
    let moved =
        sqlx::query(write).bind(signed(to)).bind(id).bind(signed(from)).bind(signed(to)).execute(connection).await?;
    Ok(moved.rows_affected() == 1)
}

/// Forgets an upload.
async fn end(connection: &mut SqliteConnection, id: &str) -> Result<(), StoreError> {
    sqlx::query("delete from upload where id = ?").bind(id).execute(connection).await?;
    Ok(())
}

/// Uploads begun before a moment.
async fn begun_before(connection: &mut SqliteConnection, moment: u64, limit: u32) -> Result<Vec<Upload>, StoreError> {
    let read = "select * from upload where begun < ? order by begun limit ?";
    let rows = sqlx::query(read).bind(signed(moment)).bind(limit).fetch_all(connection).await?;
    rows.iter().map(readings::upload).collect()
}

/// Takes a verified file in: its upload is finished, and what its sender claims in records counts from now on.
async fn keep(tx: &mut SqliteConnection, blob: &Blob, upload: &Upload, now: u64) -> Result<(), StoreError> {
    let (hash, user) = (blob.sha256.as_str(), upload.user.to_string());
    let write =
        "insert into blob (sha256, len, mime, width, height, at) values (?, ?, ?, ?, ?, ?) on conflict do nothing";
    sqlx::query(write)
        .bind(hash)
        .bind(signed(blob.len))
        .bind(blob.format.mime())
        .bind(blob.width)
        .bind(blob.height)
        .bind(signed(now))
        .execute(&mut *tx)
        .await?;
    let sent = "insert into blob_sent (sha256, user, at) values (?, ?, ?) on conflict do nothing";
    sqlx::query(sent).bind(hash).bind(&user).bind(signed(now)).execute(&mut *tx).await?;
    let held = "update photo set held = 1 where sha256 = ? and held = 0 \
         and feed in (select feed from photo_claim where sha256 = ? and user = ?)";
    sqlx::query(held).bind(hash).bind(hash).bind(&user).execute(&mut *tx).await?;
    sqlx::query("update upload set offset = len where id = ?").bind(&upload.id).execute(tx).await?;
    Ok(())
}

/// Whether somebody has sent the bytes of a file.
async fn has_sent(connection: &mut SqliteConnection, hash: &Sha256, user: UserId) -> Result<bool, StoreError> {
    let read = "select exists (select 1 from blob_sent where sha256 = ? and user = ?)";
    Ok(sqlx::query_scalar(read).bind(hash.as_str()).bind(user.to_string()).fetch_one(connection).await?)
}

/// A file that is held.
async fn blob(connection: &mut SqliteConnection, hash: &Sha256) -> Result<Option<Blob>, StoreError> {
    let row = sqlx::query("select * from blob where sha256 = ?").bind(hash.as_str()).fetch_optional(connection).await?;
    row.as_ref().map(readings::blob).transpose()
}

/// The records that name a photo held for their feeds.
async fn named_in(
    tx: &mut SqliteConnection,
    hash: &Sha256,
    member: Option<MemberId>,
    limit: u32,
) -> Result<Vec<NamedIn>, StoreError> {
    let read = "select photo.rec, photo.feed, record.venue, feed.committee from photo join feed on feed.id = photo.feed \
         left join record on record.rec = photo.rec where photo.sha256 = ? and photo.held = 1 limit ?";
    let rows = sqlx::query(read).bind(hash.as_str()).bind(limit).fetch_all(&mut *tx).await?;
    let mut named = Vec::with_capacity(rows.len());
    for row in &rows {
        let rec: RecordId = parsed(row, "rec")?;
        let mirrored = match member {
            Some(member) => is_live(&mut *tx, mirror::id(rec, member)).await?,
            None => false,
        };
        let home = Home { feed: parsed(row, "feed")?, venue: parsed_if_any(row, "venue")? };
        named.push(NamedIn { home, committee: parsed(row, "committee")?, mirrored });
    }
    Ok(named)
}

async fn is_live(tx: &mut SqliteConnection, rec: RecordId) -> Result<bool, StoreError> {
    let live = "select exists (select 1 from record where rec = ? and del = 0)";
    Ok(sqlx::query_scalar(live).bind(rec.to_string()).fetch_one(tx).await?)
}

/// Photos that records of some feeds name and that are not held for them, by hash, each once.
async fn missing(connection: &mut SqliteConnection, feeds: &[Feed], limit: u32) -> Result<Vec<Sha256>, StoreError> {
    // The cross join has each feed walk the small index of what is missing.
    let read = "select distinct sha256 from json_each(?) cross join photo on photo.feed = value and held = 0 \
         order by sha256 limit ?";
    let rows = sqlx::query(read).bind(to_json(&feeds)?).bind(limit).fetch_all(connection).await?;
    rows.iter().map(sha256).collect()
}
