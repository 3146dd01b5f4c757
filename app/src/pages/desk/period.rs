//! Stepping through periods, and from one length of them to another.

use domain::day::Period;
use jiff::civil::Date;

/// The length of the periods that one steps through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Calendar months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

impl Span {
    /// All lengths, shortest first.
    pub const ALL: [Span; 3] = [Span::Month, Span::Quarter, Span::Year];

    /// The length of a period.
    pub const fn of(period: Period) -> Span {
        match period {
            Period::Month(..) => Span::Month,
            Period::Quarter(..) => Span::Quarter,
            Period::Year(_) => Span::Year,
        }
    }

    /// The period of this length that a day lies in.
    pub fn around(self, day: Date) -> Period {
        match self {
            Span::Month => Period::Month(day.year(), day.month()),
            Span::Quarter => Period::quarter_of(day),
            Span::Year => Period::Year(day.year()),
        }
    }
}

/// The period before; itself where the calendar ends.
pub fn previous(period: Period) -> Period {
    period.first().yesterday().map_or(period, |day| Span::of(period).around(day))
}

/// The period after; itself where the calendar ends.
pub fn next(period: Period) -> Period {
    period.last().tomorrow().map_or(period, |day| Span::of(period).around(day))
}

/// The same time in another length: the part that holds today where today lies in it, else its last part.
pub fn resized(period: Period, span: Span, today: Date) -> Period {
    span.around(if period.contains(today) { today } else { period.last() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn steps_cross_the_year_and_lead_back() {
        for text in ["2026-01", "2026-12", "2026-Q1", "2026-Q4", "2026"] {
            let period: Period = text.parse().unwrap();
            assert_eq!(previous(next(period)), period);
            assert_eq!(next(previous(period)), period);
        }
        assert_eq!(next(Period::Quarter(2026, 4)), Period::Quarter(2027, 1));
    }

    #[test]
    fn another_length_shows_the_part_with_today_or_the_last_one() {
        assert_eq!(resized(Period::Year(2026), Span::Month, TODAY), Period::Month(2026, 11));
        assert_eq!(resized(Period::Year(2025), Span::Quarter, TODAY), Period::Quarter(2025, 4));
        assert_eq!(resized(Period::Month(2026, 2), Span::Quarter, TODAY), Period::Quarter(2026, 1));
    }
}
