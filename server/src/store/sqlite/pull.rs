//! The read path: which rows a client still needs.

use super::{
    cells::{number, number_if_any, parsed, signed, to_json},
    rows,
};
use crate::store::{Pages, Reported, StoreError};
use domain::id::{DeviceId, Feed};
use sqlx::{Row as _, SqliteConnection};
use sync::{
    server::pull::{self, Budget, Wanted},
    wire::{OutboxReport, Row, SyncRequest},
};

/// Rows read at a time; a page holds about as many as fit into the bytes wanted.
const CHUNK: usize = 500;
/// What a row costs on the wire beside its body, in bytes.
const ENVELOPE: u64 = 260;

/// Whose a device is and what it last reported.
pub async fn device(connection: &mut SqliteConnection, device: DeviceId) -> Result<Option<Reported>, StoreError> {
    let read = "select user, waiting_ops, waiting_blobs, waiting_oldest, seen_at from device where id = ?";
    let Some(row) = sqlx::query(read).bind(device.to_string()).fetch_optional(connection).await? else {
        return Ok(None);
    };
    let waiting = OutboxReport {
        ops: number(&row, "waiting_ops")?,
        blobs: number(&row, "waiting_blobs")?,
        oldest: number_if_any(&row, "waiting_oldest")?,
    };
    Ok(Some(Reported { user: parsed(&row, "user")?, waiting, seen_at: number(&row, "seen_at")? }))
}

/// The pages of all feeds with something new.
pub async fn pull(tx: &mut SqliteConnection, request: &SyncRequest, feeds: &[Feed]) -> Result<Pages, StoreError> {
    let read = "select feed.* from json_each(?) cross join feed on feed.id = value";
    let found = sqlx::query(read).bind(to_json(&feeds)?).fetch_all(&mut *tx).await?;
    let heads = found.iter().map(rows::feed).collect::<Result<Vec<_>, _>>()?;
    let mut budget = Budget::new(request.want_bytes);
    let mut pages = Pages::new();
    for wanted in pull::wanted(request, &heads) {
        if budget.is_spent() {
            pages.extend([pull::unreached(&wanted)]);
            continue;
        }
        let (changes, all_read) = read_rows(tx, &wanted, request.want_bytes).await?;
        pages.insert(wanted.head.feed, pull::page(&wanted, changes, all_read, &mut budget));
    }
    Ok(pages)
}

/// Rows after the cursor, as many as may fit, each with its size; and whether these are all.
async fn read_rows(
    tx: &mut SqliteConnection,
    wanted: &Wanted,
    want_bytes: u64,
) -> Result<(Vec<(Row, u64)>, bool), StoreError> {
    let mut read: Vec<(Row, u64)> = Vec::new();
    let (mut after, mut bytes) = (wanted.after, 0);
    let enough = want_bytes.min(pull::MAX_WANT);
    loop {
        let select = "select * from record where feed = ? and seq > ? order by seq limit ?";
        let chunk = sqlx::query(select)
            .bind(wanted.head.feed.to_string())
            .bind(signed(after))
            .bind(signed(CHUNK as u64))
            .fetch_all(&mut *tx)
            .await?;
        for row in &chunk {
            let body: &str = row.try_get("body")?;
            let size = body.len() as u64 + ENVELOPE;
            let record = rows::record(row)?;
            after = record.seq;
            bytes += size;
            read.push((record.row(), size));
        }
        if chunk.len() < CHUNK {
            return Ok((read, true));
        }
        if bytes > enough {
            return Ok((read, false));
        }
    }
}
