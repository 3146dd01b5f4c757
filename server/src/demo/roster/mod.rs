//! The roster of the demo: committee, parts, venues, members and their accounts.

mod members;
mod parts;
mod player;
mod rules;

pub use parts::{enter_venue, since_the_beginning};
pub use player::{Listed, Player, member, office};

use super::{
    dice::Dice,
    people::{ADMIN, LEADER, STAFF, STAFF_OF_SPECIAL_COMMITTEE},
    places::COMMITTEE,
};
use domain::{
    committee,
    fields::Fields,
    id::{CommitteeId, MemberId, RecordId, VenueId},
    kind::Kind,
    member::Member,
    policy::{Role, Scope},
    search::pinyin_keys,
};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The first day of the term: everything on the roster begins with it.
pub const TERM_BEGIN: Date = date(2022, 1, 1);

/// A record about to be entered.
pub struct Entry {
    /// Its id.
    pub rec: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Its fields.
    pub fields: Fields,
}

/// Everything of a committee that exists before its activities.
pub struct Roster {
    /// The committee.
    pub committee: CommitteeId,
    /// The records of its roster, the committee first.
    pub entries: Vec<Entry>,
    /// What was noted of venues by checklist, each in the feed of its venue.
    pub checks: Vec<(VenueId, Entry)>,
    /// Its venues.
    pub venues: Vec<VenueId>,
    /// Its special committees.
    pub special: Vec<RecordId>,
    /// Its contact units by name.
    pub units: BTreeMap<&'static str, RecordId>,
    /// Its members.
    pub members: Vec<Player>,
    /// Its office; the first is of its staff and does what the office does.
    pub office: Vec<Player>,
}

impl Roster {
    /// A roster with nothing but its committee. `above` is the committee of the next higher level.
    pub fn of(dice: &mut Dice, name: &str, level: committee::Level, above: Option<CommitteeId>, at: u64) -> Roster {
        let committee = CommitteeId(dice.id(at));
        let mut fields = Fields::default()
            .with(committee::NAME, name)
            .with(committee::LEVEL, level.id())
            .with(committee::DEMO, true);
        if let Some(above) = above {
            fields.set(committee::PARENT, above.to_string());
        }
        let entries = vec![Entry { rec: committee.into(), kind: Kind::Committee, fields }];
        Roster {
            committee,
            entries,
            checks: Vec::new(),
            venues: Vec::new(),
            special: Vec::new(),
            units: BTreeMap::new(),
            members: Vec::new(),
            office: Vec::new(),
        }
    }

    /// Takes a record of the roster in.
    pub fn enter(&mut self, rec: RecordId, kind: Kind, fields: Fields) {
        self.entries.push(Entry { rec, kind, fields });
    }

    /// Takes a member in, with the account.
    pub fn join(&mut self, player: Player) {
        if let (Some(member), Some(fields)) = (player.signed.account.member, player.signed.member.clone()) {
            self.enter(member.into(), Kind::Member, fields);
        }
        self.members.push(player);
    }

    /// The member at a place of the list.
    pub fn member(&self, place: usize) -> MemberId {
        // Everybody on the list is a member; the nil id would fail validation at once.
        self.members[place].signed.account.member.unwrap_or(MemberId(uuid::Uuid::nil()))
    }

    /// The name of the member at a place of the list.
    pub fn name(&self, place: usize) -> &str {
        &self.members[place].signed.account.name
    }

    /// Who works at a venue on a day, as places in the list of members.
    pub fn working_at(&self, venue: usize, day: Date) -> Vec<usize> {
        let id = self.venues[venue];
        let works = |fields: &Fields| Member(fields).venues(day).any(|at| at == id);
        let works = |place: &usize| self.members[*place].signed.member.as_ref().is_some_and(works);
        (0..self.members.len()).filter(works).collect()
    }

    /// The place of a member in the list, by name.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|player| player.signed.account.name == name)
    }
}

/// Lays the roster of the committee out: `begin` is the first day of the year told, `at` the time at which the roster
/// was entered, `above` the committee of the city.
pub fn roster(dice: &mut Dice, begin: Date, at: u64, above: CommitteeId) -> Roster {
    let mut roster = Roster::of(dice, COMMITTEE, committee::Level::County, Some(above), at);
    let parts = parts::enter(&mut roster, dice, at);
    members::enter(&mut roster, dice, &parts, begin, at);
    rules::enter(&mut roster, dice, at);
    let whole = Scope::Committee(roster.committee);
    let special = Scope::SpecialCommittee(roster.special[2]);
    let people = [
        (STAFF, pinyin_keys(STAFF).0, Role::Staff, whole),
        (LEADER, pinyin_keys(LEADER).0, Role::Leader, whole),
        (ADMIN, "admin".to_owned(), Role::Admin, whole),
        (STAFF_OF_SPECIAL_COMMITTEE, pinyin_keys(STAFF_OF_SPECIAL_COMMITTEE).0, Role::Staff, special),
    ];
    for (name, login, role, scope) in people {
        let player = office(dice, roster.committee, name, login, (role, scope), at);
        roster.office.push(player);
    }
    roster
}
