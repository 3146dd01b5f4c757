//! What was typed and not taken: it stands nowhere else, so it is shown word for word and can be copied.

use super::{
    field_words,
    roster::{Roster, use_roster},
};
use crate::{
    components::{
        button::{Button, Weight},
        icon::Glyph,
        toast::Toasts,
    },
    pages::{matter_facts, matter_words},
    state::use_app,
    text::{matter, record as words},
};
use domain::{
    activity::REVIEW,
    checklist::CHECKLIST,
    fields::Fields,
    id::RecordId,
    review::Review,
    workflow::{DEMAND, STAGE, STAGE_REASON, Workflow, is_stage},
};
use leptos::{prelude::*, task::spawn_local};
use sync::{
    client::{OpState, Replica},
    wire::Act,
};
use wasm_bindgen_futures::JsFuture;

/// The fields of the refused changes of a record, the last word on each.
#[component]
pub fn RefusedText(
    /// The record.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let roster = use_roster().get_untracked();
    let (typed, deeds) = app.with_replica(|replica| (replica.refused_fields(rec), deeds(replica, rec)));
    let workflow = matter_words::workflow_of(app, &typed);
    let moves = workflow.iter().flat_map(|workflow| step(workflow, &typed, &roster));
    let plain = lines(&typed, &roster, workflow.is_some());
    let lines: Vec<(String, String)> = moves.chain(plain).chain(deeds).collect();
    let whole = lines.iter().map(|(name, value)| format!("{name}：{value}")).collect::<Vec<_>>().join("\n");
    let copy = move || {
        let whole = whole.clone();
        spawn_local(async move {
            let written = JsFuture::from(window().navigator().clipboard().write_text(&whole)).await;
            let words = if written.is_ok() { words::copied() } else { words::not_copied() };
            toasts.say(Glyph::Copy, words);
        });
    };
    (!lines.is_empty()).then(|| {
        view! {
            <section class="stack tight" role="group" aria-label=words::typed_here()>
                <p class="small ink-2">{words::typed_here()}</p>
                <dl class="facts">
                    {lines.into_iter().map(|(name, value)| view! {
                        <div><dt>{name}</dt><dd class="kept-lines">{value}</dd></div>
                    }).collect_view()}
                </dl>
                <div class="row"><Button label=words::copy() glyph=Glyph::Copy weight=Weight::Quiet on_press=copy/></div>
            </section>
        }
    })
}

/// What the refused operations of a record would have done beside writing fields.
fn deeds(replica: &Replica, rec: RecordId) -> Vec<(String, String)> {
    let refused = replica.ops_of(rec).filter(|op| matches!(op.state, OpState::Refused(_)));
    let deed = |act: &Act| match act {
        Act::Delete(_) => Some(words::wanted_delete().to_owned()),
        Act::Add(elem) => Some(words::wanted_tag(&elem.elem)),
        Act::Remove(elem) => Some(words::wanted_no_tag(&elem.elem)),
        Act::Patch(fields) if fields.text(REVIEW) == Some(Review::Pending.id()) => {
            Some(words::wanted_again().to_owned())
        }
        Act::Create(_) | Act::Patch(_) => None,
    };
    refused.filter_map(|op| deed(&op.op.act)).map(|deed| (words::wanted().to_owned(), deed)).collect()
}

/// A step along a workflow: where it was to go, and what was given for it.
fn step(workflow: &Workflow, typed: &Fields, roster: &Roster) -> Vec<(String, String)> {
    let to = typed.text(STAGE).and_then(|id| workflow.stage(id)).map(|stage| matter::move_to(&stage.name));
    let to = to.map(|to| (words::wanted().to_owned(), to));
    let why = typed.text(STAGE_REASON).map(|why| (matter::why_out().to_owned(), why.to_owned()));
    let given = matter_facts::given(workflow, typed, |rec| roster.called(rec).map(str::to_owned));
    to.into_iter().chain(why).chain(given).collect()
}

fn lines(typed: &Fields, roster: &Roster, is_led: bool) -> Vec<(String, String)> {
    let of_step = |field: &str| is_led && (is_stage(field) || field.split(':').next() == Some(DEMAND));
    // To what a check belongs is said above it.
    let told = typed.0.iter().filter(|(field, _)| ![CHECKLIST, REVIEW].contains(&field.as_str()) && !of_step(field));
    told.map(|(field, value)| (field_words::name(field, roster), field_words::said(field, value, roster))).collect()
}
