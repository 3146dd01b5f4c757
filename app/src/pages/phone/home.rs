//! 首页: what waits, in words, and the one thing to do.

use super::{
    later::{LaterPage, LaterPart},
    quotas::Quotas,
    record_words,
    screen::{Place, Screen},
    standing::{self, Asked, Tally},
};
use crate::{
    clock,
    components::{big_button::BigButton, card::LinkCard, icon::Glyph},
    pages::{matter_words, sign_in::TypeSwitch},
    routes::phone as route,
    state::{App, Draft, use_app},
    text::{self, behalf, calendar, home as words, matter, plan},
};
use domain::{
    activity::Activity,
    committee::{Committee, NAME},
    id::RecordId,
    kind::Kind,
};
use leptos::prelude::*;
use sync::client::RecordView;

/// How many drafts are listed one by one.
const DRAFTS: usize = 3;

/// The start page.
#[component]
pub fn HomePage() -> impl IntoView {
    let app = use_app();
    let user = move || app.session().user().cloned();
    let title = Signal::derive(move || {
        user().map_or_else(String::new, |user| if user.member.is_some() { words::title(&user.name) } else { user.name })
    });
    let below = Signal::derive(move || {
        let committee = app.committee().and_then(|fields| fields.text(NAME).map(str::to_owned));
        // In large type there is room for one of the two.
        let committee = committee.filter(|_| !app.settings().read().large_type);
        committee.into_iter().chain([text::time::long_day(app.today())]).collect::<Vec<_>>().join(" · ")
    });
    let is_demo = Memo::new(move |_| app.committee().is_some_and(|fields| Committee(&fields).is_demo()));
    view! {
        <Screen title=title below=below mark=true place=Place::Home top=|| view! { <TypeSwitch/> }>
            <Waiting/>
            <nav class="big-buttons" aria-label=words::usual()>
                <BigButton
                    href=route::NEW_ACTIVITY
                    title=words::record_activity()
                    detail=words::works_offline()
                    glyph=Glyph::Compose
                    primary=true
                />
                <BigButton href=route::PLAN_ACTIVITY title=plan::title() detail=words::plan_detail() glyph=Glyph::People/>
                <BigButton href=route::MATTERS title=matter::title() detail=matter::home_detail() glyph=Glyph::People/>
                <BigButton href=route::CALENDAR title=calendar::title() detail=words::calendar_detail() glyph=Glyph::Clock/>
            </nav>
            <Drafts/>
            <Quotas/>
            <Show when=move || is_demo.get()><p class="caption ink-3 center">{words::demo()}</p></Show>
        </Screen>
    }
}

/// What waits: one sentence, then a card for what one can do about it.
#[component]
fn Waiting() -> impl IntoView {
    let app = use_app();
    let returned = Memo::new(move |_| standing::returned(app));
    let refused = Memo::new(move |_| app.sync_line().refused);
    let asked = Memo::new(move |_| standing::asked(app));
    let torn = Memo::new(move |_| standing::torn(app));
    let drafts = Memo::new(move |_| drafts(app).len());
    let tally = Memo::new(move |_| standing::tally(app));
    let for_me = move || returned.read().len() + torn.read().len() + asked.read().len();
    let sentence = move || sentence(for_me(), refused.get(), drafts.get(), tally.get());
    let rest = move || {
        let busy = for_me() + refused.get() + drafts.get() > 0;
        (busy && tally.get().pending > 0).then(|| words::pending_all(tally.get().pending))
    };
    view! {
        <section class="card stack tight" aria-labelledby="waiting">
            <p class="small ink-2">{words::standing()}</p>
            <h2 id="waiting" class="sentence">{sentence}</h2>
            {move || rest().map(|words| view! { <p class="small ink-2">{words}</p> })}
        </section>
        <Show when=move || { refused.get() > 0 }>
            <LinkCard
                href=route::OUTBOX glyph=Glyph::Alert urgent=true
                title=Signal::derive(move || words::refused(refused.get()))
                detail=words::refused_detail()
            />
        </Show>
        <Show when=move || !torn.read().is_empty()>
            <LinkCard
                href=route::MESSAGES glyph=Glyph::Copy urgent=true
                title=Signal::derive(move || text::conflict::count(torn.read().len()))
                detail=text::conflict::both_kept()
            />
        </Show>
        <Show when=move || !returned.read().is_empty()>
            <LinkCard
                href=route::MESSAGES glyph=Glyph::Return urgent=true
                title=Signal::derive(move || words::returned(returned.read().len()))
                detail=Signal::derive(move || reasons(&returned.read()))
            />
        </Show>
        <LaterPart page=LaterPage::WaitingElsewhere/>
        <AskedOfMe asked=asked/>
    }
}

