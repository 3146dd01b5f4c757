//! The roster as it is looked up: affiliations, the tree of committees, names. Where somebody's affiliations change, the
//! records that this may credit or mirror differently are marked.

use super::{super::cells::to_json, Changed};
use crate::store::StoreError;
use domain::{
    affiliation::{SPELL, Spell},
    committee::Committee,
    id::RecordId,
    kind::Kind,
    member::Member,
    scope::Scope,
    search::{pinyin_keys, split_cjk},
    venue::{self, Venue},
};
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// Takes changed records in that are no activities.
pub async fn take_in(tx: &mut SqliteConnection, changed: &[Changed]) -> Result<(), StoreError> {
    let of = |kinds: &[Kind]| changed.iter().filter(|one| kinds.contains(&one.kind)).collect::<Vec<&Changed>>();
    let belonging = of(&[Kind::Member, Kind::Venue, Kind::SectorGroup]);
    if !belonging.is_empty() {
        spells(tx, &belonging).await?;
    }
    let committees = of(&[Kind::Committee]);
    if !committees.is_empty() {
        parents(tx, &committees).await?;
    }
    let named = of(&[Kind::Member, Kind::Venue]);
    if !named.is_empty() {
        names(tx, &named).await?;
    }
    Ok(())
}

/// The cells of one affiliation: kind, target, first day, last day.
type Cells = (String, String, String, Option<String>);

async fn spells(tx: &mut SqliteConnection, belonging: &[&Changed]) -> Result<(), StoreError> {
    let recs: Vec<RecordId> = belonging.iter().map(|one| one.rec).collect();
    let mut before: BTreeMap<String, BTreeMap<String, Cells>> = BTreeMap::new();
    let read = "select spell.* from json_each(?) cross join spell on spell.rec = value";
    for row in sqlx::query(read).bind(to_json(&recs)?).fetch_all(&mut *tx).await? {
        let cells = (row.try_get("kind")?, row.try_get("target")?, row.try_get("from_day")?, row.try_get("until_day")?);
        before.entry(row.try_get("rec")?).or_default().insert(row.try_get("key")?, cells);
    }
    let none = BTreeMap::new();
    let (mut moved, mut rows) = (Vec::new(), Vec::new());
    for one in belonging {
        let (rec, after) = (one.rec.to_string(), cells_of(one));
        if before.get(&rec).unwrap_or(&none) != &after {
            rows.extend(after.into_iter().map(|(key, cells)| (rec.clone(), key, cells)));
            moved.push(*one);
        }
    }
    if !moved.is_empty() {
        let recs: Vec<RecordId> = moved.iter().map(|one| one.rec).collect();
        let forget = "delete from spell where rec in (select value from json_each(?))";
        sqlx::query(forget).bind(to_json(&recs)?).execute(&mut *tx).await?;
        let write = "insert into spell (rec, key, kind, target, from_day, until_day) \
             select value ->> 0, value ->> 1, value ->> '$[2][0]', value ->> '$[2][1]', value ->> '$[2][2]', \
             value ->> '$[2][3]' from json_each(?)";
        sqlx::query(write).bind(to_json(&rows)?).execute(&mut *tx).await?;
    }
    let (mut members, venues): (Vec<&Changed>, Vec<&Changed>) =
        moved.into_iter().filter(|one| one.kind != Kind::SectorGroup).partition(|one| one.kind == Kind::Member);
    // Whoever is new to the roster has a feed from now on, which mirrors may have waited for.
    let is_new =
        |one: &&Changed| one.kind == Kind::Member && one.ver == 1 && !before.contains_key(&one.rec.to_string());
    members.extend(belonging.iter().copied().filter(is_new));
    if !members.is_empty() {
        mark_concerned(tx, &members).await?;
    }
    if !venues.is_empty() {
        mark_counted(tx, &venues, "venue").await?;
    }
    Ok(())
}

/// What a record of the roster belongs to, by the keys of its fields.
fn cells_of(one: &Changed) -> BTreeMap<String, Cells> {
    let valid = one.body.map(SPELL).filter(|_| !one.is_deleted).filter_map(|(key, value)| {
        let spell = Spell::read(value)?;
        // An id has one way to be written here, however it was typed.
        let target = spell.target().map_or(spell.to, |target| target.to_string());
        let until = spell.until.map(|day| day.to_string());
        Some((key.to_owned(), (spell.kind.id().to_owned(), target, spell.from.to_string(), until)))
    });
    valid.collect()
}

