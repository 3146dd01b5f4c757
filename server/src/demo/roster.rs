//! The roster of the demo: committee, venues, members and their accounts.

use super::{
    dice::Dice,
    people::{ADMIN, At, CONVENORS, LEADER, PEOPLE, Person, STAFF, WITH_PASSWORD},
    places::{COMMITTEE, VENUES},
};
use crate::store::{Account, RoleSpell, Signed};
use domain::{
    activity::Measure,
    affiliation::{Affiliation, Spell},
    committee,
    day::Period,
    fields::Fields,
    id::{CommitteeId, DeviceId, MemberId, RecordId, UserId, VenueId},
    member, organisation,
    policy::{Role, Scope},
    quota::{self, Every, Owner},
    search::pinyin_keys,
    venue,
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An account as `demo-accounts.json` lists it.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// What the demo shows of the person.
    pub role: Role,
    /// What one types to sign in.
    pub login: String,
    /// The password.
    pub password: String,
    /// The name.
    pub name: String,
}

/// Somebody with an account and a device.
pub struct Player {
    /// Account, roles and roster record.
    pub signed: Signed,
    /// The phone or the desk.
    pub device: DeviceId,
    /// Only of those whom one may sign in as.
    pub shown: Option<Role>,
}

/// Everything that exists before the year begins.
pub struct Roster {
    /// The committee.
    pub committee: CommitteeId,
    /// Its fields.
    pub committee_fields: Fields,
    /// Venues with their fields, in the order of [`VENUES`].
    pub venues: Vec<(VenueId, Fields)>,
    /// Sectors with their fields.
    pub sectors: Vec<(RecordId, Fields)>,
    /// What is asked of every member.
    pub quotas: Vec<(RecordId, Fields)>,
    /// Members, in the order of [`PEOPLE`].
    pub members: Vec<Player>,
    /// Staff, leader, administrator.
    pub office: [Player; 3],
}

/// Lays the roster out: `begin` is the first day of the year told, `at` the time at which the roster was entered.
pub fn roster(dice: &mut Dice, begin: Date, at: u64) -> Roster {
    let committee = CommitteeId(dice.id(at));
    let committee_fields = Fields::default()
        .with(committee::NAME, COMMITTEE)
        .with(committee::LEVEL, committee::Level::County.id())
        .with(committee::DEMO, true);
    let venues: Vec<(VenueId, Fields)> = VENUES
        .iter()
        .map(|place| {
            let fields = Fields::default().with(venue::NAME, place.name).with(venue::TYPE, place.kind.id());
            (VenueId(dice.id(at)), fields.with(venue::PLACE, place.place))
        })
        .collect();
    let ids: Vec<VenueId> = venues.iter().map(|(id, _)| *id).collect();
    let names: BTreeSet<&str> = PEOPLE.iter().map(|person| person.sector).collect();
    let sectors: BTreeMap<&str, RecordId> = names.into_iter().map(|name| (name, RecordId(dice.id(at)))).collect();
    let members = PEOPLE.iter().map(|person| player(dice, person, committee, &ids, &sectors, begin, at)).collect();
    let mut office = |name: &str, login: &str, role| {
        let spell = RoleSpell { role, scope: Scope::Committee(committee), from: begin, until: None };
        let account = account(dice, name, login, committee, None, at);
        let signed = Signed { account, roles: vec![spell], member: None, expires: 0 };
        Player { signed, device: device(dice), shown: Some(role) }
    };
    let office = [
        office(STAFF, &pinyin_keys(STAFF).0, Role::Staff),
        office(LEADER, &pinyin_keys(LEADER).0, Role::Leader),
        office(ADMIN, "admin", Role::Admin),
    ];
    let quotas = quotas(begin).map(|fields| (RecordId(dice.id(at)), fields)).into();
    let named = |(name, rec): (&str, RecordId)| (rec, Fields::default().with(organisation::NAME, name));
    let sectors = sectors.into_iter().map(named).collect();
    Roster { committee, committee_fields, venues, sectors, quotas, members, office }
}

/// The two that a published scheme asks of each member: an activity a quarter, forty contacts a year.
fn quotas(begin: Date) -> [Fields; 2] {
    let each = |name: &str, every: Every, minimum: i64| {
        let from = Period::Year(begin.year()).first().to_string();
        let quota = Fields::default().with(quota::NAME, name).with(quota::OWNER, Owner::Member.id());
        quota.with(quota::EVERY, every.id()).with(quota::MINIMUM, minimum).with(quota::FROM, from)
    };
    let contacts = each("联系群众", Every::Year, 40).with(quota::MEASURE, Measure::PersonTimes.id());
    [each("履职活动", Every::Quarter, 1), contacts]
}

fn device(dice: &mut Dice) -> DeviceId {
    DeviceId(u128::from(dice.bits()) << 64 | u128::from(dice.bits()))
}

fn account(
    dice: &mut Dice,
    name: &str,
    login: &str,
    committee: CommitteeId,
    member: Option<MemberId>,
    at: u64,
) -> Account {
    Account {
        id: UserId(dice.id(at)),
        login: login.to_owned(),
        name: name.to_owned(),
        committee,
        member,
        // Set when the password is made up: passwords are never of the seed.
        password: String::new(),
        disabled: false,
    }
}

fn player(
    dice: &mut Dice,
    person: &Person,
    committee: CommitteeId,
    venues: &[VenueId],
    sectors: &BTreeMap<&str, RecordId>,
    begin: Date,
    at: u64,
) -> Player {
    let member = MemberId(dice.id(at));
    let (pinyin, initials) = pinyin_keys(person.name);
    let account = account(dice, person.name, &pinyin, committee, Some(member), at);
    let mut fields = Fields::default()
        .with(member::NAME, person.name)
        .with(member::PINYIN, pinyin)
        .with(member::INITIALS, initials)
        .with("user", account.id.to_string());
    for (spell, number) in spells(person, venues, sectors, begin).into_iter().zip(1..) {
        fields.set(format!("spell:{number}"), spell.value());
    }
    let runs = CONVENORS.iter().position(|name| *name == person.name);
    let roles: Vec<RoleSpell> = runs
        .map(|place| RoleSpell { role: Role::Convenor, scope: Scope::Venue(venues[place]), from: begin, until: None })
        .into_iter()
        .collect();
    // One convenor is enough to sign in as.
    let shown = match runs {
        Some(0) => Some(Role::Convenor),
        _ => WITH_PASSWORD.contains(&person.name).then_some(Role::Member),
    };
    Player { signed: Signed { account, roles, member: Some(fields), expires: 0 }, device: device(dice), shown }
}

fn spells(person: &Person, venues: &[VenueId], sectors: &BTreeMap<&str, RecordId>, begin: Date) -> Vec<Spell> {
    let middle = begin.saturating_add(182.days());
    let spell = |kind, to: String, from, until| Spell { kind, to, from, until };
    let works = |place: usize, from, until| spell(Affiliation::Venue, venues[place].to_string(), from, until);
    let mut spells = match person.at {
        At::One(place) => vec![works(place, begin, None)],
        At::Two(first, second) => vec![works(first, begin, None), works(second, begin, None)],
        At::Moved(first, second) => {
            vec![works(first, begin, Some(middle.saturating_sub(1.day()))), works(second, middle, None)]
        }
        At::Joined(place) => vec![works(place, middle, None)],
    };
    let sector = sectors.get(person.sector).map(|sector| spell(Affiliation::Sector, sector.to_string(), begin, None));
    spells.extend(sector);
    spells
}
