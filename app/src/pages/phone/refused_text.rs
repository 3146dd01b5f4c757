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
    state::use_app,
    text::record as words,
};
use domain::{activity::REVIEW, checklist::CHECKLIST, fields::Fields, id::RecordId, review::Review};
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
    let lines: Vec<(String, String)> = app.with_replica(|replica| {
        lines(&replica.refused_fields(rec), &roster).into_iter().chain(deeds(replica, rec)).collect()
    });
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

fn lines(typed: &Fields, roster: &Roster) -> Vec<(String, String)> {
    // To what a check belongs is said above it.
    let told = typed.0.iter().filter(|(field, _)| ![CHECKLIST, REVIEW].contains(&field.as_str()));
    told.map(|(field, value)| (field_words::name(field, roster), field_words::said(field, value, roster))).collect()
}
