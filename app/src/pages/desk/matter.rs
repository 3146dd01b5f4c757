//! One matter at the desk: how far it has come, what came of it, and what may be decided.

use super::{decision::edit_of, roster::Roster};
use crate::{
    api,
    components::{
        button::{Button, Weight},
        desk_facts::{DeskFacts, Named},
        desk_head::DeskHead,
        desk_select::DeskSelect,
        field::TextField,
        icon::Glyph,
        note::Note,
        skeleton::Skeleton,
        toast::{ToastArea, ToastText},
        tone::Tone,
    },
    pages::{
        matter_steps::{Entering, Stages},
        matter_words,
        query::Query,
    },
    routes::desk as route,
    state::{App, use_app},
    text::{desk as text, frame, matter as words, trouble, vocabulary},
};
use domain::{
    activity::{Activity, ORIGIN},
    consultation::{Consultation, NARRATIVE, PARTIES},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    policy::Role,
    suggestion::{OUTCOME, OUTCOME_REASON, Outcome, Suggestion},
    workflow::{Course, Led, STAGE_REASON, Stage},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use sync::wire::{
    Act,
    desk::{Chain, DeskRow},
};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct MatterState {
    app: App,
    roster: Memo<Roster>,
    chain: Query<Chain>,
    said: RwSignal<Option<ToastText>>,
    failure: RwSignal<Option<String>>,
}

impl MatterState {
    /// Saves a change in the outbox of this computer; it is uploaded as soon as the server is reached.
    fn save(self, row: &DeskRow, fields: Fields, said: String) {
        let Some(edit) = edit_of(row, Act::Patch(fields)) else { return };
        self.failure.set(None);
        spawn_local(async move {
            match self.app.save(vec![edit], Vec::new()).await {
                Ok(_) => {
                    self.said.try_set(Some(ToastText { glyph: Glyph::Check, words: said }));
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
    let state = MatterState { app, roster, chain, said: RwSignal::new(None), failure: RwSignal::new(None) };
    // What was decided here is read again once the server has taken it.
    Effect::new(move |before: Option<usize>| {
        let waiting = app.sync_line().waiting;
        if before.is_some_and(|before| waiting < before) {
            detail.again();
            chain.again();
        }
        waiting
    });
    document().set_title(&text::page_title(words::one()));
    view! {
        <main class="desk-page">
            <DeskHead title=words::one() />
            {move || match (detail.answer.get(), detail.error.get()) {
                (Some(detail), _) => view! { <Shown state=state row=detail.record/> }.into_any(),
                (None, Some(error)) => view! {
                    <div class="desk-plain">
                        <Note tone=Tone::Wait glyph=Glyph::Alert alerts=true>
                            <p>{trouble::api(&error)}</p>
                            <button type="button" class="button compact" on:click=move |_| detail.again()>{frame::try_again()}</button>
                        </Note>
                    </div>
                }
                .into_any(),
                (None, None) => view! { <div class="desk-plain"><Skeleton label=words::one() lines=8/></div> }.into_any(),
            }}
            <ToastArea toast=state.said />
        </main>
    }
}

#[component]
fn Shown(state: MatterState, row: DeskRow) -> impl IntoView {
    let body = row.row.body.clone();
    let workflow = matter_words::workflow_of(state.app, &body);
    let course = matter_words::course(&body, workflow.as_ref());
    let it = Consultation(&body);
    let text_of = |field: &str| body.text(field).map(str::to_owned);
    let venue = state.roster.with(|roster| it.venue().map(|venue| roster.venue(venue).to_owned()));
    let lines = [
        (words::source(), it.source().map(|source| vocabulary::source(source).to_owned())),
        (words::raised_on(), it.raised_on().map(|day| day.to_string())),
        (words::venue(), venue),
        (words::parties(), text_of(PARTIES)),
        (words::why(), text_of(NARRATIVE)),
        (words::why_out(), text_of(STAGE_REASON)),
    ];
    let answers = workflow.iter().flat_map(|workflow| workflow.stages.iter().flat_map(|stage| &stage.demands));
    let answers = answers.filter_map(|demand| Some(Named::plain(&demand.name, text_of(&demand.field())?)));
    let facts: Vec<Named> =
        lines.into_iter().filter_map(|(name, said)| Some(Named::plain(name, said?))).chain(answers).collect();
    let is_staff = state.app.session().has_role(Role::Staff);
    let waits = move || state.app.sync_line().waiting > 0;
    let failure = move || {
        state
            .failure
            .get()
            .map(|said| view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true><p>{said}</p></Note> })
    };
    let open = matches!(course, Course::Raised | Course::UnderWay);
    let moves = workflow.clone().filter(|_| open && is_staff).and_then(|workflow| {
        let at = workflow.stage(Led(&body).stage()?)?.clone();
        let next: Vec<Stage> = workflow.after(&at).cloned().collect();
        at.who.contains(&Role::Staff).then_some(next)
    });
    let stages = workflow.map(|workflow| view! { <Stages body=body.clone() workflow=workflow/> });
    view! {
        <div class="desk-plain desk-matter">
            <h2 class="sentence">{matter_words::title(&body)}</h2>
            {failure}
            {stages}
            <Show when=waits><p class="small ink-2">{words::waits_here()}</p></Show>
            {moves.map(|next| view! { <Moves state=state row=row.clone() next=next/> })}
            <DeskFacts facts=facts/>
            <Grown state=state of=row.row.rec settles=is_staff/>
        </div>
    }
}

/// The stages that may follow.
#[component]
fn Moves(state: MatterState, row: DeskRow, next: Vec<Stage>) -> impl IntoView {
    let asking = RwSignal::new(None::<Stage>);
    let button = move |stage: Stage| {
        let (label, weight) = (words::move_to(&stage.name), if stage.aside { Weight::Quiet } else { Weight::Primary });
        view! { <Button label=label weight=weight on_press=move || asking.set(Some(stage.clone()))/> }
    };
    let dialog = move || {
        asking.get().map(|stage| {
            let (row, name, body) = (row.clone(), stage.name.clone(), row.row.body.clone());
            let on_take = Callback::new(move |fields| {
                state.save(&row, fields, words::moved(&name));
                asking.set(None);
            });
            view! { <Entering body=body stage=stage on_take=on_take on_close=move || asking.set(None)/> }
        })
    };
    view! {
        <div class="actions wrap">{next.into_iter().map(button).collect_view()}</div>
        {dialog}
    }
}

/// What grew out of it: meetings and suggestions, and what becomes of each of these.
#[component]
fn Grown(state: MatterState, of: RecordId, settles: bool) -> impl IntoView {
    let direct = move |kind: Kind| {
        let all = state.chain.answer.get().map(|chain| chain.after).unwrap_or_default();
        all.into_iter()
            .filter(|row| row.row.kind == kind.id() && row.row.body.parsed(ORIGIN) == Some(of))
            .collect::<Vec<_>>()
    };
    let meeting = |row: DeskRow| {
        let it = Activity(&row.row.body);
        let day = it.day().map(|day| day.to_string()).unwrap_or_default();
        let review = it.review().map(|review| vocabulary::review(review)).unwrap_or_default();
        view! { <li><a class="text-link" href=route::record(row.row.rec)>{it.title(30)}</a> " " <small>{day} " · " {review}</small></li> }
    };
    let meetings = move || {
        let all = direct(Kind::Activity);
        (!all.is_empty())
            .then(|| view! { <h3>{words::meetings()}</h3> <ul>{all.into_iter().map(meeting).collect_view()}</ul> })
    };
    let suggestions = move || {
        let all = direct(Kind::Suggestion);
        let title = if all.is_empty() { words::no_suggestions().to_owned() } else { words::suggestions(all.len()) };
        let one = move |row: DeskRow| view! { <OneSuggestion state=state row=row settles=settles/> };
        view! { <h3>{title}</h3> <ol class="suggestions">{all.into_iter().map(one).collect_view()}</ol> }
    };
    view! { <section class="stack">{meetings} {suggestions}</section> }
}

/// One suggestion, with what became of it.
#[component]
fn OneSuggestion(state: MatterState, row: DeskRow, settles: bool) -> impl IntoView {
    let it = Suggestion(&row.row.body);
    let said = it.words().to_owned();
    let outcome = it.outcome().map_or_else(|| words::no_word_yet().to_owned(), |it| vocabulary::outcome(it).to_owned());
    let because = row.row.body.text(OUTCOME_REASON).map(words::because);
    let rec = row.row.rec;
    let chosen = RwSignal::new(it.outcome().map_or(String::new(), |it| it.id().to_owned()));
    let reason = RwSignal::new(row.row.body.text(OUTCOME_REASON).unwrap_or_default().to_owned());
    let options = move || {
        let all = Outcome::ALL.iter().map(|it| (it.id().to_owned(), vocabulary::outcome(*it).to_owned()));
        [(String::new(), words::no_word_yet().to_owned())].into_iter().chain(all).collect::<Vec<_>>()
    };
    let ready = Memo::new(move |_| {
        let outcome = chosen.read().parse::<Outcome>().ok();
        outcome.filter(|outcome| !outcome.needs_reason() || !reason.read().trim().is_empty())
    });
    let settle = move || {
        let Some(outcome) = ready.get_untracked() else { return };
        let mut fields = Fields::default().with(OUTCOME, outcome.id());
        let why = reason.get_untracked().trim().to_owned();
        fields.0.insert(OUTCOME_REASON.to_owned(), if why.is_empty() { serde_json::Value::Null } else { why.into() });
        state.save(&row, fields, words::settled(vocabulary::outcome(outcome)));
    };
    view! {
        <li class="stack tight">
            <p class="kept-lines">{said}</p>
            <p class="small ink-2">{outcome}</p>
            {because.map(|because| view! { <p class="small ink-2">{because}</p> })}
            {settles.then(|| view! {
                <details class="desk-outcome">
                    <summary>{words::settle()}</summary>
                    <div class="stack">
                    <DeskSelect
                        label=words::outcome() id=format!("outcome-{rec}") options=options() value=chosen
                        on_change=move |id| chosen.set(id)
                    />
                    <TextField
                        label=words::outcome_why() id=format!("why-{rec}") value=reason on_input=move |typed| reason.set(typed)
                    />
                    <button type="button" class="button compact" disabled=move || ready.read().is_none() on:click=move |_| settle()>
                        {words::settle_now()}
                    </button>
                    </div>
                </details>
            })}
        </li>
    }
}
