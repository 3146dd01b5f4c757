//! 五项比率: what came of what was done. The numbers of a rate that are figures open to their records, and each rate says what it
//! means.

use super::address::OpenFigure;
use crate::{
    api::FigureState,
    components::desk_card::DeskCard,
    text::{figures, rate as words},
};
use domain::{
    indicator::Indicator,
    rate::{Of, Rate, Share},
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use sync::wire::{desk::Figure, figures::Overview};

/// The rates of a scope in a period; nothing where there is nothing to take a share of.
#[component]
pub fn Rates<F>(
    /// The overview.
    overview: Overview,
    /// Where a figure opens.
    opened: F,
) -> impl IntoView
where
    F: Fn(OpenFigure) -> String + Copy + Send + 'static,
{
    let groups = Of::ALL.iter().map(|of| {
        let known = overview.rates.get(of).cloned().unwrap_or_default();
        (*of, words::of(*of), lines(&known, of.rates()))
    });
    let shown: Vec<_> = groups.filter(|(.., lines)| !lines.is_empty()).collect();
    let group = move |(of, title, lines): (Of, &'static str, Vec<(Rate, Share)>)| {
        let figures = overview.figures.clone();
        let row = move |(rate, share)| line(of, rate, share, &figures, opened);
        view! {
            <h3 class="small ink-2">{title}</h3>
            <dl class="desk-rates">{lines.into_iter().map(row).collect_view()}</dl>
        }
    };
    (!shown.is_empty()).then(|| {
        let means = shown.iter().flat_map(|(of, _, lines)| lines.iter().map(|(rate, _)| meaning(*of, *rate)));
        let means = means.collect_view();
        view! {
            <DeskCard title=words::title()>
                <div class="desk-rates-groups">{shown.into_iter().map(group).collect_view()}</div>
                <details class="desk-rates-means">
                    <summary>{figures::definition()}</summary>
                    <ul>{means}</ul>
                </details>
            </DeskCard>
        }
    })
}

/// Those that are a share of something, in their order.
fn lines(rates: &BTreeMap<Rate, Share>, order: &[Rate]) -> Vec<(Rate, Share)> {
    let known = |rate: &Rate| Some((*rate, rates.get(rate).copied().filter(|share| share.whole > 0)?));
    order.iter().filter_map(known).collect()
}

/// A number opens where its records are those of a figure and no other ones.
fn line<F: Fn(OpenFigure) -> String>(
    of: Of,
    rate: Rate,
    share: Share,
    all: &BTreeMap<String, Figure>,
    opened: F,
) -> impl IntoView + use<F> {
    let (part, whole) = rate.figures(of);
    let name = words::rate(rate);
    let opens = |indicator: Indicator, number: i64, name: String| {
        let words = figures::grouped(number);
        let is_figure = all.get(indicator.id()).is_some_and(|figure| figure.approved == number);
        match is_figure {
            true => {
                let href = opened(OpenFigure { state: FigureState::Approved, ..OpenFigure::of_page(indicator) });
                view! { <a href=href aria-label=name>{words}</a> }.into_any()
            }
            false => words.into_any(),
        }
    };
    let said = share.tenths().map(words::percent).unwrap_or_default();
    let counted = opens(part, share.part, words::part_of(name, &figures::grouped(share.part)));
    let whole = opens(whole, share.whole, words::whole_of(name, &figures::grouped(share.whole)));
    view! {
        <div class="desk-rate">
            <dt>{name}</dt>
            <dd>
                <b>{said}</b>
                <small>
                    {counted} " / " {whole}
                </small>
            </dd>
        </div>
    }
}

/// Definitions are the committee's own words and stay Chinese.
fn meaning(of: Of, rate: Rate) -> impl IntoView {
    view! { <li><b>{words::of(of)} " · " {words::rate(rate)}</b> " " {rate.definition(of)}</li> }
}
