//! The only place that reads the clock of the machine.

use domain::day;
use jiff::{Timestamp, civil::Date};

pub use domain::day::millis;

/// Where the time comes from, in milliseconds since 1970; tests give another one.
pub type Clock = fn() -> u64;

/// The clock of the machine.
pub fn system() -> u64 {
    u64::try_from(Timestamp::now().as_millisecond()).unwrap_or(0)
}

/// The committee's day at a time in milliseconds since 1970.
pub fn day(ms: u64) -> Date {
    day::local(ms).date()
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
