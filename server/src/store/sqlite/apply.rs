//! The write path: a group of pushes in one transaction, a few statements for each table.

use super::{cells::to_json, rows};
use crate::store::{Answer, Incoming, StoreError};
use domain::id::DeviceId;
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    server::group::{self, DeviceRow, Keys, Rows},
    wire::OutboxReport,
};

/// Loads, decides, writes.
///
/// # Errors
/// Where the database fails; the caller then rolls back.
pub async fn apply(tx: &mut SqliteConnection, group: &[Incoming], now: u64) -> Result<Vec<Answer>, StoreError> {
    let pushes = || group.iter().map(|incoming| &incoming.push);
    let rows = load(tx, &group::keys(pushes())).await?;
    let known = rows.devices.clone();
    let applied = group::apply(pushes(), rows, now);
    let changed = &applied.changed;
    if !changed.records.is_empty() {
        rows::write_records(tx, &changed.records, &changed.feeds, now).await?;
        rows::write_feeds(tx, changed.feeds.values()).await?;
    }
    if !changed.ops.is_empty() {
        rows::write_ops(tx, &changed.ops).await?;
    }
    let devices = devices(group, &applied.answers, &known, &changed.devices, now);
    if !devices.is_empty() {
        rows::write_devices(tx, &devices).await?;
    }
    Ok(applied.answers)
}

/// What is written of each device whose push was admitted: its counter and its last report.
fn devices(
    group: &[Incoming],
    answers: &[Answer],
    known: &BTreeMap<DeviceId, DeviceRow>,
    changed: &BTreeMap<DeviceId, DeviceRow>,
    now: u64,
) -> Vec<rows::DeviceCells> {
    let admitted = group.iter().zip(answers).filter(|(_, answer)| answer.is_ok()).map(|(incoming, _)| incoming);
    let last: BTreeMap<DeviceId, &Incoming> = admitted.map(|incoming| (incoming.push.device, incoming)).collect();
    last.into_iter()
        .map(|(id, incoming)| {
            let OutboxReport { ops, blobs, oldest } = incoming.waiting;
            let row = changed.get(&id).or_else(|| known.get(&id));
            let last_n = row.map_or(0, |row| row.last_n);
            rows::DeviceCells { id, user: incoming.push.actor.user, last_n, ops, blobs, oldest, seen_at: now }
        })
        .collect()
}

/// Reads everything that the group names, each table in one statement.
async fn load(tx: &mut SqliteConnection, keys: &Keys) -> Result<Rows, StoreError> {
    let mut loaded = Rows::default();
    let devices = "select device.* from json_each(?) cross join device on device.id = value";
    for row in fetch(tx, devices, &keys.devices).await? {
        let (id, device) = rows::device(&row)?;
        loaded.devices.insert(id, device);
    }
    // Only numbers that the device has used before can be in the log: mostly none.
    let replayed: BTreeSet<_> =
        keys.ops.iter().filter(|(device, n)| loaded.devices.get(device).is_some_and(|row| *n <= row.last_n)).collect();
    if !replayed.is_empty() {
        let ops = "select op.* from json_each(?) cross join op on op.device = value ->> 0 and op.n = value ->> 1";
        for row in fetch(tx, ops, &replayed).await? {
            let (key, op) = rows::logged(&row)?;
            loaded.ops.insert(key, op);
        }
    }
    if keys.records.is_empty() {
        return Ok(loaded);
    }
    let feeds = "select feed.* from json_each(?) cross join feed on feed.id = value";
    for row in fetch(tx, feeds, &keys.feeds).await? {
        let head = rows::feed(&row)?;
        loaded.feeds.insert(head.feed, head);
    }
    // Without the cross join the planner would walk the whole table.
    let records = "select record.* from json_each(?) cross join record on record.rec = value";
    for row in fetch(tx, records, &keys.records).await? {
        let record = rows::record(&row)?;
        loaded.records.insert(record.rec, record);
    }
    Ok(loaded)
}

async fn fetch(
    tx: &mut SqliteConnection,
    statement: &'static str,
    keys: &impl serde::Serialize,
) -> Result<Vec<sqlx::sqlite::SqliteRow>, StoreError> {
    Ok(sqlx::query(statement).bind(to_json(keys)?).fetch_all(tx).await?)
}
