//! What was typed and not taken: it stands nowhere else, so it is shown word for word and can be copied.

use super::{frame::Toasts, roster::Roster, roster::use_roster};
use crate::{
    components::{
        button::{Button, Weight},
        icon::Glyph,
    },
    state::use_app,
    text::{self, record as words, vocabulary},
};
use domain::{
    activity::{ATTENDANCE, Attendance, END, START, TYPE, VENUE},
    fields::Fields,
    id::RecordId,
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use wasm_bindgen_futures::JsFuture;

/// The fields of the refused changes of a record, the last word on each.
#[component]
pub fn RefusedText(
    /// The record.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let lines = lines(&app.with_replica(|replica| replica.refused_fields(rec)), &use_roster().read_untracked());
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
            <section class="stack tight" aria-label=words::typed_here()>
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

fn lines(typed: &Fields, roster: &Roster) -> Vec<(String, String)> {
    typed.0.iter().map(|(field, value)| (name(field, roster), said(field, value, roster))).collect()
}

fn name(field: &str, roster: &Roster) -> String {
    let member = field.strip_prefix(ATTENDANCE).and_then(|rest| rest.strip_prefix(':')?.parse().ok());
    let member = member.and_then(|member| roster.member(member)).map(str::to_owned);
    member.unwrap_or_else(|| text::activity::field_name(field).to_owned())
}

fn said(field: &str, value: &Value, roster: &Roster) -> String {
    let named = match value {
        Value::String(text) if field == VENUE => text.parse().ok().and_then(|id| roster.venue(id)).map(str::to_owned),
        Value::String(text) if field == TYPE => {
            text.parse().ok().map(|kind| vocabulary::activity_type(kind).to_owned())
        }
        Value::String(text) if field.starts_with(ATTENDANCE) => {
            text.parse::<Attendance>().ok().map(|state| vocabulary::attendance(state).to_owned())
        }
        Value::String(text) => Some(text.replace('T', " ")).filter(|_| field == START || field == END),
        _ => None,
    };
    named.unwrap_or_else(|| words::value(Some(value)))
}
