//! 名册: members, venues and parts of the organisation, found by name, by pinyin and by what they belong to on a day.

use super::{
    address::Address,
    query::Query,
    roster_filter::{Filter, NARROWED_BY, Section},
    roster_rows::{Directory, RosterRow},
    scopes::Scopes,
};
use crate::{
    api,
    components::{
        desk_head::DeskHead,
        desk_rows::{DeskRows, NamedRow},
        desk_select::DeskSelect,
        empty_state::EmptyState,
        field::TextField,
        icon::Glyph,
    },
    routes::desk as route,
    state::use_app,
    text::{desk as words, roster as text},
};
use domain::{affiliation::Affiliation, day::day, policy::Scope};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use std::collections::BTreeSet;
use sync::wire::figures::Found;

/// So many lines are drawn before somebody asks for more.
const STEP: usize = 100;
/// What is shorter than this is not asked of the server: it would answer to nearly everybody.
const ASKED_FROM: usize = 2;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct RosterState {
    filter: Memo<Filter>,
    address: Memo<Address>,
    directory: Memo<Directory>,
    go: Callback<Filter>,
}

/// The page.
#[component]
pub fn RosterPage() -> impl IntoView {
    let app = use_app();
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| Filter::read(|key| query.get(key))));
    let address = Memo::new(move |_| query.with(|query| Address::read(|key| query.get(key), app.today())));
    let directory = Memo::new(move |_| Directory::of(app));
    let navigate = use_navigate();
    let go = Callback::new(move |filter: Filter| {
        let options = NavigateOptions { resolve: false, scroll: false, replace: true, ..Default::default() };
        navigate(&route::roster(&filter.to_query(&address.get_untracked())), options);
    });
    let state = RosterState { filter, address, directory, go };
    document().set_title(&words::page_title(text::title()));
    view! {
        <main class="desk-page">
            <DeskHead title=text::title()>
                <Sections state=state />
            </DeskHead>
            <div class="desk-roster">
                <Narrowing state=state />
                <Listed state=state />
                <Elsewhere state=state />
            </div>
        </main>
    }
}

#[component]
fn Sections(state: RosterState) -> impl IntoView {
    let section = Memo::new(move |_| state.filter.get().section);
    let tab = move |to: Section| {
        let href = move || {
            let filter = Filter { section: to, ..state.filter.get() };
            route::roster(&filter.to_query(&state.address.get()))
        };
        view! {
            <a class="desk-tab" href=href aria-current=move || (section.get() == to).then_some("true")>
                {section_name(to)}
            </a>
        }
    };
    view! {
        <div class="desk-tabs" role="group" aria-label=text::sections()>
            {Section::ALL.map(tab).collect_view()}
        </div>
    }
}

fn section_name(section: Section) -> &'static str {
    match section {
        Section::Members => text::members(),
        Section::Venues => text::venues(),
        Section::Parts => text::parts(),
    }
}

/// The field to find somebody by, what the list is narrowed down to, and the day.
#[component]
fn Narrowing(state: RosterState) -> impl IntoView {
    let app = use_app();
    let RosterState { filter, directory, go, .. } = state;
    let section = Memo::new(move |_| filter.get().section);
    let sorts = move || match section.get() {
        Section::Members => NARROWED_BY.to_vec(),
        Section::Venues => vec![Affiliation::SpecialCommittee],
        Section::Parts => Vec::new(),
    };
    let select = move |sort: Affiliation| {
        let chosen = Signal::derive(move || filter.get().chosen(sort).map(|rec| rec.to_string()).unwrap_or_default());
        let choose = Callback::new(move |value: String| go.run(filter.get_untracked().with(sort, value.parse().ok())));
        let named = directory.with(|directory| directory.named(sort));
        let named = named.into_iter().map(|(rec, name)| (rec.to_string(), name));
        let options = std::iter::once((String::new(), text::all().to_owned())).chain(named).collect();
        view! {
            <DeskSelect label=text::affiliation(sort) id=sort.id() options=options value=chosen on_change=choose />
        }
    };
    let typed = Signal::derive(move || filter.get().typed);
    let type_in = Callback::new(move |typed| go.run(Filter { typed, ..filter.get_untracked() }));
    let on = Signal::derive(move || filter.get().on.unwrap_or_else(|| app.today()).to_string());
    let pick_day = Callback::new(move |text: String| go.run(Filter { on: day(&text), ..filter.get_untracked() }));
    view! {
        <search class="desk-narrowing" aria-label=text::filters()>
            <TextField label=text::find() id="find" kind="search" value=typed on_input=type_in />
            {move || sorts().into_iter().map(select).collect_view()}
            <TextField label=text::on_day() id="on" kind="date" value=on on_input=pick_day />
        </search>
    }
}

/// The list of the own committee.
#[component]
fn Listed(state: RosterState) -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| {
        let filter = state.filter.get();
        let on = filter.on.unwrap_or_else(|| app.today());
        let rows = state.directory.with(|directory| match filter.section {
            Section::Members => directory.members(&filter, on),
            Section::Venues => directory.venues(&filter, on),
            Section::Parts => directory.parts(&filter, on),
        });
        (filter.section, rows)
    });
    let many = RwSignal::new(STEP);
    let list = move || {
        let (section, rows) = rows.get();
        let (total, many_now) = (rows.len(), many.get());
        if rows.is_empty() {
            return view! { <EmptyState glyph=Glyph::Search title=text::none_title() detail=text::none() /> }
                .into_any();
        }
        let address = state.address.get();
        let shown = rows.into_iter().take(many_now).map(|row| named(row, &address)).collect();
        let rest = total.saturating_sub(many_now).min(STEP);
        view! {
            <p class="caption ink-2" role="status">{text::found(total)}</p>
            <div class="desk-rows-card">
                <DeskRows label=section_name(section) headings=headings(section) rows=shown />
            </div>
            {(rest > 0).then(|| view! {
                <button type="button" class="button" on:click=move |_| many.update(|many| *many += STEP)>
                    {text::show_more(rest)}
                </button>
            })}
        }
        .into_any()
    };
    view! { <section class="desk-roster-list" aria-label=text::title()>{list}</section> }
}

fn headings(section: Section) -> Vec<&'static str> {
    match section {
        Section::Members => {
            vec![text::name(), text::sector(), text::special_committee(), text::group(), text::venue()]
        }
        Section::Venues => {
            vec![text::venue_name(), text::kind(), text::special_committee(), text::convenor(), text::people()]
        }
        Section::Parts => vec![text::venue_name(), text::kind(), text::people()],
    }
}

fn named(row: RosterRow, address: &Address) -> NamedRow {
    let RosterRow { scope, name, cells, is_away } = row;
    NamedRow { href: Some(route::of_scope(scope, address)), name, remark: is_away.then(text::away), cells }
}

/// What the rosters of the committees below have, which are not on this computer.
#[component]
fn Elsewhere(state: RosterState) -> impl IntoView {
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
    let row = |choice: sync::wire::figures::ScopeChoice| NamedRow {
        href: Some(route::of_scope(choice.scope, address)),
        name: choice.name,
        remark: None,
        cells: vec![
            crate::text::overview::sort(choice.scope.sort()).to_owned(),
            scopes.name(Scope::Committee(choice.committee)).unwrap_or_default(),
        ],
    };
    others.map(row).collect()
}
