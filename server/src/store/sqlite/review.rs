//! What a reviewer asks beside the list: what resembles a record, and what one has decided.

use super::{
    cells::{json, number, parsed, signed},
    desk::desk_row,
};
use crate::store::StoreError;
use domain::{
    activity::{Activity, REVIEW},
    hint,
    id::{CommitteeId, RecordId, UserId},
    review::Review,
};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::BTreeSet;
use sync::wire::{
    Act, Outcome,
    desk::{Decided, DeskRow},
};

/// Records read to be compared, at most.
const COMPARED: u64 = 2_000;
/// A copied text is looked for among records so many days before and after, as SQLite writes a span.
const TEXT_WINDOW: [&str; 2] = ["-92 days", "+92 days"];
/// The newest operations of a device among which decisions are looked for.
const LAST_OPS: u64 = 2_000;

type Query = QueryBuilder<Sqlite>;

fn records() -> Query {
    Query::new(
        "select record.*, account.name as author_name from record left join account on account.id = record.author where ",
    )
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
    let days: BTreeSet<String> =
        named.iter().filter_map(|row| Activity(&row.row.body).day()).map(|day| day.to_string()).collect();
    let (Some(first), Some(last)) = (days.first().cloned(), days.last().cloned()) else { return Ok(Vec::new()) };
    let texts: BTreeSet<String> =
        named.iter().map(|row| Activity(&row.row.body).narrative().trim().to_owned()).collect();
    // The index on committee, kind, state and day serves both: what was taken out is compared with nothing.
    let standing = |query: &mut Query| {
        query.push("record.committee = ").push_bind(committee.to_string());
        query.push(" and kind = 'activity' and state in ('pending', 'returned', 'approved') and del = 0 and day ");
    };
    let mut same_day = records();
    standing(&mut same_day);
    one_of(&mut same_day, days);
    same_day.push(" order by day, pk limit ").push_bind(signed(COMPARED));
    let mut same_text = records();
    standing(&mut same_text);
    same_text.push(" between date(").push_bind(first).push(", ").push_bind(TEXT_WINDOW[0]);
    same_text.push(") and date(").push_bind(last).push(", ").push_bind(TEXT_WINDOW[1]);
    same_text.push(") and trim(body ->> 'narrative')");
    one_of(&mut same_text, texts);
    same_text.push(" order by day, pk limit ").push_bind(i64::from(limit));
    let mut found = read(&mut *tx, same_day).await?;
    found.extend(read(&mut *tx, same_text).await?);
    let resembles = |row: &DeskRow| {
        let body = &row.row.body;
        named.iter().any(|of| hint::resembles(&of.row.body, body))
    };
    let mut taken: BTreeSet<RecordId> = recs.iter().copied().collect();
    found.retain(|row| resembles(row) && taken.insert(row.row.rec));
    found.sort_by_key(|row| Activity(&row.row.body).start());
    found.truncate(limit as usize);
    Ok(found)
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
        .bind(signed(LAST_OPS))
        .bind(user.to_string())
        .bind(signed(since))
        .bind(signed(since))
        .fetch_all(&mut *tx)
        .await?;
    let mut decisions: Vec<(RecordId, Review, u64)> = Vec::new();
    for op in &ops {
        let (Act::Patch(fields), Outcome::Applied { .. }) = (json(op, "act")?, json(op, "outcome")?) else { continue };
        let Some(to) = fields.parsed::<Review>(REVIEW).filter(|to| *to != Review::Pending) else { continue };
        let rec: RecordId = parsed(op, "rec")?;
        if decisions.len() < limit as usize && !decisions.iter().any(|(known, ..)| *known == rec) {
            decisions.push((rec, to, number(op, "at")?));
        }
    }
    if decisions.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = records();
    query.push("rec");
    one_of(&mut query, decisions.iter().map(|(rec, ..)| rec.to_string()));
    let rows = read(tx, query).await?;
    let with_row = |(rec, to, decided_at): (RecordId, Review, u64)| {
        let row = rows.iter().find(|row| row.row.rec == rec)?.clone();
        Some(Decided { to, decided_at, row })
    };
    Ok(decisions.into_iter().filter_map(with_row).collect())
}
