//! Records, feeds, devices and operations as rows: how they are read and how many are written at once.
//!
//! A statement costs about 40 µs however little it does, so each reads or writes a whole set. Keys and short rows go in
//! as one JSON text; bodies are bound one by one, since SQLite would render each row of JSON anew for each column.

use super::cells::{json, number, parsed, signed, to_json};
use crate::store::StoreError;
use domain::{
    activity::Activity,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    kind::Kind,
    review::Review,
};
use serde::Serialize;
use sqlx::{QueryBuilder, SqliteConnection, sqlite::SqliteRow};
use std::collections::BTreeMap;
use sync::server::{
    group::{DeviceRow, Logged},
    record::{FeedHead, Record},
};

/// Reads a record from a row that has all its columns.
pub fn record(row: &SqliteRow) -> Result<Record, StoreError> {
    Ok(Record {
        rec: parsed(row, "rec")?,
        kind: parsed(row, "kind")?,
        feed: parsed(row, "feed")?,
        ver: number(row, "ver")?,
        seq: number(row, "seq")?,
        schema: u32::try_from(number(row, "schema")?).unwrap_or(u32::MAX),
        body: json(row, "body")?,
        history: json(row, "history")?,
        author: parsed(row, "author")?,
        by: parsed(row, "by_user")?,
        at: number(row, "at")?,
    })
}

/// Reads the head of a feed.
pub fn feed(row: &SqliteRow) -> Result<FeedHead, StoreError> {
    let digest: i64 = sqlx::Row::try_get(row, "digest")?;
    Ok(FeedHead {
        feed: parsed(row, "id")?,
        committee: parsed(row, "committee")?,
        seq: number(row, "seq")?,
        count: number(row, "count")?,
        digest: digest.cast_unsigned(),
    })
}

/// Reads the owner and the counter of a device.
pub fn device(row: &SqliteRow) -> Result<(DeviceId, DeviceRow), StoreError> {
    Ok((parsed(row, "id")?, DeviceRow { user: parsed(row, "user")?, last_n: number(row, "last_n")? }))
}

/// Reads an operation of the log.
pub fn logged(row: &SqliteRow) -> Result<((DeviceId, u64), Logged), StoreError> {
    let key = (parsed(row, "device")?, number(row, "n")?);
    let logged = Logged {
        rec: parsed(row, "rec")?,
        hlc: parsed(row, "hlc")?,
        by: parsed(row, "by_user")?,
        act: json(row, "act")?,
        outcome: json(row, "outcome")?,
        at: number(row, "at")?,
    };
    Ok((key, logged))
}

/// Rows in one statement. More would exceed the number of values that one statement may bind.
const ROWS: usize = 1_000;

/// Writes records, new or changed, and marks them for the projector. `feeds` are the heads of their feeds, `now` is when
/// the group was taken in, in milliseconds since 1970.
///
/// # Errors
/// Where the database fails.
pub async fn write_records(
    tx: &mut SqliteConnection,
    records: &BTreeMap<RecordId, Record>,
    feeds: &BTreeMap<Feed, FeedHead>,
    now: u64,
) -> Result<(), StoreError> {
    let cells = records.values().map(|record| cells_of(record, feeds)).collect::<Result<Vec<_>, StoreError>>()?;
    for cells in cells.chunks(ROWS) {
        let mut write = QueryBuilder::new(
            "insert into record (rec, feed, seq, ver, kind, schema, state, committee, venue, author, day, del, body, \
             history, by_user, at) ",
        );
        write.push_values(cells, |mut row, RecordCells { record, committee, state, venue, day, body, history }| {
            row.push_bind(record.rec.to_string())
                .push_bind(record.feed.to_string())
                .push_bind(signed(record.seq))
                .push_bind(signed(record.ver))
                .push_bind(record.kind.id())
                .push_bind(record.schema)
                .push_bind(*state)
                .push_bind(committee.to_string())
                .push_bind(venue.as_deref())
                .push_bind(record.author.to_string())
                .push_bind(day.as_deref())
                .push_bind(record.is_deleted())
                .push_bind(body.as_str())
                .push_bind(history.as_str())
                .push_bind(record.by.to_string())
                .push_bind(signed(record.at));
        });
        write.push(
            " on conflict (rec) do update set seq = excluded.seq, ver = excluded.ver, schema = excluded.schema, \
             state = excluded.state, venue = excluded.venue, day = excluded.day, del = excluded.del, \
             body = excluded.body, history = excluded.history, by_user = excluded.by_user, at = excluded.at",
        );
        // Each length is a text of its own: keeping them prepared would only fill the memory.
        write.build().persistent(false).execute(&mut *tx).await?;
    }
    let mark = "insert into changed (at, rec) select ?, value from json_each(?) where true on conflict do nothing";
    // Nothing is made of a mirror: the projector wrote it.
    let changed: Vec<_> = records.values().filter(|one| one.kind != Kind::Mirror).map(|one| one.rec).collect();
    sqlx::query(mark).bind(signed(now)).bind(to_json(&changed)?).execute(&mut *tx).await?;
    Ok(())
}

