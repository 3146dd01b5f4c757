//! One record: what the office said first, then all its fields.

use super::{
    activity_form::may_change,
    address::use_record,
    conflicts::Conflicts,
    record_answer::Answer,
    record_confirm::Confirmation,
    record_objection::{Object, Objections},
    record_people,
    record_photos::RecordPhotos,
    record_run::{CallingOff, Run},
    record_sent::Sent,
    record_state::{Origin, State},
    record_words,
    roster::use_roster,
    screen::{Place, Screen},
    standing::Viewer,
};
use crate::{
    components::{
        badge::Badge,
        button::{LinkButton, Weight},
        empty_state::EmptyState,
        icon::Glyph,
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::use_app,
    text::{self, record as words, vocabulary},
};
use domain::{
    activity::{Activity, Measure, ONLINE, Phase, TAGS},
    id::Feed,
    kind::Kind,
    review::Review,
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::{RecordView, Transport};

/// One record of this phone.
#[component]
pub fn RecordPage() -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let rec = use_record();
    provide_context(CallingOff::new());
    let view = Memo::new(move |_| rec.get().and_then(|rec| app.record(rec)));
    let title = Signal::derive(move || {
        view.read().as_ref().map_or_else(|| words::title().to_owned(), |view| record_words::kind(&view.body))
    });
    view! {
        <Screen title=title back=route::RECORDS place=Place::Records>
            {move || {
                // Names may come after the record, by the first sync.
                roster.track();
                match view.get() {
                    Some(view) => view! { <Whole view=Arc::new(view)/> }.into_any(),
                    None => view! { <NotHere/> }.into_any(),
                }
            }}
        </Screen>
    }
}

/// In the place of a record that is not on this phone, or not yet.
#[component]
pub fn NotHere() -> impl IntoView {
    let app = use_app();
    let coming = Memo::new(move |_| {
        let line = app.sync_line();
        line.receiving || line.synced_at.is_none()
    });
    move || match coming.get() {
        true => view! {
            <EmptyState glyph=Glyph::CloudUp title=words::coming_title() detail=words::coming()/>
        }
        .into_any(),
        false => view! { <EmptyState glyph=Glyph::Search title=words::not_here_title() detail=words::not_here()/> }
            .into_any(),
    }
}

/// Everything about a record.
#[component]
fn Whole(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let viewer = untrack(|| Viewer::of(app));
    let rec = view.rec;
    let has_draft = Memo::new(move |_| app.draft(rec).is_some());
    let returned = Activity(&view.body).review() == Some(Review::Returned);
    let mine = viewer.may_edit(&view);
    let open = mine && may_change(&view) && view.transport != Transport::Refused;
    let badges = record_words::badges(&view).into_iter().map(|badge| view! { <Badge badge=badge/> }).collect_view();
    let mend = (open && !returned).then(|| route::activity(rec));
    view! {
        <div class="stack">
            <div class="badges">{badges}</div>
            <h2 class="sentence">{record_words::title(&view.body)}</h2>
            <Origin view=view.clone()/>
        </div>
        <Show when=move || has_draft.get()>
            <Note glyph=Glyph::Pen>
                <p>{words::draft_waits()}</p>
                <LinkButton href=route::activity(rec) label=words::go_on()/>
            </Note>
        </Show>
        <Returned view=view.clone() open=open/>
        <Sent view=view.clone()/>
        <Conflicts view=view.clone() may_decide=viewer.may_settle(&view) && may_change(&view)/>
        <State view=view.clone()/>
        <Answer view=view.clone()/>
        <Confirmation view=view.clone()/>
        <Objections view=view.clone()/>
        <Facts view=view.clone()/>
        <RecordPhotos body=view.body.clone()/>
        <Run view=view.clone()/>
        {mend.map(|href| view! { <LinkButton href=href label=words::mend() glyph=Glyph::Pen block=true/> })}
        <Object view=view.clone()/>
        <History view=view/>
    }
}

/// Why it came back, and the way to mend it.
#[component]
fn Returned(
    /// The record.
    view: Arc<RecordView>,
    /// Whether the person may mend it.
    open: bool,
) -> impl IntoView {
    let app = use_app();
    let activity = Activity(&view.body);
    let said =
        (activity.review() == Some(Review::Returned)).then(|| activity.review_reason().unwrap_or_default().to_owned());
    let by = untrack(|| Viewer::of(app)).returned_by(&view);
    let by = by.map(|(user, at)| words::returned_by(record_words::who(app, user), record_words::when(app, at)));
    let href = route::activity(view.rec);
    said.map(|reason| view! {
        <Note tone=Tone::Act glyph=Glyph::Return>
            <p><b>{words::returned_title()}</b></p>
            <p class="kept-lines">{reason}</p>
            {by.map(|by| view! { <p class="caption">{by}</p> })}
            {open.then(|| view! { <LinkButton href=href label=words::mend_now() weight=Weight::Primary glyph=Glyph::Pen/> })}
        </Note>
    })
}

/// The fields.
#[component]
fn Facts(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let today = app.today();
    let activity = Activity(&view.body);
    let time = activity.start().map(|start| text::time::span(start, activity.end(), today));
    let phase = activity.phase().filter(|phase| *phase != Phase::Held).map(vocabulary::phase);
    let online = view.body.flag(ONLINE).then(words::online);
    let place = Some(record_words::whole_place(&view.body, &roster.read_untracked())).filter(|place| !place.is_empty());
    let place = place.into_iter().chain(online.map(str::to_owned)).collect::<Vec<_>>().join(" · ");
    let time = time.into_iter().chain(phase.map(str::to_owned)).collect::<Vec<_>>().join(" · ");
    let people = record_people::groups(activity, &roster.read_untracked());
    let planned = activity.phase() == Some(Phase::Planned);
    let unit = activity.contact_unit().and_then(|unit| app.part_names(Kind::ContactUnit).remove(&unit));
    let tags: Vec<&str> = view
        .body
        .get(TAGS)
        .and_then(|tags| tags.as_array())
        .into_iter()
        .flatten()
        .filter_map(|tag| tag.as_str())
        .collect();
    let line = |name: &str, value: String| (name.to_owned(), value);
    let told = if planned { text::plan::what_for() } else { words::narrative() };
    let lines = [line(words::when(), time), line(words::place(), place)]
        .into_iter()
        .chain([line(text::plan::unit(), unit.unwrap_or_default())])
        .chain(people)
        .chain([line(told, activity.narrative().to_owned()), line(words::tags(), tags.join("、"))]);
    let lines = lines.filter(|(_, value)| !value.is_empty());
    let figures = Measure::ALL.iter().map(|measure| (*measure, activity.measure(*measure))).filter(|(_, n)| *n > 0);
    let figures = figures.collect::<Vec<_>>();
    view! {
        <section class="card stack wide">
            <dl class="facts">
                {lines.map(|(name, value)| view! { <div><dt>{name}</dt><dd class="kept-lines">{value}</dd></div> }).collect_view()}
            </dl>
            {(!figures.is_empty()).then(|| view! { <dl class="figures">{figures.into_iter().map(figure).collect_view()}</dl> })}
        </section>
    }
}

fn figure((measure, n): (Measure, i64)) -> impl IntoView {
    view! { <div><dt>{vocabulary::measure(measure)}</dt><dd>{n} " " <small>{vocabulary::unit(measure)}</small></dd></div> }
}

/// Where it is kept, and who changed it last.
#[component]
fn History(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let home = match view.feed {
        Feed::Venue(venue) => roster.read_untracked().venue(venue).map(str::to_owned),
        Feed::Member(_) => Some(words::own_feed().to_owned()),
        Feed::Ref(_) | Feed::Office(_) => None,
    };
    let last =
        view.last.map(|(user, at)| words::last_written(record_words::who(app, user), record_words::when(app, at)));
    let version = (view.ver > 0).then(|| words::version(view.ver));
    let lines = [(words::kept_in(), home), (words::last(), last), (words::history(), version)];
    let lines = lines.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
    view! {
        <dl class="facts beside small">
            {lines.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view()}
        </dl>
    }
}
