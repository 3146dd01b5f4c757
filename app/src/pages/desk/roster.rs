//! Names for the ids in a record, as the roster on this device has them.

use crate::{
    state::App,
    text::{desk as text, messages},
};
use domain::{
    affiliation::{Affiliation, belongs},
    fields::Fields,
    id::{MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    member::Member,
    scope::Scope,
    search::name_matches,
    venue::Venue,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use sync::wire::desk::DeskRow;

/// What the roster says of people and places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roster {
    members: BTreeMap<MemberId, Named>,
    venues: BTreeMap<VenueId, String>,
    special_committees: BTreeMap<RecordId, String>,
    contact_units: BTreeMap<RecordId, String>,
    /// Member or venue → the special committees it comes under today.
    under: BTreeMap<RecordId, Vec<RecordId>>,
    /// Account → sectors as of today.
    sectors: BTreeMap<UserId, String>,
    /// Account → member.
    accounts: BTreeMap<UserId, MemberId>,
}

/// How a member is found and called.
#[derive(Debug, Clone, Default, PartialEq)]
struct Named {
    name: String,
    full: String,
    initials: String,
}

impl Roster {
    /// Reads it, and follows its changes.
    pub fn of(app: App) -> Roster {
        let today = app.today();
        let mut roster = Roster {
            special_committees: app.part_names(Kind::SpecialCommittee),
            contact_units: app.part_names(Kind::ContactUnit),
            ..Roster::default()
        };
        let sector_names = app.part_names(Kind::Sector);
        for (id, fields) in app.members() {
            let member = Member(&fields);
            let sectors = member.belonged(Affiliation::Sector, today).filter_map(|id| sector_names.get(&id).cloned());
            let sectors: Vec<String> = sectors.collect();
            if let Some(user) = fields.parsed::<UserId>("user") {
                roster.sectors.insert(user, sectors.join(text::list_break()));
                roster.accounts.insert(user, id);
            }
            let (full, initials) = member.pinyin();
            let named = Named { name: member.name().into(), full: full.into(), initials: initials.into() };
            roster.members.insert(id, named);
            roster.come_under(id.into(), &fields, today);
        }
        for (id, fields) in app.venues() {
            roster.venues.insert(id, Venue(&fields).name().to_owned());
            roster.come_under(id.into(), &fields, today);
        }
        roster
    }

    fn come_under(&mut self, id: RecordId, fields: &Fields, today: Date) {
        let under: Vec<RecordId> = belongs(fields, Affiliation::SpecialCommittee, today).collect();
        if !under.is_empty() {
            self.under.insert(id, under);
        }
    }

    /// Also knows what scopes of other committees are called.
    #[must_use]
    pub fn with_names(mut self, names: &BTreeMap<Scope, String>) -> Roster {
        for (scope, name) in names {
            match scope {
                Scope::Member(member) => {
                    let named = || Named { name: name.clone(), full: String::new(), initials: String::new() };
                    self.members.entry(*member).or_insert_with(named);
                }
                Scope::Venue(venue) => {
                    self.venues.entry(*venue).or_insert_with(|| name.clone());
                }
                _ => {}
            }
        }
        self
    }

    /// A member's name; somebody who has left the roster is shown as such rather than left out.
    pub fn member(&self, id: MemberId) -> &str {
        self.members.get(&id).map(|named| named.name.as_str()).unwrap_or_else(|| text::left_roster())
    }

    /// The members who answer to what somebody typed, at most `limit`.
    pub fn find(&self, typed: &str, limit: usize) -> Vec<(MemberId, String)> {
        let answers = |named: &Named| name_matches(&named.name, &named.full, &named.initials, typed);
        let found = self.members.iter().filter(|(_, named)| answers(named));
        found.take(limit).map(|(id, named)| (*id, named.name.clone())).collect()
    }

    /// A venue's name.
    pub fn venue(&self, id: VenueId) -> &str {
        self.venues.get(&id).map(String::as_str).unwrap_or_else(|| text::left_venue())
    }

    /// All venues, by name.
    pub fn venues(&self) -> Vec<(VenueId, String)> {
        by_name(&self.venues)
    }

    /// A contact unit's name; one that has left the roster is shown by a dash.
    pub fn contact_unit(&self, id: RecordId) -> &str {
        self.contact_units.get(&id).map(String::as_str).unwrap_or("—")
    }

    /// All contact units, by name.
    pub fn contact_units(&self) -> Vec<(RecordId, String)> {
        by_name(&self.contact_units)
    }

    /// The name of a special committee or a venue.
    pub fn scope(&self, scope: Scope) -> Option<&str> {
        match scope {
            Scope::Venue(venue) => self.venues.get(&venue),
            Scope::SpecialCommittee(id) => self.special_committees.get(&id),
            _ => None,
        }
        .map(String::as_str)
    }

    /// The special committees and the venue that a record is looked for under: of its venue, else of its author.
    pub fn scopes(&self, row: &DeskRow) -> Vec<Scope> {
        let venue = row.row.body.parsed::<VenueId>(domain::activity::VENUE);
        let author = row.row.author.and_then(|author| self.accounts.get(&author)).copied();
        let home = venue.map(RecordId::from).or(author.map(RecordId::from));
        let under = home.and_then(|home| self.under.get(&home)).into_iter().flatten().copied();
        under.map(Scope::SpecialCommittee).chain(venue.map(Scope::Venue)).collect()
    }

    /// The name of somebody with an account; staff are not in the roster.
    pub fn account(&self, user: UserId) -> &str {
        let member = self.accounts.get(&user).and_then(|member| self.members.get(member));
        member.map(|named| named.name.as_str()).unwrap_or_else(|| messages::office())
    }

    /// The sectors of somebody with an account; `None` where the account is not a member's.
    pub fn sectors(&self, user: UserId) -> Option<&str> {
        self.sectors.get(&user).map(String::as_str)
    }
}

fn by_name<I: Copy>(names: &BTreeMap<I, String>) -> Vec<(I, String)> {
    let mut all: Vec<(I, String)> = names.iter().map(|(id, name)| (*id, name.clone())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

#[cfg(test)]
impl Roster {
    /// A roster of one member and one venue, both under one special committee.
    pub fn sample(member: MemberId, venue: VenueId) -> Roster {
        let special = RecordId(uuid::Uuid::from_u128(77));
        let named = Named { name: "田一川".into(), full: "tianyichuan".into(), initials: "tyc".into() };
        Roster {
            members: BTreeMap::from([(member, named)]),
            venues: BTreeMap::from([(venue, "石桥镇委员工作站".to_owned())]),
            special_committees: BTreeMap::from([(special, "农业委".to_owned())]),
            under: BTreeMap::from([(venue.into(), vec![special])]),
            ..Roster::default()
        }
    }
}
