//! A county under a city, with two special committees, two sectors, a cluster, two venues and four members: enough for a
//! record to be credited in many ways.

use super::world::{NOON, id};
use crate::store::{Incoming, Store};
use domain::{
    activity::attendance_field,
    affiliation::{Affiliation, Spell},
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    policy::{Held, Role, Scope},
};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport, Outcome},
};

pub const CITY: CommitteeId = CommitteeId(uuid::Uuid::from_u128(50));
pub const COUNTY: CommitteeId = CommitteeId(uuid::Uuid::from_u128(51));
pub const VENUES: [VenueId; 2] = [VenueId(uuid::Uuid::from_u128(60)), VenueId(uuid::Uuid::from_u128(61))];
pub const SPECIAL: [RecordId; 2] = [RecordId(uuid::Uuid::from_u128(70)), RecordId(uuid::Uuid::from_u128(71))];
pub const SECTORS: [RecordId; 2] = [RecordId(uuid::Uuid::from_u128(80)), RecordId(uuid::Uuid::from_u128(81))];
pub const CLUSTER: RecordId = RecordId(uuid::Uuid::from_u128(90));
pub const UNIT: RecordId = RecordId(uuid::Uuid::from_u128(91));
pub const BEGIN: Date = date(2025, 1, 1);

pub fn member(n: usize) -> MemberId {
    MemberId(id(100 + n as u128))
}

/// Who writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// One of the four members.
    Member(usize),
    /// Of the county's office.
    Staff,
    /// Of the city's office.
    CityStaff,
}

/// The organisation in a store, with the counters of those who write.
pub struct Organisation<'a> {
    pub store: &'a dyn Store,
    sent: BTreeMap<u128, u64>,
    /// The version of each record.
    pub versions: BTreeMap<RecordId, u64>,
}

pub fn spell(kind: Affiliation, to: RecordId, from: Date, until: Option<Date>) -> serde_json::Value {
    Spell { kind, to: to.to_string(), from, until }.value()
}

