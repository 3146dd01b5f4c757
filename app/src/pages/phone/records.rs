//! 记录: everything on this phone, by month, with what waits for oneself at one touch.

use super::{
    record_list::{self, Entry, Filter, Line, ListPlace, Passing, Row, WINDOW},
    roster::use_roster,
    screen::{Place, Screen},
};
use crate::{
    components::{
        button::{Button, IconButton, LinkButton, Weight},
        empty_state::EmptyState,
        field::TextField,
        icon::{Glyph, Icon},
        list_row::ListRow,
        segmented::{Segment, Segmented},
        sentinel::Sentinel,
    },
    routes::phone as route,
    state::use_app,
    text::{home, records as words},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The id of the search field.
const SEARCH: &str = "search";

/// The list.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let app = use_app();
    let place: ListPlace = expect_context();
    let roster = use_roster();
    // Comparing five thousand records costs more than drawing the rows in view again, so every reading counts as new.
    let entries = Memo::new_with_compare(move |_| record_list::entries(app), |_, _| true);
    let passing = Memo::new_with_compare(
        move |_| {
            let (filter, roster) = (place.filter.get(), roster.read());
            let searched = place.search.read().as_deref().unwrap_or_default().trim().to_owned();
            let is_wanted =
                |entry: &Entry| entry.passes(filter) && (searched.is_empty() || entry.holds(app, &searched, &roster));
            entries.with(|entries| Passing::sift(entries, is_wanted))
        },
        |_, _| true,
    );
    let choose = move |filter| {
        place.windows.set(1);
        place.filter.set(filter);
    };
    let is_empty = Memo::new(move |_| passing.with(|passing| passing.len() == 0));
    let more = Memo::new(move |_| passing.with(|passing| place.windows.get() * WINDOW < passing.len()));
    let grow = Callback::new(move |()| place.windows.update(|windows| *windows += 1));
    let window = move |number| view! { <Window number=number entries=entries passing=passing/> };
    view! {
        <Screen title=words::title() place=Place::Records flush=true top=|| view! { <Tools/> }>
            <div class="filters">
                <SearchField/>
                <Segmented label=words::filter() segments=segments(entries) chosen=place.filter on_choose=choose/>
            </div>
            <Show when=move || is_empty.get()><Nothing/></Show>
            <div class="list long" role="list" hidden=move || is_empty.get()>
                <For each=move || 0..place.windows.get() key=|number| *number children=window/>
            </div>
            <Show when=move || more.get()>
                <Sentinel on_near=grow>
                    <Button label=words::more() weight=Weight::Quiet block=true on_press=grow/>
                </Sentinel>
            </Show>
        </Screen>
    }
}

/// The filters, with how much each would show.
fn segments(entries: Memo<Vec<Entry>>) -> Vec<Segment<Filter>> {
    let counted = |filter: Filter, label: &str| {
        let count = Memo::new(move |_| entries.with(|entries| entries.iter().filter(|it| it.passes(filter)).count()));
        Segment { value: filter, label: label.into(), count: Some(count.into()), urgent: filter == Filter::ForMe }
    };
    vec![
        Segment::plain(Filter::All, words::all()),
        counted(Filter::ForMe, words::for_me()),
        counted(Filter::Pending, words::pending()),
        counted(Filter::Approved, words::approved()),
    ]
}

/// Some rows of the list. Each window looks at its own rows only, so that the list grows at one price however long it is.
#[component]
fn Window(
    /// Which one, 0 being the first.
    number: usize,
    /// All records.
    entries: Memo<Vec<Entry>>,
    /// Those that are listed.
    passing: Memo<Passing>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let lines = Memo::new(move |_| {
        let roster = roster.read();
        entries.with(|entries| passing.with(|passing| passing.window(number, entries, app, &roster)))
    });
    view! { <div class="window">{move || lines.get().into_iter().map(line).collect_view()}</div> }
}

fn line(line: Line) -> impl IntoView {
    match line {
        Line::Head { title, counts } => {
            view! { <div role="listitem" class="list-head"><h2>{title}</h2><span>{counts}</span></div> }.into_any()
        }
        Line::Row(Row { href, glyph, title, detail, badges }) => {
            let row = view! { <ListRow href=href glyph=glyph title=title detail=detail badges=badges/> };
            view! { <div role="listitem">{row}</div> }.into_any()
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
        place.windows.set(1);
        place.search.update(|search| *search = if search.is_some() { None } else { Some(String::new()) });
        // The field is there once the page has been drawn again.
        request_animation_frame(focus_search);
    };
    view! {
        {move || {
            let glyph = if is_open() { Glyph::Cross } else { Glyph::Search };
            view! { <IconButton glyph=glyph label=label().to_owned() on_press=toggle/> }
        }}
        <a class="icon-button" href=route::NEW_ACTIVITY aria-label=home::record_activity()>
            <Icon glyph=Glyph::Plus/>
        </a>
    }
}

/// Typing goes into the search as soon as it is open.
fn focus_search() {
    let field = document().get_element_by_id(SEARCH).and_then(|field| field.dyn_into::<HtmlElement>().ok());
    if let Some(field) = field {
        // What can take no focus is still there to be pressed.
        let _ = field.focus();
    }
}

#[component]
fn SearchField() -> impl IntoView {
    let place: ListPlace = expect_context();
    let typed = move |text: String| {
        place.windows.set(1);
        place.search.set(Some(text));
    };
    let is_open = Memo::new(move |_| place.search.read().is_some());
    view! {
        <Show when=move || is_open.get()>
            <TextField
                label=words::search_label()
                id=SEARCH
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
