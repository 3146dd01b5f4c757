//! The log of operations, read from the beginning: what other programs count from.

use crate::store::{
    LogEntry, StoreError,
    cells::{parsed_if_any, signed},
    rows,
};
use domain::id::DeviceId;
use sqlx::{SqliteConnection, sqlite::SqliteRow};

/// Operations after one, by device and number, with what their records are.
pub async fn log(
    connection: &mut SqliteConnection,
    after: (DeviceId, u64),
    limit: u32,
) -> Result<Vec<LogEntry>, StoreError> {
    let read = "select op.*, record.kind as kind, record.feed as feed from op left join record using (rec) \
         where (op.device, op.n) > (?, ?) order by op.device, op.n limit ?";
    let (device, n) = after;
    let rows = sqlx::query(read).bind(device.to_string()).bind(signed(n)).bind(limit).fetch_all(connection).await?;
    rows.iter().map(entry).collect()
}

fn entry(row: &SqliteRow) -> Result<LogEntry, StoreError> {
    let ((device, n), op) = rows::logged(row)?;
    Ok(LogEntry { device, n, op, kind: parsed_if_any(row, "kind")?, feed: parsed_if_any(row, "feed")? })
}
