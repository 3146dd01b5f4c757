//! A month as a table of weeks: the load of each day as dots, and the days on which much is planned at one place.

use crate::text::{overview as text, time};
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many dots are drawn; the number is said besides.
const DOTS: usize = 5;

/// How much happens on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Held and approved.
    pub approved: i64,
    /// Held and not yet reviewed.
    pub pending: i64,
    /// Announced.
    pub planned: i64,
}

/// The month.
#[component]
pub fn DeskMonth(
    /// Its first day.
    first: Date,
    /// The day that is marked as today.
    today: Date,
    /// Day → load; days without activities may be left out.
    loads: BTreeMap<Date, Load>,
    /// The days on which much is planned at one place.
    crowded: BTreeSet<Date>,
    /// The day that was picked.
    #[prop(optional_no_strip)]
    picked: Option<Date>,
    /// Where a day leads.
    #[prop(into)]
    href: Callback<Date, String>,
) -> impl IntoView {
    let before = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    let days =
        std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| day.month() == first.month());
    let mut cells: Vec<Option<Date>> = std::iter::repeat_n(None, before).chain(days.map(Some)).collect();
    cells.resize(cells.len().next_multiple_of(7), None);
    let cell = |day: &Option<Date>| match *day {
        None => view! { <td></td> }.into_any(),
        Some(day) => {
            let load = loads.get(&day).copied().unwrap_or_default();
            let shown = Shown { day, today, load, is_crowded: crowded.contains(&day), is_picked: picked == Some(day) };
            view! { <td>{cell(shown, href.run(day))}</td> }.into_any()
        }
    };
    let week = |week: &[Option<Date>]| view! { <tr>{week.iter().map(cell).collect_view()}</tr> };
    let heading =
        |(short, long): (&'static str, &'static str)| view! { <th scope="col"><abbr title=long>{short}</abbr></th> };
    view! {
        <table class="desk-month" aria-label=time::month(first)>
            <thead><tr>{time::weekdays().map(heading).collect_view()}</tr></thead>
            <tbody>{cells.chunks(7).map(week).collect_view()}</tbody>
        </table>
    }
}

#[derive(Clone, Copy)]
struct Shown {
    day: Date,
    today: Date,
    load: Load,
    is_crowded: bool,
    is_picked: bool,
}

fn cell(shown: Shown, href: String) -> impl IntoView {
    let Shown { day, today, load, is_crowded, is_picked } = shown;
    let Load { approved, pending, planned } = load;
    let sums = [("is-held", approved), ("is-waiting", pending), ("is-planned", planned)];
    let dots = sums.into_iter().flat_map(|(class, count)| (0..count.max(0)).map(move |_| class)).take(DOTS);
    let dots = dots.map(|class| view! { <i class=class></i> }).collect_view();
    let name = time::long_day(day);
    let mut said = if approved + pending + planned == 0 {
        text::day_free(&name)
    } else {
        text::day_load(&name, approved, pending, planned)
    };
    if is_crowded {
        said = format!("{said} · {}", text::crowded_day());
    }
    view! {
        <a
            class="desk-day"
            class:is-today=day == today
            class:is-past=day < today
            class:is-crowded=is_crowded
            href=href
            aria-label=said
            aria-current=(is_picked.then_some("true")).or((day == today).then_some("date"))
        >
            {day.day()}
            <span class="desk-dots" aria-hidden="true">{dots}</span>
        </a>
    }
}

/// What the dots mean.
#[component]
pub fn DeskMonthLegend() -> impl IntoView {
    view! {
        <p class="desk-key">
            <span><i class="desk-key-dot is-held"></i>{text::held()}</span>
            <span><i class="desk-key-dot is-waiting"></i>{text::waits()}</span>
            <span><i class="desk-key-dot is-planned"></i>{text::planned()}</span>
            <span>{text::one_dot()}</span>
        </p>
    }
}
