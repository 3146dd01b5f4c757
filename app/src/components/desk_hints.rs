//! 看一眼: what may be worth a second look, and what may be of the same activity.

use super::icon::{Glyph, Icon};
use crate::text::review as text;
use domain::id::RecordId;
use leptos::prelude::*;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintLine {
    /// The icon.
    pub glyph: Glyph,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What makes it so.
    pub words: String,
    /// The page of the record that it is about.
    pub href: Option<String>,
}

/// One record that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeLine {
    /// The record.
    pub rec: RecordId,
    /// The line to recognise it by.
    pub title: String,
    /// Who, and what the two have in common.
    pub words: String,
    /// The page of the record.
    pub href: String,
    /// A merge of the two was begun and not finished.
    pub half_merged: bool,
    /// Whether one reviews it, so that the two may be merged.
    pub reviews: bool,
}

/// The hints. They say of themselves that they are only hints.
#[component]
pub fn DeskHints(
    /// The hints.
    lines: Vec<HintLine>,
) -> impl IntoView {
    let count = lines.len();
    let line = |line: HintLine| {
        view! {
            <li class="desk-hint">
                <p class="desk-hint-title"><Icon glyph=line.glyph small=true /> {line.title}</p>
                <p>
                    {match line.href {
                        Some(href) => view! { <a class="desk-hint-link" href=href>{line.words}</a> }.into_any(),
                        None => line.words.into_any(),
                    }}
                </p>
            </li>
        }
    };
    view! {
        <section class="desk-hints">
            <h3>{text::look()} {(count > 0).then(|| view! { " " <span class="count">{count}</span> })}</h3>
            <p class="small">{if count > 0 { text::look_means() } else { text::look_none() }}</p>
            {(count > 0).then(|| view! { <ul>{lines.into_iter().map(line).collect_view()}</ul> })}
        </section>
    }
}

/// The records that may be the same, each with a button that puts the two side by side.
#[component]
pub fn DeskAlike(
    /// The records.
    lines: Vec<AlikeLine>,
    /// Whether a key does it for the first of them.
    keyed: bool,
    /// Puts one beside the record that is read; `None` where one may only look.
    on_compare: Option<Callback<RecordId>>,
) -> impl IntoView {
    let line = move |(at, line): (usize, AlikeLine)| {
        let rec = line.rec;
        view! {
            <li class="desk-hint">
                <p class="desk-hint-title"><a href=line.href>{line.title}</a></p>
                <p>{line.words}</p>
                {line.half_merged.then(|| view! { <p class="desk-hint-act">{text::half_merged()}</p> })}
                {on_compare.filter(|_| line.reviews).map(|compare| view! {
                    <button type="button" class="button compact" on:click=move |_| compare.run(rec)>
                        {text::compare()}
                        {(keyed && at == 0).then(|| view! { " " <kbd aria-hidden="true">"m"</kbd> })}
                    </button>
                })}
            </li>
        }
    };
    (!lines.is_empty()).then(|| {
        view! {
            <section class="desk-hints">
                <h3>{text::alike()}</h3>
                <ul>{lines.into_iter().enumerate().map(line).collect_view()}</ul>
            </section>
        }
    })
}
