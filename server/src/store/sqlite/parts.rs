//! Scopes by name: what a scope is, what belongs to it, what there is to choose from.

use crate::store::{
    Days, ScopeRow, StoreError,
    cells::{json, parsed, to_json},
    readings::{self, CHOICES, scope_row},
    rows,
};
use domain::{
    fields::Fields,
    id::{CommitteeId, RecordId},
    kind::Kind,
    scope::Scope,
};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// The record of a scope; `None` where there is none of this sort.
pub async fn scope(tx: &mut SqliteConnection, scope: Scope) -> Result<Option<ScopeRow>, StoreError> {
    let read = "select * from record where rec = ? and kind = ? and del = 0";
    let row = sqlx::query(read).bind(scope.record().to_string()).bind(scope.sort()).fetch_optional(tx).await?;
    row.as_ref().map(scope_row).transpose()
}

/// The parts of one sort in a scope: of a committee, everything in it and below it, and of committees those right below;
/// of another scope, what belonged to it on one of the days. By name.
pub async fn parts(
    tx: &mut SqliteConnection,
    whole: Scope,
    sort: &str,
    days: &Days,
) -> Result<Vec<ScopeRow>, StoreError> {
    let rows = match whole {
        Scope::Committee(committee) if sort == Kind::Committee.id() => {
            let read = "select record.* from committee_parent cross join record on record.rec = committee_parent.committee \
                 and record.kind = 'committee' and del = 0 where parent = ?";
            sqlx::query(read).bind(committee.to_string()).fetch_all(tx).await?
        }
        Scope::Committee(committee) => {
            let committees = below(&mut *tx, &[committee]).await?;
            let read = "select record.* from json_each(?) cross join record on record.committee = value \
                 and kind = ? and state is null and del = 0";
            sqlx::query(read).bind(to_json(&committees)?).bind(sort).fetch_all(tx).await?
        }
        whole if whole.sort() == sort => return Ok(scope(tx, whole).await?.into_iter().collect()),
        whole => {
            let read = "select record.* from record where kind = ?1 and del = 0 and rec in ( \
                 select rec from spell where target = ?2 and spell.kind = ?3 \
                 and from_day <= ?5 and (until_day is null or until_day >= ?4))";
            let bound = sqlx::query(read).bind(sort).bind(whole.record().to_string()).bind(whole.sort());
            bound.bind(days.first.to_string()).bind(days.last.to_string()).fetch_all(tx).await?
        }
    };
    let mut parts = rows.iter().map(scope_row).collect::<Result<Vec<_>, _>>()?;
    parts.sort_by(|a, b| a.name().cmp(b.name()).then(a.scope.cmp(&b.scope)));
    Ok(parts)
}

/// Some committees and all those below them, each once, those above first. They are found by what the projector keeps,
/// and one that has just left is not among them.
pub async fn below(tx: &mut SqliteConnection, committees: &[CommitteeId]) -> Result<Vec<CommitteeId>, StoreError> {
    let read = "with recursive tree (committee, depth) as ( \
             select value, 0 from json_each(?) \
             union select committee_parent.committee, depth + 1 from tree \
             cross join committee_parent on parent = tree.committee \
             cross join record on record.rec = committee_parent.committee and del = 0 and lower(body ->> 'parent') = parent \
             where depth < 8) \
         select committee, min(depth) as depth from tree group by committee order by 2, 1";
    let rows = sqlx::query(read).bind(to_json(&committees)?).fetch_all(tx).await?;
    rows.iter().map(|row| parsed(row, "committee")).collect()
}

/// What there is to choose from in some committees: all scopes but members, by committee, sort and name.
pub async fn choices(tx: &mut SqliteConnection, committees: &[CommitteeId]) -> Result<Vec<ScopeRow>, StoreError> {
    let read = "select record.* from json_each(?) as committees cross join json_each(?) as kinds \
         cross join record on record.committee = committees.value and kind = kinds.value and state is null and del = 0";
    let rows = sqlx::query(read).bind(to_json(&committees)?).bind(to_json(&CHOICES)?).fetch_all(tx).await?;
    let found = rows.iter().map(scope_row).collect::<Result<Vec<_>, _>>()?;
    Ok(readings::in_order_of_choice(found, committees))
}

/// The roster of a committee, in the order in which it was made.
pub async fn roster(tx: &mut SqliteConnection, committee: CommitteeId) -> Result<Vec<sync::wire::Row>, StoreError> {
    let read = "select record.* from json_each(?) cross join record on committee = ? and kind = value \
         and state is null and del = 0 order by pk";
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| kind.is_roster()).collect();
    let rows = sqlx::query(read).bind(to_json(&kinds)?).bind(committee.to_string()).fetch_all(tx).await?;
    rows.iter().map(|row| Ok(rows::record(row)?.row())).collect()
}

/// The names of some records of the roster.
pub async fn names(tx: &mut SqliteConnection, recs: &[RecordId]) -> Result<BTreeMap<RecordId, String>, StoreError> {
    let read = "select rec, body from json_each(?) cross join record on record.rec = value";
    let rows = sqlx::query(read).bind(to_json(&recs)?).fetch_all(tx).await?;
    rows.iter().map(readings::name).collect()
}

/// The rules of one kind of a committee.
pub async fn rules(
    tx: &mut SqliteConnection,
    committee: CommitteeId,
    kind: Kind,
) -> Result<Vec<(RecordId, Fields)>, StoreError> {
    let read = "select rec, body from record where committee = ? and kind = ? and state is null and del = 0 \
         order by pk";
    let rows = sqlx::query(read).bind(committee.to_string()).bind(kind.id()).fetch_all(tx).await?;
    rows.iter().map(|row| Ok((parsed(row, "rec")?, json(row, "body")?))).collect()
}
