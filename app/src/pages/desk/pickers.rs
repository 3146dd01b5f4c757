//! The pickers that leaders' pages share: the period and the scope, both links that keep the rest of the address.

use super::{
    address::Address,
    period::{Span, next, previous, resized},
    scopes::{Scopes, branches},
};
use crate::{
    clock,
    components::{
        desk_period_picker::{DeskPeriodPicker, SpanChoice},
        desk_scope_picker::DeskScopePicker,
    },
    state::{App, use_app},
    text::{figures, overview as text},
};
use domain::{day::Period, id::RecordId, kind::Kind, member::Member, policy::Scope};
use leptos::prelude::*;

/// Picks a month, a quarter or a year, or only years.
#[component]
pub fn PeriodPicker(
    /// The period shown.
    #[prop(into)]
    period: Signal<Period>,
    /// The lengths to choose from.
    spans: &'static [Span],
    /// Where a period is shown.
    #[prop(into)]
    at: Callback<Period, String>,
) -> impl IntoView {
    let choice = |span: &Span| {
        let span = *span;
        SpanChoice {
            label: span_name(span),
            href: Signal::derive(move || at.run(resized(period.get(), span, clock::today()))),
            is_current: Signal::derive(move || Span::of(period.get()) == span),
        }
    };
    let step = move |to: fn(Period) -> Period| {
        Signal::derive(move || {
            let period = to(period.get());
            (period, at.run(period))
        })
    };
    let spans = spans.iter().map(choice).collect();
    view! { <DeskPeriodPicker period=period spans=spans before=step(previous) after=step(next) /> }
}

/// Picks the scope among those that one may look at.
#[component]
pub fn ScopePicker(
    /// The address of the page.
    address: Memo<Address>,
    /// The scope shown.
    scope: Memo<Option<Scope>>,
    /// What there is to choose.
    scopes: Scopes,
    /// Where a scope is shown.
    #[prop(into)]
    at: Callback<Address, String>,
) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(String::new());
    let current = Signal::derive(move || {
        let named = scope.get().and_then(|scope| scopes.name(scope).or_else(|| of_member(app, scope)));
        named.unwrap_or_else(|| text::pick_scope().to_owned())
    });
    let choices = Signal::derive(move || {
        let href = |scope| at.run(address.get().with_scope(scope));
        scopes.list.answer.with(|list| {
            list.as_ref().map(|list| typed.with(|typed| branches(list, scope.get(), typed, href))).unwrap_or_default()
        })
    });
    view! { <DeskScopePicker current=current branches=choices typed=typed /> }
}

/// The name of a member, who is found on the roster and not among the scopes to choose from.
fn of_member(app: App, scope: Scope) -> Option<String> {
    let Scope::Member(member) = scope else { return None };
    let found = app.listed(Kind::Member).into_iter().find(|(rec, _)| *rec == RecordId::from(member));
    found.map(|(_, body)| Member(&body).name().to_owned())
}

fn span_name(span: Span) -> &'static str {
    match span {
        Span::Month => figures::month(),
        Span::Quarter => figures::quarter(),
        Span::Year => figures::year(),
    }
}
