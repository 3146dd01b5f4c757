//! What the desk reads by query, and the log.

use super::pushing::{id_of, ids, texts};
use crate::store::{
    LogEntry, StoreError, Whose,
    cells::{clean, number, parsed, parsed_if_any, signed},
    readings::{HISTORY_MAX, desk_row, history_entry},
    reviewing::{self, COMPARED, LAST_OPS, Resembling},
    rows,
};
use domain::{
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    problem::Code,
};
use sqlx::{PgConnection, postgres::PgRow};
use std::collections::BTreeMap;
use sync::wire::desk::{Decided, DeskRow, RecordDetail, ReviewList};

/// The beginning of every question whose answers are records with the names of their authors.
macro_rules! records {
    ($rest:literal) => {
        concat!(
            "select record.*, account.name as author_name from record \
             left join account on account.id = record.author where ",
            $rest
        )
    };
}
pub(super) use records;

/// The feed that says who reviews a record: that of the venue to which it is credited, where that is one of the committee,
/// else its own.
macro_rules! home {
    () => {
        "case when exists (select 1 from record as credited where credited.rec = record.venue \
         and credited.kind = 'venue' and credited.committee = record.committee and not credited.del) \
         then 'venue:' || record.venue::text else record.feed end "
    };
}

/// What counts though somebody listed objects, as the index of the same condition finds it. Keys of a body are sorted, and
/// what comes before is never missing; in a text the quotation mark would have a backslash before it.
macro_rules! objected {
    () => {
        "state = 'approved' and strpos(body, ',\"objection:') > 0"
    };
}

/// Of what is pending only what took place waits for a reviewer: what is announced or cancelled cannot be approved. What
/// counts waits for one again where somebody listed objects.
macro_rules! reviewed {
    () => {
        concat!(
            "record.pk in (select pk from record where committee = $1 and kind = 'activity' and state = $2 \
             union all select pk from record where committee = $1 and $2 = 'pending' and ",
            objected!(),
            ") and not del and ($3::text[] is null or ",
            home!(),
            "= any($3) or (feed = any($3) and not ",
            home!(),
            "= any($4::text[]))) and ($2 <> 'pending' or phase = 'held') "
        )
    };
}

/// A committee, a state of review, and whose records are looked at where not all are.
pub type Reviewed<'a> = (CommitteeId, &'a str, Option<Whose<'a>>);

/// Records in one state of review, oldest first.
pub async fn review(
    tx: &mut PgConnection,
    which: Reviewed<'_>,
    limit: u32,
    now: u64,
) -> Result<ReviewList, StoreError> {
    let by_feed = reviewed_by_feed(&mut *tx, which).await?;
    let (committee, state, whose) = which;
    let read = concat!(
        "select record.*, account.name as author_name from record \
         left join account on account.id = record.author where ",
        reviewed!(),
        "order by day nulls first, pk limit $5"
    );
    let rows = sqlx::query(read)
        .bind(committee.0)
        .bind(clean(state))
        .bind(whose.map(|whose| texts(whose.feeds)))
        .bind(whose.map(|whose| texts(whose.others)))
        .bind(i64::from(limit))
        .fetch_all(&mut *tx)
        .await?;
    let rows = rows.iter().map(desk_row).collect::<Result<_, _>>()?;
    Ok(ReviewList { rows, total: by_feed.values().sum(), by_feed, as_of: now, beside: Vec::new() })
}

/// How many there are by the feed that says who reviews them.
pub async fn reviewed_by_feed(
    tx: &mut PgConnection,
    (committee, state, whose): Reviewed<'_>,
) -> Result<BTreeMap<Feed, u64>, StoreError> {
    let read =
        concat!("select ", home!(), "as home, count(*) as total from record where ", reviewed!(), "group by home");
    let bound = sqlx::query(read)
        .bind(committee.0)
        .bind(clean(state))
        .bind(whose.map(|whose| texts(whose.feeds)))
        .bind(whose.map(|whose| texts(whose.others)));
    let rows = bound.fetch_all(tx).await?;
    rows.iter().map(|row| Ok((parsed(row, "home")?, number(row, "total")?))).collect()
}

/// A record with its newest operations, oldest first.
pub async fn record(tx: &mut PgConnection, rec: RecordId) -> Result<Option<RecordDetail>, StoreError> {
    let Some(row) = sqlx::query(records!("rec = $1")).bind(rec.0).fetch_optional(&mut *tx).await? else {
        return Ok(None);
    };
    // Anybody may name any record. What was refused for want of a grant is no part of its history, and must not push
    // out what is.
    let read = "select op.*, account.name as name from op left join account on account.id = op.by_user \
         where rec = $1 and coalesce(refused, '') <> $2 order by at desc, n desc limit $3";
    let bound = sqlx::query(read).bind(rec.0).bind(Code::NoGrant.id()).bind(signed(HISTORY_MAX));
    let ops = bound.fetch_all(&mut *tx).await?;
    let history = ops.iter().rev().map(history_entry).collect::<Result<_, _>>()?;
    Ok(Some(RecordDetail { record: desk_row(&row)?, history }))
}

