//! The panel of one figure: how it is defined, and the records that it adds up.

use super::{
    figure_query::{FigureQuery, OpenFigure},
    query::Query,
    roster::Roster,
    sheet::whereabouts,
};
use crate::{
    api::{self, FigureState, VenueChoice},
    components::{
        desk_figure_panel::{DeskDefinition, DeskSumRecords, SumRecord, SumRecords},
        desk_panel::DeskPanel,
        skeleton::Skeleton,
    },
    routes::desk as route,
    state::use_app,
    text::{desk as text, figures, time, trouble},
};
use domain::activity::Activity;
use jiff::civil::Date;
use leptos::prelude::*;
use sync::wire::desk::{Figure, FigureLine, FigureRecords, FigureTable};

/// Stays open while its address changes between what counts and what waits, so that the focus stays too.
#[component]
pub fn FigurePanel(
    /// The address of the page.
    page: Memo<FigureQuery>,
    /// The table behind the panel.
    table: Query<FigureTable>,
    /// Shows another figure.
    on_switch: Callback<Option<OpenFigure>>,
    /// Shows none.
    on_close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let roster = Memo::new(move |_| Roster::of(app));
    let records = Query::new(
        move || page.get().open.map(|open| Asked { period: page.get().period, open }),
        |Asked { period, open }| async move {
            api::figure_records(period, open.indicator.id(), open.venue, open.state).await
        },
    );
    let open = move || page.get().open;
    let title =
        Signal::derive(move || open().map(|open| figures::indicator(open.indicator).to_owned()).unwrap_or_default());
    let of = Signal::derive(move || {
        let line = open().map(|open| table.answer.with(|table| name(table.as_ref(), open.venue))).unwrap_or_default();
        format!("{} · {line}", figures::period_name(page.get().period))
    });
    let figure = move || open().and_then(|open| table.answer.with(|table| figure(table.as_ref()?, open)));
    let body = move || {
        let open = open()?;
        let unit = figures::unit(open.indicator);
        let sum = match (records.answer.get(), records.error.get()) {
            (Some(answer), _) => {
                let sum = roster.with(|roster| sum(answer, roster, app.today()));
                view! { <DeskSumRecords sum=sum unit=unit href=route::record /> }.into_any()
            }
            (None, Some(error)) => view! { <p class="note wait" role="alert">{trouble::api(&error)}</p> }.into_any(),
            (None, None) => view! { <Skeleton label=text::record() lines=6 /> }.into_any(),
        };
        Some(view! {
            <Sum open=open figure=figure() on_switch=on_switch />
            <DeskDefinition indicator=open.indicator />
            {sum}
        })
    };
    view! {
        <DeskPanel title=title of=of on_close=on_close>
            <div class="desk-panel-body" tabindex="0">{body}</div>
        </DeskPanel>
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    period: domain::day::Period,
    open: OpenFigure,
}

/// The figure itself, large, and a way to its other half.
#[component]
fn Sum(open: OpenFigure, figure: Option<Figure>, on_switch: Callback<Option<OpenFigure>>) -> impl IntoView {
    let figure = figure.unwrap_or_default();
    let is_pending = open.state == FigureState::Pending;
    let (number, other) =
        if is_pending { (figure.pending, FigureState::Approved) } else { (figure.approved, FigureState::Pending) };
    let switch = move |_| on_switch.run(Some(OpenFigure { state: other, ..open }));
    let label = if is_pending { figures::see_approved() } else { figures::see_pending() };
    view! {
        <div class="desk-sum">
            <b>{figures::grouped(number)}</b>
            <span class="ink-2">{figures::unit(open.indicator)}</span>
            {if is_pending {
                view! { <span class="desk-pending">{figures::not_counted()}</span> }.into_any()
            } else {
                (figure.pending != 0)
                    .then(|| view! { <span class="desk-pending">{figures::pending_not_counted(&figures::grouped(figure.pending))}</span> })
                    .into_any()
            }}
            {(is_pending || figure.pending != 0).then(|| view! {
                <button type="button" class="button compact end" on:click=switch>{label}</button>
            })}
        </div>
    }
}

fn sum(answer: FigureRecords, roster: &Roster, today: Date) -> SumRecords {
    let record = |record: &sync::wire::desk::FigureRecord| {
        let body = &record.row.row.body;
        let place = whereabouts(body, roster);
        SumRecord {
            rec: record.row.row.rec,
            day: Activity(body).day().map(|day| time::day(day, today)).unwrap_or_default(),
            title: Activity(body).title(28),
            of: if place.is_empty() {
                record.row.author_name.clone()
            } else {
                format!("{place} · {}", record.row.author_name)
            },
            amount: record.amount,
        }
    };
    SumRecords { records: answer.records.iter().map(record).collect(), total: answer.total, sum: answer.sum }
}

/// The line of the table that a figure stands in.
fn line(table: &FigureTable, venue: VenueChoice) -> Option<&FigureLine> {
    let is_it = |line: &&FigureLine| match venue {
        VenueChoice::All => false,
        VenueChoice::None => line.venue.is_none(),
        VenueChoice::One(id) => line.venue == Some(id),
    };
    if venue == VenueChoice::All { Some(&table.total) } else { table.lines.iter().find(is_it) }
}

fn figure(table: &FigureTable, open: OpenFigure) -> Option<Figure> {
    line(table, open.venue)?.figures.get(open.indicator.id()).copied()
}

fn name(table: Option<&FigureTable>, venue: VenueChoice) -> String {
    match venue {
        VenueChoice::All => figures::total().to_owned(),
        VenueChoice::None => figures::no_venue().to_owned(),
        VenueChoice::One(_) => {
            table.and_then(|table| line(table, venue)).map(|line| line.name.clone()).unwrap_or_default()
        }
    }
}
