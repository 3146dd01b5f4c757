//! `shangliang export-ops`: the log of operations as lines of JSON, for whoever wants to count again with another program.

use crate::store::{LogEntry, Store};
use domain::id::DeviceId;
use serde_json::{Value, json};
use std::io::Write;

/// Operations read at once.
const AT_ONCE: u32 = 1_000;

/// Writes every operation ever taken in, by device and number, each on a line; answers how many there were.
///
/// # Errors
/// A failing store; a reader that has gone.
pub async fn operations(store: &dyn Store, out: &mut (dyn Write + Send)) -> anyhow::Result<usize> {
    let (mut after, mut count) = ((DeviceId(0), 0), 0);
    loop {
        let entries = store.log(after, AT_ONCE).await?;
        let Some(last) = entries.last() else { return Ok(count) };
        after = (last.device, last.n);
        count += entries.len();
        for entry in &entries {
            serde_json::to_writer(&mut *out, &line(entry))?;
            out.write_all(b"\n")?;
        }
    }
}

/// One operation, with the names that it has on the wire.
fn line(entry: &LogEntry) -> Value {
    let op = &entry.op;
    json!({
        "device": entry.device.to_string(),
        "n": entry.n,
        "rec": op.rec,
        "kind": entry.kind,
        "feed": entry.feed.map(|feed| feed.to_string()),
        "hlc": op.hlc,
        "by": op.by,
        "act": op.act,
        "outcome": op.outcome,
        "at": op.at,
    })
}
