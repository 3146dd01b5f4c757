//! Records, feeds, devices and operations as rows: how they are read, and what is written of them.

use super::{
    StoreError,
    cells::{Row, clean, int, json, number, parsed, to_json},
};
use domain::{
    activity::{NARRATIVE, PHASE, START},
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId, VenueId},
    kind::Kind,
    outline::{Outline, outline},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use sync::{
    digest,
    server::{
        group::{DeviceRow, HeldOp, Logged},
        record::{FeedHead, Record},
    },
    wire::Outcome,
};

/// Reads a record from a row that has all its columns.
pub fn record(row: &impl Row) -> Result<Record, StoreError> {
    Ok(Record {
        rec: parsed(row, "rec")?,
        kind: parsed(row, "kind")?,
        feed: parsed(row, "feed")?,
        ver: number(row, "ver")?,
        seq: number(row, "seq")?,
        schema: u32::try_from(number(row, "schema")?).unwrap_or(u32::MAX),
        body: json(row, "body")?,
        history: json(row, "history")?,
        author: parsed(row, "author")?,
        by: parsed(row, "by_user")?,
        at: number(row, "at")?,
    })
}

/// Reads the head of a feed.
pub fn feed(row: &impl Row) -> Result<FeedHead, StoreError> {
    Ok(FeedHead {
        feed: parsed(row, "id")?,
        committee: parsed(row, "committee")?,
        seq: number(row, "seq")?,
        count: number(row, "count")?,
        digest: int(row, "digest")?.cast_unsigned(),
        floor: number(row, "floor")?,
    })
}

/// Reads the owner and the counter of a device.
pub fn device(row: &impl Row) -> Result<(DeviceId, DeviceRow), StoreError> {
    let known = DeviceRow { user: parsed(row, "user")?, last_n: number(row, "last_n")?, behind: row.flag("behind")? };
    Ok((row.device("id")?, known))
}

/// Reads an operation of the log.
pub fn logged(row: &impl Row) -> Result<((DeviceId, u64), Logged), StoreError> {
    let key = (row.device("device")?, number(row, "n")?);
    let logged = Logged {
        rec: parsed(row, "rec")?,
        hlc: parsed(row, "hlc")?,
        by: parsed(row, "by_user")?,
        act: json(row, "act")?,
        outcome: json(row, "outcome")?,
        at: number(row, "at")?,
    };
    Ok((key, logged))
}

/// Reads an operation that is held.
pub fn held(row: &impl Row) -> Result<((DeviceId, u64), HeldOp), StoreError> {
    let held =
        HeldOp { op: json(row, "op")?, actor: json(row, "actor")?, why: json(row, "why")?, at: number(row, "at")? };
    Ok(((row.device("device")?, number(row, "n")?), held))
}

/// A record with what its columns repeat of the body and of the feed.
pub struct RecordCells<'a> {
    /// The record.
    pub record: &'a Record,
    /// The committee of its feed.
    pub committee: CommitteeId,
    /// Where it stands.
    pub state: Option<&'static str>,
    /// Where it happens.
    pub venue: Option<VenueId>,
    /// The day on which it happens.
    pub day: Option<String>,
    /// What it grew out of.
    pub origin: Option<RecordId>,
    /// Its body as JSON.
    pub body: String,
    /// Its history as JSON.
    pub history: String,
}

impl<'a> RecordCells<'a> {
    /// The cells of a record; `feeds` are the heads of feeds, its own among them.
    pub fn of(record: &'a Record, feeds: &BTreeMap<Feed, FeedHead>) -> Result<Self, StoreError> {
        let head = feeds.get(&record.feed).ok_or_else(|| StoreError::Corrupt(format!("no head of {}", record.feed)))?;
        let Outline { state, venue, day, origin } = outline(record.kind, &record.body);
        Ok(RecordCells {
            record,
            committee: head.committee,
            state,
            venue,
            day: day.map(|day| day.to_string()),
            origin,
            body: to_json(&record.body)?,
            history: to_json(&record.history)?,
        })
    }

    /// What questions ask of its body.
    pub fn asked(&self) -> Asked {
        Asked::of(self.record.kind, &self.record.body)
    }
}

/// What questions ask of the body of an activity, where columns repeat it.
#[derive(Default)]
pub struct Asked {
    /// Whether it took place.
    pub phase: Option<String>,
    /// When it starts.
    pub start: Option<String>,
    /// What the same text is found by.
    pub wording: Option<i64>,
}

impl Asked {
    /// Reads it from a body.
    pub fn of(kind: Kind, body: &Fields) -> Self {
        if kind != Kind::Activity {
            return Asked::default();
        }
        let cell = |field| body.text(field).map(|text| clean(text).into_owned());
        Asked { phase: cell(PHASE), start: cell(START), wording: body.text(NARRATIVE).map(wording) }
    }
}

/// The first 8 bytes of the hash of a text without the space around it: whatever is found by it is compared in full.
pub fn wording(text: &str) -> i64 {
    digest::first_8(&Sha256::digest(text.trim())).cast_signed()
}

/// The code with which an operation was refused.
pub fn refused(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Refused(refusal) => Some(&refusal.code),
        Outcome::Applied { .. } | Outcome::Held { .. } => None,
    }
}

/// The row of a device.
#[derive(Serialize)]
pub struct DeviceCells {
    /// The device.
    pub id: DeviceId,
    /// Whose it is.
    pub user: UserId,
    /// The highest number taken in.
    pub last_n: u64,
    /// Whether the server was restored since its last new operation.
    pub behind: bool,
    /// Operations that wait on it.
    pub ops: u64,
    /// Photos and files that wait on it.
    pub blobs: u64,
    /// When the oldest of them was saved.
    pub oldest: Option<u64>,
    /// When it was last heard of.
    pub seen_at: u64,
}

/// Records that the projector has to look at: of a mirror nothing is made, since it wrote it.
pub fn to_project(records: &BTreeMap<RecordId, Record>) -> Vec<RecordId> {
    records.values().filter(|one| one.kind != Kind::Mirror).map(|one| one.rec).collect()
}
