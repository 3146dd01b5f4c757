//! What the office did to a record after it was approved, and what became of an announced one.

use super::{roster::use_roster, standing::Viewer};
use crate::{
    components::{button::LinkButton, icon::Glyph, note::Note, tone::Tone},
    routes::phone as route,
    state::use_app,
    text::{behalf as words, plan},
};
use domain::{
    activity::{Activity, CANCEL_REASON, Phase},
    review::Review,
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::RecordView;

/// 已更正, 已并入, 已取消: each in words, with why.
#[component]
pub fn State(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let activity = Activity(&view.body);
    let why = activity.review_reason().filter(|why| !why.is_empty()).map(str::to_owned);
    let times = Some(activity.corrections()).filter(|times| *times > 0 && activity.merged_into().is_none());
    // What was changed while it was approved is no correction of what counted, and yet its author is told.
    let changed =
        || (activity.review() == Some(Review::Approved) && why.is_some()).then(|| words::approved_changed().to_owned());
    let corrected = times.map(words::corrected_times).or_else(changed).map(|title| {
        view! {
            <Note glyph=Glyph::Pen>
                <p><b>{title}</b></p>
                {why.clone().map(|why| view! { <p class="kept-lines">{words::corrected_why(&why)}</p> })}
            </Note>
        }
    });
    let merged = activity.merged_into().map(|into| {
        // The other record may lie where one does not look.
        let here = untrack(|| app.record(into)).is_some();
        view! {
            <Note tone=Tone::Wait glyph=Glyph::Copy>
                <p><b>{words::merged()}</b></p>
                <p>{words::merged_into()}</p>
                {here.then(|| view! { <LinkButton href=route::record(into) label=words::see_other()/> })}
            </Note>
        }
    });
    let cancelled = (activity.phase() == Some(Phase::Cancelled)).then(|| {
        let why = view.body.text(CANCEL_REASON).unwrap_or(plan::no_reason()).to_owned();
        view! {
            <Note tone=Tone::Wait glyph=Glyph::Void>
                <p><b>{plan::cancelled()}</b></p>
                <p class="kept-lines">{why}</p>
            </Note>
        }
    });
    view! { {corrected}{merged}{cancelled} }
}

/// That a record lies at another venue, and who recorded it for whom.
#[component]
pub fn Origin(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let for_whom = Activity(&view.body).recorded_for();
    let roster = roster.read_untracked();
    let for_whom = for_whom.map(|member| {
        let who = roster.member(member).unwrap_or(crate::text::record::somebody());
        match view.author.and_then(|author| roster.account(author)) {
            Some(author) => words::recorded_by(author, who),
            None => words::recorded_for(who),
        }
    });
    // Who looks from elsewhere is told why so little is shown.
    let elsewhere = (view.is_mirrored && untrack(|| Viewer::of(app)).member.is_some()).then(plan::elsewhere);
    let lines = for_whom.into_iter().chain(elsewhere.map(str::to_owned));
    view! { {lines.map(|line| view! { <p class="small ink-2">{line}</p> }).collect_view()} }
}
