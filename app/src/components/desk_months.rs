//! The months of a year: a small bar for what was held, and every figure as a number that opens.

use super::desk_tile::Opens;
use crate::text::{figures, overview as words, roster as text};
use leptos::prelude::*;

/// One month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthLine {
    /// Its name.
    pub name: String,
    /// What its bar draws as counted.
    pub approved: i64,
    /// What its bar draws as waiting.
    pub pending: i64,
    /// Every figure, in the order of the headings.
    pub cells: Vec<Opens>,
}

/// The table; all bars are drawn to one scale.
#[component]
pub fn DeskMonths(
    /// The names of the figures.
    headings: Vec<&'static str>,
    /// The months, in order.
    months: Vec<MonthLine>,
) -> impl IntoView {
    let largest = months.iter().map(|month| month.approved + month.pending).max().unwrap_or(0).max(1);
    let percent = move |of: i64| format!("{:.2}%", 100.0 * of.max(0) as f64 / largest as f64);
    let labels = headings.clone();
    let month = move |month: MonthLine| {
        let MonthLine { name, approved, pending, cells } = month;
        let cell = |(at, opens): (usize, Opens)| {
            let said = format!("{name} {} {}", labels.get(at).copied().unwrap_or_default(), opens.words);
            let is_empty = opens.words == "0";
            view! {
                <td class="desk-months-number" class:is-empty=is_empty>
                    <a href=opens.href aria-label=said>{opens.words}</a>
                </td>
            }
        };
        let cells = cells.into_iter().enumerate().map(cell).collect_view();
        let waits = (pending > 0).then(|| figures::pending(&figures::grouped(pending)));
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td>
                    <div class="desk-track" aria-hidden="true">
                        <i style:width=percent(approved)></i>
                        {(pending > 0).then(|| view! { <i class="is-pending" style:width=percent(pending)></i> })}
                    </div>
                </td>
                {cells}
                <td class="desk-months-waits">{waits}</td>
            </tr>
        }
    };
    let heading = |name: &'static str| view! { <th scope="col">{name}</th> };
    view! {
        <table class="desk-months" aria-label=text::by_month()>
            <thead>
                <tr>
                    <th scope="col">{text::month()}</th>
                    <th scope="col"><span class="unseen">{words::chart()}</span></th>
                    {headings.into_iter().map(heading).collect_view()}
                    <th scope="col"><span class="unseen">{words::waits()}</span></th>
                </tr>
            </thead>
            <tbody>{months.into_iter().map(month).collect_view()}</tbody>
        </table>
    }
}
