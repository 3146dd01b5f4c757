//! What a reviewer asks beside the list: what resembles a record, and what one has decided.

use crate::store::{
    StoreError,
    cells::signed,
    readings::desk_row,
    reviewing::{self, COMPARED, LAST_OPS, Resembling},
};
use domain::id::{CommitteeId, RecordId, UserId};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use sync::wire::desk::{Decided, DeskRow};

type Query = QueryBuilder<Sqlite>;

fn records() -> Query {
    Query::new(super::desk::records!(""))
}

fn one_of(query: &mut Query, values: impl IntoIterator<Item = String>) {
    query.push(" in (");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value);
    }
    query.push(")");
}

async fn read(tx: &mut SqliteConnection, mut query: Query) -> Result<Vec<DeskRow>, StoreError> {
    query.build().fetch_all(tx).await?.iter().map(desk_row).collect()
}

/// The records of a committee that resemble some of those named.
pub async fn alike(
    tx: &mut SqliteConnection,
    committee: CommitteeId,
    recs: &[RecordId],
    limit: u32,
) -> Result<Vec<DeskRow>, StoreError> {
    let mut query = records();
    query.push("rec");
    one_of(&mut query, recs.iter().map(RecordId::to_string));
    let named = read(&mut *tx, query).await?;
    let Some(Resembling { days, texts, first, last }) = Resembling::to(&named) else { return Ok(Vec::new()) };
    // The index on committee, kind, state and day serves both: what was taken out is compared with nothing.
    let standing = |query: &mut Query| {
        query.push("record.committee = ").push_bind(committee.to_string());
        query.push(" and kind = 'activity' and state in ('pending', 'returned', 'approved') and del = 0 and day ");
    };
    let mut same_day = records();
    standing(&mut same_day);
    one_of(&mut same_day, days);
    same_day.push(" order by day, pk limit ").push_bind(COMPARED);
    let mut same_text = records();
    standing(&mut same_text);
    same_text.push(" between ").push_bind(first).push(" and ").push_bind(last);
    same_text.push(" and trim(body ->> 'narrative')");
    one_of(&mut same_text, texts);
    same_text.push(" order by day, pk limit ").push_bind(i64::from(limit));
    let mut same_photo = records();
    standing(&mut same_photo);
    same_photo.push(" is not null and rec in (select other.rec from photo as own join photo as other using (sha256)");
    same_photo.push(" where own.rec");
    one_of(&mut same_photo, recs.iter().map(RecordId::to_string));
    same_photo.push(") order by day, pk limit ").push_bind(i64::from(limit));
    let mut found = read(&mut *tx, same_day).await?;
    found.extend(read(&mut *tx, same_text).await?);
    found.extend(read(&mut *tx, same_photo).await?);
    Ok(reviewing::resembling(&named, found, recs, limit))
}

/// The last decision that somebody took about each record since a moment, newest first.
///
/// Devices belong to one account, and a device numbers its operations in the order of time: its newest ones are read
/// from the end of the key, which needs no index of its own.
pub async fn decided(
    tx: &mut SqliteConnection,
    user: UserId,
    since: u64,
    limit: u32,
) -> Result<Vec<Decided>, StoreError> {
    let read_ops = "select op.rec, op.act, op.outcome, op.at from device \
         cross join op on op.device = device.id and op.n > device.last_n - ? \
         where device.user = ? and device.seen_at >= ? and op.at >= ? and op.by_user = device.user \
         order by op.at desc, op.n desc";
    let ops = sqlx::query(read_ops)
        .bind(LAST_OPS)
        .bind(user.to_string())
        .bind(signed(since))
        .bind(signed(since))
        .fetch_all(&mut *tx)
        .await?;
    let decisions = reviewing::decisions(&ops, limit)?;
    if decisions.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = records();
    query.push("rec");
    one_of(&mut query, decisions.iter().map(|(rec, ..)| rec.to_string()));
    let rows = read(tx, query).await?;
    Ok(reviewing::decided(decisions, &rows))
}
