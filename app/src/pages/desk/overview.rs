//! 总览: a scope in a period, on one screen and on one sheet of paper.

use super::{
    address::{Address, Open},
    asked::NotRead,
    figure_panel::FigurePanel,
    overview_cards::{Days, Sleepers, tiles},
    overview_quotas::Quotas,
    overview_rates::Rates,
    period::Span,
    pickers::{PeriodPicker, ScopePicker},
    quota_panel::QuotaPanel,
    review_address::Place,
    scope_lost::{ScopeLost, is_lost},
    scopes::Scopes,
    sentence::{Leads, Matter, Sentence, sentence},
};
use crate::{
    api, clock,
    components::{button::Button, desk_head::DeskHead, desk_tile::DeskTiles, icon::Glyph, skeleton::Skeleton},
    pages::query::Query,
    routes::desk as route,
    state::use_app,
    text::{desk as words, figures, overview as text},
};
use domain::{
    indicator::Indicator,
    policy::{Role, Scope},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use std::time::Duration;
use sync::wire::figures::Overview;

/// How often the page is read anew while somebody looks at it.
const FRESH_EVERY: Duration = Duration::from_secs(30);

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let app = use_app();
    let scopes: Scopes = expect_context();
    let query = use_query_map();
    let address = Memo::new(move |_| query.with(|query| Address::read(|key| query.get(key), app.today())));
    let scope = scopes.of(address);
    let period = Memo::new(move |_| address.with(|address| address.period));
    let overview =
        Query::new(move || Some((period.get(), scope.get()?)), |(period, scope)| api::overview(period, scope));
    overview.keep_fresh(FRESH_EVERY);
    let lost =
        Memo::new(move |_| address.with(|address| overview.error.with(|error| is_lost(address, error.as_ref()))));
    let at = |address: Address| route::overview(&address);
    document().set_title(&words::page_title(text::title()));
    view! {
        <main class="desk-page desk-overview">
            <DeskHead title=text::title()>
                <PeriodPicker period=period spans=&Span::ALL at=move |to| at(address.get().with_period(to)) />
                <ScopePicker address=address scope=scope scopes=scopes at=at />
                <div class="desk-head-end">
                    <p class="desk-as-of">{move || overview.answer.with(|overview| overview.as_ref().map(as_of))}</p>
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
            {move || if lost.get() {
                view! { <ScopeLost address=address scopes=scopes at=at /> }.into_any()
            } else {
                view! { <Body overview=overview scopes=scopes address=address /> }.into_any()
            }}
            <Panel address=address scopes=scopes overview=overview />
        </main>
    }
}

/// What is open over the page.
#[component]
fn Panel(address: Memo<Address>, scopes: Scopes, overview: Query<Overview>) -> impl IntoView {
    let navigate = use_navigate();
    let close = Callback::new(move |()| {
        let options = NavigateOptions { resolve: false, scroll: false, ..Default::default() };
        navigate(&route::overview(&address.get_untracked().with_open(None)), options);
    });
    let which = Memo::new(move |_| match address.get().open {
        None => 0,
        Some(Open::Figure(_)) => 1,
        Some(Open::Quota(_)) => 2,
    });
    let at = |address: Address| route::overview(&address);
    let scope = scopes.of(address);
    move || match which.get() {
        0 => ().into_any(),
        1 => view! { <FigurePanel address=address scope=scope scopes=scopes at=at on_close=close /> }.into_any(),
        _ => view! { <QuotaPanel address=address overview=overview on_close=close /> }.into_any(),
    }
}

