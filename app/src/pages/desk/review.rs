//! 待审核: what waits, oldest first; one key decides and shows the next.

use super::{
    beside::Beside,
    review_address::{Place, Tab},
    review_keys::{AllKeys, Keys, listen},
    review_list::Queue,
    review_open::Open,
    review_panels::Panels,
    review_state::ReviewState,
    scopes::Scopes,
};
use crate::{
    components::{
        button::{LinkButton, Weight},
        desk_head::DeskHead,
        empty_state::EmptyState,
        icon::Glyph,
        toast::ToastArea,
    },
    routes::desk as route,
    state::use_app,
    text::{desk as text, overview, review},
};
use domain::{id::CommitteeId, policy::Role, scope::Scope};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The page, for those who review.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let app = use_app();
    let is_staff = Memo::new(move |_| app.session().has_role(Role::Staff));
    move || if is_staff.get() { view! { <Reviewing /> }.into_any() } else { view! { <NotYours /> }.into_any() }
}

/// What a leader finds who follows a link to here: the decision is the office's.
#[component]
fn NotYours() -> impl IntoView {
    view! {
        <main class="desk-page">
            <EmptyState glyph=Glyph::Tray title=text::not_reviewer_title() detail=text::not_reviewer()>
                <LinkButton href=route::OVERVIEW label=overview::title() weight=Weight::Primary />
            </EmptyState>
        </main>
    }
}

/// The list, the record, and what is known of its author.
#[component]
fn Reviewing() -> impl IntoView {
    let state = ReviewState::new();
    let keys = RwSignal::new(true);
    listen(state, keys);
    document().set_title(&text::page_title(text::review()));
    view! {
        <main class="desk-page desk-review-page">
            <DeskHead title=text::review()>
                <Tabs state=state />
                <Whose state=state />
                <Keys state=state on=keys />
            </DeskHead>
            <div
                class="desk-review"
                class:has-open=move || state.is_named.get()
                class:is-returning=move || state.asking.get().is_some_and(|asking| asking.is_beside())
            >
                <Queue state=state />
                <Open state=state />
                <aside class="desk-beside" aria-label=text::beside()>
                    <Beside state=state />
                </aside>
            </div>
            <Panels state=state />
            <AllKeys state=state on=keys />
            <ToastArea toast=state.toasts.shown />
        </main>
    }
}

#[component]
fn Tabs(state: ReviewState) -> impl IntoView {
    let tab = move |tab: Tab| {
        let label = match tab {
            Tab::Pending => text::tab_pending(),
            Tab::Returned => text::tab_returned(),
            Tab::Mine => review::tab_mine(),
        };
        let is_current = move || state.place.get().tab == tab;
        let count = move || (is_current() && state.list.answer.with(Option::is_some)).then(|| state.total());
        view! {
            <a
                class="desk-tab"
                href=move || Place { tab, ..state.place.get() }.address(None)
                aria-current=move || is_current().then_some("page")
            >
                {label}
                {move || count().map(|count| format!(" {count}"))}
            </a>
        }
    };
    view! { <div class="desk-tabs">{Tab::ALL.map(tab).collect_view()}</div> }
}

/// Picks whose records are shown: of all, of one special committee, of one venue, or, to look at, of one committee below.
/// The choice stands in the address.
#[component]
fn Whose(state: ReviewState) -> impl IntoView {
    let counts = Memo::new(move |_| {
        let mut counts: BTreeMap<Scope, u64> = BTreeMap::new();
        let roster = state.roster.read();
        for (feed, left) in state.left_by_feed() {
            for scope in roster.scopes(feed) {
                *counts.entry(scope).or_default() += left;
            }
        }
        counts.retain(|_, left| *left > 0);
        // What lies in a committee below is not narrowed down any further.
        if state.place.get().below().is_some() {
            counts.clear();
        }
        // What is chosen stays in the list even if none of it is left.
        counts.extend(state.place.get().of.filter(|of| !counts.contains_key(of)).map(|of| (of, 0)));
        counts
    });
    let group = move |label: &'static str, is_in: fn(&Scope) -> bool| {
        let roster = state.roster.read();
        let counts = counts.get();
        let listed = counts.into_iter().filter(|(scope, _)| is_in(scope));
        let mut listed: Vec<(String, Scope, u64)> =
            listed.filter_map(|(scope, count)| Some((roster.scope(scope)?.to_owned(), scope, count))).collect();
        listed.sort();
        let one = move |(name, scope, count): (String, Scope, u64)| {
            let chosen = move || state.place.get().of == Some(scope);
            view! { <option value=scope.to_string() selected=chosen>{review::counted(&name, count)}</option> }
        };
        (!listed.is_empty())
            .then(|| view! { <optgroup label=label>{listed.into_iter().map(one).collect_view()}</optgroup> })
    };
    let scopes: Scopes = expect_context();
    let below = move || {
        let one = move |(committee, name): (CommitteeId, String)| {
            let chosen = move || state.place.get().below() == Some(committee);
            view! { <option value=Scope::Committee(committee).to_string() selected=chosen>{name}</option> }
        };
        let listed: Vec<_> =
            scopes.committees().into_iter().filter(|(one, _)| Some(*one) != state.app.own_committee()).collect();
        (state.place.get().tab != Tab::Mine && !listed.is_empty()).then(|| {
            view! { <optgroup label=review::below()>{listed.into_iter().map(one).collect_view()}</optgroup> }
        })
    };
    view! {
        <select
            class="input desk-whose"
            aria-label=review::of_label()
            on:change=move |event| state.narrow(event_target_value(&event).parse().ok())
        >
            <option value="" selected=move || state.place.get().of.is_none()>{review::of_all()}</option>
            {move || group(review::special_committees(), |scope| matches!(scope, Scope::SpecialCommittee(_)))}
            {move || group(review::venues(), |scope| matches!(scope, Scope::Venue(_)))}
            {below}
        </select>
    }
}
