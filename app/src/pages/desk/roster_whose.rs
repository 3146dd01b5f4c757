//! Whose roster is shown: that of the own committee, or of one below it.

use super::{roster_filter::Filter, roster_page::RosterState, scopes::Scopes};
use crate::{components::select::Select, routes::desk as route, state::use_app, text::desk as words};
use domain::policy::Scope;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Picks one of the committees that one may look at, where there are several.
#[component]
pub fn Whose(
    /// What the parts of the page share.
    state: RosterState,
) -> impl IntoView {
    let app = use_app();
    let scopes: Scopes = expect_context();
    let navigate = use_navigate();
    let shown = Signal::derive(move || {
        let committee = state.at.elsewhere.get().or_else(|| app.own_committee());
        committee.map(|committee| Scope::Committee(committee).to_string()).unwrap_or_default()
    });
    let choose = Callback::new(move |value: String| {
        let Ok(scope) = value.parse() else { return };
        // What was chosen there is not here.
        let filter = Filter { within: Vec::new(), ..state.filter.get_untracked() };
        let query = filter.to_query(&state.address.get_untracked().with_scope(scope));
        let options = NavigateOptions { resolve: false, scroll: false, ..Default::default() };
        navigate(&route::roster(&query), options);
    });
    let options = move || {
        let committees = scopes.committees().into_iter();
        committees.map(|(committee, name)| (Scope::Committee(committee).to_string(), name)).collect::<Vec<_>>()
    };
    move || {
        scopes.has_below().then(|| {
            view! {
                <Select label=words::committee() id="committee" options=options() value=shown on_change=choose />
            }
        })
    }
}
