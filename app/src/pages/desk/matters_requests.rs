//! 群众诉求: what citizens asked for, what nobody has taken up first.

use super::{asked::asked, matters_given::Listed, roster::Roster};
use crate::{
    api,
    components::{desk_rows::NamedRow, empty_state::EmptyState, icon::Glyph},
    pages::{matter_words, query::Query},
    routes::desk as route,
    state::{App, use_app},
    text::{matter as matters, request as words, vocabulary},
};
use domain::{
    request::Request,
    workflow::{Course, Led},
};
use leptos::prelude::*;
use std::time::Duration;
use sync::wire::desk::{DeskRow, LedList};

/// How often the list is read anew while somebody looks at it.
const FRESH_EVERY: Duration = Duration::from_secs(30);
/// The longest title, in characters.
const TITLE_MAX: usize = 30;

/// The list.
#[component]
pub fn Requests(
    /// Names of venues and members.
    roster: Memo<Roster>,
) -> impl IntoView {
    let app = use_app();
    let list = Query::new(|| Some(()), |()| api::requests());
    list.keep_fresh(FRESH_EVERY);
    let shown = move |list: LedList| {
        if list.rows.is_empty() {
            return view! { <EmptyState glyph=Glyph::Mail title=words::none_title() detail=words::none_at_desk()/> }
                .into_any();
        }
        let rows = roster.with(|roster| lines(app, list, roster));
        view! { <Listed label=words::title() headings=words::headings().to_vec() rows=rows/> }.into_any()
    };
    move || asked(list.answer.get(), list.error.get(), move || list.again(), (words::title(), 6), shown)
}

fn lines(app: App, list: LedList, roster: &Roster) -> Vec<NamedRow> {
    let LedList { mut rows, workflows, .. } = list;
    // What is raised stands first, each group with the latest first, as it came.
    rows.sort_by_key(|row| Led(&row.row.body).course() != Some(Course::Raised));
    let line = |row: &DeskRow| {
        let body = &row.row.body;
        let it = Request(body);
        let workflow = matter_words::workflow_from(app, &workflows, body);
        let due = matter_words::due(app, body, workflow.as_ref()).filter(|(_, over)| *over);
        NamedRow {
            href: Some(route::matter(row.row.rec)),
            name: it.title(TITLE_MAX),
            remark: due.map(|_| matters::is_over_time()),
            cells: vec![
                matter_words::stage(body, workflow.as_ref()),
                it.request_type().map(vocabulary::request_type).unwrap_or_default().to_owned(),
                it.taker().map(|member| roster.member(member).to_owned()).unwrap_or_default(),
                it.venue().map(|venue| roster.venue(venue).to_owned()).unwrap_or_default(),
                it.raised_on().map(|day| day.to_string()).unwrap_or_default(),
            ],
        }
    };
    rows.iter().map(line).collect()
}
