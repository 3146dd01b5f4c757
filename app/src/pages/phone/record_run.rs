//! What whoever runs an announced activity does with it: sign-in, saying that it took place, cancelling it.

use super::{record_keep::keep, standing::Viewer};
use crate::{
    clock,
    components::{
        button::{Button, LinkButton, Weight},
        dialog::Dialog,
        field::TextField,
        icon::Glyph,
        toast::Toasts,
    },
    routes::phone as route,
    state::use_app,
    text::{frame, plan as words},
};
use domain::{
    activity::{Activity, CANCEL_REASON, PHASE, Phase},
    fields::Fields,
    review,
};
use jiff::civil::DateTime;
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::{RecordView, Transport};

/// How long before its start people come to the door, in hours.
const DOOR_OPENS: i64 = 2;

/// What is to be done with an announced activity now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// It lies ahead.
    Wait,
    /// People are coming.
    SignIn,
    /// It is over.
    Hold,
}

/// The one thing to do at a time.
fn next(start: Option<DateTime>, end: Option<DateTime>, now: DateTime) -> Next {
    let Some(start) = start else { return Next::Wait };
    let opens = start.saturating_sub(jiff::Span::new().hours(DOOR_OPENS));
    if now < opens {
        Next::Wait
    } else if now < end.unwrap_or(start) {
        Next::SignIn
    } else {
        Next::Hold
    }
}

/// The buttons of whoever runs it; nothing for others, or once it was held.
#[component]
pub fn Run(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let activity = Activity(&view.body);
    let open = activity.review().is_none_or(review::is_open) && view.transport != Transport::Refused;
    let mine = untrack(|| Viewer::of(app)).runs(&view);
    if activity.phase() != Some(Phase::Planned) || !open || !mine {
        return None;
    }
    let next = next(activity.start(), activity.end(), clock::local(app.true_now()));
    let weight = |of| if next == of { Weight::Primary } else { Weight::Plain };
    Some(view! {
        <section class="stack" aria-label=words::run()>
            <LinkButton
                href=route::door(view.rec) label=words::sign_in() glyph=Glyph::People block=true
                weight=weight(Next::SignIn)
            />
            <LinkButton
                href=route::hold(view.rec) label=words::hold() glyph=Glyph::Compose block=true weight=weight(Next::Hold)
            />
            <Cancel view=view.clone()/>
        </section>
    })
}

/// The question whether to call it off, and why: it stays open while the page is drawn anew, as it is when the record has been
/// uploaded.
#[derive(Debug, Clone, Copy)]
pub struct CallingOff {
    asking: RwSignal<bool>,
    why: RwSignal<String>,
}

impl CallingOff {
    /// Nobody asks yet.
    pub fn new() -> CallingOff {
        CallingOff { asking: RwSignal::new(false), why: RwSignal::new(String::new()) }
    }
}

/// Calls it off, after a question.
#[component]
fn Cancel(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    // The page of a record, which alone shows this, provides it.
    let CallingOff { asking, why } = expect_context();
    let me = untrack(|| Viewer::of(app).member);
    let invited = Activity(&view.body).attendance().filter(|(member, _)| Some(*member) != me).count();
    let cancel = Callback::new(move |()| {
        let fields = Fields::default().with(PHASE, Phase::Cancelled.id());
        let fields = match why.get_untracked().trim() {
            "" => fields,
            why => fields.with(CANCEL_REASON, why),
        };
        asking.set(false);
        keep(app, toasts, &view, fields, words::cancel_saved());
    });
    view! {
        <div class="row"><Button label=words::cancel() weight=Weight::Quiet on_press=move || asking.set(true)/></div>
        <Dialog
            title=words::cancel_title()
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::cancel_now() weight=Weight::Danger on_press=cancel/>
            }
        >
            <p hidden=invited == 0>{words::cancel_what(invited)}</p>
            <TextField label=words::cancel_why() id="cancel-why" value=why on_input=move |typed| why.set(typed)/>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_to_be_done_goes_with_the_time() {
        let at = |hour: i8, minute: i8| date(2026, 11, 25).at(hour, minute, 0, 0);
        let (start, end) = (Some(at(9, 0)), Some(at(10, 30)));
        for (now, expected) in
            [(at(6, 59), Next::Wait), (at(7, 0), Next::SignIn), (at(10, 29), Next::SignIn), (at(10, 30), Next::Hold)]
        {
            assert_eq!(next(start, end, now), expected, "{now}");
        }
        assert_eq!(next(start, None, at(9, 0)), Next::Hold);
        assert_eq!(next(None, None, at(9, 0)), Next::Wait);
    }
}