async fn named(tx: &mut PgConnection, recs: &[RecordId]) -> Result<Vec<DeskRow>, StoreError> {
    let rows = sqlx::query(records!("rec = any($1)")).bind(ids(recs)).fetch_all(tx).await?;
    rows.iter().map(desk_row).collect()
}

/// The records of a committee that resemble some of those named.
pub async fn alike(
    tx: &mut PgConnection,
    committee: CommitteeId,
    recs: &[RecordId],
    limit: u32,
) -> Result<Vec<DeskRow>, StoreError> {
    let named = named(&mut *tx, recs).await?;
    let Some(Resembling { days, texts, first, last }) = Resembling::to(&named) else { return Ok(Vec::new()) };
    // The index on committee, kind, state and day serves both: what was taken out is compared with nothing.
    let same_day = records!(
        "record.committee = $1 and kind = 'activity' and state in ('pending', 'returned', 'approved') and not del \
         and day = any($2) order by day, pk limit $3"
    );
    let same_text = records!(
        "record.committee = $1 and kind = 'activity' and state in ('pending', 'returned', 'approved') and not del \
         and day between $2 and $3 and wording = any($4) order by day, pk limit $5"
    );
    let same_photo = records!(
        "record.committee = $1 and kind = 'activity' and state in ('pending', 'returned', 'approved') and not del \
         and rec in (select other.rec from photo as own join photo as other using (sha256) where own.rec = any($2)) \
         order by day, pk limit $3"
    );
    let mut rows = sqlx::query(same_day).bind(committee.0).bind(days).bind(COMPARED).fetch_all(&mut *tx).await?;
    let wordings: Vec<i64> = texts.iter().map(|text| rows::wording(text)).collect();
    let bound = sqlx::query(same_text).bind(committee.0).bind(first).bind(last).bind(wordings).bind(i64::from(limit));
    rows.extend(bound.fetch_all(&mut *tx).await?);
    let ids: Vec<uuid::Uuid> = recs.iter().map(|rec| rec.0).collect();
    let bound = sqlx::query(same_photo).bind(committee.0).bind(ids).bind(i64::from(limit));
    rows.extend(bound.fetch_all(&mut *tx).await?);
    let found = rows.iter().map(desk_row).collect::<Result<Vec<_>, _>>()?;
    Ok(reviewing::resembling(&named, found, recs, limit))
}

/// The last decision that somebody took about each record since a moment, newest first.
///
/// Devices belong to one account, and a device numbers its operations in the order of time: its newest ones are read
/// from the end of the key, which needs no index of its own.
pub async fn decided(tx: &mut PgConnection, user: UserId, since: u64, limit: u32) -> Result<Vec<Decided>, StoreError> {
    let read = "select op.rec, op.act, op.outcome, op.at from device \
         join op on op.device = device.id and op.n > device.last_n - $1 \
         where device.\"user\" = $2 and device.seen_at >= $3 and op.at >= $3 and op.by_user = device.\"user\" \
         order by op.at desc, op.n desc";
    let bound = sqlx::query(read).bind(LAST_OPS).bind(user.0).bind(signed(since));
    let decisions = reviewing::decisions(&bound.fetch_all(&mut *tx).await?, limit)?;
    let recs: Vec<RecordId> = decisions.iter().map(|(rec, ..)| *rec).collect();
    Ok(reviewing::decided(decisions, &named(tx, &recs).await?))
}

/// Operations after one, by device and number, with what their records are.
pub async fn log(
    connection: &mut PgConnection,
    (device, n): (DeviceId, u64),
    limit: u32,
) -> Result<Vec<LogEntry>, StoreError> {
    let read = "select op.*, record.kind as kind, record.feed as feed from op left join record using (rec) \
         where (op.device, op.n) > ($1, $2) order by op.device, op.n limit $3";
    let bound = sqlx::query(read).bind(id_of(device)).bind(signed(n)).bind(i64::from(limit));
    bound.fetch_all(connection).await?.iter().map(entry).collect()
}

fn entry(row: &PgRow) -> Result<LogEntry, StoreError> {
    let ((device, n), op) = rows::logged(row)?;
    Ok(LogEntry { device, n, op, kind: parsed_if_any(row, "kind")?, feed: parsed_if_any(row, "feed")? })
}
