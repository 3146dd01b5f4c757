//! One record with everything that was done to it, at an address of its own.

use super::{asked::asked, record_shown::Shown, record_state::RecordState};
use crate::pages::query::Query;
use crate::{
    api,
    components::{desk_head::DeskHead, toast::ToastArea},
    routes::desk as route,
    state::use_app,
    text::desk as text,
};
use domain::{id::RecordId, kind::Kind, suggestion::Suggestion, workflow::LED};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};
use sync::wire::Row;

/// The page.
#[component]
pub fn RecordPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("rec")?.parse::<RecordId>().ok()));
    let detail = Query::new(move || rec.get(), api::record);
    let state = RecordState::new(app, rec, detail);
    Effect::new(move |before: Option<bool>| {
        let waits = state.own.get().waiting;
        if before == Some(true) && !waits {
            detail.again();
            state.alike.again();
        }
        waits
    });
    // A matter has a page of its own, and a suggestion is shown with what it grew out of.
    let navigate = use_navigate();
    Effect::new(move |_| {
        let elsewhere = detail.answer.with(|detail| detail.as_ref().and_then(|detail| elsewhere(&detail.record.row)));
        if let Some(path) = elsewhere {
            navigate(&path, NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() });
        }
    });
    document().set_title(&text::page_title(text::record()));
    view! {
        <main class="desk-page">
            <DeskHead title=text::record() />
            {move || {
                if rec.get().is_none() {
                    return view! { <p class="desk-plain">{text::no_page()}</p> }.into_any();
                }
                let here = detail.answer.get().filter(|detail| elsewhere(&detail.record.row).is_none());
                let shown = |detail| view! { <Shown state=state detail=detail /> }.into_any();
                asked(here, detail.error.get(), move || detail.again(), (text::record(), 8), shown)
            }}
            <ToastArea toast=state.toasts.shown />
        </main>
    }
}

/// The page on which a record is shown instead of this one.
fn elsewhere(row: &Row) -> Option<String> {
    match row.kind.parse::<Kind>().ok()? {
        kind if LED.contains(&kind) => Some(route::matter(row.rec)),
        Kind::Suggestion => Some(route::record(Suggestion(&row.body).origin()?)),
        _ => None,
    }
}
