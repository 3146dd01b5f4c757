//! What a group of pushes reads and writes, in the words of PostgreSQL: each statement takes a whole set, as arrays.

use crate::store::{
    StoreError,
    cells::{signed, to_json},
    photo_names::{Claim, Named},
    pulling::sized,
    rows::{self, DeviceCells, RecordCells, refused},
    tables::{HeldOps, Ops, PushTables},
};
use async_trait::async_trait;
use domain::id::{DeviceId, Feed, RecordId};
use sqlx::{PgConnection, Row as _};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    server::{
        group::{DeviceRow, HeldOp, Keys},
        record::{FeedHead, Record},
    },
    wire::Row,
};
use uuid::Uuid;

/// The number of the lock that all groups take after a restore, and whoever opens a committee.
const ALL_GROUPS: i64 = 0x7368_616e_0001;

/// A device as its column holds it.
pub fn id_of(device: DeviceId) -> Uuid {
    Uuid::from_u128(device.0)
}

/// A lock of its own for a device, a photo or an uploader. Two that share one only wait for each other now and then.
fn lock_number(bits: u128) -> i64 {
    ((bits >> 64) as u64 ^ bits as u64).cast_signed()
}

/// Takes locks that last until the transaction ends, in their order, so that nobody waits in a circle.
pub async fn take_locks(tx: &mut PgConnection, locks: impl IntoIterator<Item = u128>) -> Result<(), StoreError> {
    let numbers: BTreeSet<i64> = locks.into_iter().map(lock_number).collect();
    let take = "select pg_advisory_xact_lock(number) from unnest($1::bigint[]) as number";
    sqlx::query(take).bind(numbers.into_iter().collect::<Vec<_>>()).execute(tx).await?;
    Ok(())
}

/// The lock of a photo, by its hash in hex digits.
pub fn photo_lock(sha256: &str) -> u128 {
    u128::from_str_radix(sha256.get(..32).unwrap_or(""), 16).unwrap_or(0)
}

/// Two processes wrote what only one of them may have read: the transaction is undone and done again.
fn all_written(written: u64, wanted: usize) -> Result<(), StoreError> {
    if written == wanted as u64 { Ok(()) } else { Err(StoreError::Overtaken) }
}

#[async_trait]
impl PushTables for PgConnection {
    async fn standing(&mut self) -> Result<(String, bool), StoreError> {
        let read = "select value, exists (select 1 from meta where key = 'restored') as restored \
             from meta where key = 'epoch'";
        let row = sqlx::query(read).fetch_one(self).await?;
        Ok((row.try_get("value")?, row.try_get("restored")?))
    }

    /// A device that nobody has yet has no row, so devices are locked by number.
    async fn lock(&mut self, keys: &Keys) -> Result<(), StoreError> {
        take_locks(self, keys.devices.iter().map(|device| device.0)).await?;
        let lock = "select 1 from feed where id = any($1) order by id for update";
        sqlx::query(lock).bind(texts(&keys.feeds)).execute(self).await?;
        Ok(())
    }

    async fn lock_all(&mut self) -> Result<(), StoreError> {
        sqlx::query("select pg_advisory_xact_lock($1)").bind(ALL_GROUPS).execute(self).await?;
        Ok(())
    }

    async fn devices(&mut self, devices: &BTreeSet<DeviceId>) -> Result<BTreeMap<DeviceId, DeviceRow>, StoreError> {
        let ids: Vec<Uuid> = devices.iter().copied().map(id_of).collect();
        let found = sqlx::query("select * from device where id = any($1)").bind(ids).fetch_all(self).await?;
        found.iter().map(rows::device).collect()
    }

    async fn ops(&mut self, keys: &BTreeSet<(DeviceId, u64)>) -> Result<Ops, StoreError> {
        let read = "select op.* from unnest($1::uuid[], $2::bigint[]) as wanted (device, n) join op using (device, n)";
        let (devices, numbers): (Vec<Uuid>, Vec<i64>) = keys.iter().map(|(d, n)| (id_of(*d), signed(*n))).unzip();
        let found = sqlx::query(read).bind(devices).bind(numbers).fetch_all(self).await?;
        found.iter().map(rows::logged).collect()
    }

