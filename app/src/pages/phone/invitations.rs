//! What others ask of oneself, among the messages: invitations, what was recorded for oneself, and what was called off.

use super::{
    record_answer::{Answer, answer_of},
    record_confirm::ForMe,
    record_words,
    roster::use_roster,
    standing::{self, Viewer},
};
use crate::{
    components::{
        icon::{Glyph, Icon},
        list_row::ListRow,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, behalf, plan as words},
};
use domain::{
    activity::{Activity, Phase},
    id::RecordId,
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::RecordView;

/// Whether others ask anything, or there is something to tell of what is ahead.
pub fn is_any(app: App) -> bool {
    let asked = standing::asked(app);
    !(asked.invited.is_empty() && asked.to_confirm.is_empty() && ahead(app).is_empty())
}

/// Invitations to answer, records to agree to, and what one said to what is ahead.
#[component]
pub fn Asked() -> impl IntoView {
    let app = use_app();
    let asked = Memo::new(move |_| standing::asked(app));
    let ahead = Memo::new(move |_| ahead(app));
    let views =
        move |recs: &[RecordId]| -> Vec<RecordView> { recs.iter().filter_map(|rec| app.record(*rec)).collect() };
    let key = |view: &RecordView| (view.rec, view.ver, view.waiting_since);
    view! {
        <Show when=move || !asked.read().invited.is_empty()>
            <section class="group stack">
                <h2>{words::invitations()}</h2>
                <For each=move || views(&asked.read().invited) key=key children=|view| view! { <Invitation view=Arc::new(view)/> }/>
            </section>
        </Show>
        <Show when=move || !asked.read().to_confirm.is_empty()>
            <section class="group stack">
                <h2>{behalf::waiting()}</h2>
                <For each=move || views(&asked.read().to_confirm) key=key children=|view| view! { <ToConfirm view=Arc::new(view)/> }/>
            </section>
        </Show>
        <Show when=move || !ahead.read().is_empty()>
            <section class="group">
                <h2>{words::upcoming()}</h2>
                <ul class="list boxed"><For each=move || views(&ahead.read()) key=key children=coming/></ul>
            </section>
        </Show>
    }
}

/// What is ahead and answered already, and what was called off of it; the next first.
fn ahead(app: App) -> Vec<RecordId> {
    let viewer = Viewer::of(app);
    let Some(me) = viewer.member else { return Vec::new() };
    let today = app.today();
    let mut recs = app.activities(|glance| {
        let activity = Activity(glance.body);
        let soon = activity.day().is_some_and(|day| day >= today);
        let state = activity.attendance_of(me).filter(|_| soon)?;
        let told = match activity.phase()? {
            Phase::Planned => state != domain::activity::Attendance::Invited,
            Phase::Cancelled => true,
            Phase::Held => false,
        };
        told.then_some(glance.rec)
    });
    recs.reverse();
    recs
}

/// What it is, when and where; leads to the record.
#[component]
fn Head(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let activity = Activity(&view.body);
    let when = activity.start().map(|start| text::time::span(start, activity.end(), app.today()));
    let place = record_words::place(&view.body, &roster.read_untracked());
    let lines: Vec<String> = when.into_iter().chain(place).collect();
    view! {
        <header>
            <a class="head-link" href=route::record(view.rec)>
                <span class="ink-3"><Icon glyph=Glyph::of_activity(activity.kind())/></span>
                <span class="grow">
                    <h3 class="clipped">{record_words::title(&view.body)}</h3>
                    <span class="detail">{lines.join(" · ")}</span>
                </span>
                <Icon glyph=Glyph::Right small=true/>
            </a>
        </header>
    }
}

/// One invitation with its two answers.
#[component]
fn Invitation(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    view! { <article class="card stack"><Head view=view.clone()/><Answer view=view/></article> }
}

/// One record that was made for oneself.
#[component]
fn ToConfirm(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    view! { <article class="card stack"><Head view=view.clone()/><ForMe view=view/></article> }
}

/// What is ahead, with what one said.
fn coming(view: RecordView) -> impl IntoView {
    let app = use_app();
    let me = untrack(|| Viewer::of(app)).member;
    let answer = me.and_then(|me| answer_of(&view, me)).map(text::vocabulary::attendance);
    let cancelled = Activity(&view.body).phase() == Some(Phase::Cancelled);
    let said = if cancelled { Some(words::cancelled()) } else { answer };
    let when = Activity(&view.body).start().map(|start| text::time::moment(start, app.today()));
    let detail: Vec<String> = when.into_iter().chain(said.map(str::to_owned)).collect();
    view! {
        <li>
            <ListRow
                href=route::record(view.rec)
                glyph=Glyph::of_activity(Activity(&view.body).kind())
                title=record_words::title(&view.body)
                detail=detail.join(" · ")
                badges=record_words::badges(&view)
            />
        </li>
    }
}
