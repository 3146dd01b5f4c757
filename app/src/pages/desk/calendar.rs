//! 日程: the activities of a month in a scope, day by day, with where too much is planned at one place.

use super::{
    address::Address,
    overview_cards::{crowded_days, crowded_note, month_shown},
    period::Span,
    pickers::{PeriodPicker, ScopePicker},
    scope_lost::{ScopeLost, is_lost},
    scopes::Scopes,
};
use crate::{
    api,
    components::{
        badge::{Badge, BadgeText, Family},
        desk_card::DeskCard,
        desk_head::DeskHead,
        desk_month::{DeskMonth, DeskMonthLegend, Load},
        icon::Glyph,
        note::Note,
        skeleton::Skeleton,
        tone::Tone,
    },
    pages::query::Query,
    routes::desk as route,
    state::use_app,
    text::{desk as words, overview, roster as text, time, trouble},
};
use domain::{
    day::{Period, day, local_time},
    indicator::FactState,
};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::collections::BTreeMap;
use sync::wire::figures::{Calendar, CalendarEntry};

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let app = use_app();
    let scopes: Scopes = expect_context();
    let query = use_query_map();
    let address = Memo::new(move |_| query.with(|query| Address::read(|key| query.get(key), app.today())));
    let picked = Memo::new(move |_| query.with(|query| query.get("day")).as_deref().and_then(day));
    // The day says the month where one is picked, `month` where one only turned the page.
    let month = Memo::new(move |_| {
        let turned = query.with(|query| query.get("month")).and_then(|text| text.parse().ok());
        let shown = picked.get().unwrap_or_else(|| month_shown(address.get().period, app.today()));
        turned.filter(|month| Span::of(*month) == Span::Month).unwrap_or_else(|| Span::Month.around(shown))
    });
    let scope = scopes.of(address);
    let calendar = Query::new(move || Some((month.get(), scope.get()?)), |(month, scope)| api::calendar(month, scope));
    document().set_title(&words::page_title(text::calendar()));
    let turn = move |to: Period| route::month(&address.get(), to);
    let at = move |address: Address| route::month(&address, month.get());
    view! {
        <main class="desk-page">
            <DeskHead title=text::calendar()>
                <PeriodPicker period=month spans=&[] at=turn />
                <ScopePicker address=address scope=scope scopes=scopes at=at />
            </DeskHead>
            <div class="desk-calendar">
                {move || match (calendar.answer.get(), calendar.error.get()) {
                    (_, error) if address.with(|address| is_lost(address, error.as_ref())) => {
                        view! { <ScopeLost address=address scopes=scopes at=at /> }.into_any()
                    }
                    (Some(answer), _) => view! {
                        <Shown calendar=answer month=month.get() picked=picked.get() address=address.get() />
                    }
                    .into_any(),
                    (None, Some(error)) => view! {
                        <Note tone=Tone::Wait glyph=Glyph::CloudOff alerts=true><p>{trouble::api(&error)}</p></Note>
                    }
                    .into_any(),
                    (None, None) => view! { <Skeleton label=text::calendar() lines=10 /> }.into_any(),
                }}
            </div>
        </main>
    }
}

#[component]
fn Shown(calendar: Calendar, month: Period, picked: Option<Date>, address: Address) -> impl IntoView {
    let app = use_app();
    let first = month.first();
    let picked = picked.filter(|day| month.contains(*day));
    let back = route::month(&address, month);
    let href = move |day| route::calendar(&address, Some(day));
    let crowds = match calendar.crowded.as_slice() {
        [] => view! { <p class="note done">{text::not_crowded()}</p> }.into_any(),
        crowds => crowds.iter().map(crowded_note).collect_view().into_any(),
    };
    let days = days(calendar.entries.clone(), picked);
    let nothing = if picked.is_some() { text::day_free() } else { text::month_free() };
    let list = if days.is_empty() {
        view! { <p class="note">{nothing}</p> }.into_any()
    } else {
        days.into_iter().map(of_day).collect_view().into_any()
    };
    let title = picked.map_or_else(|| time::month(first), time::long_day);
    view! {
        <div class="desk-calendar-month">
            <DeskCard title=overview::month_of(&time::month(first))>
                <DeskMonth
                    first=first
                    today=app.today()
                    loads=loads(&calendar.entries)
                    crowded=crowded_days(&calendar.crowded)
                    picked=picked
                    href=href
                />
                <DeskMonthLegend />
            </DeskCard>
            <DeskCard title=text::crowded_places()>{crowds}</DeskCard>
        </div>
        <DeskCard title=title more=picked.map(|_| (text::whole_month().to_owned(), back))>{list}</DeskCard>
    }
}

