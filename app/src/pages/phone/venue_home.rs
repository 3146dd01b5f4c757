//! One venue: what it owes, what waits for its convenor, who is coming and who has not come, and what it is.

use super::{
    quotas::{self, OwedLines},
    screen::{Place, Screen},
    standing::Viewer,
    venue_about::{About, Checklists, PublicCode},
    venue_people::{Ahead, Away},
    venue_waits::Waits,
};
use crate::{
    components::{
        button::{Button, Weight},
        empty_state::EmptyState,
        icon::Glyph,
    },
    routes::phone as route,
    state::use_app,
    text::{self, venue as words},
};
use domain::{
    id::{RecordId, VenueId},
    kind::Kind,
    venue::Venue,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};

/// The page of one venue; whoever runs it finds here what to do next.
#[component]
pub fn VenuePage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let named = Memo::new(move |_| params.read().get("venue").and_then(|text| text.parse::<VenueId>().ok()));
    let name = Memo::new(move |_| {
        let view = app.record(RecordId::from(named.get()?)).filter(|view| view.kind == Kind::Venue.id())?;
        Some(Venue(&view.body).name().to_owned())
    });
    let venue = Memo::new(move |_| named.get().filter(|_| name.read().is_some()));
    let title = Signal::derive(move || name.get().unwrap_or_else(|| words::title().to_owned()));
    let mine = Memo::new(move |_| venue.get().filter(|venue| app.my_venues().contains(venue)));
    view! {
        <Screen
            title=title
            back=route::HOME
            place=Place::Home
            actions=move || mine.get().map(|venue| view! { <DoHere venue=venue/> })
        >
            {move || match venue.get() {
                Some(venue) => view! { <Whole venue=venue/> }.into_any(),
                None => view! {
                    <EmptyState glyph=Glyph::Pin title=words::not_here_title() detail=words::not_here()/>
                }
                .into_any(),
            }}
        </Screen>
    }
}

/// Everything about a venue. Who does not receive its records reads what everybody may.
#[component]
fn Whole(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let receives = Memo::new(move |_| app.my_venues().contains(&venue));
    let runs = Memo::new(move |_| Viewer::of(app).venues().any(|run| run == venue));
    view! {
        <Show when=move || receives.get()><Owes venue=venue/></Show>
        <Show when=move || runs.get()><Waits venue=venue/></Show>
        <Show when=move || receives.get()><Ahead venue=venue/></Show>
        <Show when=move || runs.get()><Away venue=venue/></Show>
        <Show when=move || receives.get()><Checklists venue=venue/></Show>
        <About venue=venue/>
        <Show when=move || receives.get()><PublicCode venue=venue/></Show>
    }
}

/// What is asked of the venue: the most urgent as one sentence, then each with its numbers.
#[component]
fn Owes(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let lines = Memo::new(move |_| {
        let mut lines = quotas::of_venue(app, venue);
        lines.sort_by_key(|owed| (!owed.is_missing, owed.days));
        lines
    });
    let first = Memo::new(move |_| lines.get().into_iter().next());
    let name = move || first.get().map_or_else(|| words::owes().to_owned(), |owed| owed.name);
    let sentence = move || first.get().map_or_else(|| words::nothing_owed().to_owned(), |owed| owed.sentence);
    let stands = move || first.get().map(|owed| view! { <p class="small ink-2">{owed.stands}</p> });
    let rest = Signal::derive(move || lines.get().into_iter().skip(1).collect());
    view! {
        <section class="card stack" aria-labelledby="owes">
            <div class="stack tight">
                <p class="small ink-2">{name}</p>
                <h2 id="owes" class="sentence">{sentence}</h2>
                {stands}
            </div>
            <OwedLines lines=rest/>
            <p class="caption ink-3">{words::by_this_phone()}</p>
        </section>
    }
}

/// What to do here: write down what was done, and for whoever runs the venue, announce what comes.
#[component]
fn DoHere(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let navigate = StoredValue::new(use_navigate());
    let begin = move |path: &str| {
        // A new form begins with the venue of last time.
        app.settings().update(|settings| settings.last_venue = Some(venue));
        navigate.with_value(|go| go(path, NavigateOptions { resolve: false, ..NavigateOptions::default() }));
    };
    let runs = Memo::new(move |_| Viewer::of(app).venues().any(|run| run == venue));
    view! {
        <div class="actions">
            <Show when=move || runs.get()>
                <Button label=text::plan::title() on_press=move || begin(route::PLAN_ACTIVITY)/>
            </Show>
            <Button
                label=words::record_here() weight=Weight::Primary
                on_press=move || begin(route::NEW_ACTIVITY)
            />
        </div>
    }
}
