//! The write path: a group of pushes in one transaction, a few statements for each table.

use super::{
    Answer, Heads, Incoming, StoreError, photo_names,
    rows::{DeviceCells, to_project},
    tables::PushTables,
};
use domain::id::DeviceId;
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    server::group::{self, DeviceRow, Keys, Rows},
    wire::OutboxReport,
};

/// Loads, decides, writes; answers the feeds that have changed too.
///
/// # Errors
/// Where the database fails; the caller then rolls back.
pub async fn apply(tx: &mut dyn PushTables, group: &[Incoming], now: u64) -> Result<(Vec<Answer>, Heads), StoreError> {
    let pushes = || group.iter().map(|incoming| &incoming.push);
    let rows = load(tx, group::keys(pushes())).await?;
    let (known, restored) = (rows.devices.clone(), rows.restored);
    let with_photos = photo_names::naming(&rows.records);
    let applied = group::apply(pushes(), rows, now);
    if !applied.changed.held.is_empty() || !applied.released.is_empty() {
        tx.write_held(&applied.changed.held, &applied.released).await?;
    }
    let changed = &applied.changed;
    if !changed.records.is_empty() {
        tx.write_records(&changed.records.values().collect::<Vec<_>>(), &changed.feeds).await?;
        tx.mark(&to_project(&changed.records), now).await?;
        tx.write_feeds(&changed.feeds.values().cloned().collect::<Vec<_>>()).await?;
        photo_names::write(tx, changed, &with_photos).await?;
    }
    if !changed.ops.is_empty() {
        tx.write_ops(&changed.ops).await?;
    }
    let devices = devices(group, &applied.answers, (&known, restored), &changed.devices, now);
    if !devices.is_empty() {
        tx.write_devices(&devices).await?;
    }
    let heads = changed.feeds.iter().map(|(feed, head)| (*feed, head.seq)).collect();
    Ok((applied.answers, heads))
}

/// What is written of each device whose push was admitted: its counter and its last report.
fn devices(
    group: &[Incoming],
    answers: &[Answer],
    (known, restored): (&BTreeMap<DeviceId, DeviceRow>, bool),
    changed: &BTreeMap<DeviceId, DeviceRow>,
    now: u64,
) -> Vec<DeviceCells> {
    let admitted = group.iter().zip(answers).filter(|(_, answer)| answer.is_ok()).map(|(incoming, _)| incoming);
    let last: BTreeMap<DeviceId, &Incoming> = admitted.map(|incoming| (incoming.push.device, incoming)).collect();
    last.into_iter()
        .map(|(id, incoming)| {
            let OutboxReport { ops, blobs, oldest } = incoming.waiting;
            let row = changed.get(&id).or_else(|| known.get(&id));
            let (last_n, behind) = row.map_or((0, restored), |row| (row.last_n, row.behind));
            DeviceCells { id, user: incoming.push.actor.user, last_n, behind, ops, blobs, oldest, seen_at: now }
        })
        .collect()
}

/// Reads everything that the group names, each table in one statement; devices and feeds are locked before.
async fn load(tx: &mut dyn PushTables, mut keys: Keys) -> Result<Rows, StoreError> {
    let (epoch, restored) = tx.standing().await?;
    let mut loaded = Rows { epoch, restored, ..Rows::default() };
    // Only a restore leaves anything to be held.
    if restored && !keys.records.is_empty() {
        tx.lock_all().await?;
        loaded.held = tx.held(&keys).await?;
        keys.with_held(loaded.held.values());
    }
    tx.lock(&keys).await?;
    loaded.devices = tx.devices(&keys.devices).await?;
    // Only numbers that the device has used before can be in the log: mostly none.
    let is_known = |device, n| loaded.devices.get(device).is_some_and(|row| n <= row.last_n);
    let replayed: BTreeSet<_> = keys.ops.iter().filter(|(device, n)| is_known(device, *n)).copied().collect();
    if !replayed.is_empty() {
        loaded.ops = tx.ops(&replayed).await?;
    }
    if keys.records.is_empty() {
        return Ok(loaded);
    }
    loaded.feeds = tx.feeds(&keys.feeds).await?;
    loaded.records = tx.records(&keys.records).await?;
    Ok(loaded)
}
