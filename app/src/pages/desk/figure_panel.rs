//! The panel of one figure: how it is defined, its parts, and the records that it adds up, what waits beside what counts.

use super::{
    address::{Address, Open, OpenFigure},
    assignment_form::{Begun, NewAssignment},
    figure_split::FigureSplit,
    roster::Roster,
    scopes::Scopes,
    sum_records::{sum, total},
};
use crate::{
    api::{self, FigureState, WhichFigure},
    components::{
        desk_figure_panel::{DeskDefinition, DeskSumRecords},
        desk_panel::DeskPanel,
        skeleton::Skeleton,
    },
    pages::query::Query,
    routes::desk as route,
    state::use_app,
    text::{desk as words, figures, overview as text, trouble},
};
use domain::{
    day::Period,
    policy::{Role, Scope},
};
use leptos::prelude::*;
use sync::wire::figures::RecordsOfFigure;

/// A figure with the scope and the period it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What is open.
    pub open: OpenFigure,
    /// The scope.
    pub scope: Scope,
    /// The period.
    pub period: Period,
}

impl Asked {
    /// What an address has open in a page of a scope.
    fn of(address: &Address, page: Option<Scope>) -> Option<Asked> {
        let Some(Open::Figure(open)) = &address.open else { return None };
        let scope = open.of.or(page)?;
        Some(Asked { open: open.clone(), scope, period: open.during.unwrap_or(address.period) })
    }

    fn which(&self) -> WhichFigure {
        WhichFigure {
            period: self.period,
            scope: self.scope,
            indicator: self.open.indicator,
            activity_type: self.open.activity_type.clone(),
        }
    }
}

/// Stays open while its address changes between what counts and what waits, and between parts, so that the focus stays.
#[component]
pub fn FigurePanel(
    /// The address of the page.
    address: Memo<Address>,
    /// The scope of the page.
    scope: Memo<Option<Scope>>,
    /// What scopes are called.
    scopes: Scopes,
    /// Where an address leads.
    #[prop(into)]
    at: Callback<Address, String>,
    /// Shows none.
    on_close: Callback<()>,
) -> impl IntoView {
    let asked = Memo::new(move |_| address.with(|address| Asked::of(address, scope.get())));
    let which = Memo::new(move |_| asked.get().map(|asked| asked.which()));
    let ask = |state| Query::new(move || which.get(), move |which| api::records_of(which, state));
    let (approved, pending) = (ask(FigureState::Approved), ask(FigureState::Pending));
    let title = Signal::derive(move || asked.get().map(|asked| title_of(&asked)).unwrap_or_default());
    let of = Signal::derive(move || asked.get().map(|asked| of_what(&asked, scopes)).unwrap_or_default());
    let link = Callback::new(move |open: OpenFigure| at.run(address.get().with_open(Some(Open::Figure(open)))));
    // The split is asked for anew only where it is another one, not where other records are listed.
    let split = Memo::new(move |_| {
        let asked = asked.get()?;
        let open = OpenFigure { state: FigureState::Approved, ..asked.open.clone() };
        asked.open.activity_type.is_none().then_some(Asked { open, ..asked })
    });
    view! {
        <DeskPanel title=title of=of on_close=on_close>
            <div class="desk-panel-body" tabindex="0">
                {move || asked.get().map(|asked| view! { <Back asked=asked address=address scope=scope scopes=scopes link=link /> })}
                <Sum asked=asked approved=approved pending=pending />
                <Instruct asked=asked approved=approved of=of title=title />
                {move || which.get().map(|which| view! { <DeskDefinition indicator=which.indicator /> })}
                {move || split.get().map(|asked| view! { <FigureSplit asked=asked scopes=scopes link=link /> })}
                <Records asked=asked approved=approved pending=pending scopes=scopes link=link />
            </div>
        </DeskPanel>
    }
}

fn title_of(asked: &Asked) -> String {
    let name = figures::indicator(asked.open.indicator);
    match &asked.open.activity_type {
        None => name.to_owned(),
        Some(id) => format!("{name} · {}", text::only_type(&text::told_apart(asked.open.indicator, id))),
    }
}

fn of_what(asked: &Asked, scopes: Scopes) -> String {
    let name = scopes.name(asked.scope).unwrap_or_default();
    format!("{} · {name}", figures::period_name(asked.period))
}

