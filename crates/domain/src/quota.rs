//! Duty quotas 履职要求: how much is to be done in a period. They are data of the committee, valid from a day to a day.

use crate::{
    activity::Measure,
    affiliation::{Affiliation, spells},
    day::{Period, day},
    fields::Fields,
    id::{MemberId, VenueId},
    indicator::{FactState, Facts, Indicator, facts},
    kind::text_enum,
    venue::{self, Venue},
};
use jiff::civil::Date;
use std::iter;

/// Its name in Chinese.
pub const NAME: &str = "name";
/// An [`Owner`] id: who has to meet it.
pub const OWNER: &str = "owner";
/// An [`Every`] id: in what period.
pub const EVERY: &str = "every";
/// How much, a whole number of at least 1.
pub const MINIMUM: &str = "minimum";
/// A [`Measure`] id; without one, activities themselves are counted.
pub const MEASURE: &str = "measure";
/// The type of activity that counts; without one, every type does.
pub const ACTIVITY_TYPE: &str = "activity_type";
/// Of an owner that is a venue: the type of venue that has to meet it; without one, every venue has to.
pub const VENUE_TYPE: &str = "venue_type";
/// First day of validity.
pub const FROM: &str = "from";
/// Last day of validity, included; absent while it goes on.
pub const UNTIL: &str = "until";

text_enum! {
    /// Who has to meet a quota.
    Owner {
        /// Each member.
        Member = "member" "每位委员",
        /// Each venue, or each of one type.
        Venue = "venue" "每个阵地",
        /// Each special committee.
        SpecialCommittee = "special_committee" "每个专委会",
        /// Each sector group.
        SectorGroup = "sector_group" "每个界别活动组",
        /// Each party or other group.
        Group = "group" "每个党派团体",
        /// The committee as a whole.
        Committee = "committee" "本级政协",
    }
}

text_enum! {
    /// The period in which it is to be met.
    Every {
        /// A calendar month.
        Month = "month" "每月",
        /// A calendar quarter.
        Quarter = "quarter" "每季度",
        /// A calendar year.
        Year = "year" "每年",
    }
}

impl Every {
    /// The period that a day lies in.
    pub fn period_of(self, day: Date) -> Period {
        match self {
            Every::Month => Period::Month(day.year(), day.month()),
            Every::Quarter => Period::quarter_of(day),
            Every::Year => Period::Year(day.year()),
        }
    }
}

/// A typed view over the fields of a quota.
#[derive(Debug, Clone, Copy)]
pub struct Quota<'a>(pub &'a Fields);

/// How somebody stands to a quota in one period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attainment {
    /// What is to be done, in the unit of the measure; less for whoever belongs for a part of the period.
    pub due: i64,
    /// Done and approved.
    pub approved: i64,
    /// Submitted and not yet reviewed.
    pub pending: i64,
}

impl Attainment {
    /// How much is still to be approved; what waits for a review may be a part of it.
    pub fn missing(self) -> i64 {
        (self.due - self.approved).max(0)
    }
}

