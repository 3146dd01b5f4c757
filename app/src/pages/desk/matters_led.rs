//! 群众诉求, 提案 and 社情民意: lists of what workflows lead, what nobody has taken up first.

use super::{
    asked::asked, matters_given::Listed, roster::Roster, submitted_form::NewSubmission, workflow_shelf::may_write,
};
use crate::{
    api,
    components::{desk_rows::NamedRow, empty_state::EmptyState, icon::Glyph},
    pages::{matter_words, query::Query},
    routes::desk as route,
    state::{App, use_app},
    text::{
        assignment as assignments, matter as matters, opinion_report as reports, outcome as outcomes,
        proposal as proposals, request as requests, vocabulary,
    },
};
use domain::{
    assignment::Assignment,
    fields::Fields,
    kind::Kind,
    opinion_report::adopted_by,
    outcome::outcome_type,
    proposal::Proposal,
    request::Request,
    submitted::Submitted,
    workflow::{Course, Led, Workflow},
};
use leptos::prelude::*;
use std::time::Duration;
use sync::wire::desk::{DeskRow, LedList as Answer};

/// How often the list is read anew while somebody looks at it.
const FRESH_EVERY: Duration = Duration::from_secs(30);
/// The longest title, in characters.
const TITLE_MAX: usize = 30;

/// The list of what citizens asked for.
#[component]
pub fn Requests(
    /// Names of venues and members.
    roster: Memo<Roster>,
) -> impl IntoView {
    let none = (Glyph::Mail, requests::none_title(), requests::none_at_desk());
    let headings = requests::headings().to_vec();
    view! { <LedList kind=Kind::Request label=requests::title() headings=headings none=none cells=of_request roster=roster/> }
}

/// The list of what members and groups report.
#[component]
pub fn Reports(
    /// Names of members and groups.
    roster: Memo<Roster>,
) -> impl IntoView {
    let none = (Glyph::Pen, reports::none_title(), reports::none_at_desk());
    let headings = reports::headings().to_vec();
    view! { <Submissions kind=Kind::OpinionReport label=reports::title() headings=headings none=none cells=of_report roster=roster/> }
}

/// The list of proposals.
#[component]
pub fn Proposals(
    /// Names of members and groups.
    roster: Memo<Roster>,
) -> impl IntoView {
    let none = (Glyph::Compose, proposals::none_title(), proposals::none_at_desk());
    let headings = proposals::headings().to_vec();
    view! { <Submissions kind=Kind::Proposal label=proposals::title() headings=headings none=none cells=of_proposal roster=roster/> }
}

/// The list of what was written out of consultation and research.
#[component]
pub fn Outcomes(
    /// Names of members and groups.
    roster: Memo<Roster>,
) -> impl IntoView {
    let none = (Glyph::Copy, outcomes::none_title(), outcomes::none_at_desk());
    let headings = outcomes::headings().to_vec();
    view! { <Submissions kind=Kind::Outcome label=outcomes::title() headings=headings none=none cells=of_outcome roster=roster/> }
}

/// The list of what somebody is to do.
#[component]
pub fn Assignments(
    /// Names of members.
    roster: Memo<Roster>,
) -> impl IntoView {
    let none = (Glyph::Check, assignments::none_title(), assignments::none_at_desk());
    let headings = assignments::headings().to_vec();
    let turn = waiting(use_app());
    view! {
        <LedList
            kind=Kind::Assignment label=assignments::title() headings=headings none=none cells=of_assignment roster=roster
            turn=turn
        />
    }
}

/// How much of this computer waits: what is written down here is in the list once the server has taken it.
fn waiting(app: App) -> Memo<usize> {
    Memo::new(move |_| app.sync_line().waiting)
}

/// A list of what is submitted, to which the office adds what groups bring.
#[component]
fn Submissions(
    kind: Kind,
    label: &'static str,
    headings: Vec<&'static str>,
    none: (Glyph, &'static str, &'static str),
    cells: Cells,
    roster: Memo<Roster>,
) -> impl IntoView {
    let app = use_app();
    let turn = waiting(app);
    view! {
        {may_write(app).then(|| view! { <NewSubmission kind=kind roster=roster/> })}
        <LedList kind=kind label=label headings=headings none=none cells=cells roster=roster turn=turn/>
    }
}

fn of_request(body: &Fields, stage: String, roster: &Roster) -> Vec<String> {
    let it = Request(body);
    vec![
        stage,
        it.request_type().map(vocabulary::request_type).unwrap_or_default().to_owned(),
        it.taker().map(|member| roster.member(member).to_owned()).unwrap_or_default(),
        it.venue().map(|venue| roster.venue(venue).to_owned()).unwrap_or_default(),
        it.raised_on().map(|day| day.to_string()).unwrap_or_default(),
    ]
}

