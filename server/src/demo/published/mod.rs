//! The year 2022, laid out so that its records give the shape of a published year: what studios and liaison groups did,
//! and whom the special committees went to see. What other kinds of records add joins with those kinds.

mod solved_a;
mod solved_b;
mod studios;
mod towns_north;
mod towns_south;
mod visits;

use super::{
    dice::Dice,
    places::VENUES,
    plan::{DAY, Planned, Verdict, When},
    roster::Roster,
    stories::Told,
};
use crate::clock;
use domain::{activity::ActivityType, venue::VenueType};
use jiff::civil::{Date, Weekday, date};

/// An activity on a day of the year, written as month and day: 412 is the 12th of April.
pub struct Session(i16, Told);

/// A line of the tables.
const fn t(on: i16, place: &'static str, kind: ActivityType, measures: [i64; 3], text: &'static str) -> Session {
    Session(on, Told { place, kind, measures, text })
}

/// What was written before the first of January counts as of this year.
const AFTER: Date = date(2023, 1, 1);

/// Plans the whole year; all of it is approved by now.
pub fn plan(dice: &mut Dice, roster: &Roster) -> Vec<Planned> {
    let now = clock::millis(AFTER.at(0, 9, 0, 0));
    let studios = (0..VENUES.len()).filter(|place| VENUES[*place].kind == VenueType::MemberStudio);
    let towns = towns_north::TOLD.iter().chain(&towns_south::TOLD).enumerate();
    let told = studios.zip(studios::TOLD.iter()).chain(towns.map(|(town, told)| (VENUES.len() + town, told)));
    let mut planned = Vec::new();
    for (venue, sessions) in told {
        for Session(on, told) in *sessions {
            let when = When { day: date(2022, (on / 100) as i8, (on % 100) as i8), today: AFTER, now };
            planned.extend(Planned::at_venue(dice, roster, venue, None, told, when));
        }
    }
    planned.extend(visits::plan(dice, roster));
    for one in &mut planned {
        one.review = Some((at_the_desk(one.submitted), Verdict::Approved));
    }
    planned
}

/// The office goes through what came in on Friday afternoons, all at once.
fn at_the_desk(submitted: u64) -> u64 {
    let mut day = clock::day(submitted + DAY);
    while day.weekday() != Weekday::Friday {
        day = day.tomorrow().unwrap_or(day);
    }
    clock::millis(day.at(16, 0, 0, 0))
}

#[cfg(test)]
mod tests;
