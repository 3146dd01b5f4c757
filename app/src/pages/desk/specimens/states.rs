//! What tells a state.

use super::Specimen;
use crate::{
    components::{
        badge::{Badge, BadgeText, Family},
        button::Button,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        note::{Failure, Note},
        skeleton::Skeleton,
        sync_strip::{SyncStrip, SyncWords},
        toast::{ToastArea, ToastText},
        tone::Tone,
    },
    routes::desk as route,
    state::SaveError,
    text::{specimens as text, trouble},
};
use leptos::prelude::*;

/// All of them.
#[component]
pub fn States() -> impl IntoView {
    view! {
        <Badges />
        <Notes />
        <Lines />
        <Specimen title=text::skeletons()><Skeleton label=text::skeletons() lines=3 /></Specimen>
        <Specimen title=text::empty()>
            <EmptyState glyph=Glyph::Tray title=text::empty_title() detail=text::empty_detail()>
                <Button label=text::empty_action() />
            </EmptyState>
        </Specimen>
        <Specimen title=text::icons()>
            <div class="glyphs">{Glyph::ALL.iter().map(|glyph| view! { <Icon glyph=*glyph /> }).collect_view()}</div>
        </Specimen>
    }
}

#[component]
fn Badges() -> impl IntoView {
    let row = |family: Family, badges: Vec<(Tone, Glyph, &'static str)>| {
        let badge = |(tone, glyph, words): (Tone, Glyph, &'static str)| {
            view! { <Badge badge=BadgeText { family, tone, glyph, words: words.to_owned() } /> }
        };
        view! { <div class="badges">{badges.into_iter().map(badge).collect_view()}</div> }
    };
    let transport = vec![
        (Tone::Plain, Glyph::Pen, text::draft()),
        (Tone::Wait, Glyph::Phone, text::waiting()),
        (Tone::Done, Glyph::CloudDone, text::uploaded()),
        (Tone::Act, Glyph::Alert, text::refused()),
    ];
    let review = vec![
        (Tone::Wait, Glyph::Clock, text::pending()),
        (Tone::Act, Glyph::Return, text::returned_why()),
        (Tone::Done, Glyph::Check, text::approved()),
        (Tone::Done, Glyph::Pen, text::corrected()),
        (Tone::Plain, Glyph::Void, text::voided()),
        (Tone::Wait, Glyph::Person, text::to_confirm()),
    ];
    let stage = vec![
        (Tone::Wait, Glyph::Clock, text::under_way()),
        (Tone::Act, Glyph::Alert, text::overdue()),
        (Tone::Done, Glyph::Check, text::settled()),
        (Tone::Plain, Glyph::Cross, text::not_adopted()),
    ];
    view! {
        <Specimen title=text::transport()>{row(Family::Transport, transport)}</Specimen>
        <Specimen title=text::review()>{row(Family::Review, review)}</Specimen>
        <Specimen title=text::stage()>{row(Family::Stage, stage)}</Specimen>
    }
}

#[component]
fn Notes() -> impl IntoView {
    view! {
        <Specimen title=text::notes()>
            <Note glyph=Glyph::Info><p>{text::note_plain()}</p></Note>
            <Note tone=Tone::Wait glyph=Glyph::CloudOff><p>{text::note_wait()}</p></Note>
            <Note tone=Tone::Act glyph=Glyph::Alert>
                <p>{text::note_act()}</p>
                <button type="button" class="button compact">{text::compact()}</button>
            </Note>
            <Note tone=Tone::Done glyph=Glyph::Check><p>{text::note_done()}</p></Note>
            <Failure words=Signal::stored(Some(trouble::save(&SaveError::NotOpen)))/>
        </Specimen>
    }
}

#[component]
fn Lines() -> impl IntoView {
    let line = |glyph, tone, parts: &[&str]| {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        view! { <SyncStrip href=route::COMPONENTS words=Signal::stored(SyncWords { glyph, tone, parts }) /> }
    };
    let toast = RwSignal::new(Some(ToastText { glyph: Glyph::Check, words: text::saved().to_owned() }));
    view! {
        <Specimen title=text::lines()>
            {line(Glyph::CloudDone, Tone::Plain, &[text::all_uploaded()])}
            {line(Glyph::CloudUp, Tone::Plain, &[text::three_waiting()])}
            {line(Glyph::CloudOff, Tone::Wait, &[text::offline(), text::three_waiting()])}
            {line(Glyph::Alert, Tone::Act, &[text::one_refused(), text::all_uploaded()])}
        </Specimen>
        <Specimen title=text::toasts()>
            <div class="specimen-window"><ToastArea toast=toast /></div>
        </Specimen>
    }
}