impl<'a> Organisation<'a> {
    /// Members 0 and 1 work at the first venue, 2 and 3 at the second; 0 and 2 are of the first special committee and
    /// sector, 1 and 3 of the second. The first venue comes under the first special committee and belongs to the cluster.
    pub async fn set_up(store: &'a dyn Store) -> Organisation<'a> {
        let mut whole = Organisation { store, sent: BTreeMap::new(), versions: BTreeMap::new() };
        store.open_committee(CITY).await.unwrap();
        store.open_committee(COUNTY).await.unwrap();
        let named = |name: &str| Fields::default().with("name", name);
        let city = Feed::Ref(CITY);
        whole.made(Who::CityStaff, city, CITY.into(), Kind::Committee, named("某市政协")).await;
        let county = named("某区政协").with("parent", CITY.to_string());
        whole.made(Who::Staff, Feed::Ref(COUNTY), COUNTY.into(), Kind::Committee, county).await;
        for (rec, kind, name) in [
            (SPECIAL[0], Kind::SpecialCommittee, "提案委"),
            (SPECIAL[1], Kind::SpecialCommittee, "文史委"),
            (SECTORS[0], Kind::Sector, "经济界"),
            (SECTORS[1], Kind::Sector, "教育界"),
            (CLUSTER, Kind::Cluster, "东片"),
            (UNIT, Kind::ContactUnit, "柳林村"),
        ] {
            whole.made(Who::Staff, Feed::Ref(COUNTY), rec, kind, named(name)).await;
        }
        let east = named("柳林委员工作站")
            .with("type", "member_station")
            .with("spell:s", spell(Affiliation::SpecialCommittee, SPECIAL[0], BEGIN, None))
            .with("spell:c", spell(Affiliation::Cluster, CLUSTER, BEGIN, None));
        whole.made(Who::Staff, Feed::Ref(COUNTY), VENUES[0].into(), Kind::Venue, east).await;
        let west = named("石桥协商议事室").with("type", "deliberation_room");
        whole.made(Who::Staff, Feed::Ref(COUNTY), VENUES[1].into(), Kind::Venue, west).await;
        for (n, name) in ["周明远", "何静怡", "吕红", "单国强"].into_iter().enumerate() {
            let body = named(name)
                .with("spell:v", spell(Affiliation::Venue, VENUES[n / 2].into(), BEGIN, None))
                .with("spell:s", spell(Affiliation::SpecialCommittee, SPECIAL[n % 2], BEGIN, None))
                .with("spell:x", spell(Affiliation::Sector, SECTORS[n % 2], BEGIN, None));
            whole.made(Who::Staff, Feed::Ref(COUNTY), member(n).into(), Kind::Member, body).await;
        }
        whole
    }

    async fn made(&mut self, who: Who, feed: Feed, rec: RecordId, kind: Kind, fields: Fields) {
        assert!(self.act(who, feed, rec, kind, Act::Create(fields)).await.is_ok(), "{kind} {rec}");
    }

    /// Does one thing; answers the new version, or the code of the refusal.
    pub async fn act(&mut self, who: Who, feed: Feed, rec: RecordId, kind: Kind, act: Act) -> Result<u64, String> {
        let role = |role, scope| Held { role, scope };
        let (device, member, held) = match who {
            Who::Member(n) => {
                let mine = [Scope::Member(member(n)), Scope::Venue(VENUES[n / 2])];
                (200 + n as u128, Some(member(n)), mine.map(|scope| role(Role::Member, scope)).to_vec())
            }
            Who::Staff => (210, None, vec![role(Role::Staff, Scope::Committee(COUNTY))]),
            Who::CityStaff => (211, None, vec![role(Role::Staff, Scope::Committee(CITY))]),
        };
        let n = self.sent.entry(device).or_insert(0);
        *n += 1;
        let base = self.versions.get(&rec).copied().unwrap_or(0);
        let kind = kind.id().to_owned();
        let op = Op { n: *n, rec, kind, feed, base, epoch: None, hlc: Hlc::at(NOON + *n), schema: 1, act };
        let actor = Actor { user: UserId(id(device)), member, held, lost: Vec::new() };
        let push = Push { device: DeviceId(device), actor, epoch: None, ops: vec![op] };
        let incoming = Incoming { push, waiting: OutboxReport::default() };
        let results = self.store.apply(&[incoming], NOON).await.unwrap().remove(0).unwrap();
        match &results[0].outcome {
            Outcome::Applied { ver } => {
                self.versions.insert(rec, *ver);
                Ok(*ver)
            }
            Outcome::Refused(refusal) => Err(refusal.code.clone()),
            Outcome::Held { .. } => Err("held".into()),
        }
    }

    /// The same for an activity of a venue's feed.
    pub async fn on(&mut self, who: Who, venue: usize, rec: RecordId, act: Act) -> Result<u64, String> {
        self.act(who, Feed::Venue(VENUES[venue]), rec, Kind::Activity, act).await
    }

    /// Changes a record of the roster.
    pub async fn reform(&mut self, rec: RecordId, kind: Kind, fields: Fields) {
        let patched = self.act(Who::Staff, Feed::Ref(COUNTY), rec, kind, Act::Patch(fields)).await;
        assert!(patched.is_ok(), "{patched:?}");
    }

    /// Until nothing waits for the projector.
    pub async fn project(&self) {
        self.project_on(NOON).await;
    }

    /// The same at another time.
    pub async fn project_on(&self, now: u64) {
        while self.store.project(7, now).await.unwrap() > 0 {}
    }
}

/// A held activity of the first venue at which some members were there.
pub fn held(day: Date, present: &[usize]) -> Fields {
    let mut fields = Fields::default()
        .with("type", "visit")
        .with("phase", "held")
        .with("start", format!("{day}T09:00"))
        .with("venue", VENUES[0].to_string())
        .with("measure:persons", 3)
        .with("measure:person_times", 10)
        .with("narrative", "到村里走访。");
    for n in present {
        fields.set(attendance_field(member(*n)), "present");
    }
    fields
}

/// A patch of the review.
pub fn review(to: &str, reason: Option<&str>) -> Act {
    let fields = Fields::default().with("review", to);
    Act::Patch(match reason {
        Some(reason) => fields.with("review_reason", reason),
        None => fields,
    })
}