/// A record with what its columns repeat of the body and of the feed.
struct RecordCells<'a> {
    record: &'a Record,
    committee: CommitteeId,
    state: Option<&'static str>,
    venue: Option<String>,
    day: Option<String>,
    body: String,
    history: String,
}

fn cells_of<'a>(record: &'a Record, feeds: &BTreeMap<Feed, FeedHead>) -> Result<RecordCells<'a>, StoreError> {
    let head = feeds.get(&record.feed).ok_or_else(|| StoreError::Corrupt(format!("no head of {}", record.feed)))?;
    let activity = (record.kind == Kind::Activity).then_some(Activity(&record.body));
    Ok(RecordCells {
        record,
        committee: head.committee,
        state: activity.and_then(Activity::review).map(Review::id),
        venue: activity.and_then(Activity::venue).map(|venue| venue.to_string()),
        day: activity.and_then(Activity::day).map(|day| day.to_string()),
        body: to_json(&record.body)?,
        history: to_json(&record.history)?,
    })
}

#[derive(Serialize)]
struct FeedCells {
    id: Feed,
    committee: CommitteeId,
    seq: u64,
    count: u64,
    digest: i64,
}

/// Writes the heads of feeds, new or changed.
///
/// # Errors
/// Where the database fails.
pub async fn write_feeds<'a>(
    tx: &mut SqliteConnection,
    feeds: impl Iterator<Item = &'a FeedHead>,
) -> Result<(), StoreError> {
    let cells: Vec<_> = feeds
        .map(|head| FeedCells {
            id: head.feed,
            committee: head.committee,
            seq: head.seq,
            count: head.count,
            digest: head.digest.cast_signed(),
        })
        .collect();
    let write = "insert into feed (id, committee, seq, count, digest) \
         select value ->> 'id', value ->> 'committee', value ->> 'seq', value ->> 'count', value ->> 'digest' \
         from json_each(?) where true \
         on conflict (id) do update set seq = excluded.seq, count = excluded.count, digest = excluded.digest";
    sqlx::query(write).bind(to_json(&cells)?).execute(&mut *tx).await?;
    Ok(())
}

/// Appends to the log of operations.
///
/// # Errors
/// Where the database fails.
pub async fn write_ops(tx: &mut SqliteConnection, ops: &BTreeMap<(DeviceId, u64), Logged>) -> Result<(), StoreError> {
    let cells = ops
        .iter()
        .map(|(key, op)| Ok((*key, op, to_json(&op.act)?, to_json(&op.outcome)?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    for cells in cells.chunks(ROWS) {
        let mut write = QueryBuilder::new("insert into op (device, n, rec, hlc, by_user, act, outcome, at) ");
        write.push_values(cells, |mut row, ((device, n), op, act, outcome)| {
            row.push_bind(device.to_string())
                .push_bind(signed(*n))
                .push_bind(op.rec.to_string())
                .push_bind(op.hlc.to_string())
                .push_bind(op.by.to_string())
                .push_bind(act.as_str())
                .push_bind(outcome.as_str())
                .push_bind(signed(op.at));
        });
        write.build().persistent(false).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Writes what is known of one device.
///
/// # Errors
/// Where the database fails.
pub async fn write_devices(tx: &mut SqliteConnection, devices: &[DeviceCells]) -> Result<(), StoreError> {
    let write = "insert into device (id, user, last_n, waiting_ops, waiting_blobs, waiting_oldest, seen_at) \
         select value ->> 'id', value ->> 'user', value ->> 'last_n', value ->> 'ops', value ->> 'blobs', \
         value ->> 'oldest', value ->> 'seen_at' from json_each(?) where true \
         on conflict (id) do update set last_n = excluded.last_n, waiting_ops = excluded.waiting_ops, \
         waiting_blobs = excluded.waiting_blobs, waiting_oldest = excluded.waiting_oldest, \
         seen_at = excluded.seen_at";
    sqlx::query(write).bind(to_json(&devices)?).execute(&mut *tx).await?;
    Ok(())
}

/// The row of a device.
#[derive(Serialize)]
pub struct DeviceCells {
    /// The device.
    pub id: DeviceId,
    /// Whose it is.
    pub user: UserId,
    /// The highest number taken in.
    pub last_n: u64,
    /// Operations that wait on it.
    pub ops: u64,
    /// Photos and files that wait on it.
    pub blobs: u64,
    /// When the oldest of them was saved.
    pub oldest: Option<u64>,
    /// When it was last heard of.
    pub seen_at: u64,
}
