//! The year of a venue or of a member: figures, months, requirements, records and days.

use super::{
    address::{Address, Open, OpenFigure},
    figure_panel::FigurePanel,
    overview_cards::{FIGURES, crowded_days, loads, month_shown, tiles},
    overview_quotas::bar,
    period::Span,
    roster::Roster,
    scopes::Scopes,
    sum_records::line,
    year_months::months,
};
use crate::{
    api::{self, ApiError, FigureState, WhichFigure},
    components::{
        desk_bars::{Bar, DeskBars, DeskBarsLegend},
        desk_card::DeskCard,
        desk_figure_panel::{DeskSumRecords, SumRecords},
        desk_month::{DeskMonth, DeskMonthLegend},
        desk_months::DeskMonths,
        desk_tile::DeskTiles,
        skeleton::Skeleton,
    },
    pages::query::Query,
    routes::desk as route,
    state::use_app,
    text::{figures, overview as words, roster as text, time, trouble},
};
use domain::{day::Period, indicator::Indicator, policy::Scope};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use sync::wire::figures::{Overview, QuotaStanding, RecordsOfFigure};

/// So many records are listed; the figure opens to all of them.
const LISTED: usize = 20;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Year {
    /// Whose year.
    pub scope: Memo<Option<Scope>>,
    /// The address, with the period and the scope that are kept from page to page.
    pub address: Memo<Address>,
    /// The year that lies in the address' period.
    pub year: Memo<Period>,
    overview: Query<Overview>,
    /// The records that count.
    pub approved: Query<RecordsOfFigure>,
    /// The records that wait.
    pub pending: Query<RecordsOfFigure>,
}

impl Year {
    /// Asks for the year of a scope.
    pub fn ask(scope: Memo<Option<Scope>>) -> Year {
        let app = use_app();
        let query = use_query_map();
        let address = Memo::new(move |_| query.with(|query| Address::read(|key| query.get(key), app.today())));
        let year = Memo::new(move |_| Period::Year(address.with(|address| address.period).last().year()));
        let overview =
            Query::new(move || Some((year.get(), scope.get()?)), |(period, scope)| api::overview(period, scope));
        let records = |state| {
            Query::new(move || Some(which(year.get(), scope.get()?)), move |which| api::records_of(which, state))
        };
        let (approved, pending) = (records(FigureState::Approved), records(FigureState::Pending));
        Year { scope, address, year, overview, approved, pending }
    }

    /// The page with another state of its address.
    pub fn at(self, address: &Address) -> String {
        match self.scope.get_untracked() {
            Some(Scope::Venue(venue)) => route::venue(venue, address),
            Some(Scope::Member(member)) => route::member(member, address),
            _ => route::overview(address),
        }
    }

    /// The page with a figure of the year open.
    fn opened(self, open: OpenFigure) -> String {
        let open = OpenFigure { during: open.during.or(Some(self.year.get_untracked())), ..open };
        self.at(&self.address.get_untracked().with_open(Some(Open::Figure(open))))
    }
}

/// Every activity is in this figure once, so its records are those of all figures.
pub fn which(period: Period, scope: Scope) -> WhichFigure {
    WhichFigure { period, scope, indicator: Indicator::Activities, activity_type: None }
}

/// The figures of the year, and its months.
#[component]
pub fn YearFigures(year: Year) -> impl IntoView {
    let shown = Memo::new(move |_| year.overview.answer.get().map(|answer| Overview { as_of: 0, ..answer }));
    let figures = move || match (shown.get(), year.overview.error.get()) {
        (Some(overview), _) => {
            let tiles = tiles(&overview, year.year.get(), |open| year.opened(open));
            view! { <DeskTiles label=text::figures() tiles=tiles /> }.into_any()
        }
        (None, Some(ApiError::Refused { .. })) => view! { <p class="note">{text::figures_denied()}</p> }.into_any(),
        (None, Some(error)) => view! { <p class="note wait" role="alert">{trouble::api(&error)}</p> }.into_any(),
        (None, None) => view! { <Skeleton label=text::figures() lines=3 /> }.into_any(),
    };
    let by_month = move || {
        let (approved, pending) = (year.approved.answer.get()?, year.pending.answer.get()?);
        let total = approved.total + pending.total;
        let is_whole = |answer: &RecordsOfFigure| answer.total == answer.records.len() as u64 + answer.withheld;
        if !is_whole(&approved) || !is_whole(&pending) {
            return Some(view! { <p class="note">{text::too_many(&figures::count(total))}</p> }.into_any());
        }
        // A year of which nothing may be read would be drawn as one in which nothing happened.
        let is_drawn = total == 0 || !approved.records.is_empty() || !pending.records.is_empty();
        let months = is_drawn.then(|| months(&approved, &pending, year.year.get(), |open| year.opened(open)));
        let withheld = approved.withheld + pending.withheld;
        let withheld = (withheld > 0).then(|| text::not_by_month(&figures::count(withheld)));
        Some(
            view! {
                {months.map(|months| view! { <DeskMonths headings=FIGURES.map(figures::indicator).into() months=months /> })}
                {withheld.map(|withheld| view! { <p class="note">{withheld}</p> })}
            }
            .into_any(),
        )
    };
    view! {
        {figures}
        <DeskCard title=text::by_month()>{by_month} <DeskBarsLegend /></DeskCard>
    }
}

