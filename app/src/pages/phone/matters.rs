//! 协商: the matters of one's venues and one's own, what is under way first.

use super::{
    roster::use_roster,
    screen::{Place, Screen},
};
use crate::{
    components::{
        badge::{BadgeText, Family},
        button::{LinkButton, Weight},
        empty_state::EmptyState,
        icon::Glyph,
        list_row::ListRow,
        tone::Tone,
    },
    pages::matter_words,
    routes::phone as route,
    state::{App, use_app},
    text::matter as words,
};
use domain::{consultation::Consultation, kind::Kind, workflow::Course};
use leptos::prelude::*;
use sync::client::{RecordView, Transport};

/// The list.
#[component]
pub fn MattersPage() -> impl IntoView {
    let app = use_app();
    let matters = Memo::new_with_compare(
        move |_| {
            let mut all = app.views_of(Kind::Consultation);
            // The latest first; ids are made in the order of time.
            all.sort_by_key(|view| std::cmp::Reverse((Consultation(&view.body).raised_on(), view.rec)));
            all.into_iter().map(|view| (is_open(app, &view), view)).collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let of = move |open: bool| {
        matters.with(|all| all.iter().filter(|(it, _)| *it == open).map(|(_, view)| view.clone()).collect::<Vec<_>>())
    };
    let group = move |title: &'static str, open: bool| {
        let found = of(open);
        (!found.is_empty()).then(|| {
            view! {
                <section class="group stack">
                    <h2>{title}</h2>
                    <div class="list" role="list">
                        {found.into_iter().map(|view| view! { <Row view=view/> }).collect_view()}
                    </div>
                </section>
            }
        })
    };
    view! {
        <Screen
            title=words::title()
            back=route::HOME
            place=Place::Home
            actions=move || view! {
                <div class="actions">
                    <LinkButton
                        href=route::NEW_MATTER label=words::new_title() glyph=Glyph::Plus weight=Weight::Primary block=true
                    />
                </div>
            }
        >
            <Show when=move || matters.with(Vec::is_empty)>
                <EmptyState glyph=Glyph::People title=words::none_title() detail=words::none()/>
            </Show>
            {move || group(words::open(), true)}
            {move || group(words::closed(), false)}
        </Screen>
    }
}

fn is_open(app: App, view: &RecordView) -> bool {
    let workflow = matter_words::workflow_of(app, &view.body);
    matches!(matter_words::course(&view.body, workflow.as_ref()), Course::Raised | Course::UnderWay)
}

#[component]
fn Row(
    /// The matter.
    view: RecordView,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let workflow = matter_words::workflow_of(app, &view.body);
    let stage = matter_words::stage(&view.body, workflow.as_ref());
    let due = matter_words::due(app, &view.body, workflow.as_ref());
    let venue = Consultation(&view.body).venue().and_then(|venue| roster.read().venue(venue).map(str::to_owned));
    let sent = match view.transport {
        Transport::Uploaded => None,
        Transport::Waiting => Some((Family::Transport, Tone::Wait, Glyph::Phone, words::waits().to_owned())),
        Transport::Refused => Some((Family::Transport, Tone::Act, Glyph::Alert, words::refused().to_owned())),
    };
    let due = due.map(|(said, over)| {
        let tone = if over { Tone::Act } else { Tone::Plain };
        (Family::Stage, tone, Glyph::Clock, said)
    });
    let badge = |(family, tone, glyph, words)| BadgeText { family, tone, glyph, words };
    let detail = [Some(stage), venue].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let badges: Vec<BadgeText> = sent.into_iter().chain(due).map(badge).collect();
    view! {
        <div role="listitem">
            <ListRow
                href=route::matter(view.rec)
                glyph=Glyph::People
                title=matter_words::title(&view.body)
                detail=detail
                badges=badges
            />
        </div>
    }
}
