//! The read path: which rows a client still needs.

use super::{Pages, StoreError, cells, tables::PushTables};
use domain::{fields::Fields, id::Feed, kind::Kind, merge::History};
use std::collections::BTreeSet;
use sync::{
    server::pull::{self, Budget, Wanted},
    wire::{Row, SyncRequest},
};

/// Rows read at a time; a page holds about as many as fit into the bytes wanted.
pub const CHUNK: usize = 500;
/// What a row costs on the wire beside its body, in bytes.
const ENVELOPE: u64 = 260;

/// The pages of all feeds with something new; all of it is read from one snapshot.
pub async fn pull(
    tx: &mut dyn PushTables,
    request: &SyncRequest,
    feeds: &[Feed],
    epoch: &str,
) -> Result<Pages, StoreError> {
    let heads = tx.feeds(&feeds.iter().copied().collect::<BTreeSet<_>>()).await?;
    let heads: Vec<_> = heads.into_values().collect();
    let mut budget = Budget::new(request.want_bytes);
    let mut pages = Pages::new();
    for wanted in pull::wanted(request, &heads, epoch) {
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
    tx: &mut dyn PushTables,
    wanted: &Wanted,
    want_bytes: u64,
) -> Result<(Vec<(Row, u64)>, bool), StoreError> {
    let mut read: Vec<(Row, u64)> = Vec::new();
    let (mut after, mut bytes) = (wanted.after, 0);
    let enough = want_bytes.min(pull::MAX_WANT);
    loop {
        let chunk = tx.rows_after(wanted.head.feed, after, CHUNK).await?;
        let is_last = chunk.len() < CHUNK;
        for (row, size) in chunk {
            after = row.seq;
            bytes += size;
            read.push((row, size));
        }
        if is_last {
            return Ok((read, true));
        }
        if bytes > enough {
            return Ok((read, false));
        }
    }
}

/// A record as it travels, with its size. Its history is only read where something of it is shown.
pub fn sized(row: &impl cells::Row) -> Result<(Row, u64), StoreError> {
    let body: Fields = cells::json(row, "body")?;
    let history: Option<History> = cells::json_if_any(row, "shown")?;
    let kind: Kind = cells::parsed(row, "kind")?;
    let del = history.as_ref().is_some_and(History::is_deleted);
    let conflicts = history.filter(|_| !del).map(|history| history.conflicts(kind, &body)).unwrap_or_default();
    let size = row.text_if_any("body")?.map_or(0, |body| body.len() as u64) + ENVELOPE;
    let row = Row {
        rec: cells::parsed(row, "rec")?,
        kind: kind.id().into(),
        ver: cells::number(row, "ver")?,
        seq: cells::number(row, "seq")?,
        schema: u32::try_from(cells::number(row, "schema")?).unwrap_or(u32::MAX),
        del,
        body: if del { Fields::default() } else { body },
        conflicts,
        author: Some(cells::parsed(row, "author")?),
        by: cells::parsed(row, "by_user")?,
        at: cells::number(row, "at")?,
    };
    Ok((row, size))
}
