//! 需处理 at the desk: what was done on this computer and the server did not take, word for word.

use super::{
    history::told_act,
    refused_again::{again, brings_back},
    review_state::read_all,
    roster::Roster,
    words::{field_in_words, value_in_words},
};
use crate::{
    components::{
        desk_head::DeskHead,
        desk_refused::{DeskRefused, RefusedLine},
        empty_state::EmptyState,
        icon::Glyph,
        note::Failure,
        toast::{ToastArea, Toasts},
    },
    pages::query::Query,
    routes::desk as route,
    state::use_app,
    text::{desk, review as text, trouble, vocabulary},
};
use domain::{
    activity::{Activity, REVIEW_REASON},
    fields::Fields,
    id::RecordId,
    problem::Refusal,
    schema::is_review,
};
use jiff::civil::Date;
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeSet;
use sync::{
    client::{OpState, StoredOp},
    wire::{Act, Op, desk::DeskRow},
};
use wasm_bindgen_futures::JsFuture;

/// One operation that the server refused.
#[derive(Debug, Clone, PartialEq)]
struct Refused {
    key: u64,
    op: Op,
    refusal: Refusal,
}

/// The page.
#[component]
pub fn RefusedPage() -> impl IntoView {
    let app = use_app();
    let roster = Memo::new(move |_| Roster::of(app));
    let refused =
        Memo::new(move |_| app.with_replica(|replica| replica.refused().filter_map(refused_of).collect::<Vec<_>>()));
    let recs = move || refused.with(|all| all.iter().map(|one| one.op.rec).collect::<BTreeSet<_>>());
    // As they stand now, so that one sees whether the same can still be done.
    let now =
        Query::new(move || Some(recs()).filter(|recs| !recs.is_empty()), |recs| read_all(recs.into_iter().collect()));
    let toasts = Toasts::default();
    let failure = RwSignal::new(None::<String>);
    let find = move |key: u64| refused.with_untracked(|all| all.iter().find(|one| one.key == key).cloned());
    let standing = move |rec: RecordId| now.answer.with_untracked(|rows| row_of(rows.as_deref(), rec));
    let lines = Memo::new(move |_| {
        let rows = now.answer.get();
        let roster = roster.read();
        refused.with(|all| {
            all.iter()
                .map(|one| line(one, row_of(rows.as_deref(), one.op.rec).as_ref(), &roster, app.today()))
                .collect::<Vec<_>>()
        })
    });
    let dismiss = Callback::new(move |key: u64| {
        spawn_local(async move {
            if let Err(error) = app.discard(vec![key]).await {
                failure.try_set(Some(trouble::save(&error)));
            }
        });
    });
    let retry = Callback::new(move |key: u64| {
        let edit = find(key).and_then(|one| again(&one.op, &standing(one.op.rec)?, app.today()));
        if let Some(edit) = edit {
            spawn_local(async move {
                if let Err(error) = app.save(vec![edit], vec![key]).await {
                    failure.try_set(Some(trouble::save(&error)));
                }
            });
        }
    });
    let copy = Callback::new(move |words: String| {
        spawn_local(async move {
            let written = JsFuture::from(window().navigator().clipboard().write_text(&words)).await;
            toasts.say(Glyph::Copy, if written.is_ok() { text::copied() } else { text::not_copied() });
        });
    });
    document().set_title(&desk::page_title(text::refused()));
    view! {
        <main class="desk-page">
            <DeskHead title=text::refused() />
            <div class="desk-refused">
                <Failure words=failure/>
                {move || if lines.with(Vec::is_empty) {
                    view! { <EmptyState glyph=Glyph::CloudDone title=text::refused_none() detail=text::refused_none_detail() /> }
                        .into_any()
                } else {
                    view! {
                        <p class="ink-2">{text::refused_safe()}</p>
                        <DeskRefused lines=lines.get() on_copy=copy on_dismiss=dismiss on_again=retry />
                    }
                    .into_any()
                }}
            </div>
            <ToastArea toast=toasts.shown />
        </main>
    }
}

fn refused_of(stored: &StoredOp) -> Option<Refused> {
    let OpState::Refused(refusal) = &stored.state else { return None };
    Some(Refused { key: stored.key, op: stored.op.clone(), refusal: refusal.clone() })
}

fn row_of(rows: Option<&[DeskRow]>, rec: RecordId) -> Option<DeskRow> {
    rows?.iter().find(|row| row.row.rec == rec).cloned()
}

fn line(one: &Refused, now: Option<&DeskRow>, roster: &Roster, today: Date) -> RefusedLine {
    let written = match &one.op.act {
        Act::Create(fields) | Act::Patch(fields) => fields.clone(),
        Act::Add(_) | Act::Remove(_) | Act::Delete(_) => Fields::default(),
    };
    let mut fields: Vec<(String, String)> = written
        .0
        .iter()
        .filter(|(field, _)| !is_review(field))
        .map(|(field, value)| (field_in_words(field, roster), value_in_words(field, value, roster)))
        .collect();
    fields.extend(written.text(REVIEW_REASON).map(|reason| (text::reason().to_owned(), reason.to_owned())));
    RefusedLine {
        key: one.key,
        title: now.map(|row| Activity(&row.row.body).title(40)),
        state: now.and_then(|row| Activity(&row.row.body).review()).map(vocabulary::review),
        href: now.map(|row| route::record(row.row.rec)),
        tried: text::tried(&if brings_back(&written) {
            text::undo().to_owned()
        } else {
            told_act(&one.op.act, roster)
        }),
        why: vocabulary::refusal(&one.refusal),
        fields,
        may_again: now.is_some_and(|row| again(&one.op, row, today).is_some()),
    }
}
