//! What goes in and out of the store beside records and operations.

use domain::{
    day::Period,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId},
    indicator::{FactState, Indicator},
    kind::Kind,
    policy::{Role, Scope},
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use sync::server::group::Logged;
use sync::wire::{OutboxReport, Page, desk::DeskRow};

/// Somebody who can sign in.
#[derive(Clone)]
pub struct Account {
    /// Its id.
    pub id: UserId,
    /// What one types to sign in.
    pub login: String,
    /// The name shown.
    pub name: String,
    /// The committee it belongs to.
    pub committee: CommitteeId,
    /// The member record, where the person is a member.
    pub member: Option<MemberId>,
    /// The hash of the password, as a PHC string.
    pub password: String,
    /// Whether signing in is stopped.
    pub disabled: bool,
}

/// A role in a scope from a day to a day, both included; `until` is `None` while it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleSpell {
    /// The role.
    pub role: Role,
    /// Where it is held.
    pub scope: Scope,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

/// A session about to be opened.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The hash of its token.
    pub token_hash: String,
    /// Whose it is.
    pub user: UserId,
    /// The device that signed in.
    pub device: DeviceId,
    /// When it ends.
    pub expires: u64,
}

/// Who a session belongs to, with everything that roles follow from.
#[derive(Clone)]
pub struct Signed {
    /// The account.
    pub account: Account,
    /// The roles kept with the account.
    pub roles: Vec<RoleSpell>,
    /// The fields of the member record, where the person is a member and the record stands.
    pub member: Option<Fields>,
    /// What comes today under the special committees in which the person is staff: each of them with a venue or a member.
    pub under: Vec<(RecordId, Scope)>,
    /// When the session ends.
    pub expires: u64,
}

/// Whose a device is and what it last reported as waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// Whose it is.
    pub user: UserId,
    /// What waits on it.
    pub waiting: OutboxReport,
    /// When that was written down.
    pub seen_at: u64,
}

/// Feeds with the numbers last given in them.
pub type Heads = BTreeMap<Feed, u64>;

/// What a commit has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The feeds; empty where anything may have changed.
    pub heads: Heads,
    /// Whether another server wrote it.
    pub elsewhere: bool,
}

/// Pages by feed.
pub type Pages = BTreeMap<Feed, Page>;

/// A span of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// A sum of one indicator in one scope, for one type of activity in one state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Total {
    /// Where.
    pub scope: Scope,
    /// What was added up.
    pub indicator: Indicator,
    /// A preset type, or one of the committee's own.
    pub activity_type: String,
    /// Whether it counts, waits or is announced.
    pub state: FactState,
    /// The sum.
    pub amount: i64,
    /// How many records it is made of.
    pub records: u64,
}

/// Sums of some scopes.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// Those that are not 0, in no order.
    pub totals: Vec<Total>,
    /// Everything acknowledged up to this time is in them.
    pub as_of: u64,
}

/// One figure of a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhichFigure {
    /// Where.
    pub scope: Scope,
    /// When.
    pub period: Period,
    /// What.
    pub indicator: Indicator,
    /// Whether what counts, what waits or what is announced.
    pub state: FactState,
    /// One type of activity; `None` for all.
    pub activity_type: Option<String>,
}

/// The record of a scope.
#[derive(Debug, Clone, PartialEq)]
pub struct ScopeRow {
    /// The scope.
    pub scope: Scope,
    /// The committee that it is in.
    pub committee: CommitteeId,
    /// Its fields.
    pub body: Fields,
}

impl ScopeRow {
    /// Its name; empty where none was given.
    pub fn name(&self) -> &str {
        self.body.text("name").unwrap_or("")
    }
}

/// An activity with how it stands to the figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// Whether it counts, waits or is announced.
    pub state: FactState,
    /// The record.
    pub row: DeskRow,
}

/// How many activities a day has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayTotal {
    /// The day.
    pub day: Date,
    /// In what state.
    pub state: FactState,
    /// How many.
    pub amount: i64,
}

/// An operation of the log, with what its record is.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// The device that sent it.
    pub device: DeviceId,
    /// Its number there.
    pub n: u64,
    /// What it did and what became of it.
    pub op: Logged,
    /// The kind of the record; `None` where there never was one.
    pub kind: Option<Kind>,
    /// The home of the record, likewise.
    pub feed: Option<Feed>,
}

/// Whose records to review are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// The feeds of the venues and members whose records are theirs.
    pub feeds: &'a [Feed],
    /// The feeds of venues that others review: what is credited to one of these is not theirs, though it lies in one of
    /// `feeds`.
    pub others: &'a [Feed],
}
