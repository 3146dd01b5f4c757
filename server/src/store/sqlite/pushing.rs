//! What a group of pushes reads and writes, in the words of SQLite.
//!
//! A statement costs about 40 µs however little it does, so each reads or writes a whole set. Keys and short rows go in
//! as one JSON text; bodies are bound one by one, since SQLite would render each row of JSON anew for each column.

use crate::store::{
    StoreError,
    cells::{signed, to_json},
    photo_names::{Claim, Named},
    pulling::sized,
    rows::{self, DeviceCells, RecordCells},
    tables::{HeldOps, Ops, PushTables},
};
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, DeviceId, Feed, RecordId},
    merge::SHOWN,
};
use futures_util::future::join;
use serde::Serialize;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection, sqlite::SqliteRow};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    server::{
        group::{DeviceRow, HeldOp, Keys, Logged},
        record::{FeedHead, Record},
    },
    wire::Row,
};

/// Rows in one statement, largest first. Only these, so that the few texts they make stay prepared: SQLite takes as long to
/// read a text of a thousand rows as to write them.
const STEPS: [usize; 5] = [256, 64, 16, 4, 1];

/// Rows in parts of those lengths.
fn in_steps<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let step = STEPS.into_iter().find(|step| *step <= rows.len())?;
        let (part, rest) = rows.split_at(step);
        rows = rest;
        Some(part)
    })
}

/// A statement with everything bound to it.
type Write = QueryBuilder<Sqlite>;

/// Executes one statement after the other. While SQLite works on one, on a thread of its own, the next is put together.
async fn execute(
    connection: &mut SqliteConnection,
    mut writes: impl Iterator<Item = Result<Write, StoreError>> + Send,
) -> Result<(), StoreError> {
    let mut next = writes.next().transpose()?;
    while let Some(mut write) = next {
        let (done, following) = join(write.build().execute(&mut *connection), async { writes.next() }).await;
        done?;
        next = following.transpose()?;
    }
    Ok(())
}

#[async_trait]
impl PushTables for SqliteConnection {
    async fn standing(&mut self) -> Result<(String, bool), StoreError> {
        let read = "select value, exists (select 1 from meta where key = 'restored') as restored \
             from meta where key = 'epoch'";
        let row = sqlx::query(read).fetch_one(self).await?;
        Ok((row.try_get("value")?, row.try_get("restored")?))
    }

    /// A transaction that writes is the only one that does.
    async fn lock(&mut self, _: &Keys) -> Result<(), StoreError> {
        Ok(())
    }

