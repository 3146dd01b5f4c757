//! Who acts in a world: a committee, three venues, two members, a convenor and the office.

use domain::{
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    policy::{Held, Role, Scope},
};
use std::collections::BTreeMap;
use sync::{
    client::Edit,
    server::Actor,
    wire::{Act, Op},
};
use uuid::Uuid;

/// The committee.
pub const COMMITTEE: CommitteeId = CommitteeId(Uuid::from_u128(0xc0));
/// Its roster.
pub const ROSTER: Feed = Feed::Ref(COMMITTEE);
/// Three venues.
pub const VENUES: [VenueId; 3] =
    [VenueId(Uuid::from_u128(0xa1)), VenueId(Uuid::from_u128(0xa2)), VenueId(Uuid::from_u128(0xa3))];
/// Two members.
pub const MEMBERS: [MemberId; 2] = [MemberId(Uuid::from_u128(0xb1)), MemberId(Uuid::from_u128(0xb2))];

/// What somebody does in a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Records, edits, deletes.
    Member,
    /// Edits what a venue's people record.
    Convenor,
    /// Reviews, and keeps the roster.
    Staff,
}

/// Who holds a device of the world: its account and part.
pub const fn holder(index: usize) -> (UserId, Part) {
    let (user, part) = match index {
        0 => (1, Part::Member),
        1 => (4, Part::Staff),
        2 => (2, Part::Member),
        // A second phone of the first member, and a second desk.
        3 => (1, Part::Member),
        4 => (3, Part::Convenor),
        _ => (4, Part::Staff),
    };
    (UserId(Uuid::from_u128(user)), part)
}

/// The accounts, with what they hold in the beginning.
pub fn accounts() -> BTreeMap<UserId, Actor> {
    let account = |n: u128, member: Option<MemberId>, role: Role, scopes: &[Scope]| {
        let held = scopes.iter().map(|scope| Held { role, scope: *scope }).collect();
        let user = UserId(Uuid::from_u128(n));
        (user, Actor { user, member, held, lost: Vec::new() })
    };
    let [first, second, third] = VENUES.map(Scope::Venue);
    let [lin, wu] = MEMBERS;
    BTreeMap::from([
        account(1, Some(lin), Role::Member, &[first, second, Scope::Member(lin)]),
        account(2, Some(wu), Role::Member, &[first, third, Scope::Member(wu)]),
        account(3, None, Role::Convenor, &[first, second]),
        account(4, None, Role::Staff, &[Scope::Committee(COMMITTEE)]),
    ])
}

/// The venue whose grant is taken from the second member and given back.
pub const MOVED: Held = Held { role: Role::Member, scope: Scope::Venue(VENUES[0]) };
/// The second member.
pub const MOVING: UserId = UserId(Uuid::from_u128(2));

/// A device id that tells which device of the world it is; `turn` counts its new names.
pub fn device(index: usize, turn: u64) -> DeviceId {
    DeviceId((index as u128) << 64 | u128::from(turn))
}

/// Which device of the world an id belongs to.
pub fn index(device: DeviceId) -> usize {
    (device.0 >> 64) as usize
}

/// The index of the desk that makes the roster before anything happens, and has the last word.
pub const OFFICE: usize = 99;

/// The first operations of a world: its roster.
pub fn roster() -> Vec<Edit> {
    let named = |rec: RecordId, kind: Kind| {
        let act = Act::Create(Fields::default().with("name", "名册").with("note", 0));
        Edit { rec, kind, feed: ROSTER, act, base: None }
    };
    let venues = VENUES.into_iter().map(|venue| named(venue.into(), Kind::Venue));
    venues.chain(MEMBERS.into_iter().map(|member| named(member.into(), Kind::Member))).collect()
}

/// An operation of the office's own desk.
pub fn office_op(n: u64, base: u64, now: u64, edit: Edit) -> Op {
    Op {
        n,
        rec: edit.rec,
        kind: edit.kind.id().into(),
        feed: edit.feed,
        base,
        epoch: None,
        hlc: sync::clock::Hlc::at(now),
        schema: domain::schema::SCHEMA,
        act: edit.act,
    }
}
