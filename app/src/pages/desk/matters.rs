//! 协商与交办: the matters of the committee, by how far they have come.

use super::{
    asked::asked,
    matters_given::{Given, Listed},
    matters_led::Requests,
    roster::Roster,
};
use crate::{
    api,
    components::{desk_head::DeskHead, desk_rows::NamedRow, empty_state::EmptyState, icon::Glyph},
    pages::{matter_words, query::Query},
    routes::desk as route,
    state::{App, use_app},
    text::{desk as text, matter as words, request as requests},
};
use domain::{
    consultation::Consultation,
    policy::Role,
    workflow::{Course, Workflow},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::time::Duration;
use sync::wire::desk::{Matter, MatterList};

/// How often the list is read anew while somebody looks at it.
const FRESH_EVERY: Duration = Duration::from_secs(30);

/// The page; which list is shown stands in the address.
#[component]
pub fn MattersPage() -> impl IntoView {
    let app = use_app();
    let query = use_query_map();
    let tab = Memo::new(move |_| query.with(|query| query.get("state")?.parse().ok()).unwrap_or(Course::UnderWay));
    let show = Memo::new(move |_| query.with(|query| query.get("show")));
    let shows = move |list: &'static str| show.read().as_deref() == Some(list);
    let shows_matters = Memo::new(move |_| ![route::GIVEN, route::ASKED].into_iter().any(shows));
    let list = Query::new(move || Some(tab.get()).filter(|_| shows_matters.get()), api::matters);
    list.keep_fresh(FRESH_EVERY);
    let roster = Memo::new(move |_| Roster::of(app));
    let is_staff = app.session().has_role(Role::Staff);
    let link = move |course: Course, label: &'static str| {
        let href = format!("{}?state={course}", route::MATTERS);
        let current = move || (shows_matters.get() && tab.get() == course).then_some("page");
        view! { <a class="desk-tab" href=href aria-current=current>{label}</a> }
    };
    document().set_title(&text::page_title(words::desk_title()));
    let shown = move |list: MatterList| {
        if list.rows.is_empty() {
            return view! { <EmptyState glyph=Glyph::People title=words::none_title() detail=words::none_at_desk()/> }
                .into_any();
        }
        let rows = list.rows.iter().map(|one| {
            let workflow = matter_words::workflow_from(app, &list.workflows, &one.row.row.body);
            roster.with(|roster| row(app, one, workflow.as_ref(), roster))
        });
        let rows = rows.collect();
        view! { <Listed label=words::desk_title() headings=words::headings().to_vec() rows=rows/> }.into_any()
    };
    view! {
        <main class="desk-page">
            <DeskHead title=words::desk_title()>
                <div class="desk-tabs">
                    {link(Course::UnderWay, words::open())}
                    {link(Course::Ended, words::ended())}
                    {link(Course::Aside, words::aside())}
                    <a class="desk-tab" href=route::hand_overs() aria-current=move || shows(route::GIVEN).then_some("page")>
                        {words::one_hand_over()}
                    </a>
                    <a class="desk-tab" href=route::requests() aria-current=move || shows(route::ASKED).then_some("page")>
                        {requests::title()}
                    </a>
                </div>
                <div class="desk-head-end">
                    <a class="text-link" href=route::WORKFLOWS>{crate::text::workflow::title()}</a>
                    {is_staff.then(|| view! { <a class="text-link" href=route::UNIT_LINKS>{crate::text::unit::title()}</a> })}
                </div>
            </DeskHead>
            {move || if shows(route::GIVEN) {
                view! { <Given roster=roster/> }.into_any()
            } else if shows(route::ASKED) {
                view! { <Requests roster=roster/> }.into_any()
            } else {
                asked(list.answer.get(), list.error.get(), move || list.again(), (words::desk_title(), 6), shown)
            }}
        </main>
    }
}

fn row(app: App, matter: &Matter, workflow: Option<&Workflow>, roster: &Roster) -> NamedRow {
    let body = &matter.row.row.body;
    let it = Consultation(body);
    let due = matter_words::due(app, body, workflow);
    let said = due.map_or(String::new(), |(words, _)| words);
    NamedRow {
        href: Some(route::matter(matter.row.row.rec)),
        name: matter_words::title(body),
        remark: None,
        cells: vec![
            matter_words::stage(body, workflow),
            said,
            it.venue().map(|venue| roster.venue(venue).to_owned()).unwrap_or_default(),
            it.raised_on().map(|day| day.to_string()).unwrap_or_default(),
            matter.meetings.to_string(),
            words::adopted_of(matter.adopted, matter.suggestions),
        ],
    }
}
