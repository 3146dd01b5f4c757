//! A small committee to test with: one venue, two members, one of the office.

use crate::store::{Account, Answer, Incoming, Store};
use domain::{
    activity::{REVIEW, attendance_field},
    affiliation::{Affiliation, Spell},
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    policy::{Held, Role, Scope},
    review::Review,
};
use jiff::civil::date;
use std::collections::BTreeMap;
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OpResult, OutboxReport, Outcome, PROTO, SyncRequest},
};
use uuid::Uuid;

/// The time at which everything happens, unless a test says otherwise: noon of 4 May 2026, +08:00.
pub const NOON: u64 = 1_777_867_200_000;

/// Who and where. Devices: 1 and 2 are phones of the first and the second member, 9 is the desk.
pub struct World {
    pub committee: CommitteeId,
    pub venue: VenueId,
    pub members: [MemberId; 2],
    pub users: [UserId; 2],
    pub staff: UserId,
}

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn rec(n: u128) -> RecordId {
    RecordId(id(1_000 + n))
}

impl World {
    pub async fn set_up(store: &dyn Store) -> World {
        let world = World {
            committee: CommitteeId(id(1)),
            venue: VenueId(id(2)),
            members: [MemberId(id(3)), MemberId(id(4))],
            users: [UserId(id(5)), UserId(id(6))],
            staff: UserId(id(7)),
        };
        store.open_committee(world.committee).await.unwrap();
        store.open_committee(world.committee).await.unwrap();
        for (user, name, member) in [
            (world.users[0], "甲", Some(world.members[0])),
            (world.users[1], "乙", Some(world.members[1])),
            (world.staff, "丙", None),
        ] {
            assert!(store.create_account(&world.account(user, name, member), &[]).await.unwrap());
        }
        let spell =
            Spell { kind: Affiliation::Venue, to: world.venue.to_string(), from: date(2026, 1, 1), until: None };
        let member = |name: &str| Fields::default().with("name", name).with("spell:1", spell.value());
        let feed = Feed::Ref(world.committee);
        let whole = [
            (RecordId::from(world.committee), Kind::Committee, Fields::default().with("name", "某政协")),
            (world.venue.into(), Kind::Venue, Fields::default().with("name", "某站")),
            (world.members[0].into(), Kind::Member, member("甲")),
            (world.members[1].into(), Kind::Member, member("乙")),
        ];
        let ops = whole.into_iter().zip(1..).map(|((rec, kind, fields), n)| Op {
            kind: kind.id().into(),
            feed,
            ..world.op(n, rec, Act::Create(fields))
        });
        let results = world.send(store, world.desk(ops.collect())).await;
        assert!(results.iter().all(|result| matches!(result.outcome, Outcome::Applied { ver: 1 })), "{results:?}");
        world
    }

    pub fn account(&self, id: UserId, name: &str, member: Option<MemberId>) -> Account {
        let login = format!("login-{name}");
        let committee = self.committee;
        Account { id, login, name: name.into(), committee, member, password: "closed".into(), disabled: false }
    }

    pub fn feed(&self) -> Feed {
        Feed::Venue(self.venue)
    }

    /// An operation on an activity of the venue.
    pub fn op(&self, n: u64, rec: RecordId, act: Act) -> Op {
        let (kind, feed, hlc) = (Kind::Activity.id().to_owned(), self.feed(), Hlc::at(NOON + n));
        Op { n, rec, kind, feed, base: 0, epoch: None, hlc, schema: 1, act }
    }

    /// A complete activity of the first member.
    pub fn activity(&self, persons: i64) -> Fields {
        Fields::default()
            .with("type", "visit")
            .with("phase", "held")
            .with("start", "2026-05-04T09:00")
            .with("venue", self.venue.to_string())
            .with(attendance_field(self.members[0]), "present")
            .with("measure:persons", persons)
            .with("narrative", format!("走访{persons}户。"))
    }

    pub fn create(&self, n: u64, rec: RecordId) -> Op {
        self.op(n, rec, Act::Create(self.activity(6)))
    }

    pub fn approve(&self, n: u64, rec: RecordId, base: u64) -> Op {
        let act = Act::Patch(Fields::default().with(REVIEW, Review::Approved.id()));
        Op { base, ..self.op(n, rec, act) }
    }

    /// What the phone of a member sends.
    pub fn phone(&self, who: usize, ops: Vec<Op>) -> Incoming {
        let member = self.members[who];
        let role = |scope| Held { role: Role::Member, scope };
        let held = vec![role(Scope::Venue(self.venue)), role(Scope::Member(member))];
        let actor = Actor { user: self.users[who], member: Some(member), held, lost: Vec::new() };
        incoming(DeviceId(who as u128 + 1), actor, ops)
    }

    /// What the desk sends.
    pub fn desk(&self, ops: Vec<Op>) -> Incoming {
        let held = vec![Held { role: Role::Staff, scope: Scope::Committee(self.committee) }];
        incoming(DeviceId(9), Actor { user: self.staff, member: None, held, lost: Vec::new() }, ops)
    }

    /// Sends one push that has to be admitted.
    pub async fn send(&self, store: &dyn Store, push: Incoming) -> Vec<OpResult> {
        answer(store, push).await.unwrap()
    }

    pub fn pull(&self, cursor: u64, want_bytes: u64) -> SyncRequest {
        SyncRequest {
            proto: PROTO,
            device: DeviceId(1),
            epoch: None,
            grants: None,
            cursors: BTreeMap::from([(self.feed(), cursor)]),
            rebuild: Vec::new(),
            first: false,
            want_bytes,
            outbox: OutboxReport::default(),
            ops: Vec::new(),
        }
    }
}

fn incoming(device: DeviceId, actor: Actor, ops: Vec<Op>) -> Incoming {
    Incoming { push: Push { device, actor, epoch: None, ops }, waiting: OutboxReport::default() }
}

pub async fn answer(store: &dyn Store, push: Incoming) -> Answer {
    store.apply(&[push], NOON).await.unwrap().remove(0)
}

/// The outcome of each operation as a short text.
pub fn told(results: &[OpResult]) -> Vec<String> {
    let one = |result: &OpResult| match &result.outcome {
        Outcome::Applied { ver } => format!("{} ver {ver}", result.n),
        Outcome::Refused(refusal) => format!("{} {}", result.n, refusal.code),
        Outcome::Held { .. } => format!("{} held", result.n),
    };
    results.iter().map(one).collect()
}
