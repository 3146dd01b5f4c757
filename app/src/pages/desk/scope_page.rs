//! What the pages of a venue and of a member share: the head with the year, what cannot be shown, and two columns.

use super::{
    listed::Listed,
    period::Span,
    pickers::PeriodPicker,
    year::{Year, YearDays, YearFigures, YearPanel, YearQuotas, YearRecords},
};
use crate::{
    components::{
        button::LinkButton, desk_head::DeskHead, empty_state::EmptyState, icon::Glyph, note::Note, skeleton::Skeleton,
        tone::Tone,
    },
    routes::desk as route,
    text::{desk as words, roster as text, trouble},
};
use domain::fields::Fields;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws what only one sort of page has, from the fields of its record.
pub type Beside = Arc<dyn Fn(&Fields) -> AnyView + Send + Sync>;

/// The page of something on the roster.
#[component]
pub fn ScopePage(
    /// What sort of page it is.
    title: &'static str,
    /// What the record says of its name.
    name: fn(&Fields) -> String,
    /// The record.
    listed: Memo<Listed>,
    /// Its year.
    year: Year,
    /// What stands beside the year.
    beside: Beside,
) -> impl IntoView {
    let missing = Memo::new(move |_| listed.with(|listed| *listed == Listed::Missing));
    let at = move |to| year.at(&year.address.get().with_period(to));
    // The name once it is known: it is what a screen reader says when the page opens.
    let heading = Memo::new(move |_| match listed.get() {
        Listed::Here(body, _) => name(&body),
        Listed::Reading | Listed::Missing | Listed::Failed(_) => title.to_owned(),
    });
    Effect::new(move || document().set_title(&words::page_title(&heading.get())));
    let body = move || match listed.get() {
        Listed::Reading => view! { <div class="desk-plain"><Skeleton label=title lines=8 /></div> }.into_any(),
        Listed::Missing => view! {
            <EmptyState glyph=Glyph::Search title=text::not_found() detail=text::not_found_detail()>
                <LinkButton href=route::ROSTER label=text::to_roster() />
            </EmptyState>
        }
        .into_any(),
        Listed::Failed(error) => view! {
            <div class="desk-plain">
                <Note tone=Tone::Wait glyph=Glyph::CloudOff alerts=true><p>{trouble::api(&error)}</p></Note>
            </div>
        }
        .into_any(),
        Listed::Here(body, _) => {
            let beside = beside.clone();
            view! {
                <div class="desk-scope-page">
                    <div class="desk-scope-page-main">
                        <YearFigures year=year />
                        <YearRecords year=year />
                    </div>
                    <div class="desk-scope-page-side">
                        {beside(&body)}
                        <YearQuotas year=year />
                        <YearDays year=year />
                    </div>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <main class="desk-page">
            <DeskHead title=move || heading.get()>
                {move || (!missing.get()).then(|| view! { <PeriodPicker period=year.year spans=&[Span::Year] at=at /> })}
            </DeskHead>
            {body}
            <YearPanel year=year />
        </main>
    }
}
