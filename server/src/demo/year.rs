//! The plan of the year up to today: which activity, when, by whom, and what the office made of it.

use super::{
    dice::Dice,
    places::{TOWNS, VENUES},
    plan::{DAY, Planned, Verdict, When},
    roster::{Player, Roster},
    stories::{STORIES, elsewhere},
};
use crate::clock;
use domain::{fields::Fields, id::RecordId, member::Member};
use jiff::{ToSpan, civil::Date};

/// The office has not looked at anything younger than so many days, and is behind with half of what is up to three
/// times as old.
const WAITS: u64 = 9;
/// Activities in the days to come that are announced.
const AHEAD: i64 = 12;

/// Plans a year up to `today`; `now` is in milliseconds since 1970.
pub fn plan(dice: &mut Dice, roster: &Roster, today: Date, now: u64) -> Vec<Planned> {
    let begin = today.saturating_sub(364.days());
    let mut planned = Vec::new();
    for (venue, stories) in STORIES.iter().enumerate() {
        // Matters begin evenly over the year, so that the last ones are still under way today.
        let apart = 352 / stories.len();
        for (place, story) in stories.iter().enumerate() {
            let mut day = begin.saturating_add(((24 + place * apart + venue * 5 + dice.below(6)) as i64).days());
            let mut origin: Option<RecordId> = None;
            for step in story.told() {
                if (day - today).get_days() as i64 > AHEAD {
                    break;
                }
                let when = When { day, today, now };
                let author = lead(dice, roster, venue, origin.is_none(), day.min(today));
                if let Some(mut one) = Planned::at_venue(dice, roster, venue, author, &step, when) {
                    if let Some(origin) = origin {
                        one.fields.set("origin", origin.to_string());
                    }
                    origin.get_or_insert(one.rec);
                    planned.push(one);
                }
                day = day.saturating_add(((7 + dice.below(9)) as i64).days());
            }
        }
    }
    planned.sort_by_key(|one| (one.submitted, one.rec));
    judge(dice, roster, &mut planned, now);
    planned.extend(plan_elsewhere(dice, roster, today, now));
    planned
}

/// The last three weeks of the venues that nobody signs in at: the office is behind with them.
const BEHIND: i64 = 22;

/// Plans the other studios and the liaison groups: the two oldest of each are approved, the rest waits. A few announce
/// that they go on.
fn plan_elsewhere(dice: &mut Dice, roster: &Roster, today: Date, now: u64) -> Vec<Planned> {
    let studios = (STORIES.len()..VENUES.len()).filter(|place| VENUES[*place].sector.is_some());
    let venues = studios.chain((0..TOWNS.len()).map(|town| VENUES.len() + town));
    let mut planned = Vec::new();
    for (turn, (venue, told)) in (0..).zip(venues.zip(elsewhere())) {
        for (step, one) in (0..).zip(told) {
            let ago = match step {
                0 => 300 - (turn * 11) % 170,
                1 => BEHIND + 8 + (turn * 7) % 50,
                _ => 1 + (turn * 5 + step * 7) % BEHIND,
            };
            let when = When { day: today.saturating_sub(ago.days()), today, now };
            let mut one = Planned::at_venue(dice, roster, venue, None, one, when);
            if let Some(one) = one.as_mut().filter(|_| step < 2) {
                let verdict = if (turn, step) == (3, 0) || (turn, step) == (9, 1) {
                    Verdict::Corrected
                } else {
                    Verdict::Approved
                };
                one.review = Some((one.submitted + (2 + turn as u64 % 3) * DAY, verdict));
            }
            planned.extend(one);
        }
        if turn % 5 == 2 {
            let when = When { day: today.saturating_add((2 + turn).days()), today, now };
            planned.extend(told.first().and_then(|one| Planned::at_venue(dice, roster, venue, None, one, when)));
        }
    }
    planned
}

/// Whoever the demo signs in as there begins every matter, so that the own list is never empty.
fn lead(dice: &mut Dice, roster: &Roster, venue: usize, begins: bool, day: Date) -> Option<usize> {
    let shown = |place: &usize| roster.members[*place].shown.is_some();
    let lead = roster.working_at(venue, day).into_iter().find(shown)?;
    (begins || dice.below(4) == 0).then_some(lead)
}

/// Decides what the office says: nearly all counts, the newest wait, one of each venue lies with its member, a few were
/// mended, one is taken out.
fn judge(dice: &mut Dice, roster: &Roster, planned: &mut [Planned], now: u64) {
    let age = |one: &Planned| now.saturating_sub(one.submitted) / DAY;
    let lies_with_member: Vec<RecordId> = (0..STORIES.len())
        .filter_map(|venue| {
            let leads =
                roster.members.iter().any(|player| player.shown.is_some() && works_at(roster, player, venue, now));
            let fits = |one: &&Planned| {
                let shown = roster.members[one.author].shown.is_some();
                one.venue == Some(venue) && one.held() && (WAITS..75).contains(&age(one)) && (shown || !leads)
            };
            planned.iter().rev().find(fits).map(|one| one.rec)
        })
        .collect();
    let mut voided = false;
    for (place, one) in planned.iter_mut().enumerate() {
        let behind = age(one) < 3 * WAITS && dice.below(2) == 0 && !lies_with_member.contains(&one.rec);
        if !one.held() || age(one) < WAITS || behind {
            continue;
        }
        let at = one.submitted + (1 + dice.below(4) as u64) * DAY + dice.below(180) as u64 * 60_000;
        let verdict = if lies_with_member.contains(&one.rec) {
            Verdict::Returned
        } else if !voided && age(one) > 60 && place % 17 == 5 {
            voided = true;
            Verdict::Void
        } else if place % 13 == 4 {
            Verdict::Mended
        } else {
            Verdict::Approved
        };
        one.review = Some((at, verdict));
    }
}

fn works_at(roster: &Roster, player: &Player, venue: usize, now: u64) -> bool {
    let fields: Option<&Fields> = player.signed.member.as_ref();
    fields.is_some_and(|fields| Member(fields).venues(clock::day(now)).any(|at| at == roster.venues[venue]))
}
