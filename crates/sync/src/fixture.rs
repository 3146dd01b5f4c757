//! A small committee for the tests: one venue, two members, a convenor and somebody of the office.

use crate::{
    clock::Hlc,
    server::{Actor, group::Rows, record::FeedHead},
    wire::{Act, Empty, Op, SetElem},
};
use domain::{
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    policy::{Held, Role, Scope},
};
use serde_json::Value;
use uuid::Uuid;

pub const NOW: u64 = 1_780_000_000_000;
pub const COMMITTEE: CommitteeId = CommitteeId(Uuid::from_u128(1));
pub const VENUE: VenueId = VenueId(Uuid::from_u128(2));
pub const REF: Feed = Feed::Ref(COMMITTEE);
pub const HOME: Feed = Feed::Venue(VENUE);
pub const REC: RecordId = RecordId(Uuid::from_u128(10));
pub const LIN: MemberId = MemberId(Uuid::from_u128(21));
pub const WU: MemberId = MemberId(Uuid::from_u128(22));
pub const PHONE: DeviceId = DeviceId(0xa);
pub const OTHER_PHONE: DeviceId = DeviceId(0xb);
pub const DESK: DeviceId = DeviceId(0xd);

pub fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn actor(n: u128, member: Option<MemberId>, role: Role, scopes: &[Scope]) -> Actor {
    Actor {
        user: user(n),
        member,
        held: scopes.iter().map(|scope| Held { role, scope: *scope }).collect(),
        lost: Vec::new(),
    }
}

/// The member who creates records in these tests.
pub fn lin() -> Actor {
    actor(31, Some(LIN), Role::Member, &[Scope::Venue(VENUE), Scope::Member(LIN)])
}

/// Another member of the same venue.
pub fn wu() -> Actor {
    actor(32, Some(WU), Role::Member, &[Scope::Venue(VENUE), Scope::Member(WU)])
}

pub fn convenor() -> Actor {
    actor(33, None, Role::Convenor, &[Scope::Venue(VENUE)])
}

pub fn staff() -> Actor {
    actor(34, None, Role::Staff, &[Scope::Committee(COMMITTEE)])
}

pub fn leader() -> Actor {
    actor(35, None, Role::Leader, &[Scope::Committee(COMMITTEE)])
}

/// Somebody without any role here.
pub fn stranger() -> Actor {
    actor(36, None, Role::Staff, &[Scope::Committee(CommitteeId(Uuid::from_u128(99)))])
}

/// An activity that may be submitted.
pub fn activity() -> Fields {
    Fields::default()
        .with("type", "visit")
        .with("phase", "held")
        .with("start", "2026-05-04T09:00")
        .with("venue", VENUE.to_string())
        .with(format!("attendance:{LIN}"), "present")
        .with("measure:persons", 6)
        .with("narrative", "到柳林村走访三户。")
}

pub fn op(n: u64, base: u64, act: Act) -> Op {
    let hlc = Hlc::at(NOW.saturating_add(n));
    Op { n, rec: REC, kind: "activity".into(), feed: HOME, base, epoch: None, hlc, schema: 1, act }
}

pub fn make() -> Act {
    Act::Create(activity())
}

pub fn patch(field: &str, value: impl Into<Value>) -> Act {
    // Not `with`: a null must stay in a patch.
    Act::Patch(Fields([(field.to_owned(), value.into())].into()))
}

pub fn review(to: &str, reason: Option<&str>) -> Act {
    let fields = Fields::default().with("review", to);
    Act::Patch(match reason {
        Some(reason) => fields.with("review_reason", reason),
        None => fields,
    })
}

pub fn add(elem: &str) -> Act {
    Act::Add(SetElem { set: "tags".into(), elem: elem.into() })
}

pub fn remove(elem: &str) -> Act {
    Act::Remove(SetElem { set: "tags".into(), elem: elem.into() })
}

pub fn delete() -> Act {
    Act::Delete(Empty {})
}

/// The rows of a server on which the committee and the venue are open and nothing was written yet.
pub fn open_rows() -> Rows {
    let heads = [REF, HOME, Feed::Member(LIN), Feed::Member(WU)].map(|feed| (feed, FeedHead::empty(feed, COMMITTEE)));
    Rows { feeds: heads.into(), ..Rows::default() }
}
