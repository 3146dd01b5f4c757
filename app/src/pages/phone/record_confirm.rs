//! 代录: the member agrees to what was recorded, on the own phone or by a signature on the recorder's.

use super::{record_keep::keep, roster::use_roster, signing::SignDialog, standing::Viewer};
use crate::{
    components::{
        button::{Button, Weight},
        icon::{Glyph, Icon},
        note::Note,
        signature_pad::Signature,
        toast::Toasts,
        tone::Tone,
    },
    state::use_app,
    text::{behalf as words, record},
};
use domain::{
    activity::{Activity, CONFIRMED},
    confirmation,
    fields::Fields,
    review::{self, Review},
};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;
use sync::client::RecordView;

/// How it stands with the agreement, and the button for whoever may give it.
#[component]
pub fn Confirmation(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let activity = Activity(&view.body);
    let member = activity.recorded_for().filter(|_| activity.review() != Some(Review::Void))?;
    let who = roster.read_untracked().member(member).unwrap_or(record::somebody()).to_owned();
    let viewer = untrack(|| Viewer::of(app));
    let objected = activity.objections().any(|(objector, _)| objector == member);
    let overtaken = confirmation::is_overtaken(&view.body);
    Some(match view.body.get(CONFIRMED).filter(|_| !overtaken) {
        Some(how) => agreed(how, &who).into_any(),
        None if objected => ().into_any(),
        None if viewer.member == Some(member) => view! { <ForMe view=view.clone()/> }.into_any(),
        None => {
            // While the record is open, whoever wrote it may hand over the phone.
            let open = activity.review().is_none_or(review::is_open) && viewer.may_edit(&view);
            view! {
                <Note tone=Tone::Wait glyph=Glyph::Clock>
                    <p>{if overtaken { words::overtaken(&who) } else { words::waits(&who) }}</p>
                    {open.then(|| view! { <Sign view=view.clone() who=who/> })}
                </Note>
            }
            .into_any()
        }
    })
}

fn agreed(how: &Value, who: &str) -> impl IntoView {
    let drawn = how.get("drawn").and_then(Value::as_str).map(str::to_owned);
    let by_hand = how.get("how").and_then(Value::as_str) == Some("signature");
    let said = if by_hand { words::by_signature() } else { words::by_device() };
    let label = words::signature_of(who);
    view! {
        <div class="stack tight">
            <p class="row small green"><Icon glyph=Glyph::Check small=true/><span>{said}</span></p>
            {drawn.map(|drawn| view! { <Signature label=label drawn=drawn/> })}
        </div>
    }
}

/// The one press by which one agrees.
#[component]
pub fn ForMe(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let overtaken = confirmation::is_overtaken(&view.body);
    let agree = move || {
        let fields = Fields::default().with(CONFIRMED, confirmation::by_device(&view.body));
        keep(app, toasts, &view, fields, words::confirmed_saved());
    };
    view! {
        <section class="stack" role="group" aria-label=words::for_you()>
            <p class="strong">{if overtaken { words::for_you_again() } else { words::for_you() }}</p>
            <Button label=words::confirm() weight=Weight::Primary glyph=Glyph::Check block=true on_press=agree/>
        </section>
    }
}

/// Hands the phone over for a signature.
#[component]
fn Sign(
    /// The record.
    view: Arc<RecordView>,
    /// Who is to sign.
    who: String,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let open = RwSignal::new(false);
    let signed = move |drawn: String| {
        let fields = Fields::default().with(CONFIRMED, confirmation::by_signature(&view.body, &drawn));
        keep(app, toasts, &view, fields, words::sign_saved());
    };
    view! {
        <Button label=words::sign_here() glyph=Glyph::Pen on_press=move || open.set(true)/>
        <SignDialog who=who open=open on_signed=signed/>
    }
}
