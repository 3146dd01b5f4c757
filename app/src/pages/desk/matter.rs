//! One matter at the desk: how far it has come, what came of it, and what may be decided.

use super::{
    asked::asked,
    assignment_form::{Begun, NewAssignment},
    decision::edit_of,
    matter_chase::{Chase, ChaseDialog, Chasing},
    matter_grown::{Became, Grown, direct},
    matter_hand_over::HandOvers,
    matter_key::{Key, OnPaper},
    matter_take_away::TakeAway,
    roster::Roster,
};
use crate::{
    api,
    components::{
        button::{Button, Weight},
        desk_facts::{DeskFacts, Named},
        desk_head::DeskHead,
        icon::Glyph,
        note::Failure,
        thread::Thread,
        toast::{ToastArea, Toasts},
    },
    pages::{
        matter_facts::facts,
        matter_steps::{Entering, Stages},
        matter_words,
        query::Query,
        sealed::Sealed,
        thread_line::{Knot, steps},
    },
    routes::desk as route,
    state::{App, use_app},
    text::{desk as text, matter as words, request as requests, trouble},
};
use domain::{
    fields::Fields,
    hand_over::{HandOver, Part, REPLIED_ON, REPLY, REPLY_CLASS, SEEN, VISITED_ON},
    id::RecordId,
    kind::Kind,
    policy::Role,
    request::Request,
    workflow::{Course, Led, Stage},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use std::collections::BTreeMap;
use sync::{
    client::Edit,
    wire::{
        Act,
        desk::{Chain, DeskRow, RecordDetail},
    },
};

/// The longest title that is taken from a text, in characters.
const TITLE_MAX: usize = 30;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct MatterState {
    /// The app.
    pub app: App,
    roster: Memo<Roster>,
    /// What it grew out of and what grew out of it.
    pub chain: Query<Chain>,
    toasts: Toasts,
    failure: RwSignal<Option<String>>,
    /// The step that is about to be taken: what is typed for it outlives a change of the record beneath it.
    asking: RwSignal<Option<(DeskRow, Stage)>>,
    /// What the office is about to tell a unit.
    pub chasing: RwSignal<Option<(DeskRow, Chase)>>,
}

impl MatterState {
    /// What a member, a venue or a group is called.
    pub fn called(self, rec: RecordId) -> String {
        self.roster.with(|roster| roster.called(rec).to_owned())
    }

    /// Saves a change in the outbox of this computer; it is uploaded as soon as the server is reached.
    pub fn save(self, row: &DeskRow, fields: Fields, said: String) {
        if let Some(edit) = edit_of(row, Act::Patch(fields)) {
            self.send(edit, said);
        }
    }

    /// The same for any edit.
    pub fn send(self, edit: Edit, said: String) {
        self.send_all(vec![edit], said);
    }

    /// The same for several, which reach the disk together.
    pub fn send_all(self, edits: Vec<Edit>, said: String) {
        self.failure.set(None);
        spawn_local(async move {
            match self.app.save(edits, Vec::new()).await {
                Ok(_) => {
                    self.toasts.say(Glyph::Check, said);
                }
                Err(error) => {
                    self.failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    }
}

/// The page.
#[component]
pub fn MatterPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("rec")?.parse::<RecordId>().ok()));
    let (detail, chain) = (Query::new(move || rec.get(), api::record), Query::new(move || rec.get(), api::chain));
    let roster = Memo::new(move |_| Roster::of(app));
    let state = MatterState {
        app,
        roster,
        chain,
        toasts: Toasts::default(),
        failure: RwSignal::new(None),
        asking: RwSignal::new(None),
        chasing: RwSignal::new(None),
    };
    // What was decided here is read again once the server has taken it.
    Effect::new(move |before: Option<usize>| {
        let waiting = app.sync_line().waiting;
        if before.is_some_and(|before| waiting < before) {
            detail.again();
            chain.again();
        }
        waiting
    });
    let told = Memo::new(move |_| {
        chain.answer.with(|chain| chain.as_ref().map(|chain| chain.workflows.clone()).unwrap_or_default())
    });
    let title = Memo::new(move |_| {
        let kind = detail.answer.with(|detail| detail.as_ref().map(|detail| detail.record.row.kind.clone()));
        matter_words::sort(kind.as_deref())
    });
    Effect::new(move || document().set_title(&text::page_title(title.get())));
    view! {
        <main class="desk-page">
            <DeskHead title=move || title.get() />
            {move || {
                let shown = |detail: RecordDetail| view! { <Shown state=state row=detail.record told=told.get()/> }.into_any();
                asked(detail.answer.get(), detail.error.get(), move || detail.again(), (words::one(), 8), shown)
            }}
            <Step state=state/>
            <ChaseDialog state=state/>
            <ToastArea toast=state.toasts.shown />
        </main>
    }
}

#[component]
fn Shown(state: MatterState, row: DeskRow, told: BTreeMap<RecordId, Fields>) -> impl IntoView {
    let body = row.row.body.clone();
    let workflow = matter_words::workflow_from(state.app, &told, &body);
    let course = matter_words::course(&body, workflow.as_ref());
    let called = |rec| Some(state.called(rec));
    let facts = facts(&row.row.kind, &body, workflow.as_ref(), called, |day| day.to_string());
    let facts = facts.iter().map(|(name, said)| Named::plain(name, said.as_str())).collect();
    let is_staff = state.app.session().has_role(Role::Staff);
    let is_leader = state.app.session().has_role(Role::Leader);
    let is_hand_over = row.row.kind == Kind::HandOver.id();
    let is_request = row.row.kind == Kind::Request.id();
    let is_consultation = row.row.kind == Kind::Consultation.id();
    let is_proposal = row.row.kind == Kind::Proposal.id();
    let waits = move || state.app.sync_line().waiting > 0;
    let open = matches!(course, Course::Raised | Course::UnderWay);
    let moves = workflow.clone().filter(|_| open && is_staff).and_then(|workflow| {
        let at = workflow.stage(Led(&body).stage()?)?.clone();
        let next = workflow.offered_after(&at);
        at.who.contains(&Role::Staff).then_some(next)
    });
    let stages = workflow.map(|workflow| view! { <Stages body=body.clone() workflow=workflow/> });
    view! {
        <div class="desk-plain desk-matter">
            <h2 class="sentence">{matter_words::titled(&row.row.kind, &body, TITLE_MAX)}</h2>
            <Failure words=state.failure/>
            {stages}
            <Show when=waits><p class="small ink-2">{words::waits_here()}</p></Show>
            {moves.map(|next| view! { <Moves state=state row=row.clone() next=next/> })}
            {(is_hand_over && is_staff && open).then(|| view! { <Chasing state=state row=row.clone()/> })}
            <DeskFacts facts=facts/>
            {is_hand_over.then(|| view! { <p><a class="text-link" href=route::slip(row.row.rec)>{words::slip()}</a></p> })}
            {is_request.then(|| if Request(&body).has_contact() {
                view! { <Sealed rec=row.row.rec reads=is_staff/> }.into_any()
            } else {
                view! { <p class="small ink-2">{requests::sealed_none()}</p> }.into_any()
            })}
            {is_leader.then(|| view! { <div class="actions wrap"><NewAssignment begun=Begun::of_record(&row)/></div> })}
            <Line state=state row=row.clone()/>
            {(is_request && is_staff).then(|| view! { <TakeAway state=state row=row.clone()/> })}
            {is_request.then(|| view! { <Became state=state of=row.row.rec kind=Kind::Consultation/> })}
            {(is_proposal && is_staff && open).then(|| view! {
                <OnPaper state=state row=row.clone()/>
                <Key state=state row=row.clone()/>
            })}
            {is_proposal.then(|| view! { <HandOvers state=state of=row.clone() gives=is_staff && open/> })}
            {is_consultation.then(|| view! { <Became state=state of=row.row.rec kind=Kind::Proposal/> })}
            {is_consultation.then(|| view! { <Grown state=state of=row settles=is_staff/> })}
        </div>
    }
}

/// The stages that may follow.
#[component]
fn Moves(state: MatterState, row: DeskRow, next: Vec<(Stage, bool)>) -> impl IntoView {
    let button = move |(stage, is_on): (Stage, bool)| {
        let (label, weight) = (words::move_to(&stage.name), if is_on { Weight::Primary } else { Weight::Quiet });
        let row = row.clone();
        view! { <Button label=label weight=weight on_press=move || state.asking.set(Some((row.clone(), stage.clone())))/> }
    };
    view! { <div class="actions wrap">{next.into_iter().map(button).collect_view()}</div> }
}

/// A proposal as it stands, with what the unit that leads has answered and what was seen afterwards: nobody types that twice.
fn with_the_leads_answer(state: MatterState, row: &DeskRow) -> Fields {
    let mut body = row.row.body.clone();
    if row.row.kind != Kind::Proposal.id() {
        return body;
    }
    let given = untrack(|| direct(state, row.row.rec, Kind::HandOver));
    // One that gave it back has answered nothing, and of several the last has the word.
    let answered = |body: &&Fields| {
        let it = HandOver(body);
        it.part() == Part::Lead && it.reply_class().is_some() && Led(body).course() != Some(Course::Aside)
    };
    let lead = given.iter().map(|one| &one.row.body).rfind(answered);
    for (decides, fields) in [(REPLY_CLASS, &[REPLY, REPLY_CLASS, REPLIED_ON][..]), (VISITED_ON, &[VISITED_ON, SEEN])] {
        // What was said before it went back is asked anew.
        for field in fields.iter().filter(|_| row.row.body.get(decides).is_none()) {
            if let Some(value) = lead.and_then(|lead| lead.get(field)) {
                body.set(*field, value.clone());
            }
        }
    }
    body
}

/// The dialog of the step that is about to be taken.
#[component]
fn Step(state: MatterState) -> impl IntoView {
    move || {
        state.asking.get().map(|(row, stage)| {
            let (name, body) = (stage.name.clone(), with_the_leads_answer(state, &row));
            let on_take = Callback::new(move |fields| {
                state.save(&row, fields, words::moved(&name));
                state.asking.set(None);
            });
            view! { <Entering body=body stage=stage on_take=on_take on_close=move || state.asking.set(None)/> }
        })
    }
}

/// The line that it stands in, the first words first.
#[component]
fn Line(state: MatterState, row: DeskRow) -> impl IntoView {
    let knot =
        |row: &DeskRow| Some(Knot { rec: row.row.rec, kind: row.row.kind.parse().ok()?, body: row.row.body.clone() });
    move || {
        let chain = state.chain.answer.get()?;
        let all = |rows: &[DeskRow]| rows.iter().filter_map(knot).collect::<Vec<_>>();
        let steps = steps(&all(&chain.before), &knot(&row)?, &all(&chain.after), |knot| route::record(knot.rec));
        (steps.len() > 1).then(|| view! { <Thread label=words::thread() steps=steps/> })
    }
}
