//! The members: what each belongs to, since when, and who runs which venue.

use super::{
    Roster, TERM_BEGIN,
    parts::{Parts, since_the_beginning},
    player,
};
use crate::demo::{
    dice::Dice,
    people::{At, CONVENORS, LEAVES, PEOPLE, SECTORS_IN_TURN, TOWNSPEOPLE, WITH_PASSWORD},
    places::{GROUPS, SECTOR_GROUPS, SPECIAL_COMMITTEES, TOWNS, UNITS, VENUES},
};
use domain::{
    affiliation::{Affiliation, Spell},
    kind::Kind,
    policy::Role,
    venue,
};
use jiff::{ToSpan, civil::Date};

/// The name of the term.
const TERM: &str = "第十五届";

/// Enters all members; `begin` is the first day of the year told.
pub fn enter(roster: &mut Roster, dice: &mut Dice, parts: &Parts, begin: Date, at: u64) {
    let middle = begin.saturating_add(182.days());
    for (place, person) in PEOPLE.iter().enumerate() {
        let mut spells = at_venues(roster, person.at, middle);
        spells.extend(common(roster, parts, place, person.sector, middle));
        spells.extend(contacts(roster, home_towns(person.at), place));
        join(roster, dice, person.name, &spells, at);
    }
    let people =
        TOWNSPEOPLE.iter().enumerate().flat_map(|(town, line)| line.split_whitespace().map(move |n| (town, n)));
    for ((town, name), turn) in people.zip(0..) {
        let sector = SECTORS_IN_TURN[turn % SECTORS_IN_TURN.len()];
        let mut spells = in_town(roster, town, turn, middle);
        spells.extend(common(roster, parts, PEOPLE.len() + turn, sector, middle));
        spells.extend(at_studio(roster, sector, turn, middle));
        spells.extend(contacts(roster, &[town], turn));
        if name == LEAVES {
            let last = begin.saturating_add(200.days());
            spells.iter_mut().for_each(|spell| spell.until = Some(last));
        }
        join(roster, dice, name, &spells, at);
    }
    appoint(roster);
}

fn join(roster: &mut Roster, dice: &mut Dice, name: &str, spells: &[Spell], at: u64) {
    let mut player = player::member(dice, roster.committee, name, spells, at);
    // Two convenors to sign in as: of a station, and of a studio, from which something is required.
    player.shown = match CONVENORS.iter().position(|convenor| *convenor == name) {
        Some(0 | 2) => Some(Role::Convenor),
        _ => WITH_PASSWORD.contains(&name).then_some(Role::Member),
    };
    roster.join(player);
}

/// Something from the middle of the year told on.
fn from_the_middle(kind: Affiliation, to: impl ToString, middle: Date) -> Spell {
    Spell { kind, to: to.to_string(), from: middle, until: None }
}

/// Something until the day before the middle of the year told.
fn until_the_middle(kind: Affiliation, to: impl ToString, middle: Date) -> Spell {
    Spell { kind, to: to.to_string(), from: TERM_BEGIN, until: Some(middle.saturating_sub(1.day())) }
}

fn at_venues(roster: &Roster, at: At, middle: Date) -> Vec<Spell> {
    let venue = |place: usize| roster.venues[place];
    match at {
        At::One(place) => vec![since_the_beginning(Affiliation::Venue, venue(place))],
        At::Two(first, second) => {
            [first, second].map(|place| since_the_beginning(Affiliation::Venue, venue(place))).into()
        }
        At::Moved(first, second) => vec![
            until_the_middle(Affiliation::Venue, venue(first), middle),
            from_the_middle(Affiliation::Venue, venue(second), middle),
        ],
        At::Joined(place) => vec![from_the_middle(Affiliation::Venue, venue(place), middle)],
    }
}