    async fn lock_all(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn devices(&mut self, devices: &BTreeSet<DeviceId>) -> Result<BTreeMap<DeviceId, DeviceRow>, StoreError> {
        let read = "select device.* from json_each(?) cross join device on device.id = value";
        fetch(self, read, devices).await?.iter().map(rows::device).collect()
    }

    async fn ops(&mut self, keys: &BTreeSet<(DeviceId, u64)>) -> Result<Ops, StoreError> {
        let read = "select op.* from json_each(?) cross join op on op.device = value ->> 0 and op.n = value ->> 1";
        fetch(self, read, keys).await?.iter().map(rows::logged).collect()
    }

    async fn feeds(&mut self, feeds: &BTreeSet<Feed>) -> Result<BTreeMap<Feed, FeedHead>, StoreError> {
        let read = "select feed.* from json_each(?) cross join feed on feed.id = value";
        fetch(self, read, feeds).await?.iter().map(|row| rows::feed(row).map(|head| (head.feed, head))).collect()
    }

    async fn records(&mut self, recs: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, Record>, StoreError> {
        // Without the cross join the planner would walk the whole table.
        let read = "select record.* from json_each(?) cross join record on record.rec = value";
        fetch(self, read, recs).await?.iter().map(|row| rows::record(row).map(|one| (one.rec, one))).collect()
    }

    async fn rows_after(&mut self, feed: Feed, after: u64, limit: usize) -> Result<Vec<(Row, u64)>, StoreError> {
        // Each cell is copied twice on its way here, so only those come that are sent.
        let read = "select rec, kind, ver, seq, schema, body, author, by_user, at, \
             case when instr(history, ?) or instr(history, ?) then history end as shown \
             from record where feed = ? and seq > ? order by seq limit ?";
        let [rivals, deletions] = SHOWN;
        let bound = sqlx::query(read).bind(rivals).bind(deletions);
        let bound = bound.bind(feed.to_string()).bind(signed(after)).bind(signed(limit as u64));
        bound.fetch_all(self).await?.iter().map(sized).collect()
    }

    async fn held(&mut self, keys: &Keys) -> Result<HeldOps, StoreError> {
        let read = "select held.* from held where rec in (select value from json_each(?)) \
             or feed in (select value from json_each(?))";
        let found =
            sqlx::query(read).bind(to_json(&keys.records)?).bind(to_json(&keys.opened)?).fetch_all(self).await?;
        found.iter().map(rows::held).collect()
    }

    async fn write_held(&mut self, held: &HeldOps, released: &[(DeviceId, u64)]) -> Result<(), StoreError> {
        for ((device, n), HeldOp { op, actor, why, at }) in held {
            let write = "insert into held (device, n, rec, feed, op, actor, why, at) values (?, ?, ?, ?, ?, ?, ?, ?) \
                 on conflict (device, n) do nothing";
            sqlx::query(write)
                .bind(device.to_string())
                .bind(signed(*n))
                .bind(op.rec.to_string())
                .bind(op.feed.to_string())
                .bind(to_json(op)?)
                .bind(to_json(actor)?)
                .bind(to_json(why)?)
                .bind(signed(*at))
                .execute(&mut *self)
                .await?;
        }
        for (device, n) in released {
            let forget = "delete from held where device = ? and n = ?";
            sqlx::query(forget).bind(device.to_string()).bind(signed(*n)).execute(&mut *self).await?;
        }
        Ok(())
    }

    async fn write_records(&mut self, records: &[&Record], feeds: &BTreeMap<Feed, FeedHead>) -> Result<(), StoreError> {
        execute(self, in_steps(records).map(|records| write_of_records(records, feeds))).await
    }

    async fn mark(&mut self, recs: &[RecordId], now: u64) -> Result<(), StoreError> {
        let mark = "insert into changed (at, rec) select ?, value from json_each(?) where true on conflict do nothing";
        sqlx::query(mark).bind(signed(now)).bind(to_json(&recs)?).execute(self).await?;
        Ok(())
    }

    async fn write_feeds(&mut self, feeds: &[FeedHead]) -> Result<(), StoreError> {
        let cells = feeds.iter().map(|head| FeedCells {
            id: head.feed,
            committee: head.committee,
            seq: head.seq,
            count: head.count,
            digest: head.digest.cast_signed(),
        });
        let write = "insert into feed (id, committee, seq, count, digest) \
             select value ->> 'id', value ->> 'committee', value ->> 'seq', value ->> 'count', value ->> 'digest' \
             from json_each(?) where true \
             on conflict (id) do update set seq = excluded.seq, count = excluded.count, digest = excluded.digest";
        sqlx::query(write).bind(to_json(&cells.collect::<Vec<_>>())?).execute(self).await?;
        Ok(())
    }

    async fn write_ops(&mut self, ops: &Ops) -> Result<(), StoreError> {
        let ops: Vec<_> = ops.iter().collect();
        execute(self, in_steps(&ops).map(write_of_ops)).await
    }

    async fn write_devices(&mut self, devices: &[DeviceCells]) -> Result<(), StoreError> {
        let write = "insert into device (id, user, last_n, behind, waiting_ops, waiting_blobs, waiting_oldest, seen_at) \
             select value ->> 'id', value ->> 'user', value ->> 'last_n', value ->> 'behind', value ->> 'ops', \
             value ->> 'blobs', value ->> 'oldest', value ->> 'seen_at' from json_each(?) where true \
             on conflict (id) do update set last_n = excluded.last_n, behind = excluded.behind, \
             waiting_ops = excluded.waiting_ops, waiting_blobs = excluded.waiting_blobs, \
             waiting_oldest = excluded.waiting_oldest, seen_at = excluded.seen_at";
        sqlx::query(write).bind(to_json(&devices)?).execute(self).await?;
        Ok(())
    }

    async fn write_claims(&mut self, claims: &BTreeSet<Claim>) -> Result<(), StoreError> {
        let write = "insert into photo_claim (sha256, user, feed) select value ->> 0, value ->> 1, value ->> 2 \
             from json_each(?) where true on conflict do nothing";
        sqlx::query(write).bind(to_json(claims)?).execute(self).await?;
        Ok(())
    }

    async fn write_named(&mut self, touched: &BTreeSet<RecordId>, named: &[Named]) -> Result<(), StoreError> {
        let gone = "delete from photo where rec in (select value from json_each(?)) \
             and (rec, sha256) not in (select value ->> 0, value ->> 1 from json_each(?))";
        sqlx::query(gone).bind(to_json(touched)?).bind(to_json(&named)?).execute(&mut *self).await?;
        let write = "insert into photo (rec, sha256, feed, held) \
             select each.value ->> 0, each.value ->> 1, each.value ->> 2, \
             exists (select 1 from photo_claim as claim join blob_sent using (sha256, user) \
             where claim.sha256 = each.value ->> 1 and claim.feed = each.value ->> 2) \
             or exists (select 1 from json_each(each.value, '$[3]') as taken join photo as other \
             on other.rec = taken.value and other.sha256 = each.value ->> 1 and other.held = 1) \
             from json_each(?) as each where true \
             on conflict (rec, sha256) do update set held = max(held, excluded.held)";
        sqlx::query(write).bind(to_json(&named)?).execute(self).await?;
        Ok(())
    }
}

fn write_of_records(records: &[&Record], feeds: &BTreeMap<Feed, FeedHead>) -> Result<Write, StoreError> {
    let cells = records.iter().map(|record| RecordCells::of(record, feeds)).collect::<Result<Vec<_>, _>>()?;
    let mut write = QueryBuilder::new(
        "insert into record (rec, feed, seq, ver, kind, schema, state, committee, venue, author, day, origin, \
         del, body, history, by_user, at) ",
    );
    write.push_values(cells, |mut row, cells| {
        let RecordCells { record, committee, state, venue, day, origin, body, history } = cells;
        row.push_bind(record.rec.to_string())
            .push_bind(record.feed.to_string())
            .push_bind(signed(record.seq))
            .push_bind(signed(record.ver))
            .push_bind(record.kind.id())
            .push_bind(record.schema)
            .push_bind(state)
            .push_bind(committee.to_string())
            .push_bind(venue.map(|venue| venue.to_string()))
            .push_bind(record.author.to_string())
            .push_bind(day)
            .push_bind(origin.map(|origin| origin.to_string()))
            .push_bind(record.is_deleted())
            .push_bind(body)
            .push_bind(history)
            .push_bind(record.by.to_string())
            .push_bind(signed(record.at));
    });
    write.push(
        " on conflict (rec) do update set seq = excluded.seq, ver = excluded.ver, schema = excluded.schema, \
         state = excluded.state, venue = excluded.venue, day = excluded.day, origin = excluded.origin, \
         del = excluded.del, body = excluded.body, history = excluded.history, by_user = excluded.by_user, \
         at = excluded.at",
    );
    Ok(write)
}

fn write_of_ops(ops: &[(&(DeviceId, u64), &Logged)]) -> Result<Write, StoreError> {
    let cells = ops.iter().map(|(key, op)| Ok((*key, *op, to_json(&op.act)?, to_json(&op.outcome)?)));
    let cells = cells.collect::<Result<Vec<_>, StoreError>>()?;
    let mut write = QueryBuilder::new("insert into op (device, n, rec, hlc, by_user, act, outcome, at) ");
    write.push_values(cells, |mut row, ((device, n), op, act, outcome)| {
        row.push_bind(device.to_string())
            .push_bind(signed(*n))
            .push_bind(op.rec.to_string())
            .push_bind(op.hlc.to_string())
            .push_bind(op.by.to_string())
            .push_bind(act)
            .push_bind(outcome)
            .push_bind(signed(op.at));
    });
    write.push(" on conflict (device, n) do update set outcome = excluded.outcome");
    Ok(write)
}

#[derive(Serialize)]
struct FeedCells {
    id: Feed,
    committee: CommitteeId,
    seq: u64,
    count: u64,
    digest: i64,
}

async fn fetch(
    tx: &mut SqliteConnection,
    statement: &'static str,
    keys: &impl Serialize,
) -> Result<Vec<SqliteRow>, StoreError> {
    Ok(sqlx::query(statement).bind(to_json(keys)?).fetch_all(tx).await?)
}
