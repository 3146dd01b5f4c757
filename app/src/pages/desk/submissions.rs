//! 提案与社情民意: what members and groups submit, what was written out of it, and what somebody is to do.

use super::{
    assignment_form::{Begun, NewAssignment},
    matters_led::{Assignments, Outcomes, Proposals, Reports},
    roster::Roster,
    workflow_shelf::may_write,
};
use crate::{
    components::desk_head::DeskHead,
    routes::desk as route,
    state::use_app,
    text::{assignment, desk as text, opinion_report, outcome, proposal},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page; which list is shown stands in the address.
#[component]
pub fn SubmissionsPage() -> impl IntoView {
    let app = use_app();
    let query = use_query_map();
    let show = Memo::new(move |_| query.with(|query| query.get("show")).unwrap_or_else(|| route::PROPOSED.to_owned()));
    let roster = Memo::new(move |_| Roster::of(app));
    document().set_title(&text::page_title(text::submissions()));
    let tab = move |list: &'static str, label: &'static str| {
        let current = move || (*show.read() == list).then_some("page");
        view! { <a class="desk-tab" href=route::submissions(list) aria-current=current>{label}</a> }
    };
    view! {
        <main class="desk-page">
            <DeskHead title=text::submissions()>
                <div class="desk-tabs">
                    {tab(route::PROPOSED, proposal::title())}
                    {tab(route::REPORTED, opinion_report::title())}
                    {tab(route::WRITTEN, outcome::title())}
                    {tab(route::ASSIGNED, assignment::title())}
                </div>
            </DeskHead>
            {move || match show.get().as_str() {
                route::REPORTED => view! { <Reports roster=roster/> }.into_any(),
                route::WRITTEN => view! { <Outcomes roster=roster/> }.into_any(),
                route::ASSIGNED => view! {
                    {may_write(app).then(|| view! {
                        <div class="desk-list-actions desk-print"><NewAssignment begun=Begun::default()/></div>
                    })}
                    <Assignments roster=roster/>
                }
                .into_any(),
                _ => view! { <Proposals roster=roster/> }.into_any(),
            }}
        </main>
    }
}
