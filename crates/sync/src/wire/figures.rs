//! What leaders read by query: the overview of a scope, its parts, its calendar, and what there is to choose from.

use super::{
    Row,
    desk::{Figure, FigureRecord, Unsynced},
};
use domain::{
    id::{CommitteeId, RecordId},
    indicator::FactState,
    policy::Scope,
    rate::{Of, Rate, Share},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/v1/overview?period=2026-Q4&scope=committee:<id>`: a scope in a period, on one screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The period asked for.
    pub period: String,
    /// The scope asked for.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// The version of the definitions that made the figures.
    pub version: u32,
    /// Up to when records are in the figures, in milliseconds since 1970.
    pub as_of: u64,
    /// What is not here yet.
    pub unsynced: Unsynced,
    /// Indicator id → figure; every indicator is there.
    pub figures: BTreeMap<String, Figure>,
    /// Indicator id → what was approved in the period before; every indicator is there.
    pub before: BTreeMap<String, i64>,
    /// [`domain::suggestion::Outcome`] id → how many suggestions of the period it became of; those of which nobody has said
    /// are left out.
    #[serde(default)]
    pub outcomes: BTreeMap<String, i64>,
    /// [`domain::rating::Rating`] id → how many requests of the period were rated so.
    #[serde(default)]
    pub ratings: BTreeMap<String, i64>,
    /// What came of it as shares: each rate of each of these, though nothing was counted.
    #[serde(default)]
    pub rates: BTreeMap<Of, BTreeMap<Rate, Share>>,
    /// How many units owe the committee an answer whose time is over today; of every other scope none.
    #[serde(default)]
    pub late_answers: u64,
    /// Whether the period has ended, so that it can be compared with the whole of the one before.
    pub is_over: bool,
    /// How far quotas that hold in the period are met, each by those who owe it in this scope.
    pub quotas: Vec<QuotaStanding>,
    /// The quarter by which it is judged which venues sleep: that of the period, of a year the last one that has begun.
    #[serde(default)]
    pub sleeping_in: String,
    /// Venues without an approved activity in that quarter.
    pub sleeping: Vec<Sleeping>,
    /// How many venues there are in the scope, sleeping ones included.
    pub venues: u64,
    /// The load of each day of the period's last month that has begun, or of its first; days without activities are left
    /// out.
    pub days: Vec<DayLoad>,
    /// Where many activities are planned within a few days (扎堆), soonest first.
    pub crowded: Vec<Crowded>,
}

/// How those who owe a quota stand to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuotaStanding {
    /// The record of the quota.
    pub quota: RecordId,
    /// Its name.
    pub name: String,
    /// An [`domain::quota::Owner`] id.
    pub owner: String,
    /// Of an owner that is a venue, the type of those that owe it; `None` for every type.
    #[serde(default)]
    pub venue_type: Option<String>,
    /// The name of the committee whose rule it is, where that is one below the scope.
    #[serde(default)]
    pub committee: Option<String>,
    /// The indicator that it is counted in.
    pub indicator: String,
    /// The type of activity that counts; `None` for every type.
    pub activity_type: Option<String>,
    /// The quota's own period that was looked at, such as `2026-Q4`: the last one of the period asked for that has begun.
    pub period: String,
    /// Each of those who owe it, the furthest behind first.
    pub lines: Vec<Attained>,
    /// How many owe something.
    pub owing: u64,
    /// How many of them have met it with what is approved.
    pub met: u64,
}

/// How one stands to a quota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attained {
    /// Who owes it.
    pub scope: Scope,
    /// The name.
    pub name: String,
    /// What is due, less for whoever was there for a part of the period.
    pub due: i64,
    /// Approved.
    pub approved: i64,
    /// Not yet reviewed.
    pub pending: i64,
}

/// A venue at which nothing approved happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sleeping {
    /// The venue, as a scope.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// The day of its last approved activity; `None` where there never was one.
    pub last: Option<String>,
    /// Days since then, up to today or the end of the period.
    pub days: Option<i64>,
}

/// How much happens on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLoad {
    /// The day, `2026-05-04`.
    pub day: String,
    /// Held and approved.
    pub approved: i64,
    /// Held and not yet reviewed.
    pub pending: i64,
    /// Announced.
    pub planned: i64,
}

/// Many activities planned at one place within a few days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crowded {
    /// The contact unit, or the place in words.
    pub place: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// The activities.
    pub records: Vec<RecordId>,
    /// The names of the venues that plan them, each once.
    pub venues: Vec<String>,
}

/// `GET /api/v1/nearby?day=…&place=…`: what else is announced at a spot within days of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearby {
    /// By start.
    pub plans: Vec<NearbyPlan>,
}

/// An announced activity, as far as somebody is told who need not be able to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearbyPlan {
    /// The record, so that one that the phone knows is not told twice.
    pub rec: RecordId,
    /// Its day, `2026-05-04`.
    pub day: String,
    /// The name of the venue that plans it; empty where it belongs to none.
    pub venue: String,
}

/// `GET /api/v1/figures/split?period=…&scope=…&by=venue`: the figures of each part of one sort in a scope. Parts need not
/// add up to the whole, since a record counts once in each that it touches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// The period asked for.
    pub period: String,
    /// The whole.
    pub scope: Scope,
    /// The sort of parts, as [`Scope::sort`] says it.
    pub by: String,
    /// The version of the definitions that made the figures.
    pub version: u32,
    /// As in [`Overview`].
    pub as_of: u64,
    /// One line for each part, by name, those without figures included.
    pub lines: Vec<PartLine>,
    /// The whole scope, each record once.
    pub total: BTreeMap<String, Figure>,
}

/// The figures of one part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartLine {
    /// The part.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// Of a venue, its type.
    pub of_type: Option<String>,
    /// Indicator id → figure; every indicator is there.
    pub figures: BTreeMap<String, Figure>,
}

/// `GET /api/v1/figures/records?period=…&scope=…&indicator=…&state=approved|pending`, and for one type of activity
/// `&type=…`: what a figure is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordsOfFigure {
    /// The records that the asker may read, of the newest 500, newest first.
    pub records: Vec<FigureRecord>,
    /// How many of those 500 are left out, since they lie where the asker may not read. Number and sum count them.
    #[serde(default)]
    pub withheld: u64,
    /// How many there are in all.
    pub total: u64,
    /// The sum of all amounts: equal to the figure.
    pub sum: i64,
    /// As in [`Overview`].
    pub as_of: u64,
}

/// `GET /api/v1/calendar?month=2026-11&scope=…`: the activities of a month, announced ones included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    /// The month asked for.
    pub month: String,
    /// By day and start.
    pub entries: Vec<CalendarEntry>,
    /// Many at one place within a few days, touching this month.
    pub crowded: Vec<Crowded>,
}

/// One activity in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// The record.
    pub rec: RecordId,
    /// The local start, `2026-05-04T09:00`.
    pub start: String,
    /// How it stands to the figures.
    pub state: FactState,
    /// The type of activity.
    pub activity_type: String,
    /// One line to recognise it by.
    pub title: String,
    /// The venue's name or the place; empty where neither is said.
    pub place: String,
}

/// `GET /api/v1/scopes`: the scopes that one may look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScopeList {
    /// By committee, the own one first, then those below it.
    pub scopes: Vec<ScopeChoice>,
}

/// A scope with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeChoice {
    /// The scope.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// Its name in pinyin, without tones and spaces; empty where it is not known.
    #[serde(default)]
    pub pinyin: String,
    /// The initials of its name; empty where they are not known.
    #[serde(default)]
    pub initials: String,
    /// The committee that it is in.
    pub committee: CommitteeId,
}

/// `GET /api/v1/roster?scope=committee:…`: the roster of one committee, as those who are in it receive it by sync.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RosterOf {
    /// In the order in which they were made.
    pub rows: Vec<Row>,
}

/// `GET /api/v1/roster/search?q=…`: members and venues that answer to what was typed, at most 50.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// By name.
    pub found: Vec<ScopeChoice>,
}
