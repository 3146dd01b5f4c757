//! Days, local times and reporting periods, as people write them.

use crate::id::BadId;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time, date},
    tz::Offset,
};
use std::{fmt, str::FromStr};

// Read and written by hand: the general parsers and printers would be a tenth of what a phone downloads.

/// Reads a day of the form `2026-05-04`.
pub fn day(text: &str) -> Option<Date> {
    let (year, month, day) = match text.as_bytes() {
        [y @ .., b'-', m1, m2, b'-', d1, d2] if y.len() == 4 => {
            (number(y)?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
        }
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads a local date and time of the form `2026-05-04T09:00`, without a zone: it is the committee's local time.
pub fn local_time(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once('T')?;
    let (hour, minute) = match time.as_bytes() {
        [h1, h2, b':', m1, m2] => (number(&[*h1, *h2])?, number(&[*m1, *m2])?),
        _ => return None,
    };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    Some(day(date)?.to_datetime(time))
}

/// Writes a day as [`day`] reads it.
pub fn day_text(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The zone of every committee, in hours ahead of UTC: +08:00, without summer time.
const ZONE: i8 = 8;

/// The committee's local date and time at a moment, given in milliseconds since 1970.
pub fn local(ms: u64) -> DateTime {
    let moment = i64::try_from(ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok()).unwrap_or_default();
    Offset::constant(ZONE).to_datetime(moment)
}

/// The moment at which a minute of the committee's clock begins, in milliseconds since 1970; 0 before that.
pub fn millis(local: DateTime) -> u64 {
    let moment = Offset::constant(ZONE).to_timestamp(local).ok();
    moment.and_then(|moment| u64::try_from(moment.as_millisecond()).ok()).unwrap_or(0)
}

/// Writes a local date and time as [`local_time`] reads it.
pub fn local_text(at: DateTime) -> String {
    format!("{}T{:02}:{:02}", day_text(at.date()), at.hour(), at.minute())
}

/// The number that a few digits write.
fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}

/// How many days lie between two days: 1 from a day to the next, below zero backwards.
pub fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// The end as it is meant, where only its time was typed and it was put on the day of the start: what would end before it
/// begins goes over midnight, unless it then lasted longer than half a day, which is a slip of the finger.
pub fn over_midnight(start: DateTime, end: DateTime) -> DateTime {
    let next = end.date().tomorrow().map_or(end, |day| day.to_datetime(end.time()));
    if end < start && next.duration_since(start).as_hours() < 12 { next } else { end }
}

/// A reporting period 周期: a month, a quarter or a year.
///
/// A record belongs to the period in which it happened, by its local start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A calendar year.
    Year(i16),
    /// A year and a quarter, 1 to 4.
    Quarter(i16, i8),
    /// A year and a month, 1 to 12.
    Month(i16, i8),
}

impl Period {
    /// The quarter that a day lies in.
    pub fn quarter_of(day: Date) -> Period {
        Period::Quarter(day.year(), (day.month() - 1) / 3 + 1)
    }

    /// The first day of the period.
    pub fn first(self) -> Date {
        match self {
            Period::Year(y) => date(y, 1, 1),
            Period::Quarter(y, q) => date(y, q * 3 - 2, 1),
            Period::Month(y, m) => date(y, m, 1),
        }
    }

    /// The last day of the period.
    pub fn last(self) -> Date {
        match self {
            Period::Year(y) => date(y, 12, 31),
            Period::Quarter(y, q) => date(y, q * 3, 1).last_of_month(),
            Period::Month(y, m) => date(y, m, 1).last_of_month(),
        }
    }

    /// The period of the same length before this one.
    pub fn before(self) -> Period {
        match self {
            Period::Year(y) => Period::Year(y - 1),
            Period::Quarter(y, 1) => Period::Quarter(y - 1, 4),
            Period::Quarter(y, q) => Period::Quarter(y, q - 1),
            Period::Month(y, 1) => Period::Month(y - 1, 12),
            Period::Month(y, m) => Period::Month(y, m - 1),
        }
    }

    /// Whether a day lies in the period.
    pub fn contains(self, day: Date) -> bool {
        (self.first()..=self.last()).contains(&day)
    }

    /// How many days are left after a day, the last one included; none on the last day and beside the period.
    pub fn days_left(self, day: Date) -> i64 {
        if self.contains(day) { days_between(day, self.last()) } else { 0 }
    }

    /// The Chinese name, as a heading says it.
    pub fn zh(self) -> String {
        match self {
            Period::Year(y) => format!("{y}年"),
            Period::Quarter(y, q) => {
                format!("{y}年第{}季度", ["一", "二", "三", "四"][usize::from(q.unsigned_abs() - 1)])
            }
            Period::Month(y, m) => format!("{y}年{m}月"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(y) => write!(f, "{y:04}"),
            Period::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Period::Month(y, m) => write!(f, "{y:04}-{m:02}"),
        }
    }
}

/// Reads `2026`, `2026-Q2` or `2026-05`; years 1900 to 2999.
impl FromStr for Period {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.into());
        let number = |part: &str, digits: usize, max: i16| {
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<i16>().ok()).flatten().filter(|n| (1..=max).contains(n)).ok_or_else(bad)
        };
        let (year, rest) = text.split_once('-').map_or((text, None), |(y, rest)| (y, Some(rest)));
        let year = number(year, 4, 2999).and_then(|y| if y >= 1900 { Ok(y) } else { Err(bad()) })?;
        match rest {
            None => Ok(Period::Year(year)),
            Some(rest) => match rest.strip_prefix('Q') {
                Some(q) => Ok(Period::Quarter(year, number(q, 1, 4)? as i8)),
                None => Ok(Period::Month(year, number(rest, 2, 12)? as i8)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_reads_back_what_it_wrote_and_refuses_the_rest() {
        for text in ["2026", "2026-Q1", "2026-Q4", "2026-02", "2026-12"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in ["", "26", "2026-Q5", "2026-Q0", "2026-13", "2026-2", "1899", "2026-", "２０２６", "-026"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_quarters_of_a_year_cover_every_day_once() {
        let mut day = date(2024, 1, 1);
        while day.year() == 2024 {
            let hits = (1..=4).filter(|q| Period::Quarter(2024, *q).contains(day)).count();
            assert_eq!((hits, Period::quarter_of(day).contains(day)), (1, true), "{day}");
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn the_days_left_are_those_to_come() {
        let quarter = Period::Quarter(2026, 4);
        let left = [date(2026, 11, 25), date(2026, 12, 31), date(2027, 1, 1)].map(|day| quarter.days_left(day));
        assert_eq!(left, [36, 0, 0]);
        assert_eq!(Period::Year(2024).days_left(date(2024, 1, 1)), 365, "a leap year has one more");
        assert_eq!(days_between(date(2026, 3, 1), date(2026, 2, 27)), -2);
    }

    #[test]
    fn the_period_before_ends_on_the_day_before() {
        for text in ["2026", "2026-Q1", "2026-Q3", "2026-01", "2026-03"] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.before().last().tomorrow().unwrap(), period.first(), "{text}");
        }
    }

    #[test]
    fn what_ends_before_it_begins_goes_over_midnight_within_half_a_day() {
        let ends = |from: &str, to: &str| {
            let at = |time: &str| local_time(&format!("2026-05-31T{time}")).unwrap();
            local_text(over_midnight(at(from), at(to)))
        };
        for (from, to, end) in [
            ("22:00", "01:00", "2026-06-01T01:00"),
            ("23:30", "00:00", "2026-06-01T00:00"),
            ("20:00", "07:59", "2026-06-01T07:59"),
            ("20:00", "08:00", "2026-05-31T08:00"),
            ("09:00", "08:00", "2026-05-31T08:00"),
            ("09:00", "09:00", "2026-05-31T09:00"),
            ("09:00", "11:30", "2026-05-31T11:30"),
        ] {
            assert_eq!(ends(from, to), end, "{from}–{to}");
        }
    }

    #[test]
    fn a_day_is_read_in_one_form_only() {
        assert_eq!(day("2024-02-29"), Some(date(2024, 2, 29)));
        for text in
            ["2026-02-29", "2026-2-28", "26-02-28", "2026-02-28T", "2026/02/28", "2026-00-10", "２０２６-01-01", ""]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn local_time_takes_minutes_and_no_zone() {
        assert!(local_time("2026-05-04T09:00").is_some());
        let evening = "2026-05-04T21:45";
        assert_eq!(local_time(evening).map(local_text).as_deref(), Some(evening));
        assert!(local_time("2026-05-04T24:00").is_none() && local_time("+026-05-04T09:00").is_none());
        for text in ["2026-05-04", "2026-05-04T09:00:00", "2026-05-04T09:00Z", "2026-02-30T09:00", "2026-05-04 09:00"] {
            assert!(local_time(text).is_none(), "{text}");
        }
    }
}