    async fn feeds(&mut self, feeds: &BTreeSet<Feed>) -> Result<BTreeMap<Feed, FeedHead>, StoreError> {
        let read = "select * from feed where id = any($1)";
        let found = sqlx::query(read).bind(texts(feeds)).fetch_all(self).await?;
        found.iter().map(|row| rows::feed(row).map(|head| (head.feed, head))).collect()
    }

    async fn records(&mut self, recs: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, Record>, StoreError> {
        let read = "select * from record where rec = any($1)";
        let found = sqlx::query(read).bind(ids(recs)).fetch_all(self).await?;
        found.iter().map(|row| rows::record(row).map(|one| (one.rec, one))).collect()
    }

    async fn rows_after(&mut self, feed: Feed, after: u64, limit: usize) -> Result<Vec<(Row, u64)>, StoreError> {
        let read = "select rec, kind, ver, seq, schema, body, author, by_user, at, \
             case when strpos(history, $1) + strpos(history, $2) > 0 then history end as shown \
             from record where feed = $3 and seq > $4 order by seq limit $5";
        let [rivals, deletions] = domain::merge::SHOWN;
        let bound = sqlx::query(read).bind(rivals).bind(deletions);
        let bound = bound.bind(feed.to_string()).bind(signed(after)).bind(signed(limit as u64));
        bound.fetch_all(self).await?.iter().map(sized).collect()
    }

    async fn held(&mut self, keys: &Keys) -> Result<HeldOps, StoreError> {
        let read = "select * from held where rec = any($1) or feed = any($2)";
        let found = sqlx::query(read).bind(ids(&keys.records)).bind(texts(&keys.opened)).fetch_all(self).await?;
        found.iter().map(rows::held).collect()
    }

    async fn write_held(&mut self, held: &HeldOps, released: &[(DeviceId, u64)]) -> Result<(), StoreError> {
        for ((device, n), HeldOp { op, actor, why, at }) in held {
            let write = "insert into held (device, n, rec, feed, op, actor, why, at) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (device, n) do nothing";
            sqlx::query(write)
                .bind(id_of(*device))
                .bind(signed(*n))
                .bind(op.rec.0)
                .bind(op.feed.to_string())
                .bind(to_json(op)?)
                .bind(to_json(actor)?)
                .bind(to_json(why)?)
                .bind(signed(*at))
                .execute(&mut *self)
                .await?;
        }
        for (device, n) in released {
            let forget = "delete from held where device = $1 and n = $2";
            sqlx::query(forget).bind(id_of(*device)).bind(signed(*n)).execute(&mut *self).await?;
        }
        Ok(())
    }

    async fn write_records(&mut self, records: &[&Record], feeds: &BTreeMap<Feed, FeedHead>) -> Result<(), StoreError> {
        let records = records.iter().map(|record| RecordCells::of(record, feeds)).collect::<Result<Vec<_>, _>>()?;
        let write = "insert into record (rec, feed, seq, ver, kind, schema, state, committee, venue, author, day, \
                 origin, phase, start, wording, del, body, history, by_user, at) \
             select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], \
                 $7::text[], $8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::uuid[], $13::text[], \
                 $14::text[], $15::bigint[], $16::boolean[], $17::text[], $18::text[], $19::uuid[], $20::bigint[]) \
             on conflict (rec) do update set seq = excluded.seq, ver = excluded.ver, schema = excluded.schema, \
                 state = excluded.state, venue = excluded.venue, day = excluded.day, origin = excluded.origin, phase = excluded.phase, \
                 start = excluded.start, wording = excluded.wording, del = excluded.del, body = excluded.body, \
                 history = excluded.history, by_user = excluded.by_user, at = excluded.at \
             where record.feed = excluded.feed and record.ver < excluded.ver";
        let (all, asked) = (records.iter(), records.iter().map(RecordCells::asked).collect::<Vec<_>>());
        let written = sqlx::query(write)
            .bind(all.clone().map(|one| one.record.rec.0).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.record.feed.to_string()).collect::<Vec<_>>())
            .bind(all.clone().map(|one| signed(one.record.seq)).collect::<Vec<_>>())
            .bind(all.clone().map(|one| signed(one.record.ver)).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.record.kind.id()).collect::<Vec<_>>())
            .bind(all.clone().map(|one| i64::from(one.record.schema)).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.state).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.committee.0).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.venue.map(|venue| venue.0)).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.record.author.0).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.day.as_deref()).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.origin.map(|origin| origin.0)).collect::<Vec<_>>())
            .bind(asked.iter().map(|one| one.phase.as_deref()).collect::<Vec<_>>())
            .bind(asked.iter().map(|one| one.start.as_deref()).collect::<Vec<_>>())
            .bind(asked.iter().map(|one| one.wording).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.record.is_deleted()).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.body.as_str()).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.history.as_str()).collect::<Vec<_>>())
            .bind(all.clone().map(|one| one.record.by.0).collect::<Vec<_>>())
            .bind(all.map(|one| signed(one.record.at)).collect::<Vec<_>>())
            .execute(self)
            .await?;
        all_written(written.rows_affected(), records.len())
    }

    async fn mark(&mut self, recs: &[RecordId], now: u64) -> Result<(), StoreError> {
        let mark = "insert into changed (at, rec) select $1, rec from unnest($2::uuid[]) as rec";
        sqlx::query(mark).bind(signed(now)).bind(ids(recs)).execute(self).await?;
        Ok(())
    }

    async fn write_feeds(&mut self, feeds: &[FeedHead]) -> Result<(), StoreError> {
        let write = "insert into feed (id, committee, seq, count, digest) \
             select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) \
             on conflict (id) do update set seq = excluded.seq, count = excluded.count, digest = excluded.digest \
             where feed.seq < excluded.seq";
        let written = sqlx::query(write)
            .bind(feeds.iter().map(|head| head.feed.to_string()).collect::<Vec<_>>())
            .bind(feeds.iter().map(|head| head.committee.0).collect::<Vec<_>>())
            .bind(feeds.iter().map(|head| signed(head.seq)).collect::<Vec<_>>())
            .bind(feeds.iter().map(|head| signed(head.count)).collect::<Vec<_>>())
            .bind(feeds.iter().map(|head| head.digest.cast_signed()).collect::<Vec<_>>())
            .execute(self)
            .await?;
        all_written(written.rows_affected(), feeds.len())
    }

    async fn write_ops(&mut self, ops: &Ops) -> Result<(), StoreError> {
        let acts = ops.values().map(|op| to_json(&op.act)).collect::<Result<Vec<_>, _>>()?;
        let outcomes = ops.values().map(|op| to_json(&op.outcome)).collect::<Result<Vec<_>, _>>()?;
        let write = "insert into op (device, n, rec, hlc, by_user, act, outcome, refused, at) \
             select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], \
                 $7::text[], $8::text[], $9::bigint[]) \
             on conflict (device, n) do update set outcome = excluded.outcome, refused = excluded.refused";
        sqlx::query(write)
            .bind(ops.keys().map(|(device, _)| id_of(*device)).collect::<Vec<_>>())
            .bind(ops.keys().map(|(_, n)| signed(*n)).collect::<Vec<_>>())
            .bind(ops.values().map(|op| op.rec.0).collect::<Vec<_>>())
            .bind(ops.values().map(|op| op.hlc.to_string()).collect::<Vec<_>>())
            .bind(ops.values().map(|op| op.by.0).collect::<Vec<_>>())
            .bind(acts)
            .bind(outcomes)
            .bind(ops.values().map(|op| refused(&op.outcome)).collect::<Vec<_>>())
            .bind(ops.values().map(|op| signed(op.at)).collect::<Vec<_>>())
            .execute(self)
            .await?;
        Ok(())
    }

    async fn write_devices(&mut self, devices: &[DeviceCells]) -> Result<(), StoreError> {
        let write = "insert into device (id, \"user\", last_n, behind, waiting_ops, waiting_blobs, waiting_oldest, \
                 seen_at) \
             select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[], $5::bigint[], $6::bigint[], \
                 $7::bigint[], $8::bigint[]) \
             on conflict (id) do update set last_n = excluded.last_n, behind = excluded.behind, \
                 waiting_ops = excluded.waiting_ops, waiting_blobs = excluded.waiting_blobs, \
                 waiting_oldest = excluded.waiting_oldest, seen_at = excluded.seen_at";
        sqlx::query(write)
            .bind(devices.iter().map(|one| id_of(one.id)).collect::<Vec<_>>())
            .bind(devices.iter().map(|one| one.user.0).collect::<Vec<_>>())
            .bind(devices.iter().map(|one| signed(one.last_n)).collect::<Vec<_>>())
            .bind(devices.iter().map(|one| one.behind).collect::<Vec<_>>())
            .bind(devices.iter().map(|one| signed(one.ops)).collect::<Vec<_>>())
            .bind(devices.iter().map(|one| signed(one.blobs)).collect::<Vec<_>>())
            .bind(devices.iter().map(|one| one.oldest.map(signed)).collect::<Vec<_>>())
            .bind(devices.iter().map(|one| signed(one.seen_at)).collect::<Vec<_>>())
            .execute(self)
            .await?;
        Ok(())
    }

    async fn write_claims(&mut self, claims: &BTreeSet<Claim>) -> Result<(), StoreError> {
        // Whoever takes the bytes in at this moment waits, and then sees the claim; or has been waited for.
        take_locks(self, claims.iter().map(|Claim(sha256, ..)| photo_lock(sha256))).await?;
        let write = "insert into photo_claim (sha256, \"user\", feed) \
             select * from unnest($1::text[], $2::uuid[], $3::text[]) on conflict do nothing";
        sqlx::query(write)
            .bind(claims.iter().map(|Claim(sha256, ..)| sha256.as_str()).collect::<Vec<_>>())
            .bind(claims.iter().map(|Claim(_, user, _)| user.0).collect::<Vec<_>>())
            .bind(claims.iter().map(|Claim(_, _, feed)| feed.to_string()).collect::<Vec<_>>())
            .execute(self)
            .await?;
        Ok(())
    }

    async fn write_named(&mut self, touched: &BTreeSet<RecordId>, named: &[Named]) -> Result<(), StoreError> {
        take_locks(self, named.iter().map(|Named(_, sha256, ..)| photo_lock(sha256))).await?;
        let recs: Vec<Uuid> = named.iter().map(|Named(rec, ..)| rec.0).collect();
        let hashes: Vec<&str> = named.iter().map(|Named(_, sha256, ..)| sha256.as_str()).collect();
        let gone = "delete from photo where rec = any($1) \
             and (rec, sha256) not in (select * from unnest($2::uuid[], $3::text[]))";
        sqlx::query(gone).bind(ids(touched)).bind(&recs).bind(&hashes).execute(&mut *self).await?;
        let taken: Vec<String> = named.iter().map(|Named(_, _, _, taken)| to_json(taken)).collect::<Result<_, _>>()?;
        let write = "insert into photo (rec, sha256, feed, held) \
             select each.rec, each.sha256, each.feed, \
                 exists (select 1 from photo_claim as claim join blob_sent using (sha256, \"user\") \
                     where claim.sha256 = each.sha256 and claim.feed = each.feed) \
                 or exists (select 1 from json_array_elements_text(each.taken::json) as merged \
                     join photo as other on other.rec = merged::uuid \
                     where other.sha256 = each.sha256 and other.held) \
             from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as each (rec, sha256, feed, taken) \
             on conflict (rec, sha256) do update set held = photo.held or excluded.held";
        sqlx::query(write)
            .bind(&recs)
            .bind(&hashes)
            .bind(named.iter().map(|Named(_, _, feed, _)| feed.to_string()).collect::<Vec<_>>())
            .bind(taken)
            .execute(self)
            .await?;
        Ok(())
    }
}

/// Ids as an array.
pub fn ids<'a>(recs: impl IntoIterator<Item = &'a RecordId>) -> Vec<Uuid> {
    recs.into_iter().map(|rec| rec.0).collect()
}

/// Feeds, days and the like as an array of texts.
pub fn texts<'a, T: ToString + 'a>(all: impl IntoIterator<Item = &'a T>) -> Vec<String> {
    all.into_iter().map(T::to_string).collect()
}
