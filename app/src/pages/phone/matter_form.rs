//! 提一件事来协商: what, who brought it up, when, which venue, why. Every keystroke is kept.

use super::{roster::use_roster, screen::Screen};
use crate::{
    components::{
        button::{Button, Weight},
        chip::ChoiceChip,
        field::{FieldGroup, TextArea, TextField},
        icon::Glyph,
        note::Failure,
        toast::Toasts,
    },
    pages::matter_words,
    routes::phone as route,
    state::{App, Draft, use_app},
    text::{matter as words, trouble, vocabulary},
};
use domain::{
    activity::NARRATIVE_MAX,
    consultation::{NARRATIVE, PARTIES, RAISED_ON, SOURCE, Source, TITLE, VENUE},
    fields::Fields,
    id::{Feed, RecordId, VenueId},
    kind::Kind,
    problem::{Code, Problem},
    validate::validate,
    workflow::{COURSE, Course, STAGE, WORKFLOW, Workflow},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    components::Redirect,
    hooks::{use_navigate, use_params_map},
};
use sync::{client::Edit, wire::Act};

/// Gives the new matter its id and goes on to its form, so that reloading the page comes back to it.
#[component]
pub fn NewMatterPage() -> impl IntoView {
    let rec = use_app().new_record();
    let options = NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() };
    view! { <Redirect path=route::matter_form(rec) options=options/> }
}

/// The form.
#[component]
pub fn MatterFormPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.read().get("rec").and_then(|text| text.parse::<RecordId>().ok()));
    move || rec.get().map(|rec| view! { <Editor form=Form::open(app, rec)/> })
}

/// A matter on its way.
#[derive(Clone, Copy)]
struct Form {
    app: App,
    draft: RwSignal<Draft>,
    /// The workflows to choose from.
    offered: Memo<Vec<(String, Workflow)>>,
    /// Whether 提出 was pressed: from then on the form shows what is missing.
    asked: RwSignal<bool>,
    problems: Memo<Vec<Problem>>,
}

impl Form {
    fn open(app: App, rec: RecordId) -> Form {
        let draft = RwSignal::new(untrack(|| app.draft(rec)).unwrap_or_else(|| empty(app, rec)));
        let offered = Memo::new(move |_| matter_words::offered(app));
        let problems = Memo::new(move |_| {
            let body = draft.with(|draft| draft.body.filled());
            // The committee may have put another workflow in its place since the draft was begun.
            let gone = offered.with(|offered| offered.iter().all(|(id, _)| Some(id.as_str()) != body.text(WORKFLOW)));
            let gone = gone.then(|| Problem::at(Code::WorkflowUnknown, WORKFLOW));
            validate(Kind::Consultation, &body).into_iter().chain(gone).collect()
        });
        Form { app, draft, offered, asked: RwSignal::new(false), problems }
    }

    fn text(self, field: &'static str) -> Signal<String> {
        Signal::derive(move || self.draft.with(|draft| draft.body.text(field).unwrap_or_default().to_owned()))
    }

    fn set(self, field: &str, value: impl Into<serde_json::Value>) {
        let now = self.app.now();
        self.draft.update(|draft| {
            draft.body.set(field, value);
            draft.updated_at = now;
        });
        self.app.put_draft(self.draft.get_untracked());
    }

    fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problems = self.problems.read();
            let problem = problems.iter().find(|problem| problem.field.as_deref() == Some(field))?;
            // That the choice is gone is said at once: no chip shows it any more.
            match problem.code {
                Code::WorkflowUnknown => Some(words::by_which_gone().to_owned()),
                code => self.asked.get().then(|| vocabulary::problem(code).to_owned()),
            }
        })
    }
}

/// A new matter: today, at one's usual venue, by the first of the workflows in use.
fn empty(app: App, rec: RecordId) -> Draft {
    let mine = untrack(|| app.my_venues());
    let last = app.settings().read_untracked().last_venue.filter(|venue| mine.contains(venue));
    let venue = last.or(if let [only] = mine[..] { Some(only) } else { None });
    let mut body = Fields::default()
        .with(RAISED_ON, app.today().to_string())
        .with(SOURCE, Source::Citizens.id())
        .with(WORKFLOW, untrack(|| matter_words::offered(app)).into_iter().next().map(|(id, _)| id));
    if let Some(venue) = venue {
        body.set(VENUE, venue.to_string());
    }
    Draft::new(rec, Kind::Consultation, body, app.now())
}

