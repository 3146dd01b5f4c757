//! What a figure is made of: its definition, its sum and the records that it adds up.

use super::icon::{Glyph, Icon};
use crate::text::{figures, overview};
use domain::{id::RecordId, indicator::Indicator};
use leptos::prelude::*;

/// One record behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumRecord {
    /// The record.
    pub rec: RecordId,
    /// The day that put it into the period.
    pub day: String,
    /// The line to recognise it by.
    pub title: String,
    /// Who and where.
    pub of: String,
    /// What it adds.
    pub amount: i64,
}

/// What the server answered about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumRecords {
    /// The records, newest first.
    pub records: Vec<SumRecord>,
    /// How many more of them the asker may not read.
    pub withheld: u64,
    /// How many there are in all.
    pub total: u64,
    /// The sum of all of them.
    pub sum: i64,
}

/// The definition of an indicator, line by line.
#[component]
pub fn DeskDefinition(
    /// Which one.
    indicator: Indicator,
) -> impl IntoView {
    let definition = indicator.definition();
    let lines = [
        (figures::counted(), definition.counted),
        (figures::by_date(), definition.date),
        (figures::by_state(), definition.state),
        (figures::by_scope(), definition.scopes),
    ];
    let line = |(name, words)| view! { <dt>{name}</dt><dd>{words}</dd> };
    view! {
        <section>
            <h3>{figures::definition()}</h3>
            <dl class="desk-definition">{lines.into_iter().map(line).collect_view()}</dl>
        </section>
    }
}

/// The records with what each adds; every one leads to its page.
#[component]
pub fn DeskSumRecords(
    /// What the figure is made of.
    sum: SumRecords,
    /// The unit behind each amount.
    unit: &'static str,
    /// Makes the path of a record's page.
    href: fn(RecordId) -> String,
) -> impl IntoView {
    let shown = sum.records.len();
    let withheld = (sum.withheld > 0).then(|| figures::withheld(&figures::count(sum.withheld)));
    let more = (sum.total > shown as u64 + sum.withheld).then(|| figures::first_of(shown, &figures::count(sum.total)));
    let record = move |record: SumRecord| {
        view! {
            <li>
                <a class="desk-sum-record" href=href(record.rec)>
                    <span>{record.day}</span>
                    <span><b>{record.title}</b><small>{record.of}</small></span>
                    <span>{figures::grouped(record.amount)} <span class="desk-unit">{unit}</span></span>
                </a>
            </li>
        }
    };
    view! {
        <section>
            <h3>
                {figures::records_behind(&figures::count(sum.total))}
                <span class="desk-sum-of">{overview::sum_is(&figures::grouped(sum.sum), unit)}</span>
            </h3>
            {more.map(|more| view! { <p class="caption ink-2">{more}</p> })}
            {withheld.map(|withheld| view! { <p class="note"><Icon glyph=Glyph::Info small=true />{withheld}</p> })}
            {match (shown, sum.withheld) {
                (0, 0) => Some(view! { <p class="note"><Icon glyph=Glyph::Info small=true />{figures::no_records()}</p> }.into_any()),
                (0, _) => None,
                _ => Some(view! { <ul class="desk-sum-records">{sum.records.into_iter().map(record).collect_view()}</ul> }.into_any()),
            }}
        </section>
    }
}
