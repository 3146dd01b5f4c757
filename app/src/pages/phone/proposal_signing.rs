//! 联名: what somebody who was asked to sign a proposal says to it, on the own phone, without signal too.

use super::{record_keep::save, roster::use_roster, standing::Viewer};
use crate::{
    components::{
        button::{Button, Weight},
        icon::Glyph,
        note::Note,
        toast::Toasts,
        tone::Tone,
    },
    pages::matter_words,
    state::{App, use_app},
    text::{proposal as words, record},
};
use domain::{
    fields::Fields,
    kind::Kind,
    proposal::{CoSigning, Proposal, co_signer_field, signature},
    workflow::Course,
};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;
use sync::{
    client::{Edit, RecordView},
    wire::Act,
};

/// The proposals that wait for one to say whether to sign.
pub fn waits_for(app: App) -> Vec<RecordView> {
    let Some(me) = Viewer::of(app).member else { return Vec::new() };
    let waits = |view: &RecordView| {
        let asked = Proposal(&view.body).co_signing(me);
        is_open(app, view) && matches!(asked, Some(CoSigning::Asked | CoSigning::Overtaken))
    };
    app.views_of(Kind::Proposal).into_iter().filter(waits).collect()
}

fn is_open(app: App, view: &RecordView) -> bool {
    let workflow = matter_words::workflow_of(app, &view.body);
    matches!(matter_words::course(&view.body, workflow.as_ref()), Course::Raised | Course::UnderWay)
}

/// The question, or what was said and the way to change it; nothing for who was not asked.
#[component]
pub fn Signing(
    /// The proposal.
    view: Arc<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let roster = use_roster();
    let me = untrack(|| Viewer::of(app).member)?;
    let stands = Proposal(&view.body).co_signing(me).filter(|_| is_open(app, &view))?;
    let by = Proposal(&view.body).submitted().member();
    let by = by.and_then(|by| roster.read_untracked().member(by).map(str::to_owned));
    let by = by.unwrap_or_else(|| record::somebody().to_owned());
    let (rec, feed) = (view.rec, view.feed);
    let say = move |said: Value, told: &'static str| {
        Callback::new(move |()| {
            let act = Act::Patch(Fields::default().with(co_signer_field(me), said.clone()));
            save(app, toasts, Edit { rec, kind: Kind::Proposal, feed, act, base: None }, told.to_owned(), || {});
        })
    };
    // The words as they stand on this screen are what is signed.
    let sign = say(signature(&view.body), words::signed_saved());
    let decline = say(Value::from(CoSigning::Declined.id()), words::declined_saved());
    Some(match stands {
        CoSigning::Signed => view! {
            <Note tone=Tone::Done glyph=Glyph::Check>
                <p><b>{words::signed()}</b></p>
                <Button label=words::decline_instead() on_press=decline/>
            </Note>
        }
        .into_any(),
        CoSigning::Declined => view! {
            <Note tone=Tone::Plain glyph=Glyph::Cross>
                <p><b>{words::declined()}</b></p>
                <Button label=words::sign_instead() on_press=sign/>
            </Note>
        }
        .into_any(),
        CoSigning::Asked | CoSigning::Overtaken => {
            let overtaken = stands == CoSigning::Overtaken;
            let detail = if overtaken { words::overtaken_detail().to_owned() } else { words::asked_detail(&by) };
            view! {
                <section class="card stack" role="group" aria-label=words::asked_title()>
                    <p class="strong">{words::asked_title()}</p>
                    <p class="small ink-2">{detail}</p>
                    <div class="answers">
                        <Button label=words::sign() weight=Weight::Primary glyph=Glyph::Pen on_press=sign/>
                        <Button label=words::decline() on_press=decline/>
                    </div>
                </section>
            }
            .into_any()
        }
    })
}