/// Day → load, counted from the entries themselves.
fn loads(entries: &[CalendarEntry]) -> BTreeMap<Date, Load> {
    let mut loads: BTreeMap<Date, Load> = BTreeMap::new();
    for entry in entries {
        let Some(start) = local_time(&entry.start) else { continue };
        let load = loads.entry(start.date()).or_default();
        match entry.state {
            FactState::Approved => load.approved += 1,
            FactState::Pending => load.pending += 1,
            FactState::Planned => load.planned += 1,
        }
    }
    loads
}

/// The entries of each day, or of the day that was picked.
fn days(entries: Vec<CalendarEntry>, picked: Option<Date>) -> BTreeMap<Date, Vec<CalendarEntry>> {
    let mut days: BTreeMap<Date, Vec<CalendarEntry>> = BTreeMap::new();
    for entry in entries {
        let Some(start) = local_time(&entry.start) else { continue };
        if picked.is_none_or(|picked| picked == start.date()) {
            days.entry(start.date()).or_default().push(entry);
        }
    }
    days
}

fn of_day((day, entries): (Date, Vec<CalendarEntry>)) -> impl IntoView {
    let count = text::day_has(entries.len());
    let entry = |entry: CalendarEntry| {
        let start = local_time(&entry.start).map(time::clock);
        let of =
            [overview::activity_type(&entry.activity_type), entry.place].into_iter().filter(|part| !part.is_empty());
        let of = of.collect::<Vec<_>>().join(" · ");
        view! {
            <li>
                <a class="desk-entry" href=route::record(entry.rec)>
                    <span>{start}</span>
                    <span><b>{entry.title}</b><small>{of}</small></span>
                    <Badge badge=state(entry.state) />
                </a>
            </li>
        }
    };
    view! {
        <section class="desk-day-list">
            <h3>{time::long_day(day)} <span class="ink-2">{count}</span></h3>
            <ul>{entries.into_iter().map(entry).collect_view()}</ul>
        </section>
    }
}

fn state(state: FactState) -> BadgeText {
    let (family, tone, glyph, words) = match state {
        FactState::Approved => (Family::Review, Tone::Done, Glyph::Check, overview::approved()),
        FactState::Pending => (Family::Review, Tone::Wait, Glyph::Clock, overview::waits()),
        FactState::Planned => (Family::Stage, Tone::Plain, Glyph::Calendar, overview::planned()),
    };
    BadgeText { family, tone, glyph, words: words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::RecordId;
    use jiff::civil::date;

    fn entry(start: &str, state: FactState) -> CalendarEntry {
        CalendarEntry {
            rec: RecordId(uuid::Uuid::nil()),
            start: start.into(),
            state,
            activity_type: "visit".into(),
            title: String::new(),
            place: String::new(),
        }
    }

    #[test]
    fn a_day_keeps_held_waiting_and_announced_apart() {
        let entries = [
            entry("2026-11-27T09:00", FactState::Planned),
            entry("2026-11-27T15:00", FactState::Planned),
            entry("2026-11-20T09:00", FactState::Approved),
            entry("2026-11-20T10:00", FactState::Pending),
        ];
        let loads = loads(&entries);
        assert_eq!(loads[&date(2026, 11, 27)], Load { approved: 0, pending: 0, planned: 2 });
        assert_eq!(loads[&date(2026, 11, 20)], Load { approved: 1, pending: 1, planned: 0 });
        assert_eq!(days(entries.to_vec(), Some(date(2026, 11, 20))).len(), 1);
        assert_eq!(days(entries.to_vec(), None).len(), 2);
    }
}