/// Invitations to answer, and what was recorded for oneself.
#[component]
fn AskedOfMe(
    /// What is asked.
    asked: Memo<Asked>,
) -> impl IntoView {
    let app = use_app();
    let first = move |recs: &[RecordId]| {
        let view = recs.first().and_then(|rec| app.record(*rec))?;
        let when = Activity(&view.body).start().map(|start| text::time::moment(start, app.today()))?;
        Some(format!("{when} · {}", record_words::title(&view.body)))
    };
    let card = move |glyph, recs: Vec<RecordId>, title: fn(usize) -> String| {
        let href = match recs[..] {
            [] => return None,
            [only] => route::record(only),
            _ => route::MESSAGES.to_owned(),
        };
        let detail = first(&recs).unwrap_or_default();
        Some(view! { <LinkCard href=href glyph=glyph urgent=true title=title(recs.len()) detail=detail/> })
    };
    move || {
        let Asked { invited, to_confirm } = asked.get();
        view! { {card(Glyph::Mail, invited, plan::waiting)}{card(Glyph::Pen, to_confirm, behalf::waiting_n)} }
    }
}

/// The sentence that could be read aloud.
fn sentence(returned: usize, refused: usize, drafts: usize, tally: Tally) -> String {
    match (returned + refused, drafts, tally.pending, tally.total) {
        (0, 0, 0, 0) => words::nothing_yet().to_owned(),
        (0, 0, 0, _) => words::nothing_pending().to_owned(),
        (0, 0, pending, _) => words::pending_all(pending),
        (0, drafts, ..) => words::drafts_wait(drafts),
        (waiting, drafts, ..) => words::things_wait(waiting + drafts),
    }
}

/// Why the records came back, one after the other.
fn reasons(returned: &[RecordView]) -> String {
    let reasons = returned.iter().filter_map(|view| Activity(&view.body).review_reason());
    reasons.collect::<Vec<_>>().join(" · ")
}

/// Drafts to go on with.
#[component]
fn Drafts() -> impl IntoView {
    let app = use_app();
    let drafts = Memo::new(move |_| drafts(app));
    let more = move || drafts.read().iter().filter(|draft| draft.kind == Kind::Activity).count().saturating_sub(DRAFTS);
    view! {
        <Show when=move || !drafts.read().is_empty()>
            <section class="group stack">
                <h2>{words::drafts()}</h2>
                {move || listed(drafts.get()).into_iter().map(|draft| draft_card(app, draft)).collect_view()}
                <Show when=move || { more() > 0 }>
                    <a class="text-link" href=route::RECORDS>{move || words::all_drafts(drafts.read().len())}</a>
                </Show>
            </section>
        </Show>
    }
}

/// The drafts that the start page shows: of activities some, since all stand among the records; of everything else all.
fn listed(drafts: Vec<Draft>) -> Vec<Draft> {
    let (activities, others): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| draft.kind == Kind::Activity);
    others.into_iter().chain(activities.into_iter().take(DRAFTS)).collect()
}

/// What is written on a phone; a workflow is written at the desk.
fn drafts(app: App) -> Vec<Draft> {
    app.drafts().into_iter().filter(|draft| draft.kind != Kind::Workflow).collect()
}

fn draft_card(app: App, draft: Draft) -> impl IntoView {
    let at = text::time::moment(clock::local(draft.updated_at), app.today());
    let (href, title) = match draft.kind {
        Kind::Consultation => (route::matter_form(draft.rec), matter_words::title(&draft.body)),
        Kind::OpinionReport => (route::report_form(draft.rec), matter_words::title(&draft.body)),
        Kind::Proposal => (route::proposal_form(draft.rec), matter_words::title(&draft.body)),
        Kind::Outcome => (route::outcome_form(draft.rec), matter_words::title(&draft.body)),
        Kind::Request => (route::request_form(draft.rec), record_words::title(&draft.body)),
        _ => (route::activity(draft.rec), record_words::title(&draft.body)),
    };
    view! {
        <LinkCard
            href=href
            glyph=Glyph::of_activity(Activity(&draft.body).kind())
            title=title
            detail=words::draft_detail(at)
        />
    }
}
