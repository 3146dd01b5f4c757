//! The addresses of the review page: a tab, whose records, and perhaps a record that is open.

use crate::routes::desk as route;
use domain::{
    id::{CommitteeId, RecordId},
    review::Review,
    scope::Scope,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Which list is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// What waits.
    #[default]
    Pending,
    /// What was sent back.
    Returned,
    /// What one has decided oneself today.
    Mine,
}

impl Tab {
    /// Every list, in order.
    pub const ALL: [Tab; 3] = [Tab::Pending, Tab::Returned, Tab::Mine];

    const fn id(self) -> &'static str {
        match self {
            Tab::Pending => "pending",
            Tab::Returned => "returned",
            Tab::Mine => "mine",
        }
    }

    /// The state of review that it lists; `None` for what one has decided oneself.
    pub const fn state(self) -> Option<Review> {
        match self {
            Tab::Pending => Some(Review::Pending),
            Tab::Returned => Some(Review::Returned),
            Tab::Mine => None,
        }
    }
}

/// What the address asks for, apart from the record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The list.
    pub tab: Tab,
    /// Only the records of this special committee or venue; those of a committee below, to look at.
    pub of: Option<Scope>,
}

impl Place {
    /// Reads an address; what cannot be read asks for nothing.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Place {
        let tab = get("tab").and_then(|id| Tab::ALL.into_iter().find(|tab| tab.id() == id)).unwrap_or_default();
        let narrows = |of: &Scope| match of {
            Scope::SpecialCommittee(_) | Scope::Venue(_) => true,
            // What is decided there is decided by others.
            Scope::Committee(_) => tab != Tab::Mine,
            _ => false,
        };
        Place { tab, of: get("of").and_then(|of| of.parse().ok()).filter(narrows) }
    }

    /// The committee below that is looked into.
    pub fn below(self) -> Option<CommitteeId> {
        if let Some(Scope::Committee(committee)) = self.of { Some(committee) } else { None }
    }

    /// The address with a record open, or none.
    pub fn address(self, rec: Option<RecordId>) -> String {
        let of = self.of.map_or(String::new(), |of| format!("&of={of}"));
        let rec = rec.map_or(String::new(), |rec| format!("&rec={rec}"));
        format!("{}?tab={}{of}{rec}", route::REVIEW, self.tab.id())
    }
}

/// Goes to an address; in place of the present entry of the browser's history where told to.
pub fn navigator() -> Callback<(String, bool)> {
    let navigate = use_navigate();
    Callback::new(move |(address, replace): (String, bool)| {
        let options = NavigateOptions { resolve: false, replace, scroll: false, ..Default::default() };
        navigate(&address, options);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::VenueId;
    use uuid::Uuid;

    #[test]
    fn an_address_reads_back_what_was_written() {
        let of = Some(Scope::Venue(VenueId(Uuid::from_u128(7))));
        for place in [Place::default(), Place { tab: Tab::Mine, of }, Place { tab: Tab::Returned, of: None }] {
            let address = place.address(Some(RecordId(Uuid::from_u128(1))));
            let query = address.split_once('?').unwrap().1.to_owned();
            let get = |key: &str| {
                query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('=').map(str::to_owned))
            };
            assert_eq!(Place::read(get), place, "{address}");
        }
    }

    #[test]
    fn an_address_that_makes_no_sense_shows_what_waits() {
        assert_eq!(Place::read(|_| Some("joy".into())), Place::default());
        let sector = format!("sector:{}", Uuid::from_u128(7));
        assert_eq!(Place::read(|_| Some(sector.clone())), Place::default());
    }

    #[test]
    fn what_waits_in_a_committee_below_can_be_looked_at_and_nothing_is_decided_there() {
        let county = Scope::Committee(CommitteeId(Uuid::from_u128(7)));
        let read = |tab: &str| Place::read(|key| Some(if key == "tab" { tab.to_owned() } else { county.to_string() }));
        assert_eq!(read("pending").below(), Some(CommitteeId(Uuid::from_u128(7))));
        assert_eq!(read("mine"), Place { tab: Tab::Mine, of: None });
    }
}
