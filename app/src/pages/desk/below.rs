//! The roster that a page needs: the own one, which is on this computer, or that of a committee below, which the server has.

use super::{roster::Roster, roster_rows::Directory};
use crate::pages::query::Query;
use crate::{
    api::{self, ApiError},
    state::{App, use_app},
};
use domain::{
    fields::Fields,
    id::{CommitteeId, RecordId},
    kind::Kind,
};
use leptos::prelude::*;
use sync::wire::{Row, figures::RosterOf};

/// The roster of a committee.
#[derive(Clone, Copy)]
pub struct RosterAt {
    app: App,
    /// Which committee, where it is not the own one.
    pub elsewhere: Memo<Option<CommitteeId>>,
    asked: Query<RosterOf>,
}

impl RosterAt {
    /// That of a committee; of the own one where none is said.
    pub fn of(committee: impl Fn() -> Option<CommitteeId> + Send + Sync + 'static) -> RosterAt {
        let app = use_app();
        let elsewhere = Memo::new(move |_| committee().filter(|committee| Some(*committee) != app.own_committee()));
        RosterAt { app, elsewhere, asked: Query::new(move || elsewhere.get(), api::roster) }
    }

    /// Its lines; none while they are on the way.
    pub fn directory(self) -> Memo<Directory> {
        Memo::new(move |_| match self.elsewhere.get() {
            None => Directory::read(|kind| self.app.listed(kind)),
            Some(_) => self.asked.answer.with(|answer| {
                answer.as_ref().map(|answer| Directory::read(of_kind(&answer.rows))).unwrap_or_default()
            }),
        })
    }

    /// The names that it gives, beside those of the own roster.
    pub fn names(self) -> Memo<Roster> {
        Memo::new(move |_| {
            let mut roster = Roster::of(self.app);
            self.asked.answer.with(|answer| {
                if let Some(answer) = answer {
                    roster.read(of_kind(&answer.rows), self.app.today());
                }
            });
            roster
        })
    }

    /// Whether it is on the way.
    pub fn is_reading(self) -> bool {
        self.elsewhere.get().is_some() && self.asked.answer.with(Option::is_none) && self.error().is_none()
    }

    /// Why it is not there.
    pub fn error(self) -> Option<ApiError> {
        self.asked.error.get().filter(|_| self.asked.answer.with(Option::is_none))
    }

    /// Asks once more.
    pub fn again(self) {
        self.asked.again();
    }
}

/// The rows of one kind, by name.
fn of_kind(rows: &[Row]) -> impl Fn(Kind) -> Vec<(RecordId, Fields)> {
    |kind| {
        let rows = rows.iter().filter(|row| row.kind == kind.id());
        let mut rows: Vec<(RecordId, Fields)> = rows.map(|row| (row.rec, row.body.clone())).collect();
        rows.sort_unstable_by(|one, other| one.1.text("name").cmp(&other.1.text("name")));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::review_queue::tests::row;
    use domain::{
        affiliation::{Affiliation, Spell},
        id::{Feed, MemberId},
        scope::Scope,
    };
    use jiff::civil::date;
    use uuid::Uuid;

    fn rows() -> Vec<Row> {
        let of = |n: u128, kind: &str, name: &str| {
            let mut row = row(n, 1).row;
            row.kind = kind.to_owned();
            row.body = Fields::default().with("name", name);
            row
        };
        let spell = Spell {
            kind: Affiliation::SpecialCommittee,
            to: Uuid::from_u128(3).to_string(),
            from: date(2026, 1, 1),
            until: None,
        };
        let mut venue = of(2, "venue", "沙渡镇政协联络组");
        venue.body.set("spell:1", spell.value());
        vec![of(1, "member", "温如海"), venue, of(3, "special_committee", "农业委"), of(4, "checklist", "六有")]
    }

    #[test]
    fn what_the_roster_of_another_committee_names_is_named() {
        let mut roster = Roster::default();
        roster.read(of_kind(&rows()), date(2026, 8, 4));
        let id = |n| RecordId(Uuid::from_u128(n));
        assert_eq!((roster.member(id(1).into()), roster.venue(id(2).into())), ("温如海", "沙渡镇政协联络组"));
        let venue = Feed::Venue(id(2).into());
        assert_eq!(roster.scopes(venue), [Scope::SpecialCommittee(id(3)), Scope::Venue(id(2).into())]);
        let directory = Directory::read(of_kind(&rows()));
        assert_eq!(directory.name(Scope::Member(MemberId::from(id(1)))).as_deref(), Some("温如海"));
        assert_eq!((directory.checklists().len(), directory.is_empty()), (1, false));
    }
}
