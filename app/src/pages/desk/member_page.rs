//! The page of a member: every affiliation with its dates, and the year.

use super::{
    below::RosterAt,
    listed::{Listed, listed},
    roster_rows::Directory,
    scope_page::{Beside, ScopePage},
    scopes::Scopes,
    year::Year,
};
use crate::{
    components::{
        desk_card::DeskCard,
        desk_rows::{DeskRows, NamedRow},
    },
    routes::desk as route,
    text::{roster as text, time},
};
use domain::{
    affiliation::{Spell, spells},
    fields::Fields,
    id::{MemberId, RecordId},
    kind::Kind,
    member::Member,
    policy::Scope,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

/// The page.
#[component]
pub fn MemberPage() -> impl IntoView {
    let scopes: Scopes = expect_context();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("member")?.parse::<RecordId>().ok()));
    let year = Year::ask(Memo::new(move |_| rec.get().map(|rec| Scope::Member(MemberId::from(rec)))));
    let listed = listed(rec, Kind::Member);
    let directory = RosterAt::of(move || listed.with(Listed::committee)).directory();
    let beside: Beside = Arc::new(move |body| {
        let rows = directory.with(|directory| rows(body, directory, scopes, year));
        view! { <Affiliations rows=rows /> }.into_any()
    });
    let name = |body: &Fields| Member(body).name().to_owned();
    view! {
        <ScopePage title=text::member_page() name=name listed=listed year=year beside=beside />
    }
}

/// Everywhere somebody belonged, what goes on first, then the latest.
fn rows(body: &Fields, directory: &Directory, scopes: Scopes, year: Year) -> Vec<NamedRow> {
    let mut all: Vec<Spell> = spells(body).collect();
    all.sort_by_key(|spell| (spell.until.is_some(), spell.kind, std::cmp::Reverse(spell.from)));
    let address = year.address.get();
    let row = |spell: Spell| {
        let scope = spell.target().and_then(|rec| Scope::of(spell.kind.id(), rec));
        let name = scope.and_then(|scope| directory.name(scope).or_else(|| scopes.name(scope)));
        let until = spell.until.map_or_else(|| text::ongoing().to_owned(), time::short_day);
        NamedRow {
            href: scope.map(|scope| route::of_scope(scope, &address)),
            name: name.unwrap_or_else(|| if scope.is_none() { spell.to.clone() } else { "—".to_owned() }),
            remark: None,
            cells: vec![text::affiliation(spell.kind).to_owned(), time::short_day(spell.from), until],
        }
    };
    all.into_iter().map(row).collect()
}

#[component]
fn Affiliations(rows: Vec<NamedRow>) -> impl IntoView {
    let headings = vec![text::spell_to(), text::spell_kind(), text::from(), text::until()];
    let table = if rows.is_empty() {
        view! { <p class="note">{text::no_spells()}</p> }.into_any()
    } else {
        view! { <DeskRows label=text::spells() headings=headings rows=rows /> }.into_any()
    };
    view! { <DeskCard title=text::spells() class="is-table">{table}</DeskCard> }
}