/// Marks what concerns some members: they may be credited elsewhere now, and need other mirrors.
async fn mark_concerned(tx: &mut SqliteConnection, members: &[&Changed]) -> Result<(), StoreError> {
    let moved: Vec<(i64, RecordId)> = members.iter().map(|one| (one.at, one.rec)).collect();
    let mark = "insert into changed (at, rec) select moved.value ->> 0, record.rec from json_each(?) as moved \
         cross join concerned on concerned.member = moved.value ->> 1 \
         cross join record on record.pk = concerned.rec where true on conflict do nothing";
    sqlx::query(mark).bind(to_json(&moved)?).execute(tx).await?;
    Ok(())
}

/// Marks what counts in some scopes.
async fn mark_counted(tx: &mut SqliteConnection, moved: &[&Changed], sort: &str) -> Result<(), StoreError> {
    let moved: Vec<(i64, String)> =
        moved.iter().filter_map(|one| Some((one.at, Scope::of(sort, one.rec)?.to_string()))).collect();
    // Whatever counts at all counts as an activity.
    let mark = "insert into changed (at, rec) select moved.value ->> 0, record.rec from json_each(?) as moved \
         cross join scope on scope.id = moved.value ->> 1 \
         cross join fact on fact.scope = scope.pk and fact.indicator = 'activities' \
         cross join record on record.pk = fact.rec where true on conflict do nothing";
    sqlx::query(mark).bind(to_json(&moved)?).execute(tx).await?;
    Ok(())
}

async fn parents(tx: &mut SqliteConnection, committees: &[&Changed]) -> Result<(), StoreError> {
    let ids: BTreeSet<RecordId> = committees.iter().map(|one| one.rec).collect();
    let mut before: BTreeMap<String, String> = BTreeMap::new();
    let read = "select committee_parent.* from json_each(?) cross join committee_parent on committee = value";
    for row in sqlx::query(read).bind(to_json(&ids)?).fetch_all(&mut *tx).await? {
        before.insert(row.try_get("committee")?, row.try_get("parent")?);
    }
    let parent = |one: &Changed| {
        let parent = Committee(&one.body).parent().filter(|_| !one.is_deleted);
        parent.filter(|parent| RecordId::from(*parent) != one.rec).map(|parent| parent.to_string())
    };
    let moved: Vec<&Changed> =
        committees.iter().copied().filter(|one| before.get(&one.rec.to_string()) != parent(one).as_ref()).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let ids: Vec<RecordId> = moved.iter().map(|one| one.rec).collect();
    let forget = "delete from committee_parent where committee in (select value from json_each(?))";
    sqlx::query(forget).bind(to_json(&ids)?).execute(&mut *tx).await?;
    let rows: Vec<_> = moved.iter().filter_map(|one| Some((one.rec, parent(one)?))).collect();
    let write = "insert into committee_parent (committee, parent) \
         select value ->> 0, value ->> 1 from json_each(?)";
    sqlx::query(write).bind(to_json(&rows)?).execute(&mut *tx).await?;
    mark_counted(tx, &moved, "committee").await
}

/// Members and venues by name, for searching.
async fn names(tx: &mut SqliteConnection, named: &[&Changed]) -> Result<(), StoreError> {
    let numbers: Vec<i64> = named.iter().map(|one| one.pk).collect();
    let forget = "delete from roster_text where rowid in (select value from json_each(?))";
    sqlx::query(forget).bind(to_json(&numbers)?).execute(&mut *tx).await?;
    let rows: Vec<_> = named.iter().filter(|one| !one.is_deleted).map(|one| name_cells(one)).collect();
    let write = "insert into roster_text (rowid, rec, committee, words, keys) \
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?)";
    sqlx::query(write).bind(to_json(&rows)?).execute(tx).await?;
    Ok(())
}

fn name_cells(one: &Changed) -> (i64, RecordId, String, String, String) {
    let (name, more) = match one.kind {
        Kind::Venue => (Venue(&one.body).name(), one.body.text(venue::PLACE).unwrap_or("")),
        _ => (Member(&one.body).name(), ""),
    };
    let (full, initials) = Member(&one.body).pinyin();
    let (own_full, own_initials) = pinyin_keys(name);
    let keys = if full.is_empty() { format!("{own_full} {own_initials}") } else { format!("{full} {initials}") };
    (one.pk, one.rec, one.committee.to_string(), split_cjk(&format!("{name} {more}")), keys)
}
