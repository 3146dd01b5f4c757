//! The days of a month and what is on them, as far as this phone knows.

use super::{activity_crowd::units, standing::Viewer};
use crate::state::App;
use domain::{
    activity::{Activity, Phase},
    crowding::{self, Plan, Spot},
    fields::Fields,
    id::{Feed, RecordId, VenueId},
    review::Review,
};
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// Whose activities are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One's own, and what one is asked to.
    Mine,
    /// Those of one venue.
    Venue(VenueId),
    /// All that this phone holds.
    All,
}

/// What is on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnDay {
    /// Held.
    pub done: Vec<RecordId>,
    /// Announced.
    pub planned: Vec<RecordId>,
}

/// What is on each day of a month that has something.
pub type Month = BTreeMap<Date, OnDay>;

/// The month that a day lies in, in the order of the hours.
pub fn month(app: App, whose: Whose, first: Date) -> Month {
    let viewer = Viewer::of(app);
    let wanted = |feed: Feed, author, body: &Fields| match whose {
        Whose::All => true,
        Whose::Venue(venue) => Activity(body).venue() == Some(venue),
        Whose::Mine => viewer.concerns(feed, author, body),
    };
    let mut month = Month::new();
    let found = app.activities(|glance| {
        let activity = Activity(glance.body);
        let day = activity.day().filter(|day| day.first_of_month() == first)?;
        let counts = activity.review() != Some(Review::Void) && wanted(glance.feed, glance.author, glance.body);
        counts.then(|| (day, activity.phase().unwrap_or(Phase::Held), glance.rec))
    });
    for (day, phase, rec) in found.into_iter().rev() {
        let on = month.entry(day).or_default();
        match phase {
            Phase::Held => on.done.push(rec),
            Phase::Planned => on.planned.push(rec),
            Phase::Cancelled => {}
        }
    }
    month.retain(|_, on| *on != OnDay::default());
    month
}

/// The weeks of a month, Monday first; what belongs to another month is `None`.
pub fn weeks(first: Date) -> Vec<Vec<Option<Date>>> {
    let before = usize::try_from(first.weekday().since(Weekday::Monday)).unwrap_or(0);
    let days = first.first_of_month().series(jiff::Span::new().days(1)).take(days_in(first));
    let mut cells: Vec<Option<Date>> = vec![None; before];
    cells.extend(days.map(Some));
    cells.resize(cells.len().next_multiple_of(7), None);
    cells.chunks(7).map(<[_]>::to_vec).collect()
}

fn days_in(first: Date) -> usize {
    usize::try_from(first.days_in_month()).unwrap_or(0)
}

/// The crowds that touch a month, of everything that this phone knows of.
pub fn crowds(app: App, first: Date) -> Vec<(Spot, Vec<Plan>)> {
    let units = units(app);
    let named = |place: &str| units.get(place).copied();
    let planned =
        app.activities(|glance| crowding::announced(glance.body, named).map(|_| (glance.rec, glance.body.clone())));
    let mut crowds = crowding::crowds(planned.iter().map(|(rec, body)| (*rec, body)), named);
    crowds.retain(|(_, plans)| plans.iter().any(|plan| plan.day.first_of_month() == first));
    crowds
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_begin_on_monday_and_hold_every_day_once() {
        for (first, count, leading, days) in
            [(date(2026, 11, 1), 6, 6, 30), (date(2027, 2, 1), 4, 0, 28), (date(2028, 2, 1), 5, 1, 29)]
        {
            let weeks = weeks(first);
            assert_eq!((weeks.len(), weeks.iter().flatten().flatten().count()), (count, days), "{first}");
            assert_eq!(weeks[0].iter().take_while(|day| day.is_none()).count(), leading, "{first}");
            assert!(weeks.iter().all(|week| week.len() == 7));
        }
    }
}
