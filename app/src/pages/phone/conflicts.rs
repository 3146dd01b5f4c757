//! Where two wrote different things without knowing of each other: every value with who and when, and one touch to decide.
//! Whoever decides has seen all of them, so every phone ends the same.

use super::{
    conflict_deleted::Deleted,
    field_words, record_words,
    roster::{Roster, use_roster},
};
use crate::{
    components::{
        button::{Button, LinkButton, Weight},
        icon::Glyph,
        note::Note,
        toast::Toasts,
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
    let is_written = view.conflicts.iter().any(|conflict| conflict.field != DELETED);
    let edit = (may_decide && is_written).then(|| route::activity(view.rec));
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{Feed, MemberId, RecordId, UserId};
    use sync::client::Transport;
    use uuid::Uuid;

    fn view() -> RecordView {
        let user = |n| UserId(Uuid::from_u128(n));
        let stands = Some(Wrote { by: user(1), at: 5 });
        let conflict =
            |field: &str, value: i64| Conflict { field: field.into(), value: value.into(), by: user(2), at: 7, stands };
        RecordView {
            rec: RecordId(Uuid::nil()),
            kind: "activity".into(),
            feed: Feed::Member(MemberId(Uuid::nil())),
            is_mirrored: false,
            body: Fields::default().with("measure:persons", 18),
            ver: 3,
            conflicts: vec![
                conflict("measure:persons", 15),
                conflict("measure:persons", 16),
                conflict("measure:person_times", 2),
            ],
            transport: Transport::Uploaded,
            refused: Vec::new(),
            author: None,
            last: None,
            waiting_since: None,
        }
    }

    #[test]
    fn what_stands_comes_first_with_who_wrote_it_and_a_field_without_a_value_is_one_too() {
        let read = |field| {
            let versions = versions(&view(), field).into_iter();
            versions.map(|each| (each.value, each.wrote.map(|wrote| wrote.at), each.stands)).collect::<Vec<_>>()
        };
        let [stands, others] = [true, false];
        assert_eq!(
            read("measure:persons"),
            [(18.into(), Some(5), stands), (15.into(), Some(7), others), (16.into(), Some(7), others)]
        );
        assert_eq!(read("measure:person_times"), [(Value::Null, Some(5), stands), (2.into(), Some(7), others)]);
        assert_eq!(torn_fields(&view()), ["measure:persons", "measure:person_times"], "each field is asked about once");
    }

    #[test]
    fn a_button_says_a_short_value_and_of_a_long_one_whose_it_is() {
        assert_eq!(choice("18 人次", Some("罗启山 · 今天 14:36")), "用“18 人次”");
        assert_eq!(choice("到柳林村走访三户群众。", Some("罗启山 · 今天 14:36")), "用这个（罗启山 · 今天 14:36）");
        assert_eq!(choice("到柳林村走访三户群众。", None), "用“到柳林村走访三户群众…”");
    }
}
