//! What the figures page shows, exactly as its URL says it, so that a link shows another person the same.

use crate::api::{FigureState, VenueChoice};
use domain::{day::Period, indicator::Indicator};
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

fn choice_id(choice: VenueChoice) -> String {
    match choice {
        VenueChoice::All => "all".into(),
        VenueChoice::None => "none".into(),
        VenueChoice::One(id) => id.to_string(),
    }
}

fn read_choice(text: &str) -> Option<VenueChoice> {
    match text {
        "all" => Some(VenueChoice::All),
        "none" => Some(VenueChoice::None),
        id => id.parse().ok().map(VenueChoice::One),
    }
}

/// One figure that is open in the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenFigure {
    /// Which figure.
    pub indicator: Indicator,
    /// Of which line of the table.
    pub venue: VenueChoice,
    /// What counts, or what waits beside it.
    pub state: FigureState,
}

/// The whole state of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureQuery {
    /// The period of the table.
    pub period: Period,
    /// The figure that is open, if one is.
    pub open: Option<OpenFigure>,
}

impl FigureQuery {
    /// Reads the query of a URL; what is missing or cannot be read falls back to the quarter of today, nothing open.
    pub fn read(get: impl Fn(&str) -> Option<String>, today: Date) -> FigureQuery {
        let period = get("period").and_then(|text| text.parse().ok()).unwrap_or_else(|| Period::quarter_of(today));
        let open = get("figure").and_then(|text| text.parse().ok()).and_then(|indicator| {
            let venue = read_choice(&get("venue").unwrap_or_else(|| "all".into()))?;
            let pending = get("state").as_deref() == Some("pending");
            let state = if pending { FigureState::Pending } else { FigureState::Approved };
            Some(OpenFigure { indicator, venue, state })
        });
        FigureQuery { period, open }
    }

    /// The query that reads back as this page, with its question mark.
    pub fn to_query(self) -> String {
        let open = self.open.map_or(String::new(), |open| {
            let state = match open.state {
                FigureState::Approved => "approved",
                FigureState::Pending => "pending",
            };
            format!("&figure={}&venue={}&state={state}", open.indicator, choice_id(open.venue))
        });
        format!("?period={}{open}", self.period)
    }

    /// The same page with another period; a figure stays open, so that one can step through its past.
    pub fn with_period(self, period: Period) -> FigureQuery {
        FigureQuery { period, ..self }
    }

    /// The same page with a figure open, or with none.
    pub fn with_open(self, open: Option<OpenFigure>) -> FigureQuery {
        FigureQuery { open, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    const TODAY: Date = date(2026, 11, 22);

    fn read(query: &str) -> FigureQuery {
        let pairs: BTreeMap<&str, &str> =
            query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')).collect();
        FigureQuery::read(|key| pairs.get(key).map(|value| (*value).to_owned()), TODAY)
    }

    #[test]
    fn a_page_reads_back_from_its_own_link() {
        let one = VenueChoice::One("00000000-0000-0000-0000-000000000007".parse().unwrap());
        for venue in [VenueChoice::All, VenueChoice::None, one] {
            for state in [FigureState::Approved, FigureState::Pending] {
                let open = Some(OpenFigure { indicator: Indicator::PersonTimes, venue, state });
                let page = FigureQuery { period: Period::Month(2026, 2), open };
                assert_eq!(read(&page.to_query()), page);
            }
        }
        let closed = FigureQuery { period: Period::Year(2025), open: None };
        assert_eq!(read(&closed.to_query()), closed);
    }

    #[test]
    fn a_broken_link_shows_this_quarter_with_nothing_open() {
        let page = FigureQuery { period: Period::Quarter(2026, 4), open: None };
        for query in ["", "?period=soon", "?figure=happiness", "?figure=activities&venue=x"] {
            assert_eq!(read(query), page, "{query}");
        }
    }

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
