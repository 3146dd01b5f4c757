//! What the desk reads by query.

use crate::store::{
    StoreError, Whose,
    cells::{number, parsed, signed, to_json},
    readings::{HISTORY_MAX, desk_row, history_entry},
};
use domain::{
    id::{CommitteeId, Feed, RecordId},
    problem::Code,
};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;
use sync::wire::desk::{RecordDetail, ReviewList};

/// The beginning of every question whose answers are records with the names of their authors.
macro_rules! records {
    ($($rest:expr),+) => {
        concat!(
            "select record.*, account.name as author_name from record \
             left join account on account.id = record.author where ",
            $($rest),+
        )
    };
}
pub(super) use records;

/// The feed that says who reviews a record: that of the venue to which it is credited, where that is one of the committee,
/// else its own.
macro_rules! home {
    () => {
        " case when exists (select 1 from record as credited where credited.rec = record.venue \
         and credited.kind = 'venue' and credited.committee = record.committee and credited.del = 0) \
         then 'venue:' || record.venue else record.feed end "
    };
}

/// What counts though somebody listed objects, as the index of the same condition finds it. Keys of a body are sorted, and
/// what comes before is never missing; in a text the quotation mark would have a backslash before it.
macro_rules! objected {
    () => {
        "state = 'approved' and instr(body, ',\"objection:') > 0"
    };
}

/// Of what is pending only what took place waits for a reviewer: what is announced or cancelled cannot be approved. What
/// counts waits for one again where somebody listed objects.
macro_rules! reviewed {
    () => {
        concat!(
            " record.pk in (select pk from record where committee = ?1 and kind = 'activity' and state = ?2 \
             union all select pk from record where committee = ?1 and ?2 = 'pending' and ",
            objected!(),
            ") and del = 0 and (?3 is null or",
            home!(),
            "in (select value from json_each(?3)) or (feed in (select value from json_each(?3)) and",
            home!(),
            "not in (select value from json_each(?4)))) and (?2 <> 'pending' or body ->> 'phase' = 'held') "
        )
    };
}

/// A committee, a state of review, and whose records are looked at where not all are.
pub type Reviewed<'a> = (CommitteeId, &'a str, Option<Whose<'a>>);

/// Records in one state of review, oldest first.
pub async fn review(
    tx: &mut SqliteConnection,
    which: Reviewed<'_>,
    limit: u32,
    now: u64,
) -> Result<ReviewList, StoreError> {
    let by_feed = reviewed_by_feed(&mut *tx, which).await?;
    let (committee, state, whose) = which;
    let read = records!(reviewed!(), "order by day, pk limit ?5");
    let rows = sqlx::query(read)
        .bind(committee.to_string())
        .bind(state)
        .bind(whose.map(|whose| to_json(&whose.feeds)).transpose()?)
        .bind(whose.map(|whose| to_json(&whose.others)).transpose()?)
        .bind(limit)
        .fetch_all(&mut *tx)
        .await?;
    let rows = rows.iter().map(desk_row).collect::<Result<_, _>>()?;
    Ok(ReviewList { rows, total: by_feed.values().sum(), by_feed, as_of: now, beside: Vec::new() })
}

/// How many there are by the feed that says who reviews them.
pub async fn reviewed_by_feed(
    tx: &mut SqliteConnection,
    (committee, state, whose): Reviewed<'_>,
) -> Result<BTreeMap<Feed, u64>, StoreError> {
    let read = concat!("select", home!(), "as home, count(*) as total from record where", reviewed!(), "group by home");
    let rows = sqlx::query(read)
        .bind(committee.to_string())
        .bind(state)
        .bind(whose.map(|whose| to_json(&whose.feeds)).transpose()?)
        .bind(whose.map(|whose| to_json(&whose.others)).transpose()?)
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "home")?, number(row, "total")?))).collect()
}

/// A record with its newest operations, oldest first.
pub async fn record(tx: &mut SqliteConnection, rec: RecordId) -> Result<Option<RecordDetail>, StoreError> {
    let read = records!("rec = ?");
    let Some(row) = sqlx::query(read).bind(rec.to_string()).fetch_optional(&mut *tx).await? else { return Ok(None) };
    // Anybody may name any record. What was refused for want of a grant is no part of its history, and must not push
    // out what is.
    let read = "select op.*, account.name as name from op left join account on account.id = op.by_user \
         where rec = ? and coalesce(outcome ->> 'code', '') <> ? order by at desc, n desc limit ?";
    let ops = sqlx::query(read)
        .bind(rec.to_string())
        .bind(Code::NoGrant.id())
        .bind(signed(HISTORY_MAX))
        .fetch_all(&mut *tx)
        .await?;
    let history = ops.iter().rev().map(history_entry).collect::<Result<_, _>>()?;
    Ok(Some(RecordDetail { record: desk_row(&row)?, history }))
}
