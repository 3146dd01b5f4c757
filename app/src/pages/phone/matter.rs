//! One matter, or what was given to a unit: how far it has come, what it is, what came of it, and what may be done next.

use super::{
    address::use_record,
    matter_becomes::{Becomes, may_be_proposed},
    matter_given::HandOvers,
    matter_grown::{Meetings, Suggestions},
    matter_moves::{Asking, Moves, Step as NextStep},
    proposal_signing::Signing,
    record_detail::NotHere,
    record_sent::Sent,
    record_words,
    roster::use_roster,
    screen::{Place, Screen},
};
use crate::{
    components::{
        badge::{Badge, BadgeText, Family},
        icon::Glyph,
        thread::{Step, Thread},
        tone::Tone,
    },
    pages::{
        matter_facts::facts,
        matter_steps::Stages,
        matter_words,
        sealed::Sealed,
        thread_line::{Knot, steps},
    },
    routes::phone as route,
    state::{App, use_app},
    text::{matter as words, request as requests, time},
};
use domain::{
    activity::ORIGIN,
    fields::Fields,
    id::RecordId,
    kind::Kind,
    request::{Channel, Request, TO_MATTER},
    workflow::{Course, LED, Led, STAGE_REASON},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::RecordView;

/// The longest title that is taken from a text, in characters.
const TITLE_MAX: usize = 40;
/// How many records a line is followed up.
const STEPS: usize = 8;

/// The page.
#[component]
pub fn MatterPage() -> impl IntoView {
    let app = use_app();
    let rec = use_record();
    let view = Memo::new(move |_| app.record(rec.get()?).filter(|view| LED.iter().any(|kind| kind.id() == view.kind)));
    let title = Signal::derive(move || {
        matter_words::sort(view.with(|view| view.as_ref().map(|view| view.kind.clone())).as_deref()).to_owned()
    });
    let back = match view.with_untracked(|view| view.as_ref().and_then(|view| view.kind.parse().ok())) {
        Some(Kind::Request) => route::REQUESTS,
        Some(Kind::OpinionReport) => route::REPORTS,
        Some(Kind::Proposal) => route::PROPOSALS,
        Some(Kind::Outcome) => route::OUTCOMES,
        Some(Kind::Assignment) => route::ASSIGNMENTS,
        _ => route::MATTERS,
    };
    // What is typed in the dialog outlives a change of the record beneath it.
    let asking: Asking = RwSignal::new(None);
    view! {
        <Screen title=title back=back place=Place::Home>
            {move || match view.get() {
                Some(view) => view! { <Whole view=Arc::new(view) asking=asking/> }.into_any(),
                None => view! { <NotHere/> }.into_any(),
            }}
            <NextStep asking=asking/>
        </Screen>
    }
}

#[component]
fn Whole(
    /// The matter.
    view: Arc<RecordView>,
    /// The step that is about to be taken.
    asking: Asking,
) -> impl IntoView {
    let app = use_app();
    let workflow = matter_words::workflow_of(app, &view.body);
    let course = matter_words::course(&view.body, workflow.as_ref());
    let stage = matter_words::stage(&view.body, workflow.as_ref());
    let due = matter_words::due(app, &view.body, workflow.as_ref());
    let tone = match course {
        Course::Ended => Tone::Done,
        Course::Aside => Tone::Plain,
        Course::Raised | Course::UnderWay => Tone::Wait,
    };
    let now = BadgeText { family: Family::Stage, tone, glyph: Glyph::Pin, words: stage };
    let due = due.map(|(words, over)| {
        let tone = if over { Tone::Act } else { Tone::Plain };
        BadgeText { family: Family::Stage, tone, glyph: Glyph::Clock, words }
    });
    let badges = [Some(now), due].into_iter().flatten().map(|badge| view! { <Badge badge=badge/> }).collect_view();
    let reason = view.body.text(STAGE_REASON).map(words::reason);
    let open = matches!(course, Course::Raised | Course::UnderWay);
    let is_matter = view.kind == Kind::Consultation.id();
    let is_request = view.kind == Kind::Request.id();
    let is_member = app.session().user().is_some_and(|user| user.member.is_some());
    let is_proposal = view.kind == Kind::Proposal.id();
    view! {
        <div class="stack">
            <div class="badges">{badges}</div>
            <h2 class="sentence">{matter_words::titled(&view.kind, &view.body, TITLE_MAX)}</h2>
            {reason.map(|reason| view! { <p class="ink-2">{reason}</p> })}
        </div>
        <Sent view=view.clone()/>
        {is_proposal.then(|| view! { <Signing view=view.clone()/> })}
        {workflow.clone().map(|workflow| view! { <Stages body=view.body.clone() workflow=workflow/> })}
        {workflow.filter(|_| open).map(|workflow| view! { <Moves view=view.clone() workflow=workflow asking=asking/> })}
        <Facts view=view.clone()/>
        {is_request.then(|| view! { <OfCitizen view=view.clone() open=open/> })}
        {is_matter.then(|| view! {
            <Meetings view=view.clone() open=open/>
            <Suggestions view=view.clone() open=open/>
            <Becomes view=view.clone() kind=Kind::Proposal may=may_be_proposed(&view, is_member)/>
            <Becomes view=view.clone() kind=Kind::Outcome may=is_member/>
        })}
        {(is_matter || is_proposal).then(|| view! { <HandOvers rec=view.rec/> })}
        <Line view=view/>
    }
}

/// Who asked for it, and the matter that it may become.
#[component]
fn OfCitizen(
    /// The request.
    view: Arc<RecordView>,
    /// Whether it may still become one.
    open: bool,
) -> impl IntoView {
    let app = use_app();
    let rec = view.rec;
    // It leaves this phone once the server has sealed it, which raises the revision that records follow.
    let here = Memo::new(move |_| app.record(rec).is_some() && app.contact(rec).is_some());
    let may_become = open || Led(&view.body).stage() == Some(TO_MATTER);
    view! {
        {if Request(&view.body).has_contact() {
            view! { <Sealed rec=rec here=here/> }.into_any()
        } else {
            view! { <p class="small ink-2">{requests::sealed_none()}</p> }.into_any()
        }}
        <Becomes view=view kind=Kind::Consultation may=may_become/>
    }
}

/// The line that it stands in, as far as it is on this phone.
#[component]
fn Line(
    /// The matter, or what was given.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let line = Memo::new_with_compare(move |_| line_of(app, &view), |_, _| true);
    move || {
        let steps = line.get();
        (steps.len() > 1).then(|| view! { <Thread label=words::thread() steps=steps/> })
    }
}

fn line_of(app: App, view: &RecordView) -> Vec<Step> {
    let knot = |view: &RecordView| Some(Knot { rec: view.rec, kind: view.kind.parse().ok()?, body: view.body.clone() });
    let Some(here) = knot(view) else { return Vec::new() };
    let mut before: Vec<Knot> = Vec::new();
    let mut origin: Option<RecordId> = view.body.parsed(ORIGIN);
    while let Some(earlier) = origin.filter(|_| before.len() < STEPS).and_then(|rec| app.record(rec)) {
        origin = earlier.body.parsed(ORIGIN);
        before.extend(knot(&earlier));
    }
    before.reverse();
    let grown = |of: RecordId| {
        let grew = move |body: &Fields| body.parsed(ORIGIN) == Some(of);
        let led = LED.iter().chain([&Kind::Suggestion]).flat_map(|kind| app.views_of(*kind));
        let led = led.filter(|one| grew(&one.body)).filter_map(|one| knot(&one)).collect::<Vec<_>>();
        let held = app.activities(|glance| {
            let body = glance.body.clone();
            grew(glance.body).then_some(Knot { rec: glance.rec, kind: Kind::Activity, body })
        });
        led.into_iter().chain(held).collect::<Vec<_>>()
    };
    let direct = grown(view.rec);
    let further: Vec<Knot> =
        direct.iter().filter(|knot| LED.contains(&knot.kind)).flat_map(|knot| grown(knot.rec)).collect();
    let after: Vec<Knot> = direct.into_iter().chain(further).filter(|knot| knot.rec != view.rec).collect();
    steps(&before, &here, &after, |knot| match knot.kind {
        Kind::Activity => route::record(knot.rec),
        _ => route::matter(knot.rec),
    })
}

#[component]
fn Facts(
    /// The matter.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let workflow = matter_words::workflow_of(app, &view.body);
    let called = |rec| roster.read_untracked().called(rec).map(str::to_owned);
    let lines = facts(&view.kind, &view.body, workflow.as_ref(), called, |day| time::day(day, app.today()));
    let line = |(label, said): (String, String)| {
        view! { <div><dt>{label}</dt><dd class="kept-lines">{said}</dd></div> }
    };
    // Citizens share one account, which is on no roster.
    let of_citizens = Request(&view.body).channel() == Some(Channel::Page);
    let who = |user| match Some(user) == view.author && of_citizens {
        true => requests::a_citizen().to_owned(),
        false => record_words::who(app, user),
    };
    let by = view.last.map(|(user, at)| format!("{} · {}", who(user), record_words::when(app, at)));
    view! {
        <section class="group stack">
            <h2>{words::facts()}</h2>
            <dl class="facts">{lines.into_iter().map(line).collect_view()}</dl>
            {by.map(|by| view! { <p class="caption ink-3">{by}</p> })}
        </section>
    }
}
