//! One record, large enough to be judged at a glance.

use super::{
    badge::{Badge, BadgeText, Family},
    desk_photos::{DeskPhoto, DeskPhotos},
    icon::Glyph,
    note::Note,
    tone::Tone,
};
use crate::text::{desk as text, review, vocabulary};
use domain::review::Review;
use leptos::prelude::*;

/// One named value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Whether it is a figure, which stands out.
    pub is_figure: bool,
    /// Whether it takes the whole width.
    pub is_wide: bool,
}

impl Fact {
    /// A short value.
    pub fn new(name: &str, value: impl Into<String>) -> Fact {
        Fact { name: name.into(), value: value.into(), is_figure: false, is_wide: false }
    }

    /// A figure with its unit.
    pub fn figure(name: &str, value: impl Into<String>) -> Fact {
        Fact { is_figure: true, ..Fact::new(name, value) }
    }

    /// A long value.
    pub fn wide(name: &str, value: impl Into<String>) -> Fact {
        Fact { is_wide: true, ..Fact::new(name, value) }
    }
}

/// What is shown of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The line to recognise it by.
    pub title: String,
    /// Who and when.
    pub of: String,
    /// Where the review stands.
    pub review: Option<Review>,
    /// How often it was corrected after its approval.
    pub corrections: i64,
    /// It was recorded for somebody who has not agreed.
    pub unconfirmed: bool,
    /// Why it was returned or made void, or last corrected.
    pub reason: Option<String>,
    /// Its values.
    pub facts: Vec<Fact>,
    /// Its photos.
    pub photos: Vec<DeskPhoto>,
    /// What happened.
    pub narrative: String,
    /// Other values that were written at the same time and wait for a person.
    pub conflicts: Vec<String>,
}

/// The record with its title, state, values and narrative.
#[component]
pub fn DeskSheet(
    /// What to show.
    sheet: Sheet,
) -> impl IntoView {
    let fact = |fact: Fact| {
        let value = if fact.is_figure { view! { <b>{fact.value}</b> }.into_any() } else { fact.value.into_any() };
        view! {
            <div class:is-wide=fact.is_wide>
                <dt>{fact.name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let badges = badges(&sheet);
    let reason = sheet.reason.filter(|_| matches!(sheet.review, Some(Review::Returned | Review::Void)));
    view! {
        <article class="desk-sheet">
            <header class="desk-sheet-head">
                <div>
                    <h2>{sheet.title}</h2>
                    <p class="desk-sheet-of">{sheet.of}</p>
                </div>
                <div class="desk-sheet-badges">{badges.into_iter().map(|badge| view! { <Badge badge=badge /> }).collect_view()}</div>
            </header>
            {reason.map(|reason| view! { <Note tone=Tone::Act glyph=Glyph::Return>{reason}</Note> })}
            {(!sheet.conflicts.is_empty()).then(|| conflicts(sheet.conflicts))}
            <dl class="desk-facts">{sheet.facts.into_iter().map(fact).collect_view()}</dl>
            <p class="desk-narrative">{sheet.narrative}</p>
            {(!sheet.photos.is_empty()).then(|| view! { <DeskPhotos photos=sheet.photos /> })}
        </article>
    }
}

fn badges(sheet: &Sheet) -> Vec<BadgeText> {
    let of = |tone, glyph, words| BadgeText { family: Family::Review, tone, glyph, words };
    let corrected =
        (sheet.corrections > 0).then(|| of(Tone::Done, Glyph::Pen, review::corrected_times(sheet.corrections)));
    let unconfirmed = sheet.unconfirmed.then(|| of(Tone::Wait, Glyph::Person, review::awaits().to_owned()));
    sheet.review.map(review_badge).into_iter().chain(corrected).chain(unconfirmed).collect()
}

fn review_badge(state: Review) -> BadgeText {
    let (glyph, tone) = match state {
        Review::Pending => (Glyph::Clock, Tone::Wait),
        Review::Returned => (Glyph::Return, Tone::Act),
        Review::Approved => (Glyph::Check, Tone::Done),
        Review::Void => (Glyph::Void, Tone::Plain),
    };
    BadgeText { family: Family::Review, tone, glyph, words: vocabulary::review(state).to_owned() }
}

fn conflicts(values: Vec<String>) -> impl IntoView {
    view! {
        <Note tone=Tone::Wait glyph=Glyph::Copy>
            <p>{text::written_together()}</p>
            <ul>{values.into_iter().map(|value| view! { <li>{value}</li> }).collect_view()}</ul>
        </Note>
    }
}
