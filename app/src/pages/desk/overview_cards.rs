//! The parts of the overview under its sentence: figures, sleeping venues, and the days of a month.

use super::address::{Address, OpenFigure};
use crate::{
    api::FigureState,
    components::{
        badge::{Badge, BadgeText, Family},
        desk_card::DeskCard,
        desk_month::{DeskMonth, DeskMonthLegend, Load},
        desk_tile::{Opens, Tile},
        icon::Glyph,
        note::Note,
        tone::Tone,
    },
    routes::desk as route,
    text::{figures, overview as text, request as requests, time, vocabulary},
};
use domain::{
    day::{Period, day},
    indicator::Indicator,
    rating::Rating,
    scope::Scope,
    suggestion::Outcome,
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use sync::wire::{
    desk::Figure,
    figures::{Crowded, DayLoad, Overview, Sleeping},
};

/// The figures of activities, which members and venues have month by month.
pub const FIGURES: [Indicator; 4] =
    [Indicator::Activities, Indicator::PersonTimes, Indicator::Persons, Indicator::ProblemsSolved];
/// The figures of a scope in the order in which they are read: what was done, whom it reached, what came of it.
pub const WHOLE: [Indicator; 9] = [
    Indicator::Activities,
    Indicator::PersonTimes,
    Indicator::ProblemsSolved,
    Indicator::Consultations,
    Indicator::Suggestions,
    Indicator::HandOvers,
    Indicator::Requests,
    Indicator::OpinionReports,
    Indicator::Proposals,
];
/// So many of a list fit on one sheet.
const FEW_SLEEPING: usize = 6;

/// The figures, each with what waits and how it has changed.
pub fn tiles(overview: &Overview, period: Period, opened: impl Fn(OpenFigure) -> String) -> Vec<Tile> {
    let figure = |indicator: Indicator| overview.figures.get(indicator.id()).copied().unwrap_or_default();
    let opens = |indicator, state, words| {
        let open = OpenFigure { state, ..OpenFigure::of_page(indicator) };
        Opens { words, href: opened(open) }
    };
    let tile = |indicator: &Indicator| {
        let indicator = *indicator;
        let Figure { approved, pending } = figure(indicator);
        let waits = figures::waiting(indicator, pending);
        Tile {
            name: figures::indicator(indicator).to_owned(),
            value: opens(indicator, FigureState::Approved, figures::grouped(approved)),
            unit: figures::unit(indicator),
            pending: (pending != 0).then(|| opens(indicator, FigureState::Pending, waits)),
            change: overview
                .before
                .get(indicator.id())
                .map(|before| change(overview.is_over, period, approved, *before)),
            remark: remark(indicator, overview),
        }
    };
    // Matters belong to venues: no member has any.
    let shown: &[Indicator] = if matches!(overview.scope, Scope::Member(_)) { &FIGURES } else { &WHOLE };
    shown.iter().map(tile).collect()
}

fn remark(indicator: Indicator, overview: &Overview) -> Option<String> {
    match indicator {
        Indicator::PersonTimes => Some(text::times_not_people().to_owned()),
        Indicator::Persons => Some(text::added_up().to_owned()),
        Indicator::Suggestions => Some(outcomes(&overview.outcomes)).filter(|words| !words.is_empty()),
        Indicator::Requests => contentment(&overview.ratings),
        _ => None,
    }
}

/// How content those were who said so, with both numbers.
fn contentment(ratings: &BTreeMap<String, i64>) -> Option<String> {
    let of = |rating: &Rating| ratings.get(rating.id()).copied().unwrap_or_default();
    let all: i64 = Rating::ALL.iter().map(of).sum();
    let content: i64 = Rating::ALL.iter().filter(|rating| rating.is_content()).map(of).sum();
    (all > 0).then(|| requests::rated_of(content, all))
}

/// What became of the suggestions, so that their number does not stand alone.
fn outcomes(outcomes: &BTreeMap<String, i64>) -> String {
    let shown = Outcome::ALL.iter().filter_map(|outcome| {
        let number = outcomes.get(outcome.id()).filter(|number| **number != 0)?;
        Some(format!("{} {}", vocabulary::outcome(*outcome), figures::grouped(*number)))
    });
    shown.collect::<Vec<_>>().join(" · ")
}

/// A period that is over is compared with the one before; a running one only names the whole of the one before.
fn change(is_over: bool, period: Period, now: i64, before: i64) -> (Glyph, String) {
    let of = text::before(period);
    if !is_over {
        return (Glyph::Clock, text::whole_before(of, &figures::grouped(before)));
    }
    match now - before {
        0 => (Glyph::Minus, text::same(of)),
        more @ 1.. => (Glyph::Up, text::more(of, &figures::grouped(more))),
        fewer => (Glyph::Fewer, text::fewer(of, &figures::grouped(-fewer))),
    }
}

/// The venues at which nothing approved happened.
#[component]
pub fn Sleepers(overview: Overview, address: Address) -> impl IntoView {
    let total = overview.sleeping.len();
    let (first, rest) = overview.sleeping.split_at(total.min(FEW_SLEEPING));
    let row = |sleeping: &Sleeping| sleeper(sleeping, &address);
    let list = match (total, overview.venues) {
        (0, 0) => view! { <p class="note">{text::no_venues()}</p> }.into_any(),
        (0, venues) => view! { <p class="note done">{text::awake(venues)}</p> }.into_any(),
        _ => view! { <ul class="desk-sleeping">{first.iter().map(row).collect_view()}</ul> }.into_any(),
    };
    let rest = (!rest.is_empty()).then(|| {
        let words = text::and_more(rest.len());
        let names = rest.iter().map(|sleeping| sleeping.name.as_str()).collect::<Vec<_>>();
        // Paper does not open: there the names stand in a line.
        let on_paper = text::and_more_named(rest.len(), &names.join(crate::text::desk::list_break()));
        let rest = rest.iter().map(row).collect_view();
        view! {
            <details class="desk-sleeping-rest">
                <summary>{words}</summary>
                <ul class="desk-sleeping">{rest}</ul>
            </details>
            <p class="desk-sleeping-on-paper">{on_paper}</p>
        }
    });
    let quarter = overview.sleeping_in.parse().map_or_else(|_| overview.sleeping_in.clone(), figures::period_name);
    view! {
        <div id="sleeping" class="desk-overview-sleeping">
            <DeskCard title=text::sleeping() count=(total > 0).then_some((total, true)) remark=text::sleeping_means(&quarter)>
                {list}
                {rest}
            </DeskCard>
        </div>
    }
}

fn sleeper(sleeping: &Sleeping, address: &Address) -> impl IntoView + use<> {
    // The year is said where it is not the one of the period.
    let last = sleeping.last.as_deref().and_then(day);
    let last = last.map(|last| text::last_on(&time::day_of(last, address.period.last().year())));
    let badge = sleeping.days.map(|days| BadgeText {
        family: Family::Stage,
        tone: Tone::Wait,
        glyph: Glyph::Moon,
        words: text::asleep_for(days),
    });
    view! {
        <li>
            <div>
                <a href=route::of_scope(sleeping.scope, address)>{sleeping.name.clone()}</a>
                <p>{last.unwrap_or_else(|| text::never().to_owned())}</p>
            </div>
            {badge.map(|badge| view! { <Badge badge=badge /> })}
        </li>
    }
}

/// The month of the overview with its load, and where too much is planned.
#[component]
pub fn Days(overview: Overview, address: Address, today: Date) -> impl IntoView {
    let first = month_shown(address.period, today);
    let crowds: Vec<Crowded> = overview.crowded.iter().take(3).cloned().collect();
    let whole = route::calendar(&address, Some(first));
    let href = move |day| route::calendar(&address, Some(day));
    view! {
        <div class="desk-overview-days">
            <DeskCard title=text::month_of(&time::month(first)) more=Some((text::whole_month().to_owned(), whole))>
                <DeskMonth
                    first=first
                    today=today
                    loads=loads(&overview.days)
                    crowded=crowded_days(&overview.crowded)
                    picked=None
                    href=href
                />
                <DeskMonthLegend />
                {crowds.iter().map(crowded_note).collect_view()}
            </DeskCard>
        </div>
    }
}

/// The last month of a period that has begun, or its first.
pub fn month_shown(period: Period, today: Date) -> Date {
    let shown = today.clamp(period.first(), period.last());
    shown.first_of_month()
}

/// Day → load.
pub fn loads(days: &[DayLoad]) -> BTreeMap<Date, Load> {
    let load = |load: &DayLoad| {
        let DayLoad { approved, pending, planned, .. } = *load;
        Some((day(&load.day)?, Load { approved, pending, planned }))
    };
    days.iter().filter_map(load).collect()
}

/// The days that lie in a crowded span.
pub fn crowded_days(crowds: &[Crowded]) -> BTreeSet<Date> {
    let span = |crowd: &Crowded| Some((day(&crowd.from)?, day(&crowd.until)?));
    let days = |(from, until): (Date, Date)| {
        std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= until)
    };
    crowds.iter().filter_map(span).flat_map(days).collect()
}

