//! Bars as a real table: what counts is solid, what waits an outline, a black tick is what is required. The numbers are
//! text, so they print, copy and are read aloud.

use crate::text::{figures, overview as text};
use domain::indicator::Indicator;
use leptos::prelude::*;

/// One line of bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Who or what.
    pub name: String,
    /// What tells it apart from others of the same name.
    pub remark: Option<String>,
    /// The page behind the name.
    pub href: Option<String>,
    /// What counts.
    pub approved: i64,
    /// What waits beside it.
    pub pending: i64,
    /// What is required; `None` where nothing is.
    pub due: Option<i64>,
    /// Where the number opens.
    pub opens: Option<String>,
}

/// The table; every line is drawn to one scale, or each to its own requirement where they are of different things.
#[component]
pub fn DeskBars(
    /// What the table is, for screen readers.
    #[prop(into)]
    caption: String,
    /// What the names are.
    #[prop(into)]
    names: String,
    /// The lines, in the order in which they are shown.
    bars: Vec<Bar>,
    /// Whether each line is drawn to its own requirement.
    #[prop(optional)]
    apart: bool,
    /// What is counted, which decides what waits is called.
    #[prop(default = Indicator::Activities)]
    indicator: Indicator,
) -> impl IntoView {
    let own = |bar: &Bar| (bar.approved + bar.pending).max(bar.due.unwrap_or(0)).max(1);
    let largest = bars.iter().map(own).max().unwrap_or(1);
    let scaled = move |bar: Bar| {
        let scale = if apart { own(&bar) } else { largest };
        line(bar, scale, indicator)
    };
    let head = if bars.iter().any(|bar| bar.due.is_some()) { text::requirement() } else { "" };
    view! {
        <table class="desk-bars">
            <caption class="unseen">{caption}</caption>
            <thead class="unseen">
                <tr>
                    <th scope="col">{names}</th>
                    <th scope="col">{text::chart()}</th>
                    <th scope="col">{figures::states(indicator).0} " / " {head}</th>
                    <th scope="col">{text::result()}</th>
                </tr>
            </thead>
            <tbody>{bars.into_iter().map(scaled).collect_view()}</tbody>
        </table>
    }
}

fn line(bar: Bar, scale: i64, indicator: Indicator) -> impl IntoView {
    let Bar { name, remark, href, approved, pending, due, opens } = bar;
    let percent = move |of: i64| format!("{:.2}%", 100.0 * of.max(0) as f64 / scale as f64);
    let is_met = due.map(|due| approved >= due);
    let tone = match is_met {
        None => "desk-track",
        Some(true) => "desk-track is-met",
        Some(false) => "desk-track is-behind",
    };
    let number = figures::grouped(approved);
    let said = format!("{name} {number}");
    let called = view! { {name} {remark.map(|remark| view! { " " <small>{remark}</small> })} };
    let required = due.map(|due| format!(" / {}", figures::grouped(due)));
    let number = match opens {
        Some(opens) => view! { <a href=opens aria-label=said>{number}</a> }.into_any(),
        None => number.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{match href {
                Some(href) => view! { <a href=href>{called}</a> }.into_any(),
                None => called.into_any(),
            }}</th>
            <td>
                <div class=tone aria-hidden="true">
                    <i style:width=percent(approved)></i>
                    {(pending > 0).then(|| view! { <i class="is-pending" style:width=percent(pending)></i> })}
                    {due.map(|due| view! { <i class="desk-goal" style:left=percent(due)></i> })}
                </div>
            </td>
            <td class="desk-bars-number">{number}<span>{required}</span></td>
            <td class="desk-bars-result">{result(indicator, approved, pending, due)}</td>
        </tr>
    }
}

/// 达标, or how much is missing with what waits; beside what is not required only what waits.
fn result(indicator: Indicator, approved: i64, pending: i64, due: Option<i64>) -> AnyView {
    let waits = (pending > 0).then(|| figures::waiting(indicator, pending));
    match due {
        None => waits.into_any(),
        Some(0) => text::nothing_due().into_any(),
        Some(due) if approved >= due => view! { <b class="green">{text::met()}</b> }.into_any(),
        Some(due) => view! { <b class="amber">{text::behind(&figures::grouped(due - approved))}</b> }.into_any(),
    }
}

/// What solid, outlined and the tick mean.
#[component]
pub fn DeskBarsLegend(
    /// Whether ticks are drawn.
    #[prop(optional)]
    with_goal: bool,
    /// What is counted.
    #[prop(default = Indicator::Activities)]
    indicator: Indicator,
) -> impl IntoView {
    let (counts, waits) = figures::states(indicator);
    view! {
        <p class="desk-key">
            <span><i class="desk-key-solid"></i>{counts}</span>
            <span><i class="desk-key-outline"></i>{waits}</span>
            {with_goal.then(|| view! { <span><i class="desk-key-tick"></i>{text::requirement()}</span> })}
        </p>
    }
}
