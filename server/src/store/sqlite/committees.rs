//! Committees, and what the installation knows of itself.

use crate::store::{
    StoreError,
    cells::{json, parsed},
    tables::PushTables,
};
use domain::{
    fields::Fields,
    id::{CommitteeId, DeviceId, RecordId},
    kind::Kind,
};
use sqlx::SqliteConnection;
use sync::server::group::first_feeds;

/// The epoch; made up the first time it is asked for.
pub async fn epoch(connection: &mut SqliteConnection) -> Result<String, StoreError> {
    let write = "insert into meta (key, value) values ('epoch', ?) on conflict (key) do nothing";
    sqlx::query(write).bind(uuid::Uuid::new_v4().simple().to_string()).execute(&mut *connection).await?;
    Ok(sqlx::query_scalar("select value from meta where key = 'epoch'").fetch_one(connection).await?)
}

/// The device that the server itself writes with; made up the first time it is asked for.
pub async fn device(tx: &mut SqliteConnection) -> Result<DeviceId, StoreError> {
    let write = "insert into meta (key, value) values ('device', ?) on conflict (key) do nothing";
    let fresh = DeviceId(uuid::Uuid::new_v4().as_u128());
    sqlx::query(write).bind(fresh.to_string()).execute(&mut *tx).await?;
    let known: String = sqlx::query_scalar("select value from meta where key = 'device'").fetch_one(tx).await?;
    known.parse().map_err(|_| StoreError::Corrupt(format!("device {known}")))
}

/// Opens the first feeds of a committee, unless they are there.
pub async fn open(tx: &mut SqliteConnection, committee: CommitteeId) -> Result<(), StoreError> {
    let known = "select count(*) from feed where committee = ?";
    let known: i64 = sqlx::query_scalar(known).bind(committee.to_string()).fetch_one(&mut *tx).await?;
    if known > 0 {
        return Ok(());
    }
    tx.write_feeds(&first_feeds(committee)).await
}

/// Every committee with its fields.
pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<(CommitteeId, Fields)>, StoreError> {
    let read = "select distinct committee as id from feed";
    let mut found = Vec::new();
    for row in sqlx::query(read).fetch_all(&mut *connection).await? {
        let committee: CommitteeId = parsed(&row, "id")?;
        let read = "select body from record where rec = ? and kind = ? and del = 0";
        let rec = RecordId::from(committee).to_string();
        let record = sqlx::query(read).bind(rec).bind(Kind::Committee.id()).fetch_optional(&mut *connection).await?;
        if let Some(record) = record {
            found.push((committee, json(&record, "body")?));
        }
    }
    Ok(found)
}
