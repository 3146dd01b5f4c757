//! Who is found in the committees below, under the list of one's own.

use super::{address::Address, roster_page::RosterState, roster_rows::Directory, scopes::Scopes};
use crate::pages::query::Query;
use crate::{
    api,
    components::desk_rows::{DeskRows, NamedRow},
    routes::desk as route,
    text::{desk as words, overview, roster as text},
};
use domain::policy::Scope;
use leptos::prelude::*;
use std::collections::BTreeSet;
use sync::wire::figures::{Found, ScopeChoice};

/// What is shorter than this is not asked of the server: it would answer to nearly everybody.
const ASKED_FROM: usize = 2;

/// What the rosters of the committees below have, which are not on this computer.
#[component]
pub fn Elsewhere(
    /// What the parts of the page share.
    state: RosterState,
) -> impl IntoView {
    let scopes: Scopes = expect_context();
    let typed = Memo::new(move |_| state.filter.get().typed.trim().to_owned());
    let asked = move || Some(typed.get()).filter(|typed| typed.chars().count() >= ASKED_FROM);
    let found = Query::new(asked, |typed: String| async move { api::find(&typed).await });
    let known = Memo::new(move |_| state.directory.with(Directory::scopes));
    let list = move || {
        if found.error.with(Option::is_some) && scopes.has_below() {
            return Some(view! { <p class="note wait">{text::elsewhere_offline()}</p> }.into_any());
        }
        let answer = found.answer.get()?;
        let rows = known.with(|known| elsewhere(answer, known, scopes, &state.address.get()));
        (!rows.is_empty()).then(|| {
            view! {
                <h2>{text::elsewhere()}</h2>
                <div class="desk-rows-card">
                    <DeskRows
                        label=text::elsewhere()
                        headings=vec![text::venue_name(), text::kind(), words::committee()]
                        rows=rows
                    />
                </div>
            }
            .into_any()
        })
    };
    view! { <section class="desk-roster-list" aria-label=text::elsewhere()>{list}</section> }
}

fn elsewhere(found: Found, known: &BTreeSet<Scope>, scopes: Scopes, address: &Address) -> Vec<NamedRow> {
    let others = found.found.into_iter().filter(|choice| !known.contains(&choice.scope));
    let row = |choice: ScopeChoice| NamedRow {
        href: Some(route::of_scope(choice.scope, address)),
        name: choice.name,
        remark: None,
        cells: vec![
            overview::sort(choice.scope.sort()).to_owned(),
            scopes.name(Scope::Committee(choice.committee)).unwrap_or_default(),
        ],
    };
    others.map(row).collect()
}
