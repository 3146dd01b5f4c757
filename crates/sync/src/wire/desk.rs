//! What the desk reads by query: records that wait, what was decided, figures with their records, the history of one.

use super::{Act, Row, User};
use domain::fields::Fields;
use domain::id::{CommitteeId, Feed, RecordId, UserId};
use domain::policy::{Grant, Held};
use domain::problem::Refusal;
use domain::review::Review;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// `GET /api/v1/session`: who one is, as it holds today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoAmI {
    /// The person.
    pub user: User,
    /// The feeds granted.
    pub feeds: Vec<Grant>,
    /// The roles, each in its scope.
    pub roles: Vec<Held>,
}

/// A record with where it lives and who made it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeskRow {
    /// Its home.
    pub feed: Feed,
    /// The committee of its home.
    pub committee: CommitteeId,
    /// The name of whoever created it.
    pub author_name: String,
    /// Whether the asker reviews it: what would be refused is not to be offered.
    #[serde(default)]
    pub reviews: bool,
    /// The record.
    #[serde(flatten)]
    pub row: Row,
}

/// `GET /api/v1/review?state=pending|returned&scope=…`: oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewList {
    /// The records, at most 200.
    pub rows: Vec<DeskRow>,
    /// How many there are in all.
    pub total: u64,
    /// How many there are that the asker reviews, whatever scope was asked for, by the feed that says who reviews them: that
    /// of the venue to which they are credited, else their own.
    #[serde(default)]
    pub by_feed: BTreeMap<Feed, u64>,
    /// The server's clock, in milliseconds since 1970.
    pub as_of: u64,
    /// Records that are not listed and resemble one that is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<DeskRow>,
}

/// `GET /api/v1/records/{rec}/alike`: the records that may be of the same activity as one, or that say the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlikeList {
    /// The records, by day.
    pub rows: Vec<DeskRow>,
}

/// `GET /api/v1/matters?scope=committee:…&state=under_way`: the consultations of a committee.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatterList {
    /// The latest first, at most 300.
    pub rows: Vec<Matter>,
    /// The workflows of the committee's own that lead some of them.
    pub workflows: BTreeMap<RecordId, Fields>,
    /// The server's clock, in milliseconds since 1970.
    pub as_of: u64,
}

/// `GET /api/v1/hand-overs?scope=committee:…`: what a committee has given to units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOverList {
    /// What is still under way, then what is over, each the latest first, at most 300 of either.
    pub rows: Vec<DeskRow>,
    /// What they grew out of, as far as the caller may read it.
    pub origins: Vec<DeskRow>,
    /// The workflows of the committee's own that lead some of them.
    pub workflows: BTreeMap<RecordId, Fields>,
    /// The server's clock, in milliseconds since 1970.
    pub as_of: u64,
}

/// `GET /api/v1/led?kind=request&scope=committee:…`: what workflows lead of one kind in a committee.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedList {
    /// What is still under way, then what is over, each the latest first, at most 300 of either.
    pub rows: Vec<DeskRow>,
    /// The workflows of the committee's own that lead some of them.
    pub workflows: BTreeMap<RecordId, Fields>,
    /// The server's clock, in milliseconds since 1970.
    pub as_of: u64,
}

/// `POST /api/v1/unit-links`: a link is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUnitLink {
    /// The unit, as hand-overs name it.
    pub unit: String,
    /// For how many days it opens.
    pub days: u32,
}

/// The answer; the address is told this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeUnitLink {
    /// Its id.
    pub id: Uuid,
    /// Its address on this server.
    pub path: String,
    /// Until when it opens, in milliseconds since 1970.
    pub expires: u64,
}

/// `GET /api/v1/sealed/{rec}/reads`: who has read who a citizen is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealedReads {
    /// The latest first, at most 100.
    pub rows: Vec<SealedReadRow>,
}

/// One reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealedReadRow {
    /// The name of the account.
    pub name: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
}

/// `GET /api/v1/unit-links`: the links that the committee has given to units.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLinkList {
    /// By unit, the newest first.
    pub rows: Vec<UnitLinkRow>,
}

/// One link; its secret is known to nobody here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLinkRow {
    /// Its id.
    pub id: Uuid,
    /// The unit.
    pub unit: String,
    /// Whether it opens now.
    pub opens: bool,
    /// When it was made, in milliseconds since 1970.
    pub made_at: u64,
    /// Until when it opens, likewise.
    pub expires: u64,
    /// When it was taken back, likewise.
    pub revoked: Option<u64>,
}

/// A matter with what has come of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matter {
    /// Its meetings that were held.
    pub meetings: u64,
    /// Suggestions made; what was condensed into another counts with that.
    pub suggestions: u64,
    /// Suggestions adopted, in part or as a whole.
    pub adopted: u64,
    /// The record.
    #[serde(flatten)]
    pub row: DeskRow,
}

/// `GET /api/v1/records/{rec}/chain`: the line that a record stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// What it grew out of, the first words first.
    pub before: Vec<DeskRow>,
    /// What grew out of it, and out of that; each after what it grew out of.
    pub after: Vec<DeskRow>,
    /// The workflow that leads it, where that is the committee's own.
    pub workflows: BTreeMap<RecordId, Fields>,
}

/// A decision about a record, with the record as it stands now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// What it was decided to be; approved once more for a correction.
    pub to: Review,
    /// When the server took it in, in milliseconds since 1970.
    pub decided_at: u64,
    /// The record.
    #[serde(flatten)]
    pub row: DeskRow,
}

/// `GET /api/v1/review/mine?since=<ms>`: what one has decided oneself since a moment, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecidedList {
    /// One line for each record, for the last decision about it.
    pub rows: Vec<Decided>,
    /// The server's clock, in milliseconds since 1970.
    pub as_of: u64,
}

/// A figure: what counts, and what waits beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Approved.
    pub approved: i64,
    /// Not yet reviewed; never part of a total.
    pub pending: i64,
}

/// What phones last reported as not yet sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsynced {
    /// Operations.
    pub ops: u64,
    /// Phones that have some.
    pub devices: u64,
    /// When the oldest was saved, in milliseconds since 1970.
    pub oldest: Option<u64>,
}

/// One record behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureRecord {
    /// What it adds to the figure.
    pub amount: i64,
    /// The record.
    #[serde(flatten)]
    pub row: DeskRow,
}

/// One step in the life of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Who.
    pub by: UserId,
    /// The name of that person.
    pub name: String,
    /// When the server took it in, in milliseconds since 1970.
    pub at: u64,
    /// The version it made; `None` where it was refused.
    pub ver: Option<u64>,
    /// Why it was refused.
    pub refused: Option<Refusal>,
    /// What it did.
    pub act: Act,
}

/// `GET /api/v1/records/{rec}`: a record and everything that was done to it, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordDetail {
    /// The record as it stands.
    pub record: DeskRow,
    /// Its operations.
    pub history: Vec<HistoryEntry>,
}