impl<'a> Quota<'a> {
    /// The name; empty where none was given.
    pub fn name(self) -> &'a str {
        self.0.text(NAME).unwrap_or("")
    }

    /// Who has to meet it.
    pub fn owner(self) -> Option<Owner> {
        self.0.parsed(OWNER)
    }

    /// In what period.
    pub fn every(self) -> Option<Every> {
        self.0.parsed(EVERY)
    }

    /// What is counted; `None` stands for activities themselves.
    pub fn measure(self) -> Option<Measure> {
        self.0.parsed(MEASURE)
    }

    /// The type of activity that counts; `None` for every type.
    pub fn activity_type(self) -> Option<&'a str> {
        self.0.text(ACTIVITY_TYPE)
    }

    /// Whether a venue with these fields has to meet it.
    pub fn concerns_venue(self, venue: &Fields) -> bool {
        let wanted = self.0.text(VENUE_TYPE);
        self.owner() == Some(Owner::Venue) && wanted.is_none_or(|wanted| venue.text(venue::TYPE) == Some(wanted))
    }

    /// What is due in a period of one that owes it, in the unit of the measure; `body` are the fields of the member, the
    /// venue or the part. The one rule for phone and desk.
    pub fn due(self, body: &Fields, period: Period) -> i64 {
        let minimum = self.0.int(MINIMUM).unwrap_or(0).max(0);
        let present = match self.owner() {
            Some(Owner::Member) => days_present(body, period),
            Some(Owner::Venue) => days_open(body, period),
            _ => days_of(period),
        };
        pro_rated(minimum, present, days_of(period))
    }

    /// Whether it is valid on a day.
    pub fn holds_on(self, on: Date) -> bool {
        let bound = |field: &str| self.0.text(field).and_then(day);
        bound(FROM).is_some_and(|from| from <= on) && bound(UNTIL).is_none_or(|until| on <= until)
    }

    /// How a member stands in a period. `activities` are the bodies of records that may name the member; each counts in
    /// full for everybody present.
    pub fn attainment<'b>(
        self,
        member: MemberId,
        member_body: &Fields,
        period: Period,
        activities: impl Iterator<Item = &'b Fields>,
    ) -> Attainment {
        self.counted(self.due(member_body, period), period, activities, |facts| facts.members.contains(&member))
    }

    /// How a venue stands in a period. `activities` are the bodies of records that may credit the venue.
    pub fn attainment_of_venue<'b>(
        self,
        venue: VenueId,
        venue_body: &Fields,
        period: Period,
        activities: impl Iterator<Item = &'b Fields>,
    ) -> Attainment {
        self.counted(self.due(venue_body, period), period, activities, |facts| facts.venue == Some(venue))
    }

    fn counted<'b>(
        self,
        due: i64,
        period: Period,
        activities: impl Iterator<Item = &'b Fields>,
        touches: impl Fn(&Facts<'_>) -> bool,
    ) -> Attainment {
        let mut attainment = Attainment { due, ..Attainment::default() };
        for facts in activities.filter_map(facts).filter(touches) {
            self.count(&mut attainment, period, &facts);
        }
        attainment
    }

    /// Adds one activity to how somebody stands whom it concerns, as far as it counts in the period.
    pub fn count(self, attainment: &mut Attainment, period: Period, facts: &Facts<'_>) {
        let of_type = self.activity_type().is_none_or(|wanted| facts.activity_type == wanted);
        if !of_type || !period.contains(facts.day) {
            return;
        }
        let counted = self.indicator();
        let amount = facts.amounts.iter().find(|(indicator, _)| *indicator == counted).map_or(0, |(_, n)| *n);
        match facts.state {
            FactState::Approved => attainment.approved += amount,
            FactState::Pending => attainment.pending += amount,
            FactState::Planned => {}
        }
    }

    /// The figure that it is counted in.
    pub fn indicator(self) -> Indicator {
        match self.measure() {
            None => Indicator::Activities,
            Some(Measure::Persons) => Indicator::Persons,
            Some(Measure::PersonTimes) => Indicator::PersonTimes,
            Some(Measure::ProblemsSolved) => Indicator::ProblemsSolved,
        }
    }
}

/// What is due of a minimum for whoever is there on so many of the days, rounded half up.
pub fn pro_rated(minimum: i64, present: i64, days: i64) -> i64 {
    if days <= 0 { minimum } else { (2 * minimum * present + days) / (2 * days) }
}

/// How many days a period has.
pub fn days_of(period: Period) -> i64 {
    count(days(period.first(), period.last()))
}

/// On how many days of a period the member served; all of them where no term is known.
pub fn days_present(member: &Fields, period: Period) -> i64 {
    let terms: Vec<_> = spells(member).filter(|spell| spell.kind == Affiliation::Term).collect();
    let on_duty = |on: &Date| terms.is_empty() || terms.iter().any(|term| term.holds_on(*on));
    count(days(period.first(), period.last()).filter(on_duty))
}

/// On how many days of a period a venue stood approved: all of them where no approval is recorded.
pub fn days_open(venue: &Fields, period: Period) -> i64 {
    let from = Venue(venue).approval().map_or(period.first(), |(on, _)| on.max(period.first()));
    count(days(from, period.last()))
}

/// The days from the first to the last, both included.
fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(move |day| *day <= last)
}

/// How many there are; no period has more days than fit.
fn count(days: impl Iterator<Item = Date>) -> i64 {
    days.fold(0, |count, _| count + 1)
}

#[cfg(test)]
mod tests;
