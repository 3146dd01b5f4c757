//! What a record became, or may become: a matter of a request, a proposal or an outcome of a matter.

use crate::{
    components::{button::LinkButton, icon::Glyph, list_row::ListRow},
    pages::matter_words,
    routes::phone as route,
    state::use_app,
    text::{outcome as outcomes, proposal as proposals, request as requests},
};
use domain::{activity::ORIGIN, consultation, id::RecordId, kind::Kind, workflow::Led};
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::RecordView;

/// Those that it became, or the way to make one.
#[component]
pub fn Becomes(
    /// The record.
    view: Arc<RecordView>,
    /// What it becomes: a matter, a proposal or an outcome.
    kind: Kind,
    /// Whether one may be made, while there is none.
    may: bool,
) -> impl IntoView {
    let app = use_app();
    let rec = view.rec;
    let became = Memo::new(move |_| {
        let of_it = |one: &RecordView| one.body.parsed(ORIGIN) == Some(rec);
        let found = app.views_of(kind).into_iter().filter(of_it);
        found.map(|one| (one.rec, matter_words::title(&one.body))).collect::<Vec<_>>()
    });
    let row = |(rec, title): (RecordId, String)| {
        view! {
            <div role="listitem">
                <ListRow href=route::matter(rec) glyph=Glyph::People title=title detail=String::new() badges=Vec::new()/>
            </div>
        }
    };
    let (title, label, glyph, form): (_, _, _, fn(RecordId, RecordId) -> String) = match kind {
        Kind::Outcome => (outcomes::became(), outcomes::from_matter(), Glyph::Copy, route::outcome_form_from),
        Kind::Proposal => (proposals::became(), proposals::from_matter(), Glyph::Compose, route::proposal_form_from),
        _ => (requests::became(), requests::to_matter(), Glyph::People, route::matter_form_from),
    };
    let href = StoredValue::new(untrack(|| form(app.new_record(), rec)));
    view! {
        <Show when=move || !became.read().is_empty()>
            <section class="group stack">
                <h2>{title}</h2>
                <div class="list" role="list">{move || became.get().into_iter().map(row).collect_view()}</div>
            </section>
        </Show>
        <Show when=move || may && became.read().is_empty()>
            <LinkButton href=href.get_value() label=label glyph=glyph block=true/>
        </Show>
    }
}

/// Whether a matter may be written as a proposal here: it left its workflow for that, and who looks is a member.
pub fn may_be_proposed(view: &RecordView, is_member: bool) -> bool {
    is_member && Led(&view.body).stage() == Some(consultation::TO_PROPOSAL)
}
