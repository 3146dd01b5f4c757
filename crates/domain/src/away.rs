//! Who has not been at a venue for long 久未到场: a hint for its convenor, never a figure and never a penalty.

use crate::{
    activity::{Activity, Attendance, Phase},
    affiliation::{Affiliation, spells},
    day::days_between,
    fields::Fields,
    id::{MemberId, RecordId, VenueId},
    review::Review,
};
use jiff::civil::Date;
use std::{cmp::Reverse, collections::BTreeMap};

/// From how many days on somebody has not been there for long: two months, in which every quarter's activity could have
/// been missed and still be made up for.
pub const LONG: i64 = 60;

/// Somebody of a venue who has not been there for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// The member.
    pub member: MemberId,
    /// The last day on which the member was there; `None` for never.
    pub last: Option<Date>,
    /// For how many days: since then, or since the member came to the venue, whichever was later.
    pub days: i64,
}

/// When each member was last at a venue, up to a day. One record after the other is shown to it, so that none is copied.
#[derive(Debug, Clone)]
pub struct Presence {
    venue: VenueId,
    today: Date,
    last: BTreeMap<MemberId, Date>,
}

impl Presence {
    /// Nobody was seen yet.
    pub fn new(venue: VenueId, today: Date) -> Presence {
        Presence { venue, today, last: BTreeMap::new() }
    }

    /// Takes in the body of an activity: only what was held at the venue and not made void shows who was there.
    pub fn see(&mut self, body: &Fields) {
        let activity = Activity(body);
        let stands = activity.phase() == Some(Phase::Held) && activity.review() != Some(Review::Void);
        let here = stands && activity.venue() == Some(self.venue);
        let Some(day) = activity.day().filter(|day| here && *day <= self.today) else { return };
        let objecting: Vec<MemberId> = activity.objections().map(|(member, _)| member).collect();
        let there = |(member, how): &(MemberId, Attendance)| *how == Attendance::Present && !objecting.contains(member);
        for (member, _) in activity.attendance().filter(there) {
            let known = self.last.entry(member).or_insert(day);
            *known = day.max(*known);
        }
    }

    /// Those of the venue who were not there for [`LONG`] days or more, the longest first; who are equal stay in the order
    /// given.
    pub fn away<'a>(&self, members: impl Iterator<Item = (MemberId, &'a Fields)>) -> Vec<Away> {
        let mut away: Vec<Away> = members.filter_map(|(member, body)| self.one(member, body)).collect();
        away.sort_by_key(|away| Reverse(away.days));
        away
    }

    fn one(&self, member: MemberId, body: &Fields) -> Option<Away> {
        let (since, last) = (self.came(body)?, self.last.get(&member).copied());
        let days = days_between(last.map_or(since, |last| last.max(since)), self.today);
        (days >= LONG).then_some(Away { member, last, days })
    }

    /// Since when somebody belongs to the venue; `None` for who does not today.
    fn came(&self, member: &Fields) -> Option<Date> {
        let here = RecordId::from(self.venue);
        let spells = spells(member).filter(|spell| spell.kind == Affiliation::Venue && spell.target() == Some(here));
        spells.filter(|spell| spell.holds_on(self.today)).map(|spell| spell.from).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::affiliation::Spell;
    use jiff::civil::date;
    use uuid::Uuid;

    const HERE: VenueId = VenueId(Uuid::from_u128(9));
    const TODAY: Date = date(2026, 6, 30);

    fn member(n: u128) -> MemberId {
        MemberId(Uuid::from_u128(n))
    }

    fn since(from: Date, until: Option<Date>) -> Fields {
        let spell = Spell { kind: Affiliation::Venue, to: HERE.to_string(), from, until };
        Fields::default().with("spell:1", spell.value())
    }

    fn held(day: &str, who: u128, how: &str) -> Fields {
        Fields::default()
            .with("phase", "held")
            .with("review", "pending")
            .with("venue", HERE.to_string())
            .with("start", format!("{day}T09:00"))
            .with(format!("attendance:{}", member(who)), how)
    }

    fn found(members: &[(u128, Fields)], activities: &[Fields]) -> Vec<(u128, i64)> {
        let mut presence = Presence::new(HERE, TODAY);
        activities.iter().for_each(|body| presence.see(body));
        let members = members.iter().map(|(n, body)| (member(*n), body));
        presence.away(members).iter().map(|away| (away.member.0.as_u128(), away.days)).collect()
    }

    #[test]
    fn the_longest_away_comes_first_and_who_was_there_lately_does_not_come() {
        let old = since(date(2025, 1, 1), None);
        let all = [(1, old.clone()), (2, old.clone()), (3, old.clone()), (4, old)];
        let activities = [
            held("2026-05-02", 1, "present"),
            held("2026-03-02", 1, "present"),
            held("2026-05-01", 2, "present"),
            held("2026-06-29", 3, "leave"),
            held("2026-02-10", 3, "present"),
        ];
        assert_eq!(found(&all, &activities), [(4, 545), (3, 140), (2, 60)], "59 days are not long");
    }

    #[test]
    fn who_came_lately_has_not_been_away_and_who_has_left_is_not_looked_for() {
        let joined = since(date(2026, 6, 1), None);
        let left = since(date(2025, 1, 1), Some(date(2026, 5, 31)));
        assert_eq!(found(&[(1, joined), (2, left), (3, Fields::default())], &[]), []);
        let back = since(date(2026, 4, 1), None);
        assert_eq!(found(&[(1, back)], &[held("2025-12-01", 1, "present")]), [(1, 90)], "counted from the return");
    }

    #[test]
    fn only_having_been_there_counts() {
        let old = since(date(2026, 1, 1), None);
        let days = |activity: Fields| found(&[(1, old.clone())], &[activity]).first().map(|(_, days)| *days);
        let near = held("2026-06-20", 1, "present");
        assert_eq!(days(near.clone()), None);
        let elsewhere = near.clone().with("venue", Uuid::from_u128(8).to_string());
        let objected = near.clone().with(format!("objection:{}", member(1)), "那天不在");
        for not_there in [
            near.clone().with("review", "void"),
            near.clone().with("phase", "planned"),
            held("2026-07-02", 1, "present"),
            held("2026-06-20", 1, "accepted"),
            elsewhere,
            objected,
        ] {
            assert_eq!(days(not_there), Some(180));
        }
    }
}
