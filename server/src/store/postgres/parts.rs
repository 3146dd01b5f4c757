//! Committees and scopes by name: what a scope is, what belongs to it, what there is to choose from, what answers to a word.

use super::pushing::ids;
use crate::store::{
    Days, ScopeRow, StoreError,
    cells::{json, parsed},
    readings::{self, scope_row},
    rights, rows,
    tables::PushTables,
};
use domain::{
    committee::Committee,
    fields::Fields,
    id::{CommitteeId, RecordId},
    kind::Kind,
    scope::Scope,
    search::split_cjk,
};
use jiff::civil::Date;
use sqlx::{PgConnection, Row as _};
use std::collections::BTreeMap;
use sync::server::group::first_feeds;
use uuid::Uuid;

/// Opens the first feeds of a committee, unless they are there.
pub async fn open_committee(tx: &mut PgConnection, committee: CommitteeId) -> Result<(), StoreError> {
    tx.lock_all().await?;
    let known = "select exists (select 1 from feed where committee = $1)";
    if sqlx::query_scalar::<_, bool>(known).bind(committee.0).fetch_one(&mut *tx).await? {
        return Ok(());
    }
    tx.write_feeds(&first_feeds(committee)).await
}

/// Every committee with its fields.
pub async fn committees(connection: &mut PgConnection) -> Result<Vec<(CommitteeId, Fields)>, StoreError> {
    let read = "select rec, body from record where kind = 'committee' and not del \
         and rec in (select committee from feed) order by rec";
    let rows = sqlx::query(read).fetch_all(connection).await?;
    rows.iter().map(|row| Ok((parsed(row, "rec")?, json(row, "body")?))).collect()
}

/// The record of a scope; `None` where there is none of this sort.
pub async fn scope(tx: &mut PgConnection, scope: Scope) -> Result<Option<ScopeRow>, StoreError> {
    let read = "select * from record where rec = $1 and kind = $2 and not del";
    let row = sqlx::query(read).bind(scope.record().0).bind(scope.sort()).fetch_optional(tx).await?;
    row.as_ref().map(scope_row).transpose()
}

fn plain(committees: &[CommitteeId]) -> Vec<Uuid> {
    committees.iter().map(|committee| committee.0).collect()
}

/// The parts of one sort in a scope: of a committee, everything in it and below it, and of committees those right below;
/// of another scope, what belonged to it on one of the days. By name.
pub async fn parts(tx: &mut PgConnection, whole: Scope, sort: &str, days: &Days) -> Result<Vec<ScopeRow>, StoreError> {
    let rows = match whole {
        Scope::Committee(committee) if sort == Kind::Committee.id() => {
            let read = "select record.* from committee_parent join record on record.rec = committee_parent.committee \
                 where record.kind = 'committee' and not del and parent = $1";
            sqlx::query(read).bind(committee.0).fetch_all(tx).await?
        }
        Scope::Committee(committee) => {
            let committees = below(&mut *tx, &[committee]).await?;
            let read = "select * from record where committee = any($1) and kind = $2 and state is null and not del";
            sqlx::query(read).bind(plain(&committees)).bind(sort).fetch_all(tx).await?
        }
        whole if whole.sort() == sort => return Ok(scope(tx, whole).await?.into_iter().collect()),
        whole => {
            let read = "select * from record where kind = $1 and not del and rec in ( \
                 select rec from spell where target = $2 and spell.kind = $3 \
                 and from_day <= $5 and (until_day is null or until_day >= $4))";
            let bound = sqlx::query(read).bind(sort).bind(whole.record().to_string()).bind(whole.sort());
            bound.bind(days.first.to_string()).bind(days.last.to_string()).fetch_all(tx).await?
        }
    };
    let mut parts = rows.iter().map(scope_row).collect::<Result<Vec<_>, _>>()?;
    parts.sort_by(|a, b| a.name().cmp(b.name()).then(a.scope.cmp(&b.scope)));
    Ok(parts)
}

/// How many levels of committees there may be.
const DEEPEST: usize = 8;

/// Some committees and all those below them, each once, those above first. They are found by what the projector keeps,
/// and one that has just left is not among them.
pub async fn below(tx: &mut PgConnection, committees: &[CommitteeId]) -> Result<Vec<CommitteeId>, StoreError> {
    let mut level = committees.to_vec();
    level.sort();
    level.dedup();
    let mut found: Vec<CommitteeId> = Vec::new();
    for _ in 0..=DEEPEST {
        if level.is_empty() {
            break;
        }
        found.extend(&level);
        let read = "select record.rec, record.body, parent from committee_parent \
             join record on record.rec = committee_parent.committee where parent = any($1) and not del";
        let mut next: Vec<CommitteeId> = Vec::new();
        for row in sqlx::query(read).bind(plain(&level)).fetch_all(&mut *tx).await? {
            let (committee, body): (CommitteeId, Fields) = (parsed(&row, "rec")?, json(&row, "body")?);
            let still = Committee(&body).parent() == Some(parsed(&row, "parent")?);
            if still && !found.contains(&committee) {
                next.push(committee);
            }
        }
        next.sort();
        next.dedup();
        level = next;
    }
    Ok(found)
}

