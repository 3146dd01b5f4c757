//! Forgetting what was deleted long ago.

use crate::store::{StoreError, cells::signed};
use sqlx::SqliteConnection;

/// Raises the floors of feeds, then drops the records.
pub async fn forget_deleted(tx: &mut SqliteConnection, before: u64) -> Result<u64, StoreError> {
    let raise = "update feed set floor = max(floor, gone.seq) \
         from (select feed as home, max(seq) as seq from record where del = 1 and at < ? group by feed) as gone \
         where feed.id = gone.home";
    sqlx::query(raise).bind(signed(before)).execute(&mut *tx).await?;
    let forget = "delete from record where del = 1 and at < ?";
    Ok(sqlx::query(forget).bind(signed(before)).execute(tx).await?.rows_affected())
}