fn of_report(body: &Fields, stage: String, roster: &Roster) -> Vec<String> {
    let it = Submitted(body);
    vec![
        stage,
        by(it, roster),
        adopted_by(body).map(vocabulary::level).unwrap_or_default().to_owned(),
        it.raised_on().map(|day| day.to_string()).unwrap_or_default(),
    ]
}

fn of_proposal(body: &Fields, stage: String, roster: &Roster) -> Vec<String> {
    let (it, submitted) = (Proposal(body), Submitted(body));
    let key = it.key_led_by().map(|_| proposals::key_short().to_owned());
    vec![
        [Some(stage), key].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        by(submitted, roster),
        it.case_no().unwrap_or_default().to_owned(),
        it.rating().map(vocabulary::rating).unwrap_or_default().to_owned(),
        submitted.raised_on().map(|day| day.to_string()).unwrap_or_default(),
    ]
}

fn of_outcome(body: &Fields, stage: String, roster: &Roster) -> Vec<String> {
    let it = Submitted(body);
    let of_office = it.group().is_none() && it.member().is_none();
    vec![
        stage,
        outcome_type(body).map(outcomes::outcome_type).unwrap_or_default().to_owned(),
        if of_office { outcomes::of_office().to_owned() } else { by(it, roster) },
        it.raised_on().map(|day| day.to_string()).unwrap_or_default(),
    ]
}

fn of_assignment(body: &Fields, stage: String, roster: &Roster) -> Vec<String> {
    let it = Assignment(body);
    let who = it.member().map(|member| roster.member(member)).or(it.owner());
    vec![
        stage,
        it.assignment_type().map(assignments::assignment_type).unwrap_or_default().to_owned(),
        who.unwrap_or_default().to_owned(),
        it.deadline().map(|day| day.to_string()).unwrap_or_default(),
        it.given_on().map(|day| day.to_string()).unwrap_or_default(),
    ]
}

/// Who submitted it.
fn by(it: Submitted<'_>, roster: &Roster) -> String {
    let by = it.group().map(|group| roster.called(group)).or(it.member().map(|member| roster.member(member)));
    by.unwrap_or_default().to_owned()
}

/// What stands in the cells behind the name, where a stage is called so.
type Cells = fn(&Fields, String, &Roster) -> Vec<String>;

#[component]
fn LedList(
    /// What is listed.
    kind: Kind,
    /// What the list is called.
    label: &'static str,
    /// The names of the columns.
    headings: Vec<&'static str>,
    /// What stands there while there is nothing.
    none: (Glyph, &'static str, &'static str),
    /// What stands in the cells behind the name.
    cells: Cells,
    /// Names.
    roster: Memo<Roster>,
    /// How much of this computer waits: the list is read again once less does.
    #[prop(optional)]
    turn: Option<Memo<usize>>,
) -> impl IntoView {
    let app = use_app();
    let list = Query::new(move || Some(kind), api::led);
    list.keep_fresh(FRESH_EVERY);
    if let Some(turn) = turn {
        Effect::new(move |before: Option<usize>| {
            let waiting = turn.get();
            if before.is_some_and(|before| waiting < before) {
                list.again();
            }
            waiting
        });
    }
    let (glyph, title, detail) = none;
    let shown = move |list: Answer| {
        if list.rows.is_empty() {
            return view! { <EmptyState glyph=glyph title=title detail=detail/> }.into_any();
        }
        let rows = roster.with(|roster| lines(app, list, cells, roster));
        view! { <Listed label=label headings=headings.clone() rows=rows/> }.into_any()
    };
    move || asked(list.answer.get(), list.error.get(), move || list.again(), (label, 6), shown.clone())
}

fn lines(app: App, list: Answer, cells: Cells, roster: &Roster) -> Vec<NamedRow> {
    let Answer { mut rows, workflows, .. } = list;
    // What is raised stands first, each group with the latest first, as it came.
    rows.sort_by_key(|row| Led(&row.row.body).course() != Some(Course::Raised));
    let line = |row: &DeskRow| {
        let body = &row.row.body;
        let workflow: Option<Workflow> = matter_words::workflow_from(app, &workflows, body);
        let is_late = matter_words::due(app, body, workflow.as_ref()).is_some_and(|(_, over)| over);
        NamedRow {
            href: Some(route::matter(row.row.rec)),
            name: matter_words::titled(&row.row.kind, body, TITLE_MAX),
            remark: is_late.then(matters::is_over_time),
            cells: cells(body, matter_words::stage(body, workflow.as_ref()), roster),
        }
    };
    rows.iter().map(line).collect()
}