/// A place in the liaison group of the town, and the first of a town in what else stands there. A few move on to the
/// next town.
fn in_town(roster: &Roster, town: usize, turn: usize, middle: Date) -> Vec<Spell> {
    let group = |town: usize| roster.venues[VENUES.len() + town];
    if turn % 31 == 9 {
        let next = (town + 1) % TOWNS.len();
        return vec![
            until_the_middle(Affiliation::Venue, group(town), middle),
            from_the_middle(Affiliation::Venue, group(next), middle),
        ];
    }
    let first = turn % 10 < 4;
    let others = VENUES.iter().enumerate().filter(|(_, place)| first && place.town == Some(town));
    let mut spells = vec![since_the_beginning(Affiliation::Venue, group(town))];
    spells.extend(others.map(|(place, _)| since_the_beginning(Affiliation::Venue, roster.venues[place])));
    spells
}

/// A place in the studio of the sector; a few come later.
fn at_studio(roster: &Roster, sector: &str, turn: usize, middle: Date) -> Option<Spell> {
    let place = VENUES.iter().position(|place| place.sector == Some(sector))?;
    let venue = roster.venues[place];
    Some(match turn % 43 {
        28 => from_the_middle(Affiliation::Venue, venue, middle),
        _ => since_the_beginning(Affiliation::Venue, venue),
    })
}

/// Term, sector, sector group, special committee, party or other group. `place` is the place in the list of members.
fn common(roster: &Roster, parts: &Parts, place: usize, sector: &str, middle: Date) -> Vec<Spell> {
    let mut spells = vec![since_the_beginning(Affiliation::Term, TERM)];
    spells.extend(parts.sectors.get(sector).map(|rec| since_the_beginning(Affiliation::Sector, rec)));
    let group = SECTOR_GROUPS.iter().position(|(_, sectors, _)| sectors.contains(&sector));
    spells.extend(group.map(|at| since_the_beginning(Affiliation::SectorGroup, parts.sector_groups[at])));
    let group = GROUPS.iter().position(|(_, _, of)| *of == sector);
    spells.extend(group.map(|at| since_the_beginning(Affiliation::Group, parts.groups[at])));
    // Twenty-seven serve in each; the first of the list in the one for agriculture.
    let special = |step: usize| roster.special[(place + 2 + step) % SPECIAL_COMMITTEES.len()];
    match place % 40 {
        39 => spells.extend([
            until_the_middle(Affiliation::SpecialCommittee, special(0), middle),
            from_the_middle(Affiliation::SpecialCommittee, special(1), middle),
        ]),
        _ => spells.push(since_the_beginning(Affiliation::SpecialCommittee, special(0))),
    }
    spells
}

/// Where the people of the first three venues keep contact.
fn home_towns(at: At) -> &'static [usize] {
    match at {
        At::One(place) | At::Two(place, _) | At::Moved(_, place) | At::Joined(place) => match place {
            0 => &[4],
            1 => &[2],
            _ => &[17, 9, 13, 12, 11],
        },
    }
}

/// One to three contact units of the towns.
fn contacts(roster: &Roster, towns: &[usize], turn: usize) -> Vec<Spell> {
    let near: Vec<_> = UNITS.iter().filter(|(_, _, town, _)| towns.contains(town)).map(|unit| unit.0).collect();
    let chosen = near.iter().cycle().skip(turn % near.len()).take((1 + turn % 3).min(near.len()));
    let unit = |name: &&str| roster.units.get(*name).map(|rec| since_the_beginning(Affiliation::ContactUnit, rec));
    chosen.filter_map(unit).collect()
}

/// Gives every venue its convenor: the first three as named, every other one somebody who works there.
fn appoint(roster: &mut Roster) {
    for place in 0..roster.venues.len() {
        let there = roster.working_at(place, TERM_BEGIN);
        let second = VENUES.get(place).is_some_and(|venue| venue.town.is_some());
        let chosen = match CONVENORS.get(place) {
            Some(name) => roster.place_of(name),
            None => there.get(usize::from(second)).copied(),
        };
        let Some(chosen) = chosen else { continue };
        let (venue, member) = (roster.venues[place], roster.member(chosen));
        roster.members[chosen].runs(venue);
        let entry = roster.entries.iter_mut().find(|entry| entry.kind == Kind::Venue && entry.rec == venue.into());
        if let Some(entry) = entry {
            entry.fields.set(venue::CONVENOR, member.to_string());
        }
    }
}
