//! What has to be true of a store that no server runs on, whatever was done to it.

use crate::stage::{COMMITTEE, NOON, VENUE_A};
use domain::{
    day::Period,
    id::{DeviceId, Feed},
    indicator::{FactState, Indicator},
    scope::Scope,
};
use serde_json::json;
use server::store::{LogEntry, Store, Total};
use std::collections::BTreeSet;
use sync::{
    digest,
    wire::{Page, Row},
};

/// Entries of the log that are read at once.
const MOST: u32 = 1_000;

/// All rows that somebody receives who has nothing of a feed, and its last page: numbers rise, no record comes twice, and
/// count and digest are those of the rows.
pub async fn received(store: &dyn Store, feed: Feed) -> (Vec<Row>, Page) {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let after = rows.last().map_or(0, |row| row.seq);
        let mut page = page(store, feed, after).await;
        rows.append(&mut page.changes);
        if page.more {
            continue;
        }
        assert!(rows.is_sorted_by(|one, next| one.seq < next.seq), "numbers rise");
        let recs: BTreeSet<_> = rows.iter().map(|row| row.rec).collect();
        assert_eq!(recs.len(), rows.len(), "no record comes twice");
        let live: Vec<&Row> = rows.iter().filter(|row| !row.del).collect();
        let sum = live.iter().fold(0, |sum, row| sum ^ digest::row(row.rec, row.ver));
        assert_eq!((page.count, &page.digest), (Some(live.len() as u64), &Some(digest::text(sum))));
        return (rows, page);
    }
}

async fn page(store: &dyn Store, feed: Feed, after: u64) -> Page {
    let cursors = json!({ (feed.to_string()): after });
    let request = json!({ "proto": 1, "device": DeviceId(500), "want_bytes": 4_000_000, "cursors": cursors,
                          "rebuild": [feed], "ops": [] });
    let request = serde_json::from_value(request).unwrap();
    store.pull(&request, &[feed]).await.unwrap().remove(&feed).unwrap()
}

/// Every operation that somebody ever sent, by device and number.
pub async fn log(store: &dyn Store) -> Vec<LogEntry> {
    let (mut log, mut after) = (Vec::new(), (DeviceId(0), 0));
    loop {
        let next = store.log(after, MOST).await.unwrap();
        let Some(last) = next.last() else { return log };
        after = (last.device, last.n);
        // The server writes mirrors itself.
        log.extend(next.into_iter().filter(|entry| !entry.op.by.0.is_nil()));
    }
}

/// Has the figures made of whatever is marked; made anew of everything they are the same.
pub async fn figures(store: &dyn Store) {
    project(store).await;
    let scopes = [Scope::Committee(COMMITTEE), Scope::Venue(VENUE_A)];
    let kept = totals(store, &scopes).await;
    store.mark_all_changed().await.unwrap();
    project(store).await;
    assert_eq!(totals(store, &scopes).await, kept, "figures made anew are those that were kept");
}

async fn project(store: &dyn Store) {
    while store.project(1_000, NOON).await.unwrap() > 0 {}
}

/// The activities that wait for their review somewhere, as the figures have them.
pub async fn pending(store: &dyn Store, scope: Scope) -> u64 {
    let is_counted = |one: &&Total| one.indicator == Indicator::Activities && one.state == FactState::Pending;
    totals(store, &[scope]).await.iter().filter(is_counted).map(|one| one.amount as u64).sum()
}

async fn totals(store: &dyn Store, scopes: &[Scope]) -> BTreeSet<Total> {
    store.totals(scopes, Period::Year(2026), NOON).await.unwrap().totals.into_iter().collect()
}
