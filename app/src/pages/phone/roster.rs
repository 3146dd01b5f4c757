//! Who and what the records name: members and venues of the committee, read once for all pages.

use crate::state::App;
use domain::{
    affiliation::Affiliation,
    fields::Fields,
    id::{MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    member::Member,
    search::{Answer, name_answers},
    venue::Venue,
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// The member row's field that names the member's account.
const ACCOUNT: &str = "user";

/// A member, as lists show one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The member.
    pub id: MemberId,
    /// The name.
    pub name: String,
    /// Full pinyin.
    full: String,
    /// Initials of the pinyin.
    initials: String,
    /// The sector, to tell two of one name apart.
    pub sector: String,
}

impl Person {
    fn read(id: MemberId, fields: &Fields, sectors: &BTreeMap<RecordId, String>, today: Date) -> Person {
        let member = Member(fields);
        let (full, initials) = member.pinyin();
        let sector = member.belonged(Affiliation::Sector, today).find_map(|id| sectors.get(&id).cloned());
        Person {
            id,
            name: member.name().to_owned(),
            full: full.to_owned(),
            initials: initials.to_owned(),
            sector: sector.unwrap_or_default(),
        }
    }

    /// How the person answers to what somebody typed: characters, pinyin or its initials.
    pub fn answers_to(&self, typed: &str) -> Option<Answer> {
        name_answers(&self.name, &self.full, &self.initials, typed)
    }
}

/// Members and venues of the committee.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// Members, by the sound of their names.
    pub people: Vec<Person>,
    /// Venues, by name.
    pub venues: Vec<(VenueId, String)>,
    names: BTreeMap<MemberId, String>,
    accounts: BTreeMap<UserId, String>,
}

impl Roster {
    /// The roster as it is on this phone; follows it.
    pub fn read(app: App) -> Roster {
        let members = app.members();
        let today = app.today();
        let account = |fields: &Fields| fields.parsed::<UserId>(ACCOUNT).zip(fields.text("name").map(str::to_owned));
        let sectors = app.part_names(Kind::Sector);
        let read = |(id, fields): &(MemberId, Fields)| Person::read(*id, fields, &sectors, today);
        let mut people: Vec<Person> = members.iter().map(read).collect();
        people.sort_unstable_by(|one, other| (&one.full, &one.name).cmp(&(&other.full, &other.name)));
        Roster {
            people,
            venues: app.venues().iter().map(|(id, fields)| (*id, Venue(fields).name().to_owned())).collect(),
            names: members.iter().map(|(id, fields)| (*id, Member(fields).name().to_owned())).collect(),
            accounts: members.iter().filter_map(|(_, fields)| account(fields)).collect(),
        }
    }

    /// The name of a member.
    pub fn member(&self, id: MemberId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The name of a venue.
    pub fn venue(&self, id: VenueId) -> Option<&str> {
        self.venues.iter().find(|(venue, _)| *venue == id).map(|(_, name)| name.as_str())
    }

    /// The name of a member or a venue.
    pub fn called(&self, id: RecordId) -> Option<&str> {
        self.member(MemberId::from(id)).or_else(|| self.venue(VenueId::from(id)))
    }

    /// The name of a member with an account.
    pub fn account(&self, user: UserId) -> Option<&str> {
        self.accounts.get(&user).map(String::as_str)
    }
}

/// The roster of the page.
pub fn use_roster() -> Memo<Arc<Roster>> {
    expect_context()
}
