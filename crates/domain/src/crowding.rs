//! 扎堆: too many announced activities at one contact unit or place within a few days. Only ever a hint, never a bar.

use crate::{
    activity::{Activity, PLACE, Phase},
    fields::Fields,
    id::RecordId,
    review::Review,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// From how many announced activities on a place is crowded.
pub const CROWD: usize = 3;
/// Within how many days, the first and the last included.
pub const DAYS: i32 = 7;

/// Where people are troubled by a crowd: a contact unit, or a place in words where no unit is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// A contact unit.
    Unit(RecordId),
    /// A place in words.
    Place(String),
}

/// An announced activity, as far as crowding goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan {
    /// When.
    pub day: Date,
    /// Which record.
    pub rec: RecordId,
}

/// Where and when an announced activity is to be; `None` for one that takes place at a venue only, has no day, is not
/// announced any more or was taken out. `unit_named` knows the contact units: a place in words that is the name of one is that
/// unit.
pub fn announced(body: &Fields, unit_named: impl Fn(&str) -> Option<RecordId>) -> Option<(Spot, Date)> {
    let activity = Activity(body);
    if activity.phase() != Some(Phase::Planned) || activity.review() == Some(Review::Void) {
        return None;
    }
    let place = || body.text(PLACE).map(str::trim).filter(|place| !place.is_empty());
    let spot = activity.contact_unit().map(Spot::Unit).or_else(|| place().map(|place| spot_of(place, unit_named)));
    Some((spot?, activity.day()?))
}

/// Where a place in words is.
pub fn spot_of(place: &str, unit_named: impl Fn(&str) -> Option<RecordId>) -> Spot {
    unit_named(place.trim()).map_or_else(|| Spot::Place(place.trim().to_owned()), Spot::Unit)
}

/// The other activities that make a crowd with one on this day, in their order; empty where there is none. `others` are
/// those announced at the same spot.
pub fn crowd_with(day: Date, others: &[Plan]) -> Vec<Plan> {
    let mut near: Vec<&Plan> = others.iter().filter(|plan| apart(plan.day, day) < DAYS).collect();
    near.sort_unstable();
    // Each stretch of days that holds the day begins with one of the days in it, at best with the day itself.
    let starts = near.iter().map(|plan| plan.day).filter(|start| *start <= day).chain([day]);
    let within = |start: Date| near.iter().filter(move |plan| plan.day >= start && apart(plan.day, start) < DAYS);
    let fullest = starts.map(|start| within(start).copied().cloned().collect::<Vec<_>>()).max_by_key(Vec::len);
    fullest.filter(|others| others.len() + 1 >= CROWD).unwrap_or_default()
}

/// Every crowd among announced activities: the spot, and who meets there within days of each other.
pub fn crowds<'a>(
    all: impl Iterator<Item = (RecordId, &'a Fields)>,
    unit_named: impl Fn(&str) -> Option<RecordId>,
) -> Vec<(Spot, Vec<Plan>)> {
    let mut spots: BTreeMap<Spot, Vec<Plan>> = BTreeMap::new();
    for (rec, body) in all {
        if let Some((spot, day)) = announced(body, &unit_named) {
            spots.entry(spot).or_default().push(Plan { day, rec });
        }
    }
    spots
        .into_iter()
        .flat_map(|(spot, plans)| stretches(plans).into_iter().map(move |plans| (spot.clone(), plans)))
        .collect()
}

/// The stretches of days that are crowded, of one spot; those that overlap are one.
fn stretches(mut plans: Vec<Plan>) -> Vec<Vec<Plan>> {
    plans.sort_unstable();
    let mut crowds: Vec<(usize, usize)> = Vec::new();
    for (first, plan) in plans.iter().enumerate() {
        let end = first + plans[first..].iter().take_while(|other| apart(other.day, plan.day) < DAYS).count();
        match crowds.last_mut() {
            _ if end - first < CROWD => {}
            Some((_, before)) if first < *before => *before = end.max(*before),
            _ => crowds.push((first, end)),
        }
    }
    crowds.into_iter().map(|(first, end)| plans[first..end].to_vec()).collect()
}

fn apart(one: Date, other: Date) -> i32 {
    (one - other).get_days().abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn plan(n: u128, day: i8) -> Plan {
        Plan { day: date(2026, 11, day), rec: RecordId(Uuid::from_u128(n)) }
    }

    fn body(day: i8, place: &str) -> Fields {
        let fields = Fields::default().with("phase", "planned").with("start", format!("2026-11-{day:02}T09:00"));
        fields.with("place", place)
    }

    #[test]
    fn three_within_seven_days_are_a_crowd_and_the_eighth_day_is_not() {
        let table: [(i8, &[i8], usize); 7] = [
            (10, &[], 0),
            (10, &[10], 0),
            (10, &[10, 10], 2),
            (10, &[4, 16], 0),
            (10, &[4, 7], 2),
            (10, &[13, 16], 2),
            (10, &[3, 17, 10], 0),
        ];
        for (day, others, crowd) in table {
            let others: Vec<Plan> = others.iter().zip(1..).map(|(day, n)| plan(n, *day)).collect();
            assert_eq!(crowd_with(date(2026, 11, day), &others).len(), crowd, "{day} {others:?}");
        }
    }

    #[test]
    fn the_fullest_seven_days_around_the_day_are_told_in_order() {
        let others = [plan(1, 16), plan(2, 12), plan(3, 4), plan(4, 5), plan(5, 14)];
        let crowd = crowd_with(date(2026, 11, 10), &others);
        assert_eq!(crowd.iter().map(|plan| plan.day.day()).collect::<Vec<_>>(), [12, 14, 16]);
    }

    #[test]
    fn a_unit_goes_before_a_place_in_words_and_only_what_is_announced_crowds() {
        let unit = RecordId(Uuid::from_u128(7));
        let named = |place: &str| (place == "柳林村委会").then_some(unit);
        let spot = |fields: Fields| announced(&fields, named).map(|(spot, _)| spot);
        assert_eq!(spot(body(1, " 柳林村 ")), Some(Spot::Place("柳林村".into())));
        assert_eq!(spot(body(1, "柳林村").with("contact_unit", unit.to_string())), Some(Spot::Unit(unit)));
        assert_eq!(spot(body(1, " 柳林村委会")), Some(Spot::Unit(unit)), "the name of a unit is that unit");
        for other in [body(1, " "), body(1, "柳林村").with("phase", "held"), body(1, "柳林村").with("review", "void")]
        {
            assert_eq!(announced(&other, named), None);
        }
    }

    #[test]
    fn crowds_are_told_apart_by_spot_and_by_time() {
        let bodies =
            [(1, "甲"), (3, "甲"), (7, "甲"), (9, "甲"), (1, "乙"), (2, "乙"), (20, "甲"), (21, "甲"), (26, "甲")]
                .map(|(day, place)| body(day, place));
        let recs = bodies.iter().zip(1..).map(|(body, n)| (RecordId(Uuid::from_u128(n)), body));
        let days = |plans: &Vec<Plan>| plans.iter().map(|plan| plan.day.day()).collect::<Vec<_>>();
        let crowds: Vec<_> = crowds(recs, |_| None).iter().map(|(_, plans)| days(plans)).collect();
        assert_eq!(crowds, [vec![1, 3, 7, 9], vec![20, 21, 26]]);
    }
}