/// What there is to choose from in some committees: all scopes but members, by committee, sort and name.
pub async fn choices(tx: &mut PgConnection, committees: &[CommitteeId]) -> Result<Vec<ScopeRow>, StoreError> {
    let sorts: Vec<&str> = readings::CHOICES.iter().map(|kind| kind.id()).collect();
    let read = "select * from record where committee = any($1) and kind = any($2) and state is null and not del";
    let rows = sqlx::query(read).bind(plain(committees)).bind(sorts).fetch_all(tx).await?;
    let found = rows.iter().map(scope_row).collect::<Result<Vec<_>, _>>()?;
    Ok(readings::in_order_of_choice(found, committees))
}

/// The roster of a committee, in the order in which it was made.
pub async fn roster(tx: &mut PgConnection, committee: CommitteeId) -> Result<Vec<sync::wire::Row>, StoreError> {
    let read = "select * from record where committee = $1 and kind = any($2) and state is null and not del order by pk";
    let kinds: Vec<&str> = Kind::ALL.iter().filter(|kind| kind.is_roster()).map(|kind| kind.id()).collect();
    let rows = sqlx::query(read).bind(committee.0).bind(kinds).fetch_all(tx).await?;
    rows.iter().map(|row| Ok(rows::record(row)?.row())).collect()
}

/// The names of some records of the roster.
pub async fn names(tx: &mut PgConnection, recs: &[RecordId]) -> Result<BTreeMap<RecordId, String>, StoreError> {
    let rows = sqlx::query("select rec, body from record where rec = any($1)").bind(ids(recs)).fetch_all(tx).await?;
    rows.iter().map(readings::name).collect()
}

/// The rules of one kind of a committee.
pub async fn rules(
    tx: &mut PgConnection,
    committee: CommitteeId,
    kind: Kind,
) -> Result<Vec<(RecordId, Fields)>, StoreError> {
    let read = "select rec, body from record where committee = $1 and kind = $2 and state is null and not del \
         order by pk";
    let rows = sqlx::query(read).bind(committee.0).bind(kind.id()).fetch_all(tx).await?;
    rows.iter().map(|row| Ok((parsed(row, "rec")?, json(row, "body")?))).collect()
}

/// Members and venues of some committees that answer to what was typed: characters of the name or the place, pinyin or
/// its initials from the start, of a person from the start of the given name too. Members first, by name.
pub async fn search(
    tx: &mut PgConnection,
    committees: &[CommitteeId],
    typed: &str,
    limit: u32,
) -> Result<Vec<ScopeRow>, StoreError> {
    // Only letters, digits and spaces are left of what was typed: nothing of it has a meaning in a pattern.
    let words = split_cjk(&typed.to_lowercase());
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let keys: String = typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let letters_only = typed.chars().all(|c| c.is_ascii() || c.is_whitespace()) && !keys.is_empty();
    // A committee has some thousand names: reading through them costs less than an index of parts of words.
    let read = "select record.* from roster_text join record on record.pk = roster_text.rec \
         where roster_text.committee = any($1) and not record.del \
         and (words like '% ' || $2 || '%' or keys like '% ' || $3 || '%') \
         order by roster_text.kind, roster_text.name, record.pk limit $4";
    let keys = letters_only.then_some(keys);
    let bound = sqlx::query(read).bind(plain(committees)).bind(words).bind(keys).bind(i64::from(limit));
    bound.fetch_all(tx).await?.iter().map(scope_row).collect()
}

/// The venues and members that come under some special committees on a day, each with its special committee.
pub async fn under(
    tx: &mut PgConnection,
    special_committees: &[RecordId],
    day: Date,
) -> Result<Vec<(RecordId, Scope)>, StoreError> {
    // Whoever comes under it has its id in the body; whether that is an affiliation of the day, the domain says.
    let read = "select special.rec as special, record.kind as kind, record.rec as rec, record.body as body \
         from record as special join record on record.committee = special.committee \
         where special.rec = any($1) and record.kind in ('venue', 'member') \
         and record.state is null and not record.del and strpos(lower(record.body), special.rec::text) > 0";
    rights::under(&sqlx::query(read).bind(ids(special_committees)).fetch_all(tx).await?, day)
}

/// The epoch; made up the first time it is asked for.
pub async fn epoch(connection: &mut PgConnection) -> Result<String, StoreError> {
    let write = "insert into meta (key, value) values ('epoch', $1) on conflict (key) do nothing";
    sqlx::query(write).bind(Uuid::new_v4().simple().to_string()).execute(&mut *connection).await?;
    let row = sqlx::query("select value from meta where key = 'epoch'").fetch_one(connection).await?;
    Ok(row.try_get("value")?)
}

/// Begins a new epoch.
pub async fn begin_epoch(tx: &mut PgConnection, now: u64) -> Result<(), StoreError> {
    tx.lock_all().await?;
    let epoch = Uuid::new_v4().simple().to_string();
    sqlx::query("update meta set value = $1 where key = 'epoch'").bind(epoch).execute(&mut *tx).await?;
    let note = "insert into meta (key, value) values ('restored', $1) \
         on conflict (key) do update set value = excluded.value";
    sqlx::query(note).bind(now.to_string()).execute(&mut *tx).await?;
    sqlx::query("update device set behind = true").execute(tx).await?;
    Ok(())
}