/// A leader writes an instruction on the figure, as it stands.
#[component]
fn Instruct(
    asked: Memo<Option<Asked>>,
    approved: Query<RecordsOfFigure>,
    of: Signal<String>,
    title: Signal<String>,
) -> impl IntoView {
    let begun = Memo::new(move |_| {
        let sum = approved.answer.with(|answer| answer.as_ref().map(|answer| figures::grouped(answer.sum)));
        let unit = asked.get().map(|asked| figures::unit(asked.open.indicator)).unwrap_or_default();
        let what = format!("{} {} {unit}", title.get(), sum.unwrap_or_default());
        let about = Some(format!("{what} · {}", of.get()));
        Begun { is_instruction: true, origin: None, about, of: what }
    });
    let is_leader = use_app().session().has_role(Role::Leader);
    let has_sum = move || is_leader && approved.answer.with(Option::is_some);
    view! {
        <Show when=has_sum><div class="actions wrap desk-print"><NewAssignment begun=begun/></div></Show>
    }
}

/// From a part back to the whole, and on to its own page.
#[component]
fn Back(
    asked: Asked,
    address: Memo<Address>,
    scope: Memo<Option<Scope>>,
    scopes: Scopes,
    link: Callback<OpenFigure, String>,
) -> impl IntoView {
    let page = scope.get_untracked().filter(|_| asked.open.of.is_some());
    let of = asked.scope;
    page.filter(|page| *page != of).map(|page| {
        let name = scopes.name(page).unwrap_or_default();
        let whole = link.run(OpenFigure { of: None, during: None, activity_type: None, ..asked.open });
        let own = match of {
            Scope::Venue(_) => text::see_venue(),
            Scope::Member(_) => text::see_member(),
            _ => text::see_scope(),
        };
        let href = route::of_scope(of, &address.get_untracked().with_open(None));
        view! {
            <p class="desk-panel-links">
                <a class="text-link" href=whole>{text::whole_scope(&name)}</a>
                <a class="text-link" href=href>{own}</a>
            </p>
        }
    })
}

/// The figure itself, large, with what waits beside it.
#[component]
fn Sum(asked: Memo<Option<Asked>>, approved: Query<RecordsOfFigure>, pending: Query<RecordsOfFigure>) -> impl IntoView {
    let sum = |query: Query<RecordsOfFigure>| query.answer.with(|answer| answer.as_ref().map(|answer| answer.sum));
    move || {
        let indicator = asked.get()?.open.indicator;
        let unit = figures::unit(indicator);
        let counts = sum(approved).map_or_else(|| "…".to_owned(), figures::grouped);
        let waits = sum(pending).filter(|sum| *sum != 0);
        let waits = waits.map(|sum| figures::beside(&figures::waiting(indicator, sum)));
        Some(view! {
            <div class="desk-sum">
                <b>{counts}</b>
                <span class="ink-2">{unit}</span>
                {waits.map(|waits| view! { <span class="desk-pending">{waits}</span> })}
            </div>
        })
    }
}

/// The records of one state, and a way to those of the other.
#[component]
fn Records(
    asked: Memo<Option<Asked>>,
    approved: Query<RecordsOfFigure>,
    pending: Query<RecordsOfFigure>,
    scopes: Scopes,
    link: Callback<OpenFigure, String>,
) -> impl IntoView {
    let app = use_app();
    let roster = Memo::new(move |_| Roster::of(app).with_names(&scopes.names()));
    let tab = move |state: FigureState, query: Query<RecordsOfFigure>| {
        let href = move || asked.get().map(|asked| link.run(OpenFigure { state, ..asked.open }));
        let is_current = move || asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.open.state == state));
        let label = move || {
            let (counts, waits) = figures::states(asked.get()?.open.indicator);
            Some(if state == FigureState::Pending { waits } else { counts })
        };
        let many = move || query.answer.with(|answer| answer.as_ref().map(total));
        view! {
            <a class="desk-tab" href=href aria-current=move || is_current().then_some("true")>
                {label} " " {many}
            </a>
        }
    };
    let list = move || {
        let asked = asked.get()?;
        let query = if asked.open.state == FigureState::Pending { pending } else { approved };
        let unit = figures::unit(asked.open.indicator);
        Some(match (query.answer.get(), query.error.get()) {
            (Some(answer), _) => {
                let sum = roster.with(|roster| sum(answer, roster, app.today()));
                view! { <DeskSumRecords sum=sum unit=unit href=route::record /> }.into_any()
            }
            (None, Some(error)) => view! { <p class="note wait" role="alert">{trouble::api(&error)}</p> }.into_any(),
            (None, None) => view! { <Skeleton label=words::record() lines=6 /> }.into_any(),
        })
    };
    view! {
        <section class="desk-panel-records" aria-label=words::record()>
            <div class="desk-tabs" role="group" aria-label=text::which_records()>
                {tab(FigureState::Approved, approved)}
                {tab(FigureState::Pending, pending)}
            </div>
            {list}
        </section>
    }
}
