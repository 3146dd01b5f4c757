//! Names for the ids in a record, as the roster on this device has them.

use crate::{
    state::App,
    text::{desk as text, messages},
};
use domain::{
    affiliation::{Affiliation, belongs},
    fields::Fields,
    id::{Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    member::Member,
    organisation::Part,
    scope::Scope,
    search::name_answers,
    venue::Venue,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What the roster says of people and places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roster {
    members: BTreeMap<MemberId, Named>,
    venues: BTreeMap<VenueId, String>,
    special_committees: BTreeMap<RecordId, String>,
    contact_units: BTreeMap<RecordId, String>,
    groups: BTreeMap<RecordId, String>,
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
        let mut roster = Roster::default();
        roster.read(|kind| app.listed(kind), app.today());
        roster
    }

    /// Also reads the roster of another committee.
    pub fn read(&mut self, rows: impl Fn(Kind) -> Vec<(RecordId, Fields)>, today: Date) {
        let names = |kind| rows(kind).into_iter().map(|(rec, fields)| (rec, Part(&fields).name().to_owned()));
        self.special_committees.extend(names(Kind::SpecialCommittee));
        self.contact_units.extend(names(Kind::ContactUnit));
        self.groups.extend(names(Kind::Group));
        let sector_names: BTreeMap<RecordId, String> = names(Kind::Sector).collect();
        for (id, fields) in rows(Kind::Member) {
            let id = MemberId::from(id);
            let member = Member(&fields);
            let sectors = member.belonged(Affiliation::Sector, today).filter_map(|id| sector_names.get(&id).cloned());
            let sectors: Vec<String> = sectors.collect();
            if let Some(user) = fields.parsed::<UserId>("user") {
                self.sectors.insert(user, sectors.join(text::list_break()));
                self.accounts.insert(user, id);
            }
            let (full, initials) = member.pinyin();
            let named = Named { name: member.name().into(), full: full.into(), initials: initials.into() };
            self.members.insert(id, named);
            self.come_under(id.into(), &fields, today);
        }
        for (id, fields) in rows(Kind::Venue) {
            self.venues.insert(id.into(), Venue(&fields).name().to_owned());
            self.come_under(id, &fields, today);
        }
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
        let answer = |named: &Named| name_answers(&named.name, &named.full, &named.initials, typed);
        let mut found: Vec<_> =
            self.members.iter().filter_map(|(id, named)| Some((answer(named)?, id, named))).collect();
        found.sort_by_key(|(answer, ..)| *answer);
        found.into_iter().take(limit).map(|(_, id, named)| (*id, named.name.clone())).collect()
    }

    /// A venue's name.
    pub fn venue(&self, id: VenueId) -> &str {
        self.venues.get(&id).map(String::as_str).unwrap_or_else(|| text::left_venue())
    }

    /// The name of a venue, a group or a member.
    pub fn called(&self, id: RecordId) -> &str {
        let found = self.venues.get(&VenueId::from(id)).or_else(|| self.groups.get(&id));
        found.map_or_else(|| self.member(MemberId::from(id)), String::as_str)
    }

    /// Parties and other groups, by name.
    pub fn groups(&self) -> Vec<(RecordId, String)> {
        by_name(&self.groups)
    }

    /// All members, by name.
    pub fn members(&self) -> Vec<(MemberId, String)> {
        by_name(&self.members.iter().map(|(id, named)| (*id, named.name.clone())).collect())
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

    /// The special committees and the venue that the records of a feed are looked for under, as the server does it.
    pub fn scopes(&self, feed: Feed) -> Vec<Scope> {
        let (home, venue) = match feed {
            Feed::Venue(venue) => (RecordId::from(venue), Some(venue)),
            Feed::Member(member) => (member.into(), None),
            _ => return Vec::new(),
        };
        let under = self.under.get(&home).into_iter().flatten().copied();
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
