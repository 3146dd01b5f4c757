//! Where two wrote different things without knowing of each other: every value with who and when, and one touch to decide.
//! Whoever decides has seen all of them, so every phone ends the same.

use super::{
    conflict_deleted::Deleted,
    field_words,
    frame::Toasts,
    record_words,
    roster::{Roster, use_roster},
};
use crate::{
    components::{
        button::{Button, LinkButton, Weight},
        icon::Glyph,
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{conflict as words, trouble},
};
use domain::{
    fields::Fields,
    kind::Kind,
    merge::{Conflict, DELETED, Wrote},
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use std::sync::Arc;
use sync::{
    client::{Edit, RecordView},
    wire::Act,
};

/// The longest value that a button says itself, in characters.
const SHORT: usize = 10;

/// What there is to decide about a record; nothing where nothing is.
#[component]
pub fn Conflicts(
    /// The record.
    view: Arc<RecordView>,
    /// Whether the person may decide.
    may_decide: bool,
) -> impl IntoView {
    if view.conflicts.is_empty() {
        return None;
    }
    let one = |field: &str| match field {
        DELETED => view! { <Deleted view=view.clone() may_decide=may_decide/> }.into_any(),
        field => view! { <Torn view=view.clone() field=field.to_owned() may_decide=may_decide/> }.into_any(),
    };
    let parts = torn_fields(&view).into_iter().map(one).collect_view();
    let what = if may_decide { words::decide() } else { words::others_decide() };
    let edit = may_decide.then(|| route::activity(view.rec));
    Some(view! {
        <section class="stack" aria-label=words::title()>
            <Note tone=Tone::Act glyph=Glyph::Copy><p><b>{words::title()}</b></p><p>{what}</p></Note>
            {parts}
            {edit.map(|href| view! {
                <div class="row"><LinkButton href=href label=words::neither() weight=Weight::Quiet glyph=Glyph::Pen/></div>
            })}
        </section>
    })
}

/// One of several values of a field.
struct Version {
    value: Value,
    wrote: Option<Wrote>,
    stands: bool,
}

/// The value that stands, then the others.
fn versions(view: &RecordView, field: &str) -> Vec<Version> {
    let of_field: Vec<&Conflict> = view.conflicts.iter().filter(|conflict| conflict.field == field).collect();
    let value = view.body.get(field).cloned().unwrap_or(Value::Null);
    let shown = Version { value, wrote: of_field.first().and_then(|conflict| conflict.stands), stands: true };
    let others = of_field.into_iter().map(|conflict| Version {
        value: conflict.value.clone(),
        wrote: Some(Wrote { by: conflict.by, at: conflict.at }),
        stands: false,
    });
    [shown].into_iter().chain(others).collect()
}

/// One field with all its values, each with a button that takes it.
#[component]
fn Torn(
    /// The record.
    view: Arc<RecordView>,
    /// The field.
    field: String,
    /// Whether the person may decide.
    may_decide: bool,
) -> impl IntoView {
    let (app, roster) = (use_app(), use_roster().get_untracked());
    let toasts: Toasts = expect_context();
    let name = field_words::name(&field, &roster);
    let title = name.clone();
    let version = |version: Version| {
        let said = field_words::said(&field, &version.value, &roster);
        let by = version.wrote.map(|wrote| wrote_by(app, wrote));
        let button = may_decide.then(|| {
            let label = choice(&said, by.as_deref());
            // A removal is spelled out as null, which setting a field would swallow.
            let patch = Fields([(field.clone(), version.value)].into());
            let chosen = words::chosen(&name, &shortened(&said));
            let view = view.clone();
            let choose = move || decide(app, toasts, &view, Act::Patch(patch.clone()), chosen.clone());
            view! { <div class="row"><Button label=label on_press=choose/></div> }
        });
        let mark = version.stands.then(|| words::stands().to_owned());
        let small = mark.into_iter().chain(by).collect::<Vec<_>>().join(" · ");
        view! { <li class="stack tight"><p class="kept-lines"><b>{said}</b></p><p class="small ink-2">{small}</p>{button}</li> }
    };
    let versions = versions(&view, &field).into_iter().map(version).collect_view();
    view! { <div class="card stack"><h3>{title}</h3><ul class="versions">{versions}</ul></div> }
}

/// What the versions are, a sentence for each field.
pub fn in_short(app: App, view: &RecordView, roster: &Roster) -> Vec<String> {
    let one = |field: &str| {
        if field == DELETED {
            return words::deleted_title().to_owned();
        }
        let said = versions(view, field).into_iter().map(|version| {
            let value = shortened(&field_words::said(field, &version.value, roster));
            match version.wrote {
                Some(wrote) => words::one_wrote(record_words::who(app, wrote.by), &value),
                None => words::one_stands(&value),
            }
        });
        let said = said.collect::<Vec<_>>().join(words::comma());
        words::in_short(&field_words::name(field, roster), said)
    };
    torn_fields(view).into_iter().map(one).collect()
}

fn torn_fields(view: &RecordView) -> Vec<&str> {
    let mut fields: Vec<&str> = view.conflicts.iter().map(|conflict| conflict.field.as_str()).collect();
    fields.dedup();
    fields
}

/// 罗启山 · 今天 14:36.
pub fn wrote_by(app: App, wrote: Wrote) -> String {
    words::wrote_by(record_words::who(app, wrote.by), record_words::when(app, wrote.at))
}

/// What the button says that takes a value: the value itself, or whose it is where that would be long.
fn choice(said: &str, by: Option<&str>) -> String {
    match by {
        Some(by) if said.chars().count() > SHORT => words::take_of(by),
        _ => words::take(&shortened(said)),
    }
}

fn shortened(said: &str) -> String {
    if said.chars().count() <= SHORT {
        return said.to_owned();
    }
    said.chars().take(SHORT).chain(['…']).collect()
}

/// Saves a decision over the version that was seen, and says what was chosen.
pub fn decide(app: App, toasts: Toasts, view: &RecordView, act: Act, chosen: String) {
    let edit = Edit { rec: view.rec, kind: Kind::Activity, feed: view.feed, act, base: Some(view.ver) };
    spawn_local(async move {
        match app.save(vec![edit], Vec::new()).await {
            Ok(_) => toasts.say(Glyph::Check, chosen),
            Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
        }
    });
}
