//! What comes under a special committee.

use crate::store::{StoreError, cells::to_json, rights};
use domain::{id::RecordId, scope::Scope};
use jiff::civil::Date;
use sqlx::SqliteConnection;

/// The venues and members that come under some special committees on a day, each with its special committee. Special
/// committees are looked for in their own committee only.
pub async fn under(
    tx: &mut SqliteConnection,
    special_committees: &[RecordId],
    day: Date,
) -> Result<Vec<(RecordId, Scope)>, StoreError> {
    // Whoever comes under it has its id in the body; whether that is an affiliation of the day, the domain says.
    let read = "select special.rec as special, record.kind as kind, record.rec as rec, record.body as body \
         from json_each(?) cross join record as special on special.rec = value \
         cross join record on record.committee = special.committee and record.kind in ('venue', 'member') \
         and record.state is null and record.del = 0 and instr(lower(record.body), value) > 0";
    rights::under(&sqlx::query(read).bind(to_json(&special_committees)?).fetch_all(tx).await?, day)
}