#[component]
fn Editor(
    /// The form.
    form: Form,
) -> impl IntoView {
    let app = form.app;
    let roster = use_roster();
    let mine = app.my_venues();
    let source = form.text(SOURCE);
    let (venue, by) = (form.text(VENUE), form.text(WORKFLOW));
    let chip = move |group: &'static str, field: &'static str, chosen: Signal<String>, id: String, label: String| {
        let (value, known) = (id.clone(), id);
        view! {
            <ChoiceChip
                group=group
                label=label
                chosen=Signal::derive(move || *chosen.read() == known)
                on_choose=move || form.set(field, value.clone())
            />
        }
    };
    let venues = move || {
        let name = |venue: &VenueId| roster.read().venue(*venue).unwrap_or_default().to_owned();
        mine.iter().map(move |one| chip("matter-venue", VENUE, venue, one.to_string(), name(one))).collect_view()
    };
    let sources = Source::ALL
        .iter()
        .map(move |one| chip("matter-source", SOURCE, source, one.id().into(), vocabulary::source(*one).into()));
    let way = move |(id, workflow): (String, Workflow)| chip("matter-workflow", WORKFLOW, by, id, workflow.name);
    view! {
        <Screen
            title=words::new_title()
            back=route::MATTERS
            actions=move || view! { <Actions form=form/> }
            tabs=false
            form=true
        >
            <TextField
                label=words::what() aside=words::what_aside().to_owned() id="field-title" value=form.text(TITLE)
                wrong=form.wrong(TITLE) on_input=move |typed: String| form.set(TITLE, typed)
            />
            <FieldGroup legend=words::source() id="field-source" wrong=form.wrong(SOURCE)>
                <div class="chips">{sources.collect_view()}</div>
            </FieldGroup>
            <FieldGroup legend=words::venue() id="field-venue" wrong=form.wrong(VENUE)>
                <div class="chips">{venues}</div>
            </FieldGroup>
            <TextField
                label=words::raised_on() id="field-raised" kind="date" value=form.text(RAISED_ON)
                wrong=form.wrong(RAISED_ON) on_input=move |typed: String| form.set(RAISED_ON, typed)
            />
            <TextArea
                label=words::why() aside=words::why_aside().to_owned() id="field-narrative" value=form.text(NARRATIVE)
                max=NARRATIVE_MAX wrong=form.wrong(NARRATIVE) on_input=move |typed: String| form.set(NARRATIVE, typed)
            />
            <TextField
                label=words::parties() aside=words::parties_aside().to_owned() id="field-parties" value=form.text(PARTIES)
                wrong=form.wrong(PARTIES) on_input=move |typed: String| form.set(PARTIES, typed)
            />
            <FieldGroup legend=words::by_which() id="field-workflow" wrong=form.wrong(WORKFLOW)>
                <div class="chips">{move || form.offered.get().into_iter().map(way).collect_view()}</div>
            </FieldGroup>
        </Screen>
    }
}

/// 提出: saved on this phone first, then sent.
#[component]
fn Actions(
    /// The form.
    form: Form,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let navigate = StoredValue::new(use_navigate());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let submit = move || {
        form.asked.set(true);
        if busy.get_untracked() || !form.problems.read_untracked().is_empty() {
            return;
        }
        busy.set(true);
        let draft = form.draft.get_untracked();
        let Some(edit) = created(form.app, &draft) else { return busy.set(false) };
        spawn_local(async move {
            let saved = form.app.save(vec![edit], draft.supersedes.clone()).await;
            busy.try_set(false);
            match saved {
                Ok(_) => {
                    form.app.drop_draft(draft.rec);
                    toasts.say(Glyph::Check, words::saved());
                    let options = NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() };
                    navigate.with_value(|go| go(&route::matter(draft.rec), options));
                }
                Err(error) => {
                    failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    };
    view! {
        <Failure words=failure/>
        <div class="actions">
            <Button label=words::submit() weight=Weight::Primary block=true on_press=submit/>
        </div>
    }
}

/// The operation that makes it: what the server says of the stage is said here too, so that the page shows it at once.
fn created(app: App, draft: &Draft) -> Option<Edit> {
    let venue: VenueId = draft.body.parsed(VENUE)?;
    let mut body = draft.body.filled();
    let workflow = matter_words::workflow_of(app, &body)?;
    body.set(STAGE, workflow.first()?.id.as_str());
    body.set(COURSE, Course::Raised.id());
    let feed = Feed::Venue(venue);
    Some(Edit { rec: draft.rec, kind: Kind::Consultation, feed, act: Act::Create(body), base: None })
}
