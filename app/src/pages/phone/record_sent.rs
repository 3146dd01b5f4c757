//! How a record stands to the server: what it did not take, or that it has yet to be sent.

use super::refused_text::RefusedText;
use crate::{
    components::{button::LinkButton, icon::Glyph, note::Note, tone::Tone},
    routes::phone as route,
    text::{record as words, vocabulary},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::{RecordView, Transport};

/// What the server did not take, with what was typed, or that it has yet to be sent.
#[component]
pub fn Sent(
    /// The record.
    view: Arc<RecordView>,
) -> impl IntoView {
    match view.transport {
        Transport::Uploaded => None,
        Transport::Waiting => {
            Some(view! { <Note tone=Tone::Wait glyph=Glyph::Phone><p>{words::saved_here()}</p></Note> }.into_any())
        }
        Transport::Refused => {
            let reason = view.refused.first().map(|(_, refusal)| vocabulary::refusal(refusal)).unwrap_or_default();
            Some(
                view! {
                    <Note tone=Tone::Act glyph=Glyph::Alert>
                        <p><b>{words::refused_title()}</b></p>
                        <p>{reason}</p>
                        <p>{words::refused_safe()}</p>
                        <LinkButton href=route::OUTBOX label=words::to_outbox()/>
                    </Note>
                    <RefusedText rec=view.rec/>
                }
                .into_any(),
            )
        }
    }
}
