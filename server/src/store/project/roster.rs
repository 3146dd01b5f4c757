//! The roster as it is looked up: affiliations, the tree of committees, names. Where somebody's affiliations change, the
//! records that this may credit or mirror differently are marked.

use super::Changed;
use crate::store::{StoreError, cells::clean, tables::ProjectTables};
use domain::{
    affiliation::{SPELL, Spell},
    committee::Committee,
    id::{CommitteeId, RecordId},
    kind::Kind,
    member::Member,
    scope::Scope,
    search::{name_keys, part_keys, pinyin_keys, split_cjk},
    venue::{self, Venue},
};
use std::collections::BTreeMap;

/// Takes changed records in that are no activities.
pub async fn take_in(tx: &mut dyn ProjectTables, changed: &[Changed]) -> Result<(), StoreError> {
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
pub type SpellCells = (String, String, String, Option<String>);

/// What they say.
pub fn spell((kind, to, from, until): &SpellCells) -> Result<Spell, StoreError> {
    let bad = || StoreError::Corrupt(format!("an affiliation {kind} from {from}"));
    Ok(Spell {
        kind: kind.parse().map_err(|_| bad())?,
        to: to.clone(),
        from: from.parse().map_err(|_| bad())?,
        until: until.as_ref().map(|day| day.parse().map_err(|_| bad())).transpose()?,
    })
}

async fn spells(tx: &mut dyn ProjectTables, belonging: &[&Changed]) -> Result<(), StoreError> {
    let before = tx.spells(&belonging.iter().map(|one| one.rec).collect()).await?;
    let none = BTreeMap::new();
    let (mut moved, mut rows) = (Vec::new(), Vec::new());
    for one in belonging {
        let after = cells_of(one);
        if before.get(&one.rec).unwrap_or(&none) != &after {
            rows.extend(after.into_iter().map(|(key, cells)| (one.rec, key, cells)));
            moved.push(*one);
        }
    }
    if !moved.is_empty() {
        let recs: Vec<RecordId> = moved.iter().map(|one| one.rec).collect();
        tx.replace_spells(&recs, &rows).await?;
    }
    let (mut members, venues): (Vec<&Changed>, Vec<&Changed>) =
        moved.into_iter().filter(|one| one.kind != Kind::SectorGroup).partition(|one| one.kind == Kind::Member);
    // Whoever is new to the roster has a feed from now on, which mirrors may have waited for.
    let is_new = |one: &&Changed| one.kind == Kind::Member && one.ver == 1 && !before.contains_key(&one.rec);
    members.extend(belonging.iter().copied().filter(is_new));
    if !members.is_empty() {
        tx.mark_concerned(&members.iter().map(|one| (one.at, one.rec)).collect::<Vec<_>>()).await?;
    }
    if !venues.is_empty() {
        mark_counted(tx, &venues, "venue").await?;
    }
    Ok(())
}

/// What a record of the roster belongs to, by the keys of its fields.
fn cells_of(one: &Changed) -> BTreeMap<String, SpellCells> {
    let valid = one.body.map(SPELL).filter(|_| !one.is_deleted).filter_map(|(key, value)| {
        let spell = Spell::read(value)?;
        // An id has one way to be written here, however it was typed.
        let target = spell.target().map_or_else(|| clean(&spell.to).into_owned(), |target| target.to_string());
        let until = spell.until.map(|day| day.to_string());
        Some((clean(key).into_owned(), (spell.kind.id().to_owned(), target, spell.from.to_string(), until)))
    });
    valid.collect()
}

/// Marks what counts in some scopes.
async fn mark_counted(tx: &mut dyn ProjectTables, moved: &[&Changed], sort: &str) -> Result<(), StoreError> {
    let scopes: Vec<(i64, Scope)> = moved.iter().filter_map(|one| Some((one.at, Scope::of(sort, one.rec)?))).collect();
    tx.mark_counted(&scopes).await
}

async fn parents(tx: &mut dyn ProjectTables, committees: &[&Changed]) -> Result<(), StoreError> {
    let before = tx.parents(&committees.iter().map(|one| one.rec).collect()).await?;
    let parent = |one: &Changed| {
        let parent = Committee(&one.body).parent().filter(|_| !one.is_deleted).map(RecordId::from);
        parent.filter(|parent| *parent != one.rec)
    };
    let moved: Vec<&Changed> =
        committees.iter().copied().filter(|one| before.get(&one.rec) != parent(one).as_ref()).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let recs: Vec<RecordId> = moved.iter().map(|one| one.rec).collect();
    let rows: Vec<_> = moved.iter().filter_map(|one| Some((one.rec, parent(one)?))).collect();
    tx.replace_parents(&recs, &rows).await?;
    mark_counted(tx, &moved, "committee").await
}

/// Members and venues by name, for searching.
async fn names(tx: &mut dyn ProjectTables, named: &[&Changed]) -> Result<(), StoreError> {
    let numbers: Vec<i64> = named.iter().map(|one| one.pk).collect();
    let rows: Vec<_> = named.iter().filter(|one| !one.is_deleted).map(|one| name_cells(one)).collect();
    tx.replace_names(&numbers, &rows).await
}

/// What a member or a venue is found by.
pub struct NameCells {
    /// The number of the record.
    pub number: i64,
    /// The record.
    pub rec: RecordId,
    /// Its committee.
    pub committee: CommitteeId,
    /// Its name, by which what is found is put in order.
    pub name: String,
    /// Name and place, characters apart.
    pub words: String,
    /// The name in pinyin and its initials, and of a person the given name alone likewise.
    pub keys: String,
}

fn name_cells(one: &Changed) -> NameCells {
    let (name, more) = match one.kind {
        Kind::Venue => (Venue(&one.body).name(), one.body.text(venue::PLACE).unwrap_or("")),
        _ => (Member(&one.body).name(), ""),
    };
    let (full, initials) = Member(&one.body).pinyin();
    let (own_full, own_initials) = if one.kind == Kind::Member { pinyin_keys(name) } else { part_keys(name) };
    let (full, initials) = if full.is_empty() { (&*own_full, &*own_initials) } else { (full, initials) };
    let keys = match one.kind {
        Kind::Member => name_keys(name, full, initials).join(" "),
        _ => format!("{full} {initials}"),
    };
    NameCells {
        number: one.pk,
        rec: one.rec,
        committee: one.committee,
        name: clean(name).into_owned(),
        words: split_cjk(&format!("{name} {more}")),
        keys: clean(&keys).into_owned(),
    }
}
