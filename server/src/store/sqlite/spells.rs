//! The dated affiliations and the tree of committees, as the projector keeps them for looking up.

use super::cells::{parsed, parsed_if_any, text, to_json};
use crate::store::StoreError;
use domain::{
    affiliation::Spell,
    id::{CommitteeId, RecordId},
    scope::Scope,
};
use jiff::civil::Date;
use sqlx::{SqliteConnection, sqlite::SqliteRow};
use std::collections::{BTreeMap, BTreeSet};

/// Every affiliation of some members, venues or sector groups.
pub async fn of(
    tx: &mut SqliteConnection,
    recs: &BTreeSet<RecordId>,
) -> Result<BTreeMap<RecordId, Vec<Spell>>, StoreError> {
    let mut found: BTreeMap<RecordId, Vec<Spell>> = BTreeMap::new();
    let read = "select spell.* from json_each(?) cross join spell on spell.rec = value";
    for row in sqlx::query(read).bind(to_json(recs)?).fetch_all(tx).await? {
        found.entry(parsed(&row, "rec")?).or_default().push(spell(&row)?);
    }
    Ok(found)
}

fn spell(row: &SqliteRow) -> Result<Spell, StoreError> {
    Ok(Spell {
        kind: parsed(row, "kind")?,
        to: text(row, "target")?,
        from: parsed(row, "from_day")?,
        until: parsed_if_any(row, "until_day")?,
    })
}

/// How many committees may stand above one: there are four levels, and a tree that goes round in a circle must end.
const DEEPEST: i64 = 8;

/// Each committee with those above it, the own first.
pub async fn lines(
    tx: &mut SqliteConnection,
    committees: &BTreeSet<CommitteeId>,
) -> Result<BTreeMap<CommitteeId, Vec<CommitteeId>>, StoreError> {
    let read = "with recursive line (committee, above, depth) as ( \
             select value, value, 0 from json_each(?) \
             union all select line.committee, parent, depth + 1 from line \
             cross join committee_parent on committee_parent.committee = line.above where depth < ?) \
         select committee, above from line order by depth";
    let mut lines: BTreeMap<CommitteeId, Vec<CommitteeId>> = BTreeMap::new();
    for row in sqlx::query(read).bind(to_json(committees)?).bind(DEEPEST).fetch_all(tx).await? {
        let (line, above) = (lines.entry(parsed(&row, "committee")?).or_default(), parsed(&row, "above")?);
        if !line.contains(&above) {
            line.push(above);
        }
    }
    Ok(lines)
}

/// The venues and members that come under some special committees on a day, each with its special committee.
pub async fn under(
    tx: &mut SqliteConnection,
    special_committees: &[RecordId],
    day: Date,
) -> Result<Vec<(RecordId, Scope)>, StoreError> {
    let read = "select distinct target, record.kind as kind, record.rec as rec from json_each(?1) \
         cross join spell on spell.target = value and spell.kind = 'special_committee' \
         and from_day <= ?2 and (until_day is null or until_day >= ?2) \
         cross join record on record.rec = spell.rec and record.kind in ('venue', 'member') and del = 0 \
         order by 1, 2, 3";
    let mut under = Vec::new();
    for row in sqlx::query(read).bind(to_json(&special_committees)?).bind(day.to_string()).fetch_all(tx).await? {
        let scope = Scope::of(&text(&row, "kind")?, parsed(&row, "rec")?);
        under.extend(scope.map(|scope| Ok::<_, StoreError>((parsed(&row, "target")?, scope))).transpose()?);
    }
    Ok(under)
}
