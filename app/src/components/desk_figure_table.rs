//! The table of figures: venues by indicators, what counts as a number, what waits as a dashed pill beside it.

use crate::text::figures;
use domain::indicator::Indicator;
use leptos::prelude::*;
use sync::wire::desk::{Figure, FigureLine, FigureTable};

/// One figure that a person opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Which figure.
    pub indicator: Indicator,
    /// Of which line.
    pub line: Line,
    /// What waits, rather than what counts.
    pub pending: bool,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A venue, or `None` for records credited to none.
    Of(Option<domain::id::VenueId>),
    /// All records, each once.
    Total,
}

/// The table. Every number opens; the explicit roles keep it a table where a narrow window lays it out as blocks.
#[component]
pub fn DeskFigureTable(
    /// The figures.
    table: FigureTable,
    /// A figure was pressed.
    on_open: Callback<Opened>,
) -> impl IntoView {
    let heading = |indicator: &Indicator| {
        view! {
            <th scope="col" role="columnheader">
                {figures::indicator(*indicator)}
                <span class="desk-unit">{figures::unit(*indicator)}</span>
            </th>
        }
    };
    let line = move |line: FigureLine| {
        let name = match line.venue {
            Some(_) => line.name.clone(),
            None => figures::no_venue().to_owned(),
        };
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{name.clone()}</th>
                {cells(line, Line::Of, name, on_open)}
            </tr>
        }
    };
    view! {
        <table class="desk-table" role="table" aria-label=figures::table()>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{figures::venue()}</th>
                    {Indicator::ALL.iter().map(heading).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{table.lines.into_iter().map(line).collect_view()}</tbody>
            <tfoot role="rowgroup">
                <tr role="row">
                    <th scope="row" role="rowheader">{figures::total()}<small>{figures::total_once()}</small></th>
                    {cells(table.total, |_| Line::Total, figures::total().to_owned(), on_open)}
                </tr>
            </tfoot>
        </table>
    }
}

fn cells(
    line: FigureLine,
    of: fn(Option<domain::id::VenueId>) -> Line,
    name: String,
    on_open: Callback<Opened>,
) -> impl IntoView {
    let cell = |indicator: Indicator| {
        let unit = figures::unit(indicator);
        let figure = line.figures.get(indicator.id()).copied().unwrap_or_default();
        let open = move |pending| Opened { indicator, line: of(line.venue), pending };
        view! {
            <td role="cell" data-label=format!("{}（{unit}）", figures::indicator(indicator))>
                <DeskFigure
                    figure=figure
                    name=format!("{name}，{}", figures::indicator(indicator))
                    unit=unit
                    open=open
                    on_open=on_open
                />
            </td>
        }
    };
    Indicator::ALL.iter().copied().map(cell).collect_view()
}

/// What counts, and what waits beside it.
#[component]
fn DeskFigure(
    figure: Figure,
    /// The line and the indicator, for screen readers.
    name: String,
    unit: &'static str,
    open: impl Fn(bool) -> Opened + Copy + Send + Sync + 'static,
    on_open: Callback<Opened>,
) -> impl IntoView {
    let approved = figures::grouped(figure.approved);
    let counts = format!("{name} {approved} {unit}");
    let pending = (figure.pending != 0).then(|| {
        let words = figures::pending(&figures::grouped(figure.pending));
        let waits = format!("{name} {words}");
        view! {
            <button type="button" class="desk-pending" aria-label=waits on:click=move |_| on_open.run(open(true))>
                {words}
            </button>
        }
    });
    view! {
        <span class="desk-figure">
            <button
                type="button"
                class="desk-figure-value"
                class:is-empty=figure.approved == 0
                aria-label=counts
                on:click=move |_| on_open.run(open(false))
            >
                {approved}
            </button>
            <span class="desk-figure-beside">{pending}</span>
        </span>
    }
}
