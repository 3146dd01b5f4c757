//! The special committees go to see their members.

use super::{solved_a, solved_b};
use crate::{
    clock::millis,
    demo::{
        dice::Dice,
        people::PEOPLE,
        plan::{Planned, times},
        roster::Roster,
        stories::Told,
    },
};
use domain::{
    activity::{ActivityType, Attendance, Measure, NARRATIVE, attendance_field},
    affiliation::Affiliation,
    id::RecordId,
    member::Member,
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

/// How many members each special committee went to see.
const SEEN: [usize; 8] = [23, 23, 23, 23, 23, 22, 22, 22];
/// How many are seen on one day.
const A_DAY: usize = 3;
/// The day of the first visits.
const FIRST: Date = date(2022, 1, 17);

/// All visits of the year.
pub fn plan(dice: &mut Dice, roster: &Roster) -> Vec<Planned> {
    let solved = solved_a::SOLVED.iter().chain(&solved_b::SOLVED);
    let mut planned = Vec::new();
    for ((place, solved), seen) in solved.enumerate().zip(SEEN) {
        let of_it = serving(roster, roster.special[place]);
        // Two of those from the towns go.
        let [first, second, ..] = of_it.iter().copied().filter(|one| *one >= PEOPLE.len()).collect::<Vec<_>>()[..]
        else {
            continue;
        };
        let visited: Vec<usize> = of_it.into_iter().filter(|one| ![first, second].contains(one)).take(seen).collect();
        let mut solved = solved.iter().copied();
        let more = solved.len() - visited.len();
        for (turn, visited) in visited.chunks(A_DAY).enumerate() {
            let day = FIRST.saturating_add(((turn * 43 + place * 5) as i64).days());
            // Where more was found than members were seen, the first of a day had two things to say.
            let said: Vec<(usize, Vec<&str>)> = visited
                .iter()
                .enumerate()
                .map(|(at, one)| (*one, solved.by_ref().take(1 + usize::from(at == 0 && turn < more)).collect()))
                .collect();
            planned.push(visit(dice, roster, [first, second], &said, day));
        }
    }
    planned
}

/// Who serves in a special committee during the year, as places in the list of members.
fn serving(roster: &Roster, special: RecordId) -> Vec<usize> {
    let serves = |place: &usize| {
        let fields = roster.members[*place].signed.member.as_ref();
        fields.is_some_and(|f| Member(f).belonged(Affiliation::SpecialCommittee, FIRST).any(|of| of == special))
    };
    (0..roster.members.len()).filter(serves).collect()
}

fn visit(dice: &mut Dice, roster: &Roster, go: [usize; 2], said: &[(usize, Vec<&str>)], day: Date) -> Planned {
    let (start, end) = times(dice, day);
    let submitted = millis(end) + (30 + dice.below(200) as u64) * 60_000;
    let told = Told { place: "委员家中和单位", kind: ActivityType::MemberVisit, measures: [0; 3], text: "" };
    let mut fields = told.fields(true, start, end).with(NARRATIVE, narrative(roster, said));
    for one in go {
        fields.set(attendance_field(roster.member(one)), Attendance::Present.id());
    }
    let solved: usize = said.iter().map(|(_, what)| what.len()).sum();
    for (measure, amount) in
        [(Measure::Persons, said.len()), (Measure::PersonTimes, said.len()), (Measure::ProblemsSolved, solved)]
    {
        fields.set(measure.field(), amount);
    }
    let rec = RecordId(dice.id(submitted));
    Planned { rec, venue: None, author: go[0], fields, submitted, review: None }
}

fn narrative(roster: &Roster, said: &[(usize, Vec<&str>)]) -> String {
    let names: Vec<&str> = said.iter().map(|(one, _)| roster.name(*one)).collect();
    let how_many = ["", "", "两位", "三位"][said.len().min(A_DAY)];
    let parts = said.iter().map(|(one, what)| format!("{}：{}。", roster.name(*one), what.join("；")));
    format!("走访{}{how_many}委员。{}", names.join("、"), parts.collect::<String>())
}
