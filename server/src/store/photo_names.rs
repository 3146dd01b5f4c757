//! Which photos the records of a group of pushes name: written with the records, so that what a reply says of missing
//! photos is true of the push it answers.

use super::{StoreError, tables::PushTables};
use domain::{
    id::{Feed, RecordId, UserId},
    kind::Kind,
    photo::{self, Sha256},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    server::{group::Rows, record::Record},
    wire::{Act, Outcome},
};

/// Records that name photos, before a group of pushes is decided.
pub fn naming(records: &BTreeMap<RecordId, Record>) -> BTreeSet<RecordId> {
    records.values().filter(|record| names(record).next().is_some()).map(|record| record.rec).collect()
}

fn names(record: &Record) -> impl Iterator<Item = Sha256> + '_ {
    // A mirror shows the photos of its record and is no record of its own.
    let own = record.kind != Kind::Mirror && !record.is_deleted();
    photo::photos(&record.body).map(|(_, photo)| photo.sha256).filter(move |_| own)
}

/// A claim: who wrote which hash into a record of which feed.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Claim(pub String, pub UserId, pub Feed);

/// A photo that a record names, with the records that were merged into it.
#[derive(Debug, Serialize)]
pub struct Named(pub RecordId, pub String, pub Feed, pub Vec<RecordId>);

/// Writes what the changed rows say of photos. `before` are the records that named photos before.
pub async fn write(tx: &mut dyn PushTables, changed: &Rows, before: &BTreeSet<RecordId>) -> Result<(), StoreError> {
    let touched: BTreeSet<RecordId> =
        naming(&changed.records).union(before).filter(|rec| changed.records.contains_key(rec)).copied().collect();
    if touched.is_empty() {
        return Ok(());
    }
    tx.write_claims(&claims(changed)).await?;
    let named: Vec<Named> = touched.iter().filter_map(|rec| changed.records.get(rec)).flat_map(named).collect();
    tx.write_named(&touched, &named).await
}

/// What the applied operations wrote: the record alone does not say which of several writers named a photo.
fn claims(changed: &Rows) -> BTreeSet<Claim> {
    let applied = changed.ops.values().filter(|op| matches!(op.outcome, Outcome::Applied { .. }));
    let fields = applied.filter_map(|op| match &op.act {
        Act::Create(fields) | Act::Patch(fields) => Some((op, fields)),
        _ => None,
    });
    let home = |rec: &RecordId| changed.records.get(rec).map(|record| record.feed);
    fields
        .filter_map(|(op, fields)| Some((op, home(&op.rec)?, fields)))
        .flat_map(|(op, feed, fields)| {
            photo::photos(fields).map(move |(_, photo)| Claim(photo.sha256.to_string(), op.by, feed))
        })
        .collect()
}

fn named(record: &Record) -> impl Iterator<Item = Named> + '_ {
    let taken: Vec<RecordId> =
        record.body.map(domain::activity::MERGED).filter_map(|(rec, _)| rec.parse().ok()).collect();
    names(record).map(move |hash| Named(record.rec, hash.to_string(), record.feed, taken.clone()))
}
