//! What a device keeps on its disk, and the changes that bring it from one state to the next.

use crate::{
    clock::Hlc,
    wire::{GrantList, Op, Row},
};
use domain::{
    id::{DeviceId, Feed, RecordId},
    problem::Refusal,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Counters and what is known of the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// The identity of this device.
    pub device: DeviceId,
    /// The number that the next operation gets on the wire.
    pub next_n: u64,
    /// The key that the next operation gets on this disk.
    pub next_key: u64,
    /// The last clock value given out.
    pub hlc: Hlc,
    /// What to add to the device's clock to get the server's, in milliseconds.
    #[serde(default)]
    pub clock_offset: i64,
    /// The server's epoch.
    #[serde(default)]
    pub epoch: Option<String>,
    /// The epoch before it, if the server was ever restored from a backup since this device knows it.
    #[serde(default)]
    pub last_epoch: Option<String>,
    /// The feeds granted.
    #[serde(default)]
    pub grants: Option<GrantList>,
    /// When the last round trip went well, in milliseconds since 1970 by the server's clock.
    #[serde(default)]
    pub synced_at: Option<u64>,
}

/// An operation on this device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredOp {
    /// Its key on this disk, never used again; `n` may change when the server asks for other numbers.
    pub key: u64,
    /// The operation; apart from `n` its content never changes.
    pub op: Op,
    /// When it was saved, in milliseconds since 1970 by the device's clock.
    pub saved_at: u64,
    /// How far it has come.
    pub state: OpState,
    /// The name under which it was acknowledged and is sent again after a restore, with the number it had; `None` while it
    /// goes under the device's present name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_as: Option<DeviceId>,
    /// Since when the server's row contains it, in milliseconds since 1970 by the server's clock. It is only kept any more,
    /// to be sent again in case the server is restored from an older backup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_since: Option<u64>,
}

impl StoredOp {
    /// About how many bytes it takes in a request.
    pub(super) fn bytes(&self) -> usize {
        serde_json::to_vec(&self.op).map_or(usize::MAX, |bytes| bytes.len())
    }
}

/// How far an operation has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpState {
    /// Not yet acknowledged.
    Waiting,
    /// Applied as this version of its record; replayed on the screen until the row has come.
    Applied(u64),
    /// Sent again after a restore; waits on the server for what it builds on.
    Held,
    /// Refused; stays until a person has dealt with it.
    Refused(Refusal),
}

/// Where a device stands in a feed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedMark {
    /// The highest seq received.
    pub cursor: u64,
    /// All of it is being received anew.
    pub rebuilding: bool,
    /// It was received to its end at least once.
    pub complete: bool,
}

/// A row with its home.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HomedRow {
    /// The feed it came in.
    pub feed: Feed,
    /// The row.
    pub row: Row,
}

/// A photo of this device that records here name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredPhoto {
    /// The hash of the file, which is its key on this disk.
    pub sha256: String,
    /// Its length in bytes.
    pub len: u64,
    /// Its media type.
    pub mime: String,
    /// The records saved here that name it.
    pub recs: BTreeSet<RecordId>,
    /// When it was saved, in milliseconds since 1970 by the device's clock.
    pub saved_at: u64,
    /// How far it has come.
    pub state: PhotoState,
}

/// How far a photo has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoState {
    /// The server does not have all of it; where it is being put, once that has begun.
    Waiting(Option<Upload>),
    /// The server holds all of it. The bytes are no longer on this disk.
    Uploaded,
    /// The server does not take it, or it is lost here; stays until a person has dealt with it.
    Refused(Refusal),
}

/// A place on the server for one photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// The address.
    pub url: String,
    /// How much lies there, as last heard.
    pub sent: u64,
}

/// Everything a disk holds for one device.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Counters.
    pub meta: Meta,
    /// Operations, in any order.
    pub ops: Vec<StoredOp>,
    /// Feeds.
    pub feeds: Vec<(Feed, FeedMark)>,
    /// Rows, in any order.
    pub rows: Vec<HomedRow>,
    /// Photos without their bytes, in any order.
    pub photos: Vec<StoredPhoto>,
}

impl Stored {
    /// A device that has never been used.
    pub fn fresh(device: DeviceId) -> Stored {
        let meta = Meta {
            device,
            next_n: 1,
            next_key: 1,
            hlc: Hlc::default(),
            clock_offset: 0,
            epoch: None,
            last_epoch: None,
            grants: None,
            synced_at: None,
        };
        Stored { meta, ops: Vec::new(), feeds: Vec::new(), rows: Vec::new(), photos: Vec::new() }
    }
}

/// One change to what a disk holds; those of one [`super::Output::Persist`] belong together.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The counters.
    PutMeta(Box<Meta>),
    /// An operation, under its key.
    PutOp(Box<StoredOp>),
    /// An operation is no longer needed.
    DropOp(u64),
    /// A row, under its record id.
    PutRow(Box<HomedRow>),
    /// A row is gone.
    DropRow(RecordId),
    /// Where the device stands in a feed.
    PutFeed(Feed, FeedMark),
    /// A feed is no longer granted.
    DropFeed(Feed),
    /// A photo, under its hash. The bytes of one that was uploaded leave the disk with the same transaction.
    PutPhoto(Box<StoredPhoto>),
    /// A photo is no longer needed.
    DropPhoto(String),
}

impl Stored {
    /// Carries changes out, as every disk must: the model for tests and for stores in memory.
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::PutMeta(meta) => self.meta = (**meta).clone(),
                Change::PutOp(op) => {
                    self.ops.retain(|known| known.key != op.key);
                    self.ops.push((**op).clone());
                    self.ops.sort_by_key(|op| op.key);
                }
                Change::DropOp(key) => self.ops.retain(|known| known.key != *key),
                Change::PutRow(row) => {
                    self.rows.retain(|known| known.row.rec != row.row.rec);
                    self.rows.push((**row).clone());
                }
                Change::DropRow(rec) => self.rows.retain(|known| known.row.rec != *rec),
                Change::PutFeed(feed, mark) => {
                    self.feeds.retain(|(known, _)| known != feed);
                    self.feeds.push((*feed, *mark));
                }
                Change::DropFeed(feed) => self.feeds.retain(|(known, _)| known != feed),
                Change::PutPhoto(photo) => {
                    self.photos.retain(|known| known.sha256 != photo.sha256);
                    self.photos.push((**photo).clone());
                }
                Change::DropPhoto(sha256) => self.photos.retain(|known| known.sha256 != *sha256),
            }
        }
    }
}
