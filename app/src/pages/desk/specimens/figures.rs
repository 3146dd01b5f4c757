//! What a leader's page counts and chooses by.

use super::Specimen;
use crate::{
    components::{
        desk_bars::{Bar, DeskBars, DeskBarsLegend},
        desk_card::DeskCard,
        desk_facts::{DeskFacts, Named},
        desk_figure_panel::{DeskDefinition, DeskSumRecords, SumRecord, SumRecords},
        desk_month::{DeskMonth, DeskMonthLegend, Load},
        desk_months::{DeskMonths, MonthLine},
        desk_period_picker::{DeskPeriodPicker, SpanChoice},
        desk_scope_picker::{DeskScopePicker, ScopeBranch, ScopeLink, ScopeSort},
        desk_tile::{DeskTiles, Opens, Tile},
        icon::Glyph,
        select::Select,
    },
    routes::desk as route,
    text::{figures, overview, specimens as text, time},
};
use domain::{day::Period, id::RecordId, indicator::Indicator};
use jiff::civil::{Date, date};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The month shown, and the day in it that is taken for today.
const MONTH: Date = date(2026, 10, 1);
const TODAY: Date = date(2026, 10, 12);

/// All of them. Everything that would lead elsewhere leads back here.
#[component]
pub fn Figures() -> impl IntoView {
    view! {
        <Pickers />
        <Tiles />
        <Bars />
        <Days />
        <Sums />
    }
}

fn here(words: &str) -> Opens {
    Opens { words: words.to_owned(), href: route::COMPONENTS.to_owned() }
}

#[component]
fn Pickers() -> impl IntoView {
    let to = || Signal::stored(route::COMPONENTS.to_owned());
    let span = |label, current| SpanChoice { label, href: to(), is_current: Signal::stored(current) };
    let spans = vec![span(text::month(), false), span(text::quarter(), true), span(text::year(), false)];
    let period = Period::Quarter(2026, 4);
    let beside = |period: Period| Signal::stored((period, route::COMPONENTS.to_owned()));
    let typed = RwSignal::new(String::new());
    let link =
        |name: &str, is_current| ScopeLink { name: name.to_owned(), href: route::COMPONENTS.to_owned(), is_current };
    let venues = ScopeSort { name: text::pick_name().to_owned(), links: vec![link(text::pick_title(), false)] };
    let branch = ScopeBranch { whole: Some(link(text::committee(), true)), sorts: vec![venues], is_open: true };
    let chosen = RwSignal::new("visit".to_owned());
    let options = [("visit", text::visit()), ("research", text::research())];
    let options = options.map(|(id, words)| (id.to_owned(), words.to_owned())).to_vec();
    view! {
        <Specimen title=text::periods()>
            <DeskPeriodPicker
                period=Signal::stored(period)
                spans=spans
                before=beside(period.before())
                after=beside(Period::Quarter(2027, 1))
            />
        </Specimen>
        <Specimen title=text::scopes()>
            <DeskScopePicker current=text::committee().to_owned() branches=Signal::stored(vec![branch]) typed=typed />
        </Specimen>
        <Specimen title=text::selects()>
            <Select
                label=text::chips()
                id="specimen-select"
                options=options
                value=chosen
                on_change=Callback::new(move |id| chosen.set(id))
            />
        </Specimen>
    }
}

#[component]
fn Tiles() -> impl IntoView {
    let tile = |indicator, value: &str, pending: Option<&str>, change, remark: Option<&str>| Tile {
        name: figures::indicator(indicator).to_owned(),
        value: here(value),
        unit: figures::unit(indicator),
        pending: pending.map(|number| here(&figures::pending(number))),
        change,
        remark: remark.map(str::to_owned),
    };
    let more = (Glyph::Up, overview::more(overview::last_quarter(), "5"));
    let tiles = vec![
        tile(Indicator::Activities, "42", Some("6"), Some(more), None),
        tile(Indicator::PersonTimes, "1,306", None, None, Some(overview::times_not_people())),
    ];
    view! { <Specimen title=text::tiles()><DeskTiles label=text::tiles() tiles=tiles /></Specimen> }
}

#[component]
fn Bars() -> impl IntoView {
    let bar = |name: &str, approved, pending, due: Option<i64>| Bar {
        name: name.to_owned(),
        remark: due.is_some().then(|| text::sort_of_venue().to_owned()),
        href: Some(route::COMPONENTS.to_owned()),
        approved,
        pending,
        due,
        opens: Some(route::COMPONENTS.to_owned()),
    };
    let bars = vec![
        bar(text::pick_title(), 12, 0, Some(12)),
        bar(text::station(), 5, 4, Some(12)),
        bar(text::studio(), 3, 2, None),
    ];
    let facts = vec![
        Named::plain(text::pick_name(), text::pick_title()),
        Named { href: Some(route::COMPONENTS.to_owned()), ..Named::plain(text::group(), text::person()) },
    ];
    let more = Some((text::all().to_owned(), route::COMPONENTS.to_owned()));
    view! {
        <Specimen title=text::bars_of_figures() note=text::bars_note()>
            <DeskBars caption=text::bars_of_figures() names=overview::name() bars=bars />
            <DeskBarsLegend with_goal=true />
        </Specimen>
        <Specimen title=text::desk_cards()>
            <DeskCard title=overview::sleeping() count=Some((2, true)) remark=overview::sleeping_means(overview::this_quarter()) more=more>
                <DeskFacts facts=facts />
            </DeskCard>
        </Specimen>
    }
}

#[component]
fn Days() -> impl IntoView {
    let load = |approved, pending, planned| Load { approved, pending, planned };
    let on = |day| date(2026, 10, day);
    let loads = BTreeMap::from([(on(5), load(3, 0, 0)), (on(9), load(1, 2, 0)), (on(22), load(0, 0, 6))]);
    let crowded = BTreeSet::from([on(22)]);
    let month = |at: i8, approved: i64, pending: i64| MonthLine {
        name: time::month(date(2026, at, 1)),
        approved,
        pending,
        cells: vec![here(&figures::grouped(approved)), here(&figures::grouped(24 * approved))],
    };
    let headings = vec![figures::indicator(Indicator::Activities), figures::indicator(Indicator::PersonTimes)];
    view! {
        <Specimen title=text::loads()>
            <DeskMonth
                first=MONTH
                today=TODAY
                loads=loads
                crowded=crowded
                picked=Some(on(9))
                href=|_: Date| route::COMPONENTS.to_owned()
            />
            <DeskMonthLegend />
        </Specimen>
        <Specimen title=text::year_by_months()>
            <DeskMonths headings=headings months=vec![month(8, 4, 0), month(9, 0, 0), month(10, 2, 3)] />
        </Specimen>
    }
}

#[component]
fn Sums() -> impl IntoView {
    let record = |n: u128, day: i8, amount| SumRecord {
        rec: RecordId(Uuid::from_u128(n)),
        day: text::day(day),
        title: text::row_title().to_owned(),
        of: text::person().to_owned(),
        amount,
    };
    let records = vec![record(1, 9, 6), record(2, 5, 18)];
    let sum = SumRecords { records, withheld: 1, total: 3, sum: 30 };
    let indicator = Indicator::PersonTimes;
    view! {
        <Specimen title=text::sums()>
            <DeskDefinition indicator=indicator />
            <DeskSumRecords sum=sum unit=figures::unit(indicator) href=|_| route::COMPONENTS.to_owned() />
        </Specimen>
    }
}