#[component]
fn Body(overview: Query<Overview>, scopes: Scopes, address: Memo<Address>) -> impl IntoView {
    let app = use_app();
    let failure = move || {
        let error = overview.error.get().or_else(|| scopes.list.error.get())?;
        let again = move || {
            scopes.list.again();
            overview.again();
        };
        Some(view! {
            <NotRead error=error still=overview.answer.with(Option::is_some).then(text::failed_below) on_again=again/>
        })
    };
    // The same figures read again must not take the focus from the link that somebody is at.
    let shown = Memo::new(move |_| overview.answer.get().map(|answer| Overview { as_of: 0, ..answer }));
    // What is open over the page changes nothing under it.
    let plain = Memo::new(move |_| address.get().with_open(None));
    let is_staff = Memo::new(move |_| app.session().has_role(Role::Staff));
    let body = move || match shown.get() {
        Some(shown) => {
            let address = plain.get();
            let today = app.today();
            let said = sentence(&shown, address.period, today);
            let said = sentence_view(said, &address);
            let at = StoredValue::new(address.clone());
            let opened = move |open| at.with_value(|at| route::overview(&at.with_open(Some(Open::Figure(open)))));
            let tiles = tiles(&shown, address.period, opened);
            view! {
                {said}
                <DeskTiles label=text::main_figures() tiles=tiles />
                {concerned(&shown, is_staff.get())}
                <Rates overview=shown.clone() opened=opened/>
                <div class="desk-overview-grid">
                    <Quotas overview=shown.clone() address=address.clone() />
                    <Sleepers overview=shown.clone() address=address.clone() />
                    <Days overview=shown address=address today=today />
                </div>
            }
            .into_any()
        }
        None if overview.error.with(Option::is_none) => view! { <Skeleton label=text::title() lines=12 /> }.into_any(),
        None => ().into_any(),
    };
    view! { <div class="desk-overview-body">{failure} {body}</div> }
}

fn sentence_view(sentence: Sentence, address: &Address) -> impl IntoView + use<> {
    let last = sentence.matters.len().saturating_sub(1);
    let matter = |(at, matter): (usize, Matter)| {
        let href = leads(&matter.leads, address);
        let stop = if at == last { figures::full_stop() } else { figures::comma() };
        view! { {matter.before} <a class="red strong" href=href>{matter.strong}</a> {stop} }
    };
    view! {
        <p class="desk-sentence">
            <b>{sentence.lead}</b>
            {sentence.matters.into_iter().enumerate().map(matter).collect_view()}
        </p>
    }
}

/// Of a special committee more waits than it reviews: what its members took part in elsewhere is for others to review.
fn concerned(overview: &Overview, is_staff: bool) -> Option<impl IntoView + use<>> {
    let waits = overview.figures.get(Indicator::Activities.id()).is_some_and(|figure| figure.pending > 0);
    let of = Some(overview.scope).filter(|scope| waits && matches!(scope, Scope::SpecialCommittee(_)))?;
    let href = Place { of: Some(of), ..Place::default() }.address(None);
    Some(view! {
        <div class="note">
            <p>
                {text::concerned()}
                {is_staff.then(|| view! { " " <a class="text-link" href=href>{text::own_reviews()}</a> })}
            </p>
        </div>
    })
}

fn leads(to: &Leads, address: &Address) -> String {
    match to {
        Leads::Sleeping => format!("{}#sleeping", route::overview(address)),
        Leads::HandOvers => route::hand_overs(),
        Leads::Quotas => format!("{}#quotas", route::overview(address)),
        Leads::Quota(quota) => route::overview(&address.with_open(Some(Open::Quota(*quota)))),
        Leads::Calendar(day) => route::calendar(address, *day),
        Leads::Pending => {
            let open = super::address::OpenFigure {
                state: api::FigureState::Pending,
                ..super::address::OpenFigure::of_page(Indicator::Activities)
            };
            route::overview(&address.with_open(Some(Open::Figure(open))))
        }
    }
}

fn as_of(overview: &Overview) -> impl IntoView + use<> {
    let moment = figures::as_of(clock::local(overview.as_of), clock::today());
    view! { {moment} <br /> {figures::unsynced(overview.unsynced.ops)} }
}