/// Where too much is planned, and what to do.
pub fn crowded_note(crowd: &Crowded) -> impl IntoView + use<> {
    let span = day(&crowd.from).zip(day(&crowd.until));
    let days = span.map_or(1, |(from, until)| i64::from((until - from).get_days()) + 1);
    let when = span.map(|(from, until)| text::day_span(from, until)).unwrap_or_default();
    let what = text::crowded_note(&crowd.place, days, crowd.records.len());
    let venues = crowd.venues.join(crate::text::desk::list_break());
    let advice = if venues.is_empty() { text::crowded_advice().to_owned() } else { text::crowded_from(&venues) };
    view! {
        <Note tone=Tone::Wait glyph=Glyph::Alert>
            <p><b>{what}</b> " " {when} {figures::full_stop()} {advice}</p>
        </Note>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_running_period_is_not_compared_with_a_whole_one() {
        let quarter = Period::Quarter(2026, 4);
        assert_eq!(change(false, quarter, 40, 109).1, "上季全期 109");
        assert_eq!(change(true, quarter, 128, 109).1, "比上季多 19");
        assert_eq!(change(true, quarter, 100, 109).1, "比上季少 9");
        assert_eq!(change(true, quarter, 109, 109).1, "与上季持平");
    }

    #[test]
    fn the_month_shown_is_the_last_that_has_begun_or_the_first() {
        let today = date(2026, 11, 22);
        assert_eq!(month_shown(Period::Quarter(2026, 4), today), date(2026, 11, 1));
        assert_eq!(month_shown(Period::Year(2025), today), date(2025, 12, 1));
        assert_eq!(month_shown(Period::Quarter(2027, 1), today), date(2027, 1, 1));
    }

    #[test]
    fn every_day_of_a_crowded_span_is_marked() {
        let crowd = Crowded {
            place: "柳林村".into(),
            from: "2026-11-29".into(),
            until: "2026-12-01".into(),
            records: Vec::new(),
            venues: Vec::new(),
        };
        assert_eq!(crowded_days(&[crowd]).len(), 3);
    }
}
