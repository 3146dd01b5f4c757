//! The parts of the committee, and its venues.

use super::{Roster, TERM_BEGIN};
use crate::demo::{
    dice::Dice,
    people::{PEOPLE, SECTORS_IN_TURN},
    places::{CLUSTERS, GROUPS, Place, Runs, SECTOR_GROUPS, SPECIAL_COMMITTEES, TOWNS, UNITS, VENUES},
};
use domain::{
    affiliation::{Affiliation, Spell},
    fields::Fields,
    id::{RecordId, VenueId},
    kind::Kind,
    organisation,
    search::{part_keys, with_keys},
    venue::{self, VenueType},
};
use jiff::{ToSpan, civil::date};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The parts that members belong to.
pub struct Parts {
    /// Sectors by name.
    pub sectors: BTreeMap<&'static str, RecordId>,
    /// In the order of [`GROUPS`].
    pub groups: Vec<RecordId>,
    /// In the order of [`SECTOR_GROUPS`].
    pub sector_groups: Vec<RecordId>,
}

/// A spell from the beginning of the term on.
pub fn since_the_beginning(kind: Affiliation, to: impl ToString) -> Spell {
    Spell { kind, to: to.to_string(), from: TERM_BEGIN, until: None }
}

/// Enters everything but members and rules.
pub fn enter(roster: &mut Roster, dice: &mut Dice, at: u64) -> Parts {
    roster.special = SPECIAL_COMMITTEES.map(|name| named(roster, dice, Kind::SpecialCommittee, name, at)).into();
    let mut groups = Vec::new();
    for (name, sort, _) in GROUPS {
        let fields = Fields::default().with(organisation::NAME, name).with(organisation::GROUP_TYPE, sort.id());
        groups.push(entered(roster, dice, Kind::Group, fields, at));
    }
    let names: BTreeSet<&str> = PEOPLE.iter().map(|person| person.sector).chain(SECTORS_IN_TURN).collect();
    let sectors = names.into_iter().map(|name| (name, named(roster, dice, Kind::Sector, name, at))).collect();
    let mut sector_groups = Vec::new();
    for (name, _, runs) in SECTOR_GROUPS {
        let spell = match runs {
            Runs::Special(place) => since_the_beginning(Affiliation::SpecialCommittee, roster.special[place]),
            Runs::Group(place) => since_the_beginning(Affiliation::Group, groups[place]),
        };
        let fields = Fields::default().with(organisation::NAME, name).with("spell:1", spell.value());
        sector_groups.push(entered(roster, dice, Kind::SectorGroup, fields, at));
    }
    for (name, sort, _, people) in UNITS {
        let mut met: Vec<&str> = people.iter().map(|met| met.id()).collect();
        met.sort_unstable();
        let fields = Fields::default().with(organisation::NAME, name).with(organisation::TYPE, sort.id());
        let rec = entered(roster, dice, Kind::ContactUnit, fields.with(organisation::PEOPLE, met), at);
        roster.units.insert(name, rec);
    }
    let clusters = CLUSTERS.map(|name| named(roster, dice, Kind::Cluster, name, at));
    for (number, place) in (1..).zip(&VENUES) {
        let cluster = place.cluster.map(|cluster| clusters[cluster]);
        let fields = venue_fields(place, roster.special[place.under], cluster, number);
        enter_venue(roster, dice, fields, at);
    }
    for (place, town) in TOWNS.iter().enumerate() {
        let fields = liaison_group(town, roster.special[place % SPECIAL_COMMITTEES.len()], place);
        enter_venue(roster, dice, fields, at);
    }
    Parts { sectors, groups, sector_groups }
}

fn named(roster: &mut Roster, dice: &mut Dice, kind: Kind, name: &str, at: u64) -> RecordId {
    entered(roster, dice, kind, Fields::default().with(organisation::NAME, name), at)
}

fn entered(roster: &mut Roster, dice: &mut Dice, kind: Kind, fields: Fields, at: u64) -> RecordId {
    let rec = RecordId(dice.id(at));
    let name = fields.text(organisation::NAME).unwrap_or_default().to_owned();
    roster.enter(rec, kind, with_keys(fields, part_keys(&name)));
    rec
}

/// Enters a venue; who runs it is known once the members are.
pub fn enter_venue(roster: &mut Roster, dice: &mut Dice, fields: Fields, at: u64) {
    let rec = entered(roster, dice, Kind::Venue, fields, at);
    roster.venues.push(VenueId::from(rec));
}

fn venue_fields(place: &Place, under: RecordId, cluster: Option<RecordId>, number: i64) -> Fields {
    let on = date(2021, 11, 1).saturating_add((number * 3).days());
    let approval =
        json!({ "on": on.to_string(), "by": "区政协主席会议", "number": format!("区协办字〔2021〕{number}号") });
    let fields = Fields::default()
        .with(venue::NAME, place.name)
        .with(venue::TYPE, place.kind.id())
        .with(venue::PLACE, place.place)
        .with(venue::INSTRUCTOR, place.instructor)
        .with(venue::APPROVAL, approval)
        .with("spell:1", since_the_beginning(Affiliation::SpecialCommittee, under).value());
    match cluster {
        Some(cluster) => fields.with("spell:2", since_the_beginning(Affiliation::Cluster, cluster).value()),
        None => fields,
    }
}

fn liaison_group(town: &str, under: RecordId, place: usize) -> Fields {
    let number = 20 + place;
    let approval = json!({ "on": "2021-12-10", "by": "区政协党组", "number": format!("区协组发〔2021〕{number}号") });
    let head = if town.ends_with("街道") { "党工委副书记" } else { "党委副书记" };
    let site = if town.ends_with("街道") { "办事处二楼会议室" } else { "政府综合办公楼一楼" };
    Fields::default()
        .with(venue::NAME, format!("{town}政协联络组"))
        .with(venue::TYPE, VenueType::TownshipLiaisonGroup.id())
        .with(venue::PLACE, format!("{town}{site}"))
        .with(venue::INSTRUCTOR, format!("{town}{head}"))
        .with(venue::APPROVAL, approval)
        .with("spell:1", since_the_beginning(Affiliation::SpecialCommittee, under).value())
}
