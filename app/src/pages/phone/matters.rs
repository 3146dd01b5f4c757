//! 协商: the matters of one's venues and one's own, what is under way first; the list serves whatever a workflow leads.

use super::{
    roster::use_roster,
    screen::{Place, Screen},
};
use crate::{
    components::{
        badge::{BadgeText, Family},
        button::{LinkButton, Weight},
        chip::LinkChip,
        empty_state::EmptyState,
        icon::Glyph,
        list_row::ListRow,
        tone::Tone,
    },
    pages::matter_words,
    routes::phone as route,
    state::{App, use_app},
    text::{
        assignment as assignments, matter as words, opinion_report as reports, outcome as outcomes,
        proposal as proposals, request as requests,
    },
};
use domain::{consultation::Consultation, kind::Kind, workflow::Course};
use leptos::prelude::*;
use sync::client::{RecordView, Transport};

/// The longest title that is taken from a text, in characters.
const TITLE_MAX: usize = 40;

/// The matters.
#[component]
pub fn MattersPage() -> impl IntoView {
    let begins = Begins { href: route::NEW_MATTER, label: words::new_title() };
    let none = (Glyph::People, words::none_title(), words::none());
    let groups = (words::open(), words::closed());
    let beside = || {
        // What somebody submits or is to do lies with the member.
        let is_member = use_app().session().user().is_some_and(|user| user.member.is_some());
        let own = || {
            view! {
                <LinkChip href=route::PROPOSALS label=proposals::title() glyph=Glyph::Compose/>
                <LinkChip href=route::REPORTS label=reports::title() glyph=Glyph::Pen/>
                <LinkChip href=route::OUTCOMES label=outcomes::title() glyph=Glyph::Copy/>
                <LinkChip href=route::ASSIGNMENTS label=assignments::title() glyph=Glyph::Check/>
            }
        };
        view! {
            <nav class="chips" aria-label=words::beside()>
                <LinkChip href=route::REQUESTS label=requests::title() glyph=Glyph::Mail/>
                {is_member.then(own)}
            </nav>
        }
        .into_any()
    };
    view! {
        <LedList
            kind=Kind::Consultation title=words::title() back=route::HOME begins=begins none=none groups=groups
            beside=beside
        />
    }
}

/// How something new begins.
#[derive(Debug, Clone, Copy)]
pub struct Begins {
    /// Where.
    pub href: &'static str,
    /// The word.
    pub label: &'static str,
}

/// What workflows lead of one kind, the latest first: what is under way, then what is over.
#[component]
pub fn LedList(
    /// The kind.
    kind: Kind,
    /// The title.
    title: &'static str,
    /// Where it leads back to.
    back: &'static str,
    /// How something new begins, where one begins it oneself.
    #[prop(optional)]
    begins: Option<Begins>,
    /// What stands there while there is none.
    none: (Glyph, &'static str, &'static str),
    /// What the two groups are called.
    groups: (&'static str, &'static str),
    /// What stands above the list.
    #[prop(optional)]
    beside: Option<fn() -> AnyView>,
) -> impl IntoView {
    let app = use_app();
    let all = Memo::new_with_compare(
        move |_| {
            let mut all = app.views_of(kind);
            // The latest first; ids are made in the order of time.
            all.sort_by_key(|view| std::cmp::Reverse((Consultation(&view.body).raised_on(), view.rec)));
            all.into_iter().map(|view| (is_open(app, &view), view)).collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let of = move |open: bool| {
        all.with(|all| all.iter().filter(|(it, _)| *it == open).map(|(_, view)| view.clone()).collect::<Vec<_>>())
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
    let (glyph, no_title, no_detail) = none;
    let begin = move || {
        let Begins { href, label } = begins?;
        Some(view! {
            <div class="actions">
                <LinkButton href=href label=label glyph=Glyph::Plus weight=Weight::Primary block=true/>
            </div>
        })
    };
    view! {
        <Screen title=title back=back place=Place::Home actions=begin>
            {beside.map(|beside| beside())}
            <Show when=move || all.with(Vec::is_empty)>
                <EmptyState glyph=glyph title=no_title detail=no_detail/>
            </Show>
            {move || group(groups.0, true)}
            {move || group(groups.1, false)}
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
    let glyph = match view.kind.parse() {
        Ok(Kind::Request) => Glyph::Mail,
        Ok(Kind::OpinionReport) => Glyph::Pen,
        Ok(Kind::Proposal) => Glyph::Compose,
        Ok(Kind::Outcome) => Glyph::Copy,
        Ok(Kind::Assignment) => Glyph::Check,
        _ => Glyph::People,
    };
    view! {
        <div role="listitem">
            <ListRow
                href=route::matter(view.rec)
                glyph=glyph
                title=matter_words::titled(&view.kind, &view.body, TITLE_MAX)
                detail=detail
                badges=badges
            />
        </div>
    }
}