/// The latest records of the year.
#[component]
pub fn YearRecords(year: Year) -> impl IntoView {
    let app = use_app();
    let scopes: Scopes = expect_context();
    let roster = Memo::new(move |_| Roster::of(app).with_names(&scopes.names()));
    let list = move |query: Query<RecordsOfFigure>| {
        let answer = query.answer.get()?;
        let shown = answer.records.iter().take(LISTED);
        let records = roster.with(|roster| shown.map(|record| line(record, roster, app.today())).collect());
        let sum = SumRecords { records, withheld: answer.withheld, total: answer.total, sum: answer.sum };
        (answer.total > 0).then(|| {
            view! { <DeskSumRecords sum=sum unit=figures::unit(Indicator::Activities) href=route::record /> }
        })
    };
    let is_empty = move || {
        let none = |query: Query<RecordsOfFigure>| {
            query.answer.with(|answer| answer.as_ref().is_some_and(|answer| answer.total == 0))
        };
        none(year.approved) && none(year.pending)
    };
    let pending = move || {
        list(year.pending).map(|list| view! { <h3 class="desk-card-part">{figures::not_counted()}</h3> {list} })
    };
    view! {
        <DeskCard title=text::records()>
            {move || is_empty().then(|| view! { <p class="note">{text::no_records()}</p> })}
            {move || list(year.approved)}
            {pending}
        </DeskCard>
    }
}

/// What is asked of the scope itself.
#[component]
pub fn YearQuotas(year: Year) -> impl IntoView {
    let bars = Memo::new(move |_| {
        let scope = year.scope.get()?;
        let bar = |quota: &QuotaStanding| {
            let own = quota.lines.iter().find(|line| line.scope == scope)?;
            let period = quota.period.parse().map_or_else(|_| quota.period.clone(), figures::period_name);
            Some(bar(format!("{} · {period}", quota.name), own, quota, |open| year.opened(open)))
        };
        let bars = |overview: &Overview| overview.quotas.iter().filter_map(bar).collect::<Vec<Bar>>();
        year.overview.answer.with(|overview| overview.as_ref().map(bars))
    });
    let list = move || {
        let bars = bars.get()?;
        Some(if bars.is_empty() {
            view! { <p class="note">{text::no_quotas()}</p> }.into_any()
        } else {
            view! {
                <DeskBars caption=text::quotas() names=text::quotas() bars=bars apart=true />
                <DeskBarsLegend with_goal=true />
            }
            .into_any()
        })
    };
    view! { <DeskCard title=text::quotas()>{list}</DeskCard> }
}

/// The days of the last month of the year that has begun.
#[component]
pub fn YearDays(year: Year) -> impl IntoView {
    let app = use_app();
    let card = move || {
        let overview = year.overview.answer.get()?;
        let (today, scope) = (app.today(), year.scope.get()?);
        let first = month_shown(year.year.get(), today);
        let address = year.address.get().with_scope(scope);
        let whole = route::month(&address, Span::Month.around(first));
        let href = move |day| route::calendar(&address, Some(day));
        let title = words::month_of(&time::month(first));
        Some(view! {
            <DeskCard title=title more=Some((words::whole_month().to_owned(), whole))>
                <DeskMonth
                    first=first
                    today=today
                    loads=loads(&overview.days)
                    crowded=crowded_days(&overview.crowded)
                    picked=None
                    href=href
                />
                <DeskMonthLegend />
            </DeskCard>
        })
    };
    view! { {card} }
}

/// The figure that is open over the page.
#[component]
pub fn YearPanel(year: Year) -> impl IntoView {
    let scopes: Scopes = expect_context();
    let navigate = use_navigate();
    let close = Callback::new(move |()| {
        let options = NavigateOptions { resolve: false, scroll: false, ..Default::default() };
        navigate(&year.at(&year.address.get_untracked().with_open(None)), options);
    });
    let is_open = Memo::new(move |_| matches!(year.address.get().open, Some(Open::Figure(_))));
    let at = move |address: Address| year.at(&address);
    move || {
        is_open.get().then(|| {
            view! {
                <FigurePanel address=year.address scope=year.scope scopes=scopes at=at on_close=close />
            }
        })
    }
}
