//! A table of names with what belongs to each; on a narrow window each line is a block of its own.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedRow {
    /// The page of it, where it has one.
    pub href: Option<String>,
    /// The name.
    pub name: String,
    /// A remark beside the name.
    pub remark: Option<&'static str>,
    /// What stands in the other columns.
    pub cells: Vec<String>,
}

/// The table. The explicit roles keep it one where a narrow window lays it out as blocks.
#[component]
pub fn DeskRows(
    /// What the table is, for screen readers.
    #[prop(into)]
    label: String,
    /// The headings, that of the names first.
    headings: Vec<&'static str>,
    /// The lines.
    rows: Vec<NamedRow>,
) -> impl IntoView {
    let labels = headings.clone();
    let heading = |words: &'static str| view! { <th scope="col" role="columnheader">{words}</th> };
    let row = move |row: NamedRow| {
        let cell = |(at, words): (usize, String)| {
            let label = labels.get(at + 1).copied().unwrap_or_default();
            let is_empty = words.is_empty();
            view! { <td role="cell" data-label=label class:is-empty=is_empty>{words}</td> }
        };
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {match row.href {
                        Some(href) => view! { <a href=href>{row.name}</a> }.into_any(),
                        None => row.name.into_any(),
                    }}
                    {row.remark.map(|words| view! { <small><Icon glyph=Glyph::Info small=true />{words}</small> })}
                </th>
                {row.cells.into_iter().enumerate().map(cell).collect_view()}
            </tr>
        }
    };
    view! {
        <table class="desk-rows" role="table" aria-label=label>
            <thead role="rowgroup"><tr role="row">{headings.into_iter().map(heading).collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
