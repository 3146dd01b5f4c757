//! Scopes by name: what a scope is, what belongs to it, what there is to choose from.

use super::cells::{json, parsed, to_json};
use crate::store::{Days, ScopeRow, StoreError};
use domain::{
    fields::Fields,
    id::{CommitteeId, RecordId},
    kind::Kind,
    scope::Scope,
};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use std::collections::BTreeMap;

/// The record of a scope; `None` where there is none of this sort.
pub async fn scope(tx: &mut SqliteConnection, scope: Scope) -> Result<Option<ScopeRow>, StoreError> {
    let read = "select * from record where rec = ? and kind = ? and del = 0";
    let row = sqlx::query(read).bind(scope.record().to_string()).bind(scope.sort()).fetch_optional(tx).await?;
    row.as_ref().map(scope_row).transpose()
}

/// The sorts of scopes are called as the kinds of their records.
fn scope_row(row: &SqliteRow) -> Result<ScopeRow, StoreError> {
    let kind: &str = row.try_get("kind")?;
    let scope = Scope::of(kind, parsed(row, "rec")?);
    Ok(ScopeRow {
        scope: scope.ok_or_else(|| StoreError::Corrupt(format!("a scope of kind {kind}")))?,
        committee: parsed(row, "committee")?,
        body: json(row, "body")?,
    })
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

/// Some committees and all those below them, each once, those above first.
pub async fn below(tx: &mut SqliteConnection, committees: &[CommitteeId]) -> Result<Vec<CommitteeId>, StoreError> {
    let read = "with recursive tree (committee, depth) as ( \
             select value, 0 from json_each(?) \
             union select committee_parent.committee, depth + 1 from tree \
             cross join committee_parent on parent = tree.committee where depth < 8) \
         select committee, min(depth) as depth from tree group by committee order by 2, 1";
    let rows = sqlx::query(read).bind(to_json(&committees)?).fetch_all(tx).await?;
    rows.iter().map(|row| parsed(row, "committee")).collect()
}

/// What there is to choose from in some committees: all scopes but members, by committee, sort and name.
pub async fn choices(tx: &mut SqliteConnection, committees: &[CommitteeId]) -> Result<Vec<ScopeRow>, StoreError> {
    const SORTS: [Kind; 8] = [
        Kind::Committee,
        Kind::SpecialCommittee,
        Kind::Sector,
        Kind::SectorGroup,
        Kind::Group,
        Kind::Venue,
        Kind::Cluster,
        Kind::ContactUnit,
    ];
    let read = "select record.* from json_each(?) as committees cross join json_each(?) as kinds \
         cross join record on record.committee = committees.value and kind = kinds.value and state is null and del = 0";
    let rows = sqlx::query(read).bind(to_json(&committees)?).bind(to_json(&SORTS)?).fetch_all(tx).await?;
    let mut found = rows.iter().map(scope_row).collect::<Result<Vec<_>, _>>()?;
    let place = |row: &ScopeRow| {
        let committee = committees.iter().position(|one| *one == row.committee);
        (committee, SORTS.iter().position(|kind| kind.id() == row.scope.sort()))
    };
    found.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.name().cmp(b.name())));
    Ok(found)
}

/// The names of some records of the roster.
pub async fn names(tx: &mut SqliteConnection, recs: &[RecordId]) -> Result<BTreeMap<RecordId, String>, StoreError> {
    let read = "select rec, body from json_each(?) cross join record on record.rec = value";
    let mut names = BTreeMap::new();
    for row in sqlx::query(read).bind(to_json(&recs)?).fetch_all(tx).await? {
        let body: Fields = json(&row, "body")?;
        names.insert(parsed(&row, "rec")?, body.text("name").unwrap_or("").to_owned());
    }
    Ok(names)
}

/// The quotas of a committee.
pub async fn quotas(tx: &mut SqliteConnection, committee: CommitteeId) -> Result<Vec<(RecordId, Fields)>, StoreError> {
    let read = "select rec, body from record where committee = ? and kind = 'quota' and state is null and del = 0 \
         order by pk";
    let rows = sqlx::query(read).bind(committee.to_string()).fetch_all(tx).await?;
    rows.iter().map(|row| Ok((parsed(row, "rec")?, json(row, "body")?))).collect()
}
