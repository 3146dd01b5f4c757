//! Facts: what each record adds to each figure of each scope it touches.

use super::{Changed, ground::Ground, rollups::Deltas};
use crate::store::{
    StoreError,
    cells::{Row, clean, int, parsed, text},
    tables::ProjectTables,
};
use domain::{
    credit,
    indicator::{self, FactState, Indicator},
    scope::Scope,
};
use jiff::civil::Date;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// One row. Records and scopes by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The number of the record.
    pub rec: i64,
    /// The number of the scope.
    pub scope: i64,
    /// What is added up.
    pub indicator: Indicator,
    /// A preset type, or one of the committee's own.
    pub activity_type: Arc<str>,
    /// Whether it counts, waits or is announced.
    pub state: FactState,
    /// When.
    pub day: Date,
    /// How much.
    pub amount: i64,
}

impl Fact {
    /// Reads it from a row that has all its columns.
    pub fn read(row: &impl Row) -> Result<Self, StoreError> {
        Ok(Fact {
            rec: int(row, "rec")?,
            scope: int(row, "scope")?,
            indicator: parsed(row, "indicator")?,
            activity_type: text(row, "activity_type")?.into(),
            state: parsed(row, "state")?,
            day: parsed(row, "day")?,
            amount: int(row, "amount")?,
        })
    }
}

/// Replaces the facts of some records, and lets the rollups follow. Records whose facts stay as they are cost no write.
pub async fn replace(tx: &mut dyn ProjectTables, activities: &[Changed], ground: &Ground) -> Result<(), StoreError> {
    let credited: Vec<Credited<'_>> = activities.iter().filter_map(|one| credited(one, ground)).collect();
    let scopes: BTreeSet<Scope> = credited.iter().flat_map(|one| one.scopes.iter().copied()).collect();
    let numbers = tx.scope_numbers(&scopes).await?;
    let mut after: BTreeMap<i64, BTreeSet<Fact>> = BTreeMap::new();
    for one in &credited {
        after.entry(one.rec).or_default().extend(one.facts(&numbers));
    }
    let before = tx.facts(&activities.iter().map(|one| one.pk).collect::<Vec<_>>()).await?;
    let none = BTreeSet::new();
    let (mut deltas, mut stale, mut fresh) = (Deltas::default(), Vec::new(), Vec::new());
    for one in activities {
        let (old, new) = (before.get(&one.pk).unwrap_or(&none), after.get(&one.pk).unwrap_or(&none));
        if old == new {
            continue;
        }
        old.difference(new).for_each(|fact| deltas.count(fact, -1));
        new.difference(old).for_each(|fact| deltas.count(fact, 1));
        if !old.is_empty() {
            stale.push(one.pk);
        }
        fresh.extend(new);
    }
    tx.replace_facts(&stale, &fresh).await?;
    let deltas = deltas.all();
    if deltas.is_empty() { Ok(()) } else { tx.write_deltas(&deltas).await }
}

/// A record that belongs in figures, with the scopes it counts in.
struct Credited<'a> {
    rec: i64,
    scopes: BTreeSet<Scope>,
    facts: indicator::Facts<'a>,
}

fn credited<'a>(one: &'a Changed, ground: &Ground) -> Option<Credited<'a>> {
    let facts = indicator::facts_of(one.kind, &one.body).filter(|_| !one.is_deleted)?;
    let spells = |rec| ground.spells(rec).to_vec();
    let on = credit::Ground { committees: ground.line(one.committee), spells: &spells };
    Some(Credited { rec: one.pk, scopes: credit::scopes(&one.body, &facts, on), facts })
}

impl Credited<'_> {
    fn facts(&self, numbers: &BTreeMap<Scope, i64>) -> impl Iterator<Item = Fact> {
        let activity_type: Arc<str> = clean(self.facts.activity_type).into();
        let scopes = self.scopes.iter().filter_map(|scope| numbers.get(scope).copied());
        scopes.flat_map(move |scope| {
            let activity_type = activity_type.clone();
            self.facts.amounts.iter().map(move |(indicator, amount)| Fact {
                rec: self.rec,
                scope,
                indicator: *indicator,
                activity_type: activity_type.clone(),
                state: self.facts.state,
                day: self.facts.day,
                amount: *amount,
            })
        })
    }
}
