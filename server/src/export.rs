//! `shangliang export-ops`: the log of operations as lines of JSON, for whoever wants to count again with another program.

use crate::{
    cli::{self, Database},
    serve,
    store::{LogEntry, Store},
};
use anyhow::bail;
use domain::id::DeviceId;
use serde_json::{Value, json};
use std::{
    io::Write,
    time::{Duration, Instant},
};
use tokio::time;

/// Operations read at once.
const AT_ONCE: u32 = 1_000;
/// How long it waits for a replica to be known to have followed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Writes the log of a place; answers what to tell beside it, where it was to be read from a replica.
///
/// # Errors
/// Where there is no database or it fails; a reader that has gone.
pub async fn export(options: &cli::ExportOps, out: &mut (dyn Write + Send)) -> anyhow::Result<Option<String>> {
    match options.place.database()? {
        Database::File(file) if !file.exists() => bail!("there is no database at {}", file.display()),
        _ => {}
    }
    let store = serve::open_beside(&options.place, &options.reading).await?;
    let begun = Instant::now();
    let mut replica = store.replica();
    while options.reading.read_url.is_some() && replica.is_none() && begun.elapsed() < PATIENCE {
        time::sleep(Duration::from_millis(100)).await;
        replica = store.replica();
    }
    let said = match &replica {
        Some(replica) => {
            operations(&*replica.store, out).await?;
            Some(format!("read from the replica, which was {} s behind at most", replica.behind.as_secs() + 1))
        }
        None => {
            operations(&*store, out).await?;
            let said = "the replica cannot be read, so this was read from the database itself";
            options.reading.read_url.is_some().then(|| said.to_owned())
        }
    };
    store.close().await;
    Ok(said)
}

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
