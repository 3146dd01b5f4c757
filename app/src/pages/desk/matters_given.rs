//! 交办事项: what was given to units, what is late first.

use super::{asked::asked, roster::Roster};
use crate::{
    api,
    components::{
        desk_rows::{DeskRows, NamedRow},
        empty_state::EmptyState,
        icon::Glyph,
    },
    pages::{matter_words, query::Query},
    routes::desk as route,
    state::{App, use_app},
    text::{matter as words, vocabulary},
};
use domain::{hand_over::HandOver, id::RecordId};
use leptos::prelude::*;
use std::{cmp::Reverse, collections::BTreeMap, time::Duration};
use sync::wire::desk::{DeskRow, HandOverList};

/// How often the list is read anew while somebody looks at it.
const FRESH_EVERY: Duration = Duration::from_secs(30);
/// The longest title, in characters.
const TITLE_MAX: usize = 30;

/// The list.
#[component]
pub fn Given(
    /// Names of venues.
    roster: Memo<Roster>,
) -> impl IntoView {
    let app = use_app();
    let list = Query::new(|| Some(()), |()| api::hand_overs());
    list.keep_fresh(FRESH_EVERY);
    let shown = move |list: HandOverList| {
        if list.rows.is_empty() {
            return view! { <EmptyState glyph=Glyph::Tray title=words::no_hand_overs() detail=words::none_given()/> }
                .into_any();
        }
        let rows = roster.with(|roster| lines(app, list, roster));
        view! { <Listed label=words::one_hand_over() headings=words::given_headings().to_vec() rows=rows/> }.into_any()
    };
    move || asked(list.answer.get(), list.error.get(), move || list.again(), (words::one_hand_over(), 6), shown)
}

/// The rows of either list as a card of the page.
#[component]
pub fn Listed(
    /// What they are.
    label: &'static str,
    /// The names of the columns.
    headings: Vec<&'static str>,
    /// The rows.
    rows: Vec<NamedRow>,
) -> impl IntoView {
    view! {
        <div class="desk-listed">
            <div class="desk-rows-card"><DeskRows label=label headings=headings rows=rows/></div>
        </div>
    }
}

fn lines(app: App, list: HandOverList, roster: &Roster) -> Vec<NamedRow> {
    let HandOverList { mut rows, origins, workflows, .. } = list;
    let origins: BTreeMap<RecordId, DeskRow> = origins.into_iter().map(|row| (row.row.rec, row)).collect();
    rows.sort_by_key(|row| Reverse(HandOver(&row.row.body).late(app.today())));
    let line = |row: &DeskRow| {
        let body = &row.row.body;
        let it = HandOver(body);
        let (standing, late) = matter_words::standing(body, app.today());
        let of = it.origin().and_then(|rec| origins.get(&rec));
        let workflow = matter_words::workflow_from(app, &workflows, body);
        NamedRow {
            href: Some(route::matter(row.row.rec)),
            name: it.unit().to_owned(),
            remark: late.then(words::is_late),
            cells: vec![
                of.map(|of| matter_words::titled(&of.row.kind, &of.row.body, TITLE_MAX)).unwrap_or_default(),
                vocabulary::part(it.part()).to_owned(),
                matter_words::stage(body, workflow.as_ref()),
                match it.reminders().count() {
                    0 => standing,
                    times => format!("{standing} · {}", words::reminded_times(times)),
                },
                it.venue().map(|venue| roster.venue(venue).to_owned()).unwrap_or_default(),
                it.handed_on().map(|day| day.to_string()).unwrap_or_default(),
            ],
        }
    };
    rows.iter().map(line).collect()
}
