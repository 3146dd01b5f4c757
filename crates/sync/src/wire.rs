//! What travels: the types of protocol version 1, exactly as `docs/sync.md` names them.
//!
//! Architecture Invariant: these types and nothing else are serialized between client and server
//! for records; the golden files under `tests/golden` freeze them.

mod act;
pub mod desk;
pub mod figures;

pub use act::{Act, Empty, SetElem};

use crate::clock::Hlc;
use domain::{
    fields::Fields,
    id::{DeviceId, Feed, RecordId, UserId},
    merge::Conflict,
    policy::Grant,
    problem::Refusal,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The protocol version that these types speak.
pub const PROTO: u32 = 1;
/// The most operations in one request.
pub const MAX_OPS: usize = 500;
/// The largest request, in bytes before compression.
pub const MAX_REQUEST: usize = 1_000_000;
/// The largest operation, in bytes before compression.
pub const MAX_OP: usize = 64_000;
/// The most that a record may grow to, in bytes of its body and of what merging remembers, as JSON.
pub const MAX_RECORD: usize = 256_000;
/// Numbers stay below 2^53, so that every language reads them exactly.
pub const MAX_NUMBER: u64 = 1 << 53;

/// `POST /api/v1/sync`: push and pull in one round trip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// Always [`PROTO`].
    pub proto: u32,
    /// The sending device.
    pub device: DeviceId,
    /// The epoch the client knows; `None` on the very first request.
    #[serde(default)]
    pub epoch: Option<String>,
    /// The hash of the grants the client knows.
    #[serde(default)]
    pub grants: Option<String>,
    /// The highest seq received of each feed; a missing feed is 0.
    #[serde(default)]
    pub cursors: BTreeMap<Feed, u64>,
    /// Feeds that are being received anew from 0.
    #[serde(default)]
    pub rebuild: Vec<Feed>,
    /// Whether some feed has never been received whole: such a request waits behind those that ask what is new.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first: bool,
    /// About how many bytes of changes the client wants; at least one row comes whatever this says.
    #[serde(default = "default_want")]
    pub want_bytes: u64,
    /// What still waits on the phone, so that leaders see "未同步 n 条".
    #[serde(default)]
    pub outbox: OutboxReport,
    /// Operations with consecutive `n`.
    #[serde(default)]
    pub ops: Vec<Op>,
}

fn default_want() -> u64 {
    262_144
}

/// How much waits on a phone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutboxReport {
    /// Operations not yet acknowledged, those of this request included.
    pub ops: u64,
    /// Photos and files not yet uploaded.
    pub blobs: u64,
    /// When the oldest of them was saved, in milliseconds since 1970.
    pub oldest: Option<u64>,
}

/// One operation on one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Op {
    /// Its number on the device, from 1, without gaps.
    pub n: u64,
    /// The record.
    pub rec: RecordId,
    /// The kind of the record; one the server does not know is refused alone.
    pub kind: String,
    /// The home feed of the record.
    pub feed: Feed,
    /// The version of the record that the editor saw; 0 for none.
    #[serde(default)]
    pub base: u64,
    /// The epoch in which `base` was a version.
    #[serde(default)]
    pub epoch: Option<String>,
    /// The hybrid clock of the writer.
    pub hlc: Hlc,
    /// The schema version of the fields.
    #[serde(default = "default_schema")]
    pub schema: u32,
    /// What it does.
    pub act: Act,
}

fn default_schema() -> u32 {
    domain::schema::SCHEMA
}

/// The answer to a [`SyncRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SyncReply {
    /// The server's epoch; another one than before means that it was restored from a backup.
    pub epoch: String,
    /// The server's clock, in milliseconds since 1970.
    pub now: u64,
    /// One result for each operation of the request, in its order.
    pub results: Vec<OpResult>,
    /// The complete list of grants, or `None` where the client's hash is current.
    pub grants: Option<GrantList>,
    /// Feeds with changes, a reset or more to come; the others are left out.
    pub feeds: BTreeMap<Feed, Page>,
    /// Photos and files that records name and the server does not have yet.
    #[serde(default)]
    pub missing_blobs: Vec<String>,
}

/// What became of one operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpResult {
    /// Its number.
    pub n: u64,
    /// The outcome.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// Applied, refused, or held until the record is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Outcome {
    /// It took effect.
    Applied {
        /// The version of the record after it.
        ver: u64,
    },
    /// It never takes effect.
    Refused(Refusal),
    /// It waits on the server for its record.
    Held {
        /// Always true.
        held: bool,
    },
}

/// All feeds that somebody receives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantList {
    /// Changes whenever the list does.
    pub hash: String,
    /// The feeds, sorted.
    pub feeds: Vec<Grant>,
}

/// A page of one feed's changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The client drops its cursor: this page starts at 0.
    #[serde(default)]
    pub reset: bool,
    /// Rows in the order of seq.
    pub changes: Vec<Row>,
    /// The cursor after this page.
    pub seq: u64,
    /// Whether more waits.
    pub more: bool,
    /// Live rows of the feed; sent when `more` is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// The digest over live rows ([`crate::digest`]); sent when `more` is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// A record as the server holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The record.
    pub rec: RecordId,
    /// Its kind; a client keeps rows of kinds it does not know.
    pub kind: String,
    /// Raised by one with every operation applied.
    pub ver: u64,
    /// Its place in the feed.
    pub seq: u64,
    /// The schema version of the fields.
    pub schema: u32,
    /// Whether it was deleted; the body is then empty.
    #[serde(default)]
    pub del: bool,
    /// The fields.
    pub body: Fields,
    /// Values that lost against concurrent ones and wait for a person.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// Who created it; servers before this field did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<UserId>,
    /// Who wrote last.
    pub by: UserId,
    /// When the server took the last write in, in milliseconds since 1970.
    pub at: u64,
}

/// The body of every error: what a program reads, what a person reads, and what helps to explain it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The stable code.
    pub code: String,
    /// A sentence in Chinese.
    pub message: String,
    /// An object.
    #[serde(default)]
    pub detail: serde_json::Value,
}

/// `POST /api/v1/session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The account.
    pub login: String,
    /// The password; never logged, which is why this type has no `Debug` of its fields.
    pub password: String,
    /// The device that signs in.
    pub device: DeviceId,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").field("device", &self.device).finish_non_exhaustive()
    }
}

/// The answer to [`SignIn`]; the cookie travels beside it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// For clients without cookies.
    pub token: String,
    /// Who signed in.
    pub user: User,
    /// The feeds granted.
    pub feeds: Vec<Grant>,
}

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The account.
    pub id: UserId,
    /// The name shown.
    pub name: String,
    /// The member record, where the person is a member.
    pub member: Option<domain::id::MemberId>,
}

#[cfg(test)]
mod tests;
