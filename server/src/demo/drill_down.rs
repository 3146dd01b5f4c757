//! Every figure of the demonstration equals the list that it opens to.

use super::fill;
use crate::{
    clock,
    store::{Days, Store, WhichFigure, sqlite::SqliteStore},
};
use domain::{
    day::Period,
    indicator::{FactState, Indicator},
    scope::Scope,
};
use jiff::civil::date;
use std::collections::BTreeMap;

#[tokio::test]
async fn every_figure_equals_its_records_for_every_indicator_scope_and_period() {
    let today = date(2026, 11, 22);
    let now = clock::millis(today.at(10, 0, 0, 0));
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("demo.db")).await.unwrap();
    fill(&store, 3, now).await.unwrap();
    let committees: Vec<_> = store.committees().await.unwrap().into_iter().map(|(committee, _)| committee).collect();
    let mut scopes: Vec<Scope> = store.choices(&committees).await.unwrap().iter().map(|row| row.scope).collect();
    let year = Days { first: date(2026, 1, 1), last: date(2026, 12, 31) };
    for committee in committees {
        let members = store.parts(Scope::Committee(committee), "member", &year).await.unwrap();
        scopes.extend(members.iter().map(|member| member.scope));
    }
    scopes.sort();
    scopes.dedup();
    assert!(scopes.len() > 10);
    let mut opened = 0;
    for period in [Period::Month(2026, 10), Period::Quarter(2026, 3), Period::Year(2026)] {
        let mut figures: BTreeMap<(Scope, Indicator, FactState), (i64, u64)> = BTreeMap::new();
        for total in store.totals(&scopes, period, now).await.unwrap().totals {
            let figure = figures.entry((total.scope, total.indicator, total.state)).or_default();
            *figure = (figure.0 + total.amount, figure.1 + total.records);
        }
        for scope in &scopes {
            for indicator in Indicator::ALL {
                for state in [FactState::Approved, FactState::Pending] {
                    let figure = figures.get(&(*scope, *indicator, state)).copied().unwrap_or_default();
                    let which =
                        WhichFigure { scope: *scope, period, indicator: *indicator, state, activity_type: None };
                    let found = store.records_of_figure(&which, 10_000, now).await.unwrap();
                    let sum: i64 = found.records.iter().map(|one| one.amount).sum();
                    let listed = (sum, found.records.len() as u64);
                    assert_eq!((listed, (found.sum, found.total)), (figure, figure), "{which:?}");
                    opened += u32::from(figure.0 > 0);
                }
            }
        }
    }
    assert!(opened > 100, "{opened}");
}
