//! Crediting 归属: which scopes a record counts in. Once in each that it touches, by what held on the day it happened.

use crate::{
    activity::Activity,
    affiliation::{Affiliation, Spell},
    fields::Fields,
    id::{CommitteeId, RecordId},
    indicator::Facts,
    scope::Scope,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What crediting needs to know beside the record.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The committee of the record, then those above it.
    pub committees: &'a [CommitteeId],
    /// The dated affiliations of a member or a venue; empty where it is not known.
    pub spells: &'a dyn Fn(RecordId) -> Vec<Spell>,
}

/// What a member who was there brings in.
const OF_MEMBER: [Affiliation; 4] =
    [Affiliation::Sector, Affiliation::SectorGroup, Affiliation::SpecialCommittee, Affiliation::Group];
/// What the venue brings in.
const OF_VENUE: [Affiliation; 2] = [Affiliation::SpecialCommittee, Affiliation::Cluster];

/// The scopes that a record counts in, each once: the committees, the venue credited with what it comes under, the
/// contact unit, the group that submits it, and each member who was there with what this member belonged to on that day.
pub fn scopes(body: &Fields, facts: &Facts<'_>, ground: Ground<'_>) -> BTreeSet<Scope> {
    let mut scopes: BTreeSet<Scope> = ground.committees.iter().copied().map(Scope::Committee).collect();
    let mut belongs = |of: RecordId, sorts: &[Affiliation], day: Date| {
        let held = (ground.spells)(of).into_iter().filter(|spell| sorts.contains(&spell.kind) && spell.holds_on(day));
        scopes.extend(held.filter_map(|spell| Scope::of(spell.kind.id(), spell.target()?)));
    };
    for member in &facts.members {
        belongs(RecordId::from(*member), &OF_MEMBER, facts.day);
    }
    if let Some(venue) = facts.venue {
        belongs(RecordId::from(venue), &OF_VENUE, facts.day);
    }
    scopes.extend(facts.members.iter().copied().map(Scope::Member));
    scopes.extend(facts.venue.map(Scope::Venue));
    scopes.extend(facts.group.map(Scope::Group));
    scopes.extend(Activity(body).contact_unit().map(Scope::ContactUnit));
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::facts;
    use jiff::civil::date;
    use uuid::Uuid;

    fn id(n: u128) -> RecordId {
        RecordId(Uuid::from_u128(n))
    }

    fn spell(kind: Affiliation, to: u128, from: Date, until: Option<Date>) -> Spell {
        Spell { kind, to: id(to).to_string(), from, until }
    }

    fn spells_of(rec: RecordId) -> Vec<Spell> {
        let (begin, june) = (date(2026, 1, 1), date(2026, 6, 30));
        match rec.0.as_u128() {
            // A member who moves from one special committee to another in the middle of the year.
            1 => vec![
                spell(Affiliation::SpecialCommittee, 21, begin, Some(june)),
                spell(Affiliation::SpecialCommittee, 22, date(2026, 7, 1), None),
                spell(Affiliation::Sector, 31, begin, None),
                spell(Affiliation::ContactUnit, 51, begin, None),
            ],
            2 => {
                vec![spell(Affiliation::SpecialCommittee, 22, begin, None), spell(Affiliation::Sector, 31, begin, None)]
            }
            9 => vec![spell(Affiliation::Cluster, 61, begin, None)],
            _ => Vec::new(),
        }
    }

    fn credited(start: &str, present: &[u128]) -> BTreeSet<String> {
        let mut body = Fields::default()
            .with("phase", "held")
            .with("review", "approved")
            .with("start", start)
            .with("venue", id(9).to_string());
        for member in present {
            body.set(format!("attendance:{}", id(*member)), "present");
        }
        let committees = [CommitteeId(Uuid::from_u128(71)), CommitteeId(Uuid::from_u128(72))];
        let ground = Ground { committees: &committees, spells: &spells_of };
        let name = |scope: Scope| format!("{} {}", scope.sort(), scope.record().0.as_u128());
        scopes(&body, &facts(&body).unwrap(), ground).into_iter().map(name).collect()
    }

    fn special(all: &BTreeSet<String>) -> Vec<&str> {
        all.iter().map(String::as_str).filter(|scope| scope.starts_with("special")).collect()
    }

    #[test]
    fn what_held_on_the_day_is_credited_and_not_what_holds_now() {
        assert_eq!(special(&credited("2026-06-30T09:00", &[1])), ["special_committee 21"]);
        assert_eq!(special(&credited("2026-07-01T09:00", &[1])), ["special_committee 22"]);
    }

    #[test]
    fn a_record_of_two_special_committees_counts_in_each_and_once_in_what_they_share() {
        let all = credited("2026-05-04T09:00", &[1, 2]);
        assert_eq!(special(&all), ["special_committee 21", "special_committee 22"]);
        assert_eq!(all.iter().filter(|scope| scope.starts_with("sector")).count(), 1);
        let ends: Vec<bool> = ["committee 71", "committee 72", "venue 9", "cluster 61", "member 1", "member 2"]
            .map(|scope| all.contains(scope))
            .into();
        assert_eq!(ends, [true; 6]);
    }

    #[test]
    fn taking_away_one_of_two_members_of_a_sector_leaves_the_sector() {
        let (both, one) = (credited("2026-05-04T09:00", &[1, 2]), credited("2026-05-04T09:00", &[2]));
        assert!(both.contains("sector 31") && one.contains("sector 31"));
        assert!(both.contains("special_committee 21") && !one.contains("special_committee 21"));
    }

    #[test]
    fn keeping_contact_with_a_unit_is_not_having_been_there() {
        assert!(credited("2026-05-04T09:00", &[1]).iter().all(|scope| !scope.starts_with("contact_unit")));
    }
}
