//! 记录: everything on this phone, by month, with what waits for oneself at one touch.

use super::{
    record_list::{self, Filter, Line, ListPlace, Row, WINDOW},
    roster::use_roster,
    screen::{Place, Screen},
};
use crate::{
    components::{
        button::{Button, IconButton, LinkButton, Weight},
        empty_state::EmptyState,
        field::TextField,
        icon::Glyph,
        list_row::ListRow,
        segmented::{Segment, Segmented},
        sentinel::Sentinel,
    },
    routes::phone as route,
    state::use_app,
    text::{home, records as words},
};
use leptos::prelude::*;

/// The list.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let app = use_app();
    let place: ListPlace = expect_context();
    let roster = use_roster();
    // Comparing five thousand records costs more than drawing the rows in view again, so every reading counts as new.
    let entries = Memo::new_with_compare(move |_| record_list::entries(app), |_, _| true);
    let lines = Memo::new(move |_| {
        let searched = place.search.read().clone().unwrap_or_default();
        let names = (&**roster.read(), app.today());
        entries.with(|entries| record_list::lines(entries, place.filter.get(), &searched, place.shown.get(), names))
    });
    let count = move |filter: Filter| {
        let count = Memo::new(move |_| entries.with(|entries| entries.iter().filter(|it| it.passes(filter)).count()));
        Some(Signal::from(count))
    };
    let segments = vec![
        Segment::plain(Filter::All, words::all()),
        Segment { value: Filter::ForMe, label: words::for_me().into(), count: count(Filter::ForMe), urgent: true },
        Segment {
            value: Filter::Pending,
            label: words::pending().into(),
            count: count(Filter::Pending),
            urgent: false,
        },
        Segment {
            value: Filter::Approved,
            label: words::approved().into(),
            count: count(Filter::Approved),
            urgent: false,
        },
    ];
    let choose = move |filter| {
        place.shown.set(WINDOW);
        place.filter.set(filter);
    };
    let more = move || lines.with(|(lines, all)| rows(lines) < *all);
    view! {
        <Screen title=words::title() place=Place::Records flush=true top=|| view! { <Tools/> }>
            <div class="filters">
                <SearchField/>
                <Segmented label=words::filter() segments=segments chosen=place.filter on_choose=choose/>
            </div>
            <Show when=move || lines.with(|(lines, _)| lines.is_empty())><Nothing/></Show>
            <ul class="list long" hidden=move || lines.with(|(lines, _)| lines.is_empty())>
                <For each=move || lines.with(|(lines, _)| lines.clone()) key=Clone::clone children=line/>
            </ul>
            <Show when=more>
                <Sentinel on_near=move || place.shown.update(|shown| *shown += WINDOW)>
                    <Button
                        label=words::more()
                        weight=Weight::Quiet
                        block=true
                        on_press=move || place.shown.update(|shown| *shown += WINDOW)
                    />
                </Sentinel>
            </Show>
        </Screen>
    }
}

fn rows(lines: &[Line]) -> usize {
    lines.iter().filter(|line| matches!(line, Line::Row(_))).count()
}

fn line(line: Line) -> impl IntoView {
    match line {
        Line::Head { title, counts } => {
            view! { <li class="list-head"><h2>{title}</h2><span>{counts}</span></li> }.into_any()
        }
        Line::Row(Row { href, glyph, title, detail, badges }) => {
            view! { <li><ListRow href=href glyph=glyph title=title detail=detail badges=badges/></li> }.into_any()
        }
    }
}

/// Search, and a new record.
#[component]
fn Tools() -> impl IntoView {
    let place: ListPlace = expect_context();
    let is_open = move || place.search.read().is_some();
    let label = move || if is_open() { words::stop_search() } else { words::search() };
    let toggle = move || {
        place.shown.set(WINDOW);
        place.search.update(|search| *search = if search.is_some() { None } else { Some(String::new()) });
    };
    view! {
        {move || {
            let glyph = if is_open() { Glyph::Cross } else { Glyph::Search };
            view! { <IconButton glyph=glyph label=label().to_owned() on_press=toggle/> }
        }}
        <a class="icon-button" href=route::NEW_ACTIVITY aria-label=home::record_activity()>
            <crate::components::icon::Icon glyph=Glyph::Plus/>
        </a>
    }
}

#[component]
fn SearchField() -> impl IntoView {
    let place: ListPlace = expect_context();
    let typed = move |text: String| {
        place.shown.set(WINDOW);
        place.search.set(Some(text));
    };
    let is_open = Memo::new(move |_| place.search.read().is_some());
    view! {
        <Show when=move || is_open.get()>
            <TextField
                label=words::search_label()
                id="search"
                kind="search"
                value=Signal::derive(move || place.search.get().unwrap_or_default())
                on_input=typed
            />
        </Show>
    }
}

/// Why the list is empty, and what to do.
#[component]
fn Nothing() -> impl IntoView {
    let place: ListPlace = expect_context();
    move || {
        let searching = place.search.read().as_ref().is_some_and(|text| !text.trim().is_empty());
        let (glyph, title, detail) = match (searching, place.filter.get()) {
            (true, _) => (Glyph::Search, words::nothing_found(), words::nothing_found_detail()),
            (_, Filter::All) => (Glyph::Tray, words::nothing(), words::nothing_detail()),
            (_, Filter::ForMe) => (Glyph::Check, words::nothing_for_me(), words::nothing_for_me_detail()),
            (_, Filter::Pending) => (Glyph::Tray, words::nothing_pending(), words::nothing_pending_detail()),
            (_, Filter::Approved) => (Glyph::Tray, words::nothing_approved(), words::nothing_approved_detail()),
        };
        let first = !searching && place.filter.get() == Filter::All;
        view! {
            <EmptyState glyph=glyph title=title detail=detail>
                {first.then(|| view! {
                    <LinkButton href=route::NEW_ACTIVITY label=home::record_activity() weight=Weight::Primary/>
                })}
            </EmptyState>
        }
    }
}
