//! Facts: what each record adds to each figure of each scope it touches.

use super::{
    super::cells::{parsed, text, to_json},
    Changed,
    ground::Ground,
    rollups::{Deltas, ROWS},
    scopes,
};
use crate::store::StoreError;
use domain::{
    credit,
    indicator::{self, FactState, Indicator},
    scope::Scope,
};
use jiff::civil::Date;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// One row. Records and scopes by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    pub rec: i64,
    pub scope: i64,
    pub indicator: Indicator,
    pub activity_type: Arc<str>,
    pub state: FactState,
    pub day: Date,
    pub amount: i64,
}

/// Replaces the facts of some activities, and lets the rollups follow. Records whose facts stay as they are cost no write.
pub async fn replace(tx: &mut SqliteConnection, activities: &[Changed], ground: &Ground) -> Result<(), StoreError> {
    let credited: Vec<Credited<'_>> = activities.iter().filter_map(|one| credited(one, ground)).collect();
    let scopes: BTreeSet<Scope> = credited.iter().flat_map(|one| one.scopes.iter().copied()).collect();
    let numbers = scopes::numbers(tx, &scopes).await?;
    let mut after: BTreeMap<i64, BTreeSet<Fact>> = BTreeMap::new();
    for one in &credited {
        after.entry(one.rec).or_default().extend(one.facts(&numbers));
    }
    let before = read(tx, activities).await?;
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
    if !stale.is_empty() {
        let forget = "delete from fact where rec in (select value from json_each(?))";
        sqlx::query(forget).bind(to_json(&stale)?).execute(&mut *tx).await?;
    }
    for rows in fresh.chunks(ROWS) {
        write(tx, rows).await?;
    }
    deltas.write(tx).await
}

/// An activity that belongs in figures, with the scopes it counts in.
struct Credited<'a> {
    rec: i64,
    scopes: BTreeSet<Scope>,
    facts: indicator::Facts<'a>,
}

fn credited<'a>(one: &'a Changed, ground: &Ground) -> Option<Credited<'a>> {
    let facts = indicator::facts(&one.body).filter(|_| !one.is_deleted)?;
    let spells = |rec| ground.spells(rec).to_vec();
    let on = credit::Ground { committees: ground.line(one.committee), spells: &spells };
    Some(Credited { rec: one.pk, scopes: credit::scopes(&one.body, &facts, on), facts })
}

impl Credited<'_> {
    fn facts(&self, numbers: &BTreeMap<Scope, i64>) -> impl Iterator<Item = Fact> {
        let activity_type: Arc<str> = self.facts.activity_type.into();
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

/// The facts as they stand, by record.
async fn read(tx: &mut SqliteConnection, activities: &[Changed]) -> Result<BTreeMap<i64, BTreeSet<Fact>>, StoreError> {
    let recs: Vec<i64> = activities.iter().map(|one| one.pk).collect();
    let read = "select fact.* from json_each(?) cross join fact on fact.rec = value";
    let mut found: BTreeMap<i64, BTreeSet<Fact>> = BTreeMap::new();
    for row in sqlx::query(read).bind(to_json(&recs)?).fetch_all(tx).await? {
        let fact = Fact {
            rec: row.try_get("rec")?,
            scope: row.try_get("scope")?,
            indicator: parsed(&row, "indicator")?,
            activity_type: text(&row, "activity_type")?.into(),
            state: parsed(&row, "state")?,
            day: parsed(&row, "day")?,
            amount: row.try_get("amount")?,
        };
        found.entry(fact.rec).or_default().insert(fact);
    }
    Ok(found)
}

async fn write(tx: &mut SqliteConnection, facts: &[&Fact]) -> Result<(), StoreError> {
    let mut write = QueryBuilder::new("insert into fact (rec, scope, indicator, activity_type, state, day, amount) ");
    write.push_values(facts, |mut row, fact| {
        row.push_bind(fact.rec)
            .push_bind(fact.scope)
            .push_bind(fact.indicator.id())
            .push_bind(&*fact.activity_type)
            .push_bind(fact.state.id())
            .push_bind(fact.day.to_string())
            .push_bind(fact.amount);
    });
    write.build().persistent(facts.len() == ROWS).execute(tx).await?;
    Ok(())
}
