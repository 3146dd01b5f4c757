//! Names for the ids in a record, as the roster on this device has them.

use crate::{
    state::App,
    text::{desk as text, messages},
};
use domain::{
    affiliation::Affiliation,
    id::{MemberId, UserId, VenueId},
    kind::Kind,
    member::Member,
    venue::Venue,
};
use std::collections::BTreeMap;

/// What the roster says of people and places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roster {
    members: BTreeMap<MemberId, String>,
    venues: BTreeMap<VenueId, String>,
    /// Account → sectors as of today.
    sectors: BTreeMap<UserId, String>,
    /// Account → name.
    accounts: BTreeMap<UserId, String>,
}

impl Roster {
    /// Reads it, and follows its changes.
    pub fn of(app: App) -> Roster {
        let today = app.today();
        let mut roster = Roster::default();
        let sector_names = app.part_names(Kind::Sector);
        for (id, fields) in app.members() {
            let member = Member(&fields);
            let sectors = member.belonged(Affiliation::Sector, today).filter_map(|id| sector_names.get(&id).cloned());
            let sectors: Vec<String> = sectors.collect();
            if let Some(user) = fields.parsed::<UserId>("user") {
                roster.sectors.insert(user, sectors.join(text::list_break()));
                roster.accounts.insert(user, member.name().to_owned());
            }
            roster.members.insert(id, member.name().to_owned());
        }
        roster.venues = app.venues().into_iter().map(|(id, fields)| (id, Venue(&fields).name().to_owned())).collect();
        roster
    }

    /// A member's name; somebody who has left the roster is shown as such rather than left out.
    pub fn member(&self, id: MemberId) -> &str {
        self.members.get(&id).map(String::as_str).unwrap_or_else(|| text::left_roster())
    }

    /// A venue's name.
    pub fn venue(&self, id: VenueId) -> &str {
        self.venues.get(&id).map(String::as_str).unwrap_or_else(|| text::left_venue())
    }

    /// The name of somebody with an account; staff are not in the roster.
    pub fn account(&self, user: UserId) -> &str {
        self.accounts.get(&user).map(String::as_str).unwrap_or_else(|| messages::office())
    }

    /// The sectors of somebody with an account; `None` where the account is not a member's.
    pub fn sectors(&self, user: UserId) -> Option<&str> {
        self.sectors.get(&user).map(String::as_str)
    }
}

#[cfg(test)]
impl Roster {
    /// A roster of one member and one venue.
    pub fn sample(member: MemberId, venue: VenueId) -> Roster {
        Roster {
            members: BTreeMap::from([(member, "田一川".to_owned())]),
            venues: BTreeMap::from([(venue, "石桥镇委员工作站".to_owned())]),
            ..Roster::default()
        }
    }
}
