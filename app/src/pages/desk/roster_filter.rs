//! What of the roster is shown, as its address says it.

use super::address::Address;
use domain::{
    affiliation::{Affiliation, belongs},
    day::day,
    fields::Fields,
    id::RecordId,
};
use jiff::civil::Date;

/// Which of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// People.
    Members,
    /// Where they work.
    Venues,
    /// Special committees, sectors, groups and the like.
    Parts,
}

impl Section {
    /// All lists.
    pub const ALL: [Section; 3] = [Section::Members, Section::Venues, Section::Parts];

    /// Its id in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Section::Members => "members",
            Section::Venues => "venues",
            Section::Parts => "parts",
        }
    }
}

/// What members can be narrowed down to.
pub const NARROWED_BY: [Affiliation; 4] =
    [Affiliation::Sector, Affiliation::SpecialCommittee, Affiliation::Group, Affiliation::Venue];

/// The whole state of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Which list.
    pub section: Section,
    /// What was typed.
    pub typed: String,
    /// What members and venues have to belong to, each beside its sort.
    pub within: Vec<(Affiliation, RecordId)>,
    /// As of which day; `None` for today.
    pub on: Option<Date>,
}

impl Filter {
    /// Reads the query of a URL; what is missing or cannot be read narrows nothing down.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Filter {
        let shown = get("show");
        let section = Section::ALL.into_iter().find(|section| shown.as_deref() == Some(section.id()));
        let within = NARROWED_BY.into_iter().filter_map(|sort| Some((sort, get(sort.id())?.parse().ok()?)));
        Filter {
            section: section.unwrap_or(Section::Members),
            typed: get("q").unwrap_or_default(),
            within: within.collect(),
            on: get("on").as_deref().and_then(day),
        }
    }

    /// The query that reads back as this page, behind the period and the scope that are kept.
    pub fn to_query(&self, kept: &Address) -> String {
        let mut query = kept.with_open(None).to_query();
        let mut say = |name: &str, value: &str| query.push_str(&format!("&{name}={value}"));
        if self.section != Section::Members {
            say("show", self.section.id());
        }
        if !self.typed.is_empty() {
            say("q", &String::from(js_sys::encode_uri_component(&self.typed)));
        }
        for (sort, rec) in &self.within {
            say(sort.id(), &rec.to_string());
        }
        if let Some(on) = self.on {
            say("on", &on.to_string());
        }
        query
    }

    /// What is chosen of one sort.
    pub fn chosen(&self, sort: Affiliation) -> Option<RecordId> {
        self.within.iter().find(|(each, _)| *each == sort).map(|(_, rec)| *rec)
    }

    /// The same with another choice of one sort, or with none.
    #[must_use]
    pub fn with(mut self, sort: Affiliation, choice: Option<RecordId>) -> Filter {
        self.within.retain(|(each, _)| *each != sort);
        self.within.extend(choice.map(|rec| (sort, rec)));
        self
    }

    /// Whether somebody belongs to everything chosen, on a day. Venues have no sector and no group, so those choices
    /// leave none of them.
    pub fn holds(&self, body: &Fields, on: Date) -> bool {
        self.within.iter().all(|(sort, wanted)| belongs(body, *sort, on).any(|rec| rec == *wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::affiliation::Spell;
    use jiff::civil::date;
    use std::collections::BTreeMap;
    use uuid::Uuid;

    fn member() -> Fields {
        let spell = |to: u128, from, until| Spell {
            kind: Affiliation::Venue,
            to: Uuid::from_u128(to).to_string(),
            from,
            until,
        };
        let first = spell(1, date(2026, 1, 1), Some(date(2026, 6, 30)));
        let second = spell(2, date(2026, 7, 1), None);
        Fields::default().with("spell:1", first.value()).with("spell:2", second.value())
    }

    fn at(venue: u128) -> Filter {
        let filter = Filter::read(|_| None);
        filter.with(Affiliation::Venue, Some(RecordId(Uuid::from_u128(venue))))
    }

    #[test]
    fn who_moved_is_found_where_they_were_on_the_day() {
        let (may, august) = (date(2026, 5, 4), date(2026, 8, 4));
        assert!(at(1).holds(&member(), may) && !at(1).holds(&member(), august));
        assert!(at(2).holds(&member(), august) && !at(2).holds(&member(), may));
    }

    #[test]
    fn what_cannot_be_read_narrows_nothing_down() {
        let pairs = BTreeMap::from([("show", "people"), ("sector", "x"), ("on", "soon"), ("q", "农业")]);
        let filter = Filter::read(|key| pairs.get(key).map(|value| (*value).to_owned()));
        assert_eq!((filter.section, filter.within.len(), filter.on), (Section::Members, 0, None));
        assert_eq!(filter.typed, "农业");
    }
}
