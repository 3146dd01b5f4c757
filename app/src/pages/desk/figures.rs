//! 数据: what the venues did in a period, each figure with what waits beside it.

use super::{
    figure_panel::FigurePanel,
    figure_query::{FigureQuery, OpenFigure, Span, next, previous, resized},
    query::Query,
};
use crate::{
    api::{self, FigureState, VenueChoice},
    clock,
    components::{
        button::Button,
        desk_figure_table::{DeskFigureTable, Line, Opened},
        desk_head::DeskHead,
        desk_period_picker::{DeskPeriodPicker, SpanChoice},
        icon::Glyph,
        note::Note,
        skeleton::Skeleton,
        tone::Tone,
    },
    routes::desk as route,
    state::use_app,
    text::{desk as text, figures, frame, trouble},
};
use domain::{day::Period, indicator::Indicator};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use std::time::Duration;
use sync::wire::desk::FigureTable;

/// How often the figures are read anew while somebody looks at them.
const FRESH_EVERY: Duration = Duration::from_secs(30);

/// The page: a period, one table, and the panel of the figure that is open.
#[component]
pub fn FiguresPage() -> impl IntoView {
    let app = use_app();
    let address = use_query_map();
    let page = Memo::new(move |_| address.with(|query| FigureQuery::read(|key| query.get(key), app.today())));
    let period = Memo::new(move |_| page.get().period);
    let table = Query::new(move || Some(period.get()), api::figures);
    table.keep_fresh(FRESH_EVERY);
    let navigate = use_navigate();
    let go = Callback::new(move |open: Option<OpenFigure>| {
        let options = NavigateOptions { resolve: false, scroll: false, ..Default::default() };
        navigate(&at(page.get_untracked().with_open(open)), options);
    });
    let open = Callback::new(move |opened: Opened| go.run(Some(figure_of(&opened))));
    let is_open = Memo::new(move |_| page.get().open.is_some());
    document().set_title(&text::page_title(text::figures()));
    view! {
        <main class="desk-page">
            <DeskHead title=text::figures()>
                <Picker page=page />
                <div class="desk-head-end">
                    <p class="desk-as-of">{move || table.answer.with(|table| table.as_ref().map(as_of))}</p>
                    <Button
                        label=figures::print()
                        glyph=Glyph::Print
                        on_press=Callback::new(|()| {
                            // It fails only where the browser has nothing to print with, and says so itself.
                            let _ = window().print();
                        })
                    />
                </div>
            </DeskHead>
            <div class="desk-figures">
                <Figures table=table on_open=open />
            </div>
            {move || is_open.get().then(|| view! {
                <FigurePanel page=page table=table on_switch=go on_close=Callback::new(move |()| go.run(None)) />
            })}
        </main>
    }
}

#[component]
fn Picker(page: Memo<FigureQuery>) -> impl IntoView {
    let period = Signal::derive(move || page.get().period);
    let shown_as = move |period: Period| at(page.get().with_period(period));
    let choice = |span: Span| SpanChoice {
        label: span_name(span),
        href: Signal::derive(move || shown_as(resized(period.get(), span, clock::today()))),
        is_current: Signal::derive(move || Span::of(period.get()) == span),
    };
    let spans = Span::ALL.map(choice).to_vec();
    let step = move |to: fn(Period) -> Period| {
        Signal::derive(move || {
            let period = to(period.get());
            (period, shown_as(period))
        })
    };
    view! { <DeskPeriodPicker period=period spans=spans before=step(previous) after=step(next) /> }
}

#[component]
fn Figures(table: Query<FigureTable>, on_open: Callback<Opened>) -> impl IntoView {
    let failure = move || {
        table.error.get().map(|error| view! {
            <Note tone=Tone::Wait glyph=Glyph::CloudOff alerts=true>
                <p>{trouble::api(&error)}</p>
                <button type="button" class="button compact" on:click=move |_| table.again()>{frame::try_again()}</button>
            </Note>
        })
    };
    // The same figures read again must not take the focus from the button that somebody is at.
    let shown = Memo::new(move |_| table.answer.get().map(|answer| FigureTable { as_of: 0, ..answer }));
    let body = move || match shown.get() {
        Some(shown) => {
            let sentence = sentence(&shown);
            view! {
                <p class="desk-sentence">{sentence}</p>
                <div class="desk-figures-card"><DeskFigureTable table=shown on_open=on_open /></div>
                <p class="desk-legend">
                    <span>{figures::legend()}</span>
                </p>
            }
            .into_any()
        }
        None if table.error.with(Option::is_none) => view! { <Skeleton label=text::figures() lines=8 /> }.into_any(),
        None => ().into_any(),
    };
    view! { {failure} {body} }
}

fn span_name(span: Span) -> &'static str {
    match span {
        Span::Month => figures::month(),
        Span::Quarter => figures::quarter(),
        Span::Year => figures::year(),
    }
}

/// The totals as a sentence that can be read aloud.
fn sentence(table: &FigureTable) -> String {
    let figure = |indicator: &Indicator| {
        let approved = table.total.figures.get(indicator.id()).map_or(0, |figure| figure.approved);
        format!("{} {} {}", figures::indicator(*indicator), figures::grouped(approved), figures::unit(*indicator))
    };
    let period = table.period.parse::<Period>().map_or_else(|_| table.period.clone(), figures::period_name);
    if table.total.figures.values().all(|figure| figure.approved == 0 && figure.pending == 0) {
        return figures::sentence(&period, figures::nothing_yet());
    }
    let figures: Vec<String> = Indicator::ALL.iter().map(figure).collect();
    figures::sentence(&period, &(figures.join(figures::comma()) + figures::full_stop()))
}

fn as_of(table: &FigureTable) -> impl IntoView + use<> {
    let moment = figures::as_of(clock::local(table.as_of), clock::today());
    view! { {moment} <br /> {figures::unsynced(table.unsynced.ops)} }
}

/// The figure that a button of the table stands for.
fn figure_of(opened: &Opened) -> OpenFigure {
    let venue = match opened.line {
        Line::Total => VenueChoice::All,
        Line::Of(None) => VenueChoice::None,
        Line::Of(Some(id)) => VenueChoice::One(id),
    };
    let state = if opened.pending { FigureState::Pending } else { FigureState::Approved };
    OpenFigure { indicator: opened.indicator, venue, state }
}

/// The address of the page in a state.
fn at(page: FigureQuery) -> String {
    format!("{}{}", route::FIGURES, page.to_query())
}
