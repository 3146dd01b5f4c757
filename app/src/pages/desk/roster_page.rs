//! 名册: members, venues and parts of the organisation, found by name, by pinyin and by what they belong to on a day.

use super::{
    address::Address,
    asked::NotRead,
    below::RosterAt,
    roster_elsewhere::Elsewhere,
    roster_filter::{Filter, NARROWED_BY, Section},
    roster_rows::{Directory, RosterRow},
    roster_whose::Whose,
    scope_lost::ScopeLost,
    scopes::Scopes,
};
use crate::{
    components::{
        desk_head::DeskHead,
        desk_rows::{DeskRows, NamedRow},
        empty_state::EmptyState,
        field::TextField,
        icon::Glyph,
        select::Select,
        skeleton::Skeleton,
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

/// So many lines are drawn before somebody asks for more.
const STEP: usize = 100;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct RosterState {
    /// What is shown.
    pub filter: Memo<Filter>,
    /// The period and the scope that are kept.
    pub address: Memo<Address>,
    /// Whose roster it is.
    pub at: RosterAt,
    /// Its lines.
    pub directory: Memo<Directory>,
    go: Callback<Filter>,
}

/// The page.
#[component]
pub fn RosterPage() -> impl IntoView {
    let app = use_app();
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| Filter::read(|key| query.get(key))));
    let address = Memo::new(move |_| query.with(|query| Address::read(|key| query.get(key), app.today())));
    let scopes: Scopes = expect_context();
    let at = RosterAt::of(move || scopes.committee_of(address.get().scope?));
    let directory = at.directory();
    let navigate = use_navigate();
    let go = Callback::new(move |filter: Filter| {
        let options = NavigateOptions { resolve: false, scroll: false, replace: true, ..Default::default() };
        navigate(&route::roster(&filter.to_query(&address.get_untracked())), options);
    });
    let state = RosterState { filter, address, at, directory, go };
    document().set_title(&words::page_title(text::title()));
    let is_lost = Memo::new(move |_| {
        // Staff of a special committee have the roster of a committee that is no scope of theirs.
        let strange = |scope| scopes.is_strange(scope) && Some(scope) != app.own_committee().map(Scope::Committee);
        address.with(|address| address.is_lost || address.scope.is_some_and(strange))
    });
    let with = move |address: Address| route::roster(&filter.get().to_query(&address));
    view! {
        <main class="desk-page">
            <DeskHead title=text::title()>
                <Sections state=state />
            </DeskHead>
            <div class="desk-roster">
                <Narrowing state=state />
                {move || match is_lost.get() {
                    true => view! { <ScopeLost address=address scopes=scopes at=with /> }.into_any(),
                    false => view! {
                        <Listed state=state />
                        <Elsewhere state=state />
                    }
                    .into_any(),
                }}
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
            <Select label=text::affiliation(sort) id=sort.id() options=options value=chosen on_change=choose />
        }
    };
    let typed = Signal::derive(move || filter.get().typed);
    let type_in = Callback::new(move |typed| go.run(Filter { typed, ..filter.get_untracked() }));
    let on = Signal::derive(move || filter.get().on.unwrap_or_else(|| app.today()).to_string());
    let pick_day = Callback::new(move |text: String| go.run(Filter { on: day(&text), ..filter.get_untracked() }));
    view! {
        <search class="desk-narrowing" aria-label=text::filters()>
            <Whose state=state />
            <TextField label=text::find() id="find" kind="search" value=typed on_input=type_in />
            {move || sorts().into_iter().map(select).collect_view()}
            <TextField label=text::on_day() id="on" kind="date" value=on on_input=pick_day />
        </search>
    }
}

/// The list.
#[component]
fn Listed(state: RosterState) -> impl IntoView {
    let app = use_app();
    let scopes: Scopes = expect_context();
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
        let found = said_of(&rows);
        if let Some(error) = state.at.error() {
            return view! { <NotRead error=error on_again=move || state.at.again()/> }.into_any();
        }
        if state.at.is_reading() {
            return view! { <Skeleton label=text::title() lines=8 /> }.into_any();
        }
        if rows.is_empty() {
            let is_bare = scopes.has_below() && state.directory.with(Directory::is_empty);
            let (title, detail) =
                if is_bare { (text::bare_title(), text::bare()) } else { (text::none_title(), text::none()) };
            return view! { <EmptyState glyph=Glyph::Search title=title detail=detail /> }.into_any();
        }
        let address = state.address.get();
        let shown = rows.into_iter().take(many_now).map(|row| named(row, &address)).collect();
        let rest = total.saturating_sub(many_now).min(STEP);
        view! {
            <p class="caption ink-2" role="status">{found}</p>
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

/// How many there are on the day, and apart from them how many are not there any more or not yet.
fn said_of(rows: &[RosterRow]) -> String {
    let away = rows.iter().filter(|row| row.is_away).count();
    let there = rows.len() - away;
    if away > 0 { text::found_and_away(there, away) } else { text::found(there) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::MemberId;

    #[test]
    fn who_is_not_there_on_the_day_is_counted_apart() {
        let row = |is_away| {
            let scope = Scope::Member(MemberId(uuid::Uuid::nil()));
            RosterRow { scope, name: String::new(), cells: Vec::new(), is_away }
        };
        assert_eq!(said_of(&[row(false), row(false)]), "2 条");
        assert_eq!(said_of(&[row(false), row(true), row(false)]), "2 条，另有 1 条这一天不在任");
    }
}
