//! 交办事项: what was given to units, what is late first.

use super::roster::Roster;
use crate::{
    api,
    components::{
        desk_rows::{DeskRows, NamedRow},
        empty_state::EmptyState,
        icon::Glyph,
        note::Note,
        skeleton::Skeleton,
        tone::Tone,
    },
    pages::{matter_words, query::Query},
    routes::desk as route,
    state::{App, use_app},
    text::{frame, matter as words, trouble, vocabulary},
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
    move || {
        match (list.answer.get(), list.error.get()) {
        (Some(list), _) if list.rows.is_empty() => {
            view! { <EmptyState glyph=Glyph::Tray title=words::no_hand_overs() detail=words::none_given()/> }.into_any()
        }
        (Some(list), _) => {
            let rows = roster.with(|roster| lines(app, list, roster));
            view! { <DeskRows label=words::one_hand_over() headings=words::given_headings().to_vec() rows=rows/> }.into_any()
        }
        (None, Some(error)) => view! {
            <div class="desk-plain">
                <Note tone=Tone::Wait glyph=Glyph::CloudOff alerts=true>
                    <p>{trouble::api(&error)}</p>
                    <button type="button" class="button compact" on:click=move |_| list.again()>{frame::try_again()}</button>
                </Note>
            </div>
        }
        .into_any(),
        (None, None) => view! { <div class="desk-plain"><Skeleton label=words::one_hand_over() lines=6/></div> }.into_any(),
    }
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
                standing,
                it.venue().map(|venue| roster.venue(venue).to_owned()).unwrap_or_default(),
                it.handed_on().map(|day| day.to_string()).unwrap_or_default(),
            ],
        }
    };
    rows.iter().map(line).collect()
}
