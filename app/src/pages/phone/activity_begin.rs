//! What a new form begins with: the usual venue, a likely time, and oneself.

use super::{activity_phase::Purpose, standing::Viewer};
use crate::{
    clock,
    state::{App, Draft},
};
use domain::{
    activity::{self, Attendance, Phase},
    day::local_text,
    fields::Fields,
    id::{RecordId, VenueId},
    kind::Kind,
};
use jiff::civil::{Date, DateTime, Time};
use leptos::prelude::*;

/// An empty form: the usual venue, the last hour or tomorrow morning, and oneself.
pub fn empty(app: App, rec: RecordId, purpose: Purpose) -> Draft {
    let mine = app.my_venues();
    let last = app.settings().read_untracked().last_venue.filter(|venue| mine.contains(venue));
    let venue: Option<VenueId> = last.or(if let [only] = mine[..] { Some(only) } else { None });
    let now = clock::local(app.true_now());
    let (phase, myself, (start, end)) = match purpose {
        Purpose::Plan => (Phase::Planned, Attendance::Accepted, next_morning(now)),
        Purpose::Record | Purpose::Hold => (Phase::Held, Attendance::Present, last_hour(now)),
    };
    let mut body = Fields::default()
        .with(activity::PHASE, phase.id())
        .with(activity::START, local_text(start))
        .with(activity::END, local_text(end));
    if let Some(venue) = venue {
        body.set(activity::VENUE, venue.to_string());
    }
    if let Some(me) = Viewer::of(app).member {
        body.set(activity::attendance_field(me), myself.id());
    }
    Draft::new(rec, Kind::Activity, body, app.now())
}

/// The hour that ended at the last half hour: what one writes down is mostly just over.
fn last_hour(now: DateTime) -> (DateTime, DateTime) {
    let minute = if now.minute() < 30 { 0 } else { 30 };
    let at = |day: Date, hour: i8| day.to_datetime(Time::constant(hour, minute, 0, 0));
    let start = match now.hour() {
        0 => at(now.date().yesterday().unwrap_or(now.date()), 23),
        hour => at(now.date(), hour - 1),
    };
    (start, at(now.date(), now.hour()))
}

/// Tomorrow from nine to half past ten: what one announces mostly is a morning's.
fn next_morning(now: DateTime) -> (DateTime, DateTime) {
    let day = now.date().tomorrow().unwrap_or(now.date());
    (day.at(9, 0, 0, 0), day.at(10, 30, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_hour_ends_at_the_last_half_hour_even_over_midnight() {
        let at = |hour, minute| date(2026, 6, 12).at(hour, minute, 40, 0);
        for (now, start, end) in [
            (at(14, 36), "2026-06-12T13:30", "2026-06-12T14:30"),
            (at(14, 29), "2026-06-12T13:00", "2026-06-12T14:00"),
            (at(0, 10), "2026-06-11T23:00", "2026-06-12T00:00"),
        ] {
            let (from, to) = last_hour(now);
            assert_eq!((local_text(from).as_str(), local_text(to).as_str()), (start, end));
        }
    }
}
