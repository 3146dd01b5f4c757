//! 我不在场: somebody listed says not to have been there, and may take it back.

use super::{record_keep::keep, roster::use_roster, standing::Viewer};
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        field::TextArea,
        icon::Glyph,
        note::Note,
        toast::Toasts,
        tone::Tone,
    },
    state::use_app,
    text::{behalf as words, frame, record},
};
use domain::{
    activity::{Activity, Attendance, OBJECTION_MAX, Phase, objection_field},
    fields::Fields,
    id::MemberId,
    review::Review,
};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;
use sync::client::RecordView;

/// Every objection; one's own with the way to take it back.
#[component]
pub fn Objections(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let roster = use_roster();
    let me = untrack(|| Viewer::of(app).member);
    let take_back = {
        let view = view.clone();
        Callback::new(move |me: MemberId| {
            let mut nothing = Fields::default();
            // Taking a field away is spelled out as null, which setting it would swallow.
            nothing.0.insert(objection_field(me), Value::Null);
            keep(app, toasts, &view, nothing, words::taken_back());
        })
    };
    let one = move |(member, why): (MemberId, &str)| {
        let mine = me.filter(|me| *me == member);
        let said = match mine {
            Some(_) => words::objected_by_me(why),
            None => words::objected(roster.read_untracked().member(member).unwrap_or(record::somebody()), why),
        };
        view! {
            <Note tone=Tone::Wait glyph=Glyph::Alert>
                <p class="kept-lines">{said}</p>
                {mine.map(|me| view! { <Button label=words::take_back() on_press=move || take_back.run(me)/> })}
            </Note>
        }
    };
    Activity(&view.body).objections().map(one).collect_view()
}

/// Whether somebody may say not to have been there: listed as present at what was held, and said nothing yet.
fn may_object(view: &RecordView, me: MemberId) -> bool {
    let activity = Activity(&view.body);
    let there = activity.attendance_of(me) == Some(Attendance::Present) || activity.recorded_for() == Some(me);
    let said = activity.objections().any(|(member, _)| member == me);
    activity.phase() == Some(Phase::Held) && activity.review() != Some(Review::Void) && there && !said
}

/// The way to say so; not for whoever wrote it down.
#[component]
pub fn Object(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let viewer = untrack(|| Viewer::of(app));
    let me = viewer.member.filter(|me| may_object(&view, *me) && view.ver > 0 && !viewer.wrote(&view))?;
    let (asking, why, asked) = (RwSignal::new(false), RwSignal::new(String::new()), RwSignal::new(false));
    let wrong = Signal::derive(move || {
        let typed = why.read();
        match typed.trim().chars().count() {
            _ if !asked.get() => None,
            0 => Some(words::object_missing().to_owned()),
            n if n > OBJECTION_MAX => Some(words::object_too_long().to_owned()),
            _ => None,
        }
    });
    let object = Callback::new(move |()| {
        asked.set(true);
        if untrack(|| wrong.read().is_some()) {
            return;
        }
        asking.set(false);
        let fields = Fields::default().with(objection_field(me), why.get_untracked().trim());
        keep(app, toasts, &view, fields, words::objected_saved());
    });
    Some(view! {
        <div class="row"><Button label=words::object() weight=Weight::Quiet on_press=move || asking.set(true)/></div>
        <Dialog
            title=words::object_title()
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::object_now() weight=Weight::Primary on_press=object/>
            }
        >
            <p>{words::object_about()}</p>
            <TextArea
                label=words::object_why() id="objection" value=why max=OBJECTION_MAX wrong=wrong
                on_input=move |typed| why.set(typed)
            />
        </Dialog>
    })
}
