//! The plan of the year: which activity, when, by whom, and what the office made of it.

use super::{
    dice::Dice,
    roster::{Player, Roster},
    stories::{STORIES, Step},
};
use crate::clock::{self, millis};
use domain::{
    activity::{self, Attendance, Measure, Phase, attendance_field},
    fields::Fields,
    id::{MemberId, RecordId},
    member::Member,
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

/// One activity of the plan.
pub struct Planned {
    /// Its record.
    pub rec: RecordId,
    /// The venue, as a place in the roster's list.
    pub venue: usize,
    /// Who writes it down, as a place in the roster's list.
    pub author: usize,
    /// What is written.
    pub fields: Fields,
    /// When it is submitted, in milliseconds since 1970.
    pub submitted: u64,
    /// What the office says, and when; `None` while it waits.
    pub review: Option<(u64, Verdict)>,
}

/// What the office says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It counts.
    Approved,
    /// It goes back and is mended, then it counts.
    Mended,
    /// It goes back and still lies with the member.
    Returned,
    /// It is taken out.
    Void,
}

const DAY: u64 = 24 * 60 * 60_000;
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
            let mut origin = None;
            for step in story.steps {
                if (day - today).get_days() as i64 > AHEAD {
                    break;
                }
                if let Some(one) = one(dice, roster, venue, story.place, step, day, origin, (today, now)) {
                    origin.get_or_insert(one.rec);
                    planned.push(one);
                }
                day = day.saturating_add(((7 + dice.below(9)) as i64).days());
            }
        }
    }
    planned.sort_by_key(|one| (one.submitted, one.rec));
    judge(dice, roster, &mut planned, now);
    planned
}

#[expect(clippy::too_many_arguments, reason = "one call, and each part of the plan decides something else")]
fn one(
    dice: &mut Dice,
    roster: &Roster,
    venue: usize,
    place: &str,
    Step(kind, measures, text): &Step,
    day: Date,
    origin: Option<RecordId>,
    (today, now): (Date, u64),
) -> Option<Planned> {
    let (start, end) = times(dice, day);
    let held = day < today;
    let submitted = if held {
        (millis(end) + (20 + dice.below(300) as u64) * 60_000).min(now)
    } else {
        now - dice.below(3) as u64 * DAY
    };
    let written = clock::day(submitted);
    let crowd = working_at(roster, venue, written);
    // Whoever the demo signs in as there begins every matter, so that the own list is never empty.
    let lead = crowd.iter().copied().find(|place| roster.members[*place].shown.is_some());
    let author = match lead {
        Some(lead) if origin.is_none() || dice.below(4) == 0 => lead,
        _ => *crowd.get(dice.below(crowd.len()))?,
    };
    let others: Vec<usize> = crowd.into_iter().filter(|place| *place != author).collect();
    let company = 1 + dice.below(4);
    let others = dice.draw(others, company);
    let venue_id = roster.venues[venue].0;
    let mut fields = Fields::default()
        .with(activity::TYPE, kind.id())
        .with(activity::PHASE, if held { Phase::Held } else { Phase::Planned }.id())
        .with(activity::START, local(start))
        .with(activity::END, local(end))
        .with(activity::VENUE, venue_id.to_string())
        .with(activity::PLACE, place)
        .with(activity::NARRATIVE, if held { (*text).to_owned() } else { announced(place, kind.zh()) });
    if let Some(origin) = origin {
        fields.set("origin", origin.to_string());
    }
    let here = if held { Attendance::Present } else { Attendance::Accepted };
    fields.set(attendance_field(member(roster, author)), here.id());
    for (place, other) in others.iter().enumerate() {
        let leave = place > 0 && dice.below(7) == 0;
        let state = if leave {
            Attendance::Leave
        } else if held {
            here
        } else {
            Attendance::Invited
        };
        fields.set(attendance_field(member(roster, *other)), state.id());
    }
    if held {
        for (measure, amount) in [Measure::Persons, Measure::PersonTimes, Measure::ProblemsSolved].iter().zip(measures)
        {
            if *amount > 0 {
                fields.set(measure.field(), *amount);
            }
        }
    }
    Some(Planned { rec: RecordId(dice.id(submitted)), venue, author, fields, submitted, review: None })
}

fn announced(place: &str, kind: &str) -> String {
    format!("计划到{place}开展{kind}，请能来的委员回个话，出发前再定集合时间。")
}

fn member(roster: &Roster, place: usize) -> MemberId {
    // Everybody on the roster is a member; the nil id would fail validation at once.
    roster.members[place].signed.account.member.unwrap_or(MemberId(uuid::Uuid::nil()))
}

fn working_at(roster: &Roster, venue: usize, day: Date) -> Vec<usize> {
    let id = roster.venues[venue].0;
    let works = |fields: &Fields| Member(fields).venues(day).any(|at| at == id);
    (0..roster.members.len()).filter(|place| roster.members[*place].signed.member.as_ref().is_some_and(works)).collect()
}

fn times(dice: &mut Dice, day: Date) -> (DateTime, DateTime) {
    let (hour, minute) = ([8, 9, 9, 14, 15, 19][dice.below(6)], [0, 0, 30][dice.below(3)]);
    let start = day.at(hour, minute, 0, 0);
    (start, start.saturating_add(([60, 90, 120, 150][dice.below(4)]).minutes()))
}

fn local(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Decides what the office says: nearly all counts, the newest wait, one of each venue lies with its member, a few were
/// mended, one is taken out.
fn judge(dice: &mut Dice, roster: &Roster, planned: &mut [Planned], now: u64) {
    let age = |one: &Planned| now.saturating_sub(one.submitted) / DAY;
    let held = |one: &Planned| one.fields.text(activity::PHASE) == Some(Phase::Held.id());
    let lies_with_member: Vec<RecordId> = (0..roster.venues.len())
        .filter_map(|venue| {
            let leads =
                roster.members.iter().any(|player| player.shown.is_some() && works_at(roster, player, venue, now));
            let fits = |one: &&Planned| {
                let shown = roster.members[one.author].shown.is_some();
                one.venue == venue && held(one) && (WAITS..75).contains(&age(one)) && (shown || !leads)
            };
            planned.iter().rev().find(fits).map(|one| one.rec)
        })
        .collect();
    let mut voided = false;
    for (place, one) in planned.iter_mut().enumerate() {
        let behind = age(one) < 3 * WAITS && dice.below(2) == 0 && !lies_with_member.contains(&one.rec);
        if !held(one) || age(one) < WAITS || behind {
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
    let fields = player.signed.member.as_ref();
    fields.is_some_and(|fields| Member(fields).venues(clock::day(now)).any(|at| at == roster.venues[venue].0))
}
