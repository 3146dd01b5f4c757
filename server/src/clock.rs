//! The only place that reads the clock of the machine.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// Where the time comes from, in milliseconds since 1970; tests give another one.
pub type Clock = fn() -> u64;

/// The clock of the machine.
pub fn system() -> u64 {
    u64::try_from(Timestamp::now().as_millisecond()).unwrap_or(0)
}

/// The zone of every committee: +08:00, without summer time.
const ZONE: Offset = Offset::constant(8);

/// The committee's day at a time in milliseconds since 1970.
pub fn day(ms: u64) -> Date {
    let at = i64::try_from(ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok()).unwrap_or_default();
    ZONE.to_datetime(at).date()
}

/// The time at which a minute of the committee's clock begins, in milliseconds since 1970.
pub fn millis(local: jiff::civil::DateTime) -> u64 {
    ZONE.to_timestamp(local).ok().and_then(|at| u64::try_from(at.as_millisecond()).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_begins_at_midnight_of_the_committee() {
        let midnight = millis(date(2026, 5, 4).at(0, 0, 0, 0));
        assert_eq!((day(midnight - 1), day(midnight)), (date(2026, 5, 3), date(2026, 5, 4)));
    }
}
