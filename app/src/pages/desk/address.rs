//! What the address of a leader's page says behind its path, so that a link shows another person the same: the period
//! and the scope, which are kept from page to page, and what is open in the panel.

use crate::api::FigureState;
use domain::{day::Period, id::RecordId, indicator::Indicator, policy::Scope};
use jiff::civil::Date;

/// The sorts of parts that a figure is split by, in the order in which they are offered.
pub const PARTS: [&str; 6] = ["venue", "special_committee", "sector", "group", "member", "committee"];

/// One figure that is open in the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFigure {
    /// Which figure.
    pub indicator: Indicator,
    /// Whether the records that count are listed, or those that wait.
    pub state: FigureState,
    /// Of which part; `None` for the scope of the page.
    pub of: Option<Scope>,
    /// In which period; `None` for that of the page.
    pub during: Option<Period>,
    /// Only this type of activity.
    pub activity_type: Option<String>,
    /// The sort of parts that it is split by, where one was picked.
    pub by: Option<&'static str>,
}

impl OpenFigure {
    /// What counts in a figure of the page itself.
    pub const fn of_page(indicator: Indicator) -> OpenFigure {
        OpenFigure { indicator, state: FigureState::Approved, of: None, during: None, activity_type: None, by: None }
    }
}

/// What is open over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// A figure with its definition, its parts and its records.
    Figure(OpenFigure),
    /// Everybody who owes a requirement.
    Quota(RecordId),
}

/// The whole state of a leader's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The period.
    pub period: Period,
    /// The scope; `None` for the own one.
    pub scope: Option<Scope>,
    /// Whether a scope is named that cannot be read: the own one is not what was asked for.
    pub is_lost: bool,
    /// What is open.
    pub open: Option<Open>,
}

impl Address {
    /// Reads the query of a URL; what is missing or cannot be read falls back to the quarter of today, the own scope,
    /// nothing open; that a scope could not be read is remembered.
    pub fn read(get: impl Fn(&str) -> Option<String>, today: Date) -> Address {
        let period = parsed(&get, "period").unwrap_or_else(|| Period::quarter_of(today));
        let figure = parsed::<Indicator>(&get, "figure").map(|indicator| {
            let pending = get("state").as_deref() == Some("pending");
            let by = get("by");
            Open::Figure(OpenFigure {
                indicator,
                state: if pending { FigureState::Pending } else { FigureState::Approved },
                of: parsed(&get, "of"),
                during: parsed(&get, "during"),
                activity_type: get("type").filter(|id| !id.is_empty()),
                by: PARTS.into_iter().find(|part| by.as_deref() == Some(part)),
            })
        });
        let open = figure.or_else(|| parsed(&get, "quota").map(Open::Quota));
        let scope = parsed(&get, "scope");
        Address { period, scope, is_lost: scope.is_none() && get("scope").is_some(), open }
    }

    /// The query that reads back as this address, with its question mark.
    pub fn to_query(&self) -> String {
        let mut query = format!("?period={}", self.period);
        let mut say = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={value}"));
            }
        };
        say("scope", self.scope.map(|scope| scope.to_string()));
        match &self.open {
            None => {}
            Some(Open::Quota(quota)) => say("quota", Some(quota.to_string())),
            Some(Open::Figure(open)) => {
                say("figure", Some(open.indicator.to_string()));
                say("state", Some(open.state.id().to_owned()));
                say("of", open.of.map(|scope| scope.to_string()));
                say("during", open.during.map(|period| period.to_string()));
                say("type", open.activity_type.as_deref().map(encoded));
                say("by", open.by.map(str::to_owned));
            }
        }
        query
    }

    /// The same page in another period.
    #[must_use]
    pub fn with_period(&self, period: Period) -> Address {
        Address { period, ..self.clone() }
    }

    /// The same page of another scope, nothing open.
    #[must_use]
    pub fn with_scope(&self, scope: Scope) -> Address {
        Address { scope: Some(scope), is_lost: false, open: None, ..self.clone() }
    }

    /// The same page with something open, or with nothing.
    #[must_use]
    pub fn with_open(&self, open: Option<Open>) -> Address {
        Address { open, ..self.clone() }
    }
}

fn parsed<T: std::str::FromStr>(get: &impl Fn(&str) -> Option<String>, name: &str) -> Option<T> {
    get(name).and_then(|text| text.parse().ok())
}

/// A committee's own type of activity may be written in any letters.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    const TODAY: Date = date(2026, 11, 22);

    fn read(query: &str) -> Address {
        let pairs: BTreeMap<&str, &str> =
            query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')).collect();
        Address::read(|key| pairs.get(key).map(|value| (*value).to_owned()), TODAY)
    }

    #[test]
    fn a_page_reads_back_from_its_own_link() {
        let venue: Scope = "venue:00000000-0000-0000-0000-000000000007".parse().unwrap();
        let whole = OpenFigure::of_page(Indicator::PersonTimes);
        let part = OpenFigure {
            state: FigureState::Pending,
            of: Some(venue),
            during: Some(Period::Month(2026, 2)),
            activity_type: Some("visit".into()),
            by: Some("sector"),
            ..whole.clone()
        };
        let quota = Open::Quota(venue.record());
        for open in [None, Some(Open::Figure(whole)), Some(Open::Figure(part)), Some(quota)] {
            for scope in [None, Some(venue)] {
                let address = Address { period: Period::Year(2025), scope, is_lost: false, open: open.clone() };
                assert_eq!(read(&address.to_query()), address);
            }
        }
    }

    #[test]
    fn a_broken_link_shows_this_quarter_of_the_own_scope_with_nothing_open() {
        let plain = Address { period: Period::Quarter(2026, 4), scope: None, is_lost: false, open: None };
        for query in ["", "?period=soon", "?figure=happiness", "?quota=x&state=pending"] {
            assert_eq!(read(query), plain, "{query}");
        }
        for query in ["?scope=shop:7", "?scope=venue:nonsense", "?scope="] {
            let lost = read(query);
            assert_eq!(lost, Address { is_lost: true, ..plain.clone() }, "{query}");
            assert!(!lost.with_scope(Scope::Sector(domain::id::RecordId(uuid::Uuid::nil()))).is_lost);
        }
        let Some(Open::Figure(open)) = read("?figure=activities&by=street&of=x").open else {
            panic!("a figure is open")
        };
        assert_eq!((open.by, open.of), (None, None));
    }
}
