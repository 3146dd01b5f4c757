//! Forgetting what was deleted long ago.

use crate::store::{StoreError, cells::signed};
use sqlx::PgConnection;

/// Raises the floors of feeds, then drops the records. The feeds are locked by it, so that nobody brings one of the records back
/// in between.
pub async fn forget_deleted(tx: &mut PgConnection, before: u64) -> Result<u64, StoreError> {
    let lock = "select 1 from feed where id in (select feed from record where del and at < $1) order by id for update";
    sqlx::query(lock).bind(signed(before)).execute(&mut *tx).await?;
    let raise = "update feed set floor = greatest(floor, gone.seq) \
         from (select feed as home, max(seq) as seq from record where del and at < $1 group by feed) as gone \
         where feed.id = gone.home";
    sqlx::query(raise).bind(signed(before)).execute(&mut *tx).await?;
    let forget = "delete from record where del and at < $1";
    Ok(sqlx::query(forget).bind(signed(before)).execute(tx).await?.rows_affected())
}
