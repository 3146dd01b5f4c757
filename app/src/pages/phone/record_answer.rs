//! 参加 or 请假: what one answers to an invitation, on the record and among the messages; without signal too.

use super::{record_keep::keep, standing::Viewer};
use crate::{
    components::{
        button::{Button, Weight},
        icon::Glyph,
        note::Note,
        toast::Toasts,
        tone::Tone,
    },
    state::use_app,
    text::plan as words,
};
use domain::{
    activity::{Activity, Attendance, Phase, attendance_field},
    fields::Fields,
    id::MemberId,
    review,
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::RecordView;

/// What one said to an invitation that can still be answered.
pub fn answer_of(view: &RecordView, me: MemberId) -> Option<Attendance> {
    let activity = Activity(&view.body);
    let open = activity.phase() == Some(Phase::Planned) && activity.review().is_none_or(review::is_open);
    let asked = |state: &Attendance| matches!(state, Attendance::Invited | Attendance::Accepted | Attendance::Leave);
    activity.attendance_of(me).filter(|state| open && asked(state))
}

/// The two answers, or the one given and the way to change it.
#[component]
pub fn Answer(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let viewer = untrack(|| Viewer::of(app));
    let me = viewer.member?;
    // Whoever announces something and says nothing else comes.
    let state = answer_of(&view, me).filter(|state| *state != Attendance::Accepted || !viewer.wrote(&view))?;
    let say = move |state: Attendance| {
        let view = view.clone();
        Callback::new(move |()| {
            let said = if state == Attendance::Accepted { words::accepted_saved() } else { words::leave_saved() };
            keep(app, toasts, &view, Fields::default().with(attendance_field(me), state.id()), said);
        })
    };
    let (accept, leave) = (say(Attendance::Accepted), say(Attendance::Leave));
    let changed = |tone, glyph, said: &'static str, label: &'static str, press| {
        view! {
            <Note tone=tone glyph=glyph>
                <p><b>{said}</b></p>
                <p>{words::change_until_held()}</p>
                <Button label=label on_press=press/>
            </Note>
        }
        .into_any()
    };
    Some(match state {
        Attendance::Accepted => changed(Tone::Done, Glyph::Check, words::accepted(), words::leave_instead(), leave),
        Attendance::Leave => changed(Tone::Wait, Glyph::Leave, words::on_leave(), words::accept_instead(), accept),
        _ => view! {
            <section class="stack" role="group" aria-label=words::invitation()>
                <p class="strong">{words::invitation()}</p>
                <div class="answers">
                    <Button label=words::accept() weight=Weight::Primary glyph=Glyph::Check on_press=accept/>
                    <Button label=words::leave() on_press=leave/>
                </div>
            </section>
        }
        .into_any(),
    })
}
