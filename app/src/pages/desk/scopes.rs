//! The scopes that one may look at: which is the own one, and what each is called.

use super::address::Address;
use crate::pages::query::Query;
use crate::{
    api,
    components::desk_scope_picker::{ScopeBranch, ScopeLink, ScopeSort},
    text::overview,
};
use domain::{
    id::{CommitteeId, UserId},
    policy::Scope,
    search::part_answers,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use sync::wire::figures::{ScopeChoice, ScopeList};

/// The most that a search lists.
const FOUND_MAX: usize = 40;

/// What the server offers, asked for once for each person.
#[derive(Clone, Copy)]
pub struct Scopes {
    /// The answer.
    pub list: Query<ScopeList>,
    names: Memo<BTreeMap<Scope, String>>,
}

impl Scopes {
    /// Asks on behalf of whoever is there.
    pub fn ask(who: Memo<Option<UserId>>) -> Scopes {
        let list = Query::new(move || who.get(), |_| api::scopes());
        let names = Memo::new(move |_| {
            let name = |choice: &ScopeChoice| (choice.scope, choice.name.clone());
            list.answer.with(|list| list.iter().flat_map(|list| &list.scopes).map(name).collect())
        });
        Scopes { list, names }
    }

    /// Where somebody's own work lies.
    pub fn own(self) -> Option<Scope> {
        self.list.answer.with(|list| own(list.as_ref()?))
    }

    /// The scope of a page: what its address says, else the own one; none where its address says what cannot be read.
    pub fn of(self, address: Memo<Address>) -> Memo<Option<Scope>> {
        Memo::new(move |_| {
            let (named, is_lost) = address.with(|address| (address.scope, address.is_lost));
            named.or_else(|| self.own()).filter(|_| !is_lost)
        })
    }

    /// What a scope is called; `None` where it is not among those that one may look at.
    pub fn name(self, scope: Scope) -> Option<String> {
        self.names.with(|names| names.get(&scope).cloned())
    }

    /// All names.
    pub fn names(self) -> BTreeMap<Scope, String> {
        self.names.get()
    }

    /// The committee that a scope is in; `None` where it is not among those that one may look at.
    pub fn committee_of(self, scope: Scope) -> Option<CommitteeId> {
        self.list.answer.with(|list| {
            let known = list.as_ref()?.scopes.iter().find(|choice| choice.scope == scope);
            known.map(|choice| choice.committee)
        })
    }

    /// The committees that one may look at, the own one first.
    pub fn committees(self) -> Vec<(CommitteeId, String)> {
        let committee = |choice: &ScopeChoice| match choice.scope {
            Scope::Committee(committee) => Some((committee, choice.name.clone())),
            _ => None,
        };
        self.list.answer.with(|list| list.iter().flat_map(|list| &list.scopes).filter_map(committee).collect())
    }

    /// Whether a scope is a committee that one may not look at, or that is not there, as far as the list has come.
    pub fn is_strange(self, scope: Scope) -> bool {
        let is_read = self.list.answer.with(Option::is_some);
        is_read && matches!(scope, Scope::Committee(_)) && self.committee_of(scope).is_none()
    }

    /// Whether there are committees below the own one.
    pub fn has_below(self) -> bool {
        self.committees().len() > 1
    }
}

/// Where somebody's own work lies: the committee, or else the special committee or group.
fn own(list: &ScopeList) -> Option<Scope> {
    let rank = |scope: &Scope| match scope {
        Scope::Committee(_) => 0,
        Scope::SpecialCommittee(_) | Scope::Group(_) => 1,
        _ => 2,
    };
    list.scopes.iter().map(|choice| choice.scope).min_by_key(rank)
}

/// The scopes as a tree of committees with their parts by sort; those that answer to what was typed, where something was.
pub fn branches(
    list: &ScopeList,
    current: Option<Scope>,
    typed: &str,
    href: impl Fn(Scope) -> String,
) -> Vec<ScopeBranch> {
    let typed = typed.trim();
    let link = |choice: &ScopeChoice| ScopeLink {
        name: choice.name.clone(),
        href: href(choice.scope),
        is_current: Some(choice.scope) == current,
    };
    let found = |choice: &&ScopeChoice| part_answers(&choice.name, &choice.pinyin, &choice.initials, typed);
    if !typed.is_empty() {
        let links: Vec<ScopeLink> = list.scopes.iter().filter(found).take(FOUND_MAX).map(link).collect();
        return vec![ScopeBranch { whole: None, sorts: vec![ScopeSort { name: String::new(), links }], is_open: true }];
    }
    let mut branches: Vec<(domain::id::CommitteeId, ScopeBranch)> = Vec::new();
    for choice in &list.scopes {
        let at = branches.iter().position(|(committee, _)| *committee == choice.committee);
        let at = at.unwrap_or_else(|| {
            let is_open = branches.is_empty();
            branches.push((choice.committee, ScopeBranch { whole: None, sorts: Vec::new(), is_open }));
            branches.len() - 1
        });
        let branch = &mut branches[at].1;
        let link = link(choice);
        branch.is_open |= link.is_current;
        match choice.scope {
            Scope::Committee(_) => branch.whole = Some(link),
            scope => {
                let name = overview::sort(scope.sort());
                match branch.sorts.iter_mut().find(|sort| sort.name == name) {
                    Some(sort) => sort.links.push(link),
                    None => branch.sorts.push(ScopeSort { name: name.to_owned(), links: vec![link] }),
                }
            }
        }
    }
    branches.into_iter().map(|(_, branch)| branch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        id::{CommitteeId, RecordId, VenueId},
        search::part_keys,
    };
    use uuid::Uuid;

    fn list() -> ScopeList {
        let city = CommitteeId(Uuid::from_u128(1));
        let county = CommitteeId(Uuid::from_u128(2));
        let choice = |scope, name: &str, committee| {
            let (pinyin, initials) = part_keys(name);
            ScopeChoice { scope, name: name.into(), pinyin, initials, committee }
        };
        ScopeList {
            scopes: vec![
                choice(Scope::Committee(city), "示例市政协", city),
                choice(Scope::SpecialCommittee(RecordId(Uuid::from_u128(3))), "社会法制委", city),
                choice(Scope::Committee(county), "示例县政协", county),
                choice(Scope::Venue(VenueId(Uuid::from_u128(4))), "清河镇联络组", county),
            ],
        }
    }

    #[test]
    fn the_own_scope_is_the_committee_and_else_the_special_committee() {
        let mut list = list();
        assert_eq!(own(&list), Some(list.scopes[0].scope));
        list.scopes = vec![list.scopes[3].clone(), list.scopes[1].clone()];
        assert_eq!(own(&list), Some(list.scopes[1].scope));
    }

    #[test]
    fn each_committee_has_its_parts_by_sort_and_the_one_shown_is_open() {
        let list = list();
        let shown = Some(list.scopes[3].scope);
        let branches = branches(&list, shown, "", |scope| scope.to_string());
        let wholes: Vec<_> =
            branches.iter().map(|branch| branch.whole.as_ref().map(|link| link.name.as_str())).collect();
        assert_eq!(wholes, [Some("示例市政协"), Some("示例县政协")]);
        assert_eq!((branches[1].sorts[0].name.as_str(), branches[1].is_open), ("阵地", true));
    }

    #[test]
    fn two_characters_or_their_pinyin_find_a_scope_wherever_it_is() {
        for typed in ["联络", "qhz", "lianluo"] {
            let found = branches(&list(), None, typed, |scope| scope.to_string());
            let names: Vec<_> = found[0].sorts[0].links.iter().map(|link| link.name.as_str()).collect();
            assert_eq!(names, ["清河镇联络组"], "{typed}");
        }
    }
}
