//! Raising something that a workflow leads: every keystroke is kept, and what is lacking is said once it is to be sent.

use super::{activity_submit::show_field, throw_away::ThrowAway};
use crate::{
    components::{
        button::{Button, Weight},
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
    consultation::VENUE,
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    problem::{Code, Problem},
    submitted::{NARRATIVE, ORIGIN, RAISED_ON, TITLE, is_submitted},
    validate::validate,
    workflow::{COURSE, Course, STAGE, WORKFLOW, Workflow},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    components::Redirect,
    hooks::{use_navigate, use_query_map},
};
use sync::{
    client::{Edit, OpState},
    wire::Act,
};

/// Gives something new its id and goes on to its form, so that reloading the page comes back to it.
#[component]
pub fn Begin(
    /// The address of the form of a record.
    form: fn(RecordId) -> String,
) -> impl IntoView {
    let rec = use_app().new_record();
    let options = NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() };
    view! { <Redirect path=form(rec) options=options/> }
}

/// Something on its way.
#[derive(Clone, Copy)]
pub struct Raising {
    /// The app.
    pub app: App,
    /// What was typed.
    pub draft: RwSignal<Draft>,
    /// The workflows to choose from.
    pub offered: Memo<Vec<(String, Workflow)>>,
    /// Whether it was to be sent: from then on the form shows what is missing.
    asked: RwSignal<bool>,
    problems: Memo<Vec<Problem>>,
}

impl Raising {
    /// The form of a record: its draft, or what it begins with. `more` is wrong beside the fields.
    pub fn open(
        app: App,
        rec: RecordId,
        kind: Kind,
        empty: impl FnOnce() -> Fields,
        more: Signal<Vec<Problem>>,
    ) -> Raising {
        let begin =
            || refused(app, rec, kind).unwrap_or_else(|| Draft::new(rec, kind, begun(app, kind, empty()), app.now()));
        let draft = untrack(|| app.draft(rec)).unwrap_or_else(begin);
        let draft = RwSignal::new(draft);
        let chooses = kind == Kind::Consultation;
        let offered = Memo::new(move |_| matter_words::offered(app, kind));
        let problems = Memo::new(move |_| {
            let body = draft.with(|draft| draft.body.filled());
            // The committee may have put another workflow in its place since the draft was begun.
            let gone = offered.with(|offered| is_gone(offered, &body));
            // Where nobody chooses one, that which is in use is taken when it is sent.
            let gone = (gone && chooses).then(|| Problem::at(Code::WorkflowUnknown, WORKFLOW));
            validate(kind, &body).into_iter().chain(gone).chain(more.get()).collect()
        });
        let form = Raising { app, draft, offered, asked: RwSignal::new(false), problems };
        if chooses {
            form.follow_the_offered(rec);
        }
        form
    }

    /// Chooses the first workflow in use when the one chosen is no longer: only while nobody typed, who then chose by himself.
    fn follow_the_offered(self, rec: RecordId) {
        Effect::new(move |_| {
            let offered = self.offered.get();
            let begun = untrack(|| self.app.draft(rec).is_none())
                && self.draft.with_untracked(|draft| draft.supersedes.is_empty());
            let gone = self.draft.with_untracked(|draft| is_gone(&offered, &draft.body));
            if let Some((first, _)) = offered.into_iter().next().filter(|_| begun && gone) {
                self.draft.update(|draft| draft.body.set(WORKFLOW, first));
            }
        });
    }

    /// What stands in a field.
    pub fn text(self, field: &'static str) -> Signal<String> {
        Signal::derive(move || self.draft.with(|draft| draft.body.text(field).unwrap_or_default().to_owned()))
    }

    /// Sets a field, and keeps it.
    pub fn set(self, field: &str, value: impl Into<serde_json::Value>) {
        let now = self.app.now();
        self.draft.update(|draft| {
            draft.body.set(field, value);
            draft.updated_at = now;
        });
        self.app.put_draft(self.draft.get_untracked());
    }

    /// What is wrong with a field, once that is to be said.
    pub fn wrong(self, field: &'static str) -> Signal<Option<String>> {
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

/// Whether the workflow of a body is none of those in use.
fn is_gone(offered: &[(String, Workflow)], body: &Fields) -> bool {
    offered.iter().all(|(id, _)| Some(id.as_str()) != body.text(WORKFLOW))
}

/// What the server did not take of something new, to be mended and sent in its place.
fn refused(app: App, rec: RecordId, kind: Kind) -> Option<Draft> {
    let (keys, typed) = untrack(|| {
        app.with_replica(|replica| {
            let refused = replica.ops_of(rec).filter(|op| matches!(op.state, OpState::Refused(_)));
            (refused.map(|op| op.key).collect::<Vec<u64>>(), replica.refused_fields(rec))
        })
    });
    let mut draft = Draft::new(rec, kind, typed, app.now());
    draft.supersedes = keys;
    (!draft.supersedes.is_empty()).then_some(draft)
}

/// What something new begins with beside its own fields: one's usual venue, and the first of the workflows in use.
fn begun(app: App, kind: Kind, mut body: Fields) -> Fields {
    let mine = untrack(|| app.my_venues());
    let last = app.settings().read_untracked().last_venue.filter(|venue| mine.contains(venue));
    let venue = last.or(if let [only] = mine[..] { Some(only) } else { None });
    // Proposals and outcomes are their writers', of whatever venue these are.
    if let Some(venue) = venue.filter(|_| body.get(VENUE).is_none() && ![Kind::Proposal, Kind::Outcome].contains(&kind))
    {
        body.set(VENUE, venue.to_string());
    }
    if let Some((first, _)) = untrack(|| matter_words::offered(app, kind)).into_iter().next() {
        body.set(WORKFLOW, first);
    }
    body
}

/// What something begins with that is written out of another record, as the address names it: today, and that one's words.
pub fn written_out_of(app: App) -> StoredValue<Fields> {
    let from = use_query_map().read_untracked().get(route::FROM).and_then(|text| text.parse::<RecordId>().ok());
    let mut body = Fields::default().with(RAISED_ON, app.today().to_string());
    if let Some(origin) = from.and_then(|from| untrack(|| app.record(from))) {
        body.set(ORIGIN, origin.rec.to_string());
        for field in [TITLE, NARRATIVE] {
            body.set(field, origin.body.get(field).cloned().unwrap_or_default());
        }
    }
    StoredValue::new(body)
}

/// The button that sends it: saved on this phone first.
#[component]
pub fn Send(
    /// The form.
    form: Raising,
    /// The word on it.
    label: &'static str,
    /// What is written in the same transaction.
    #[prop(optional)]
    besides: Option<fn(App, &Draft) -> Vec<Edit>>,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let navigate = StoredValue::new(use_navigate());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let submit = move || {
        form.asked.set(true);
        let first = form.problems.with_untracked(|problems| problems.iter().find_map(|problem| problem.field.clone()));
        if let Some(field) = first {
            return show_field(&field);
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let draft = form.draft.get_untracked();
        let Some(edit) = created(form.app, &draft) else {
            failure.set(Some(words::cannot_begin().to_owned()));
            return busy.set(false);
        };
        let more = besides.map(|besides| besides(form.app, &draft)).unwrap_or_default();
        spawn_local(async move {
            let edits = std::iter::once(edit).chain(more).collect();
            let saved = form.app.save(edits, draft.supersedes.clone()).await;
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
            <Button label=label weight=Weight::Primary block=true on_press=submit/>
        </div>
    }
}

/// Throws it away, with what lies beside it.
#[component]
pub fn Away(
    /// The form.
    form: Raising,
) -> impl IntoView {
    let app = form.app;
    let rec = form.draft.with_untracked(|draft| draft.rec);
    let there = Signal::derive(move || app.draft(rec).is_some());
    let throw = move || {
        app.drop_draft(rec);
        app.drop_contact(rec);
    };
    view! { <ThrowAway there=there what=crate::text::activity::throw_away_what() on_throw=throw/> }
}

/// The operation that makes it: what the server says of the stage is said here too, so that the page shows it at once.
fn created(app: App, draft: &Draft) -> Option<Edit> {
    // What a member submits is the member's own; everything else belongs to the site.
    let feed = match draft.kind {
        kind if is_submitted(kind) => Feed::Member(app.session().user()?.member?),
        _ => Feed::Venue(draft.body.parsed(VENUE)?),
    };
    let mut body = draft.body.filled();
    let offered = untrack(|| matter_words::offered(app, draft.kind));
    if offered.iter().all(|(id, _)| Some(id.as_str()) != body.text(WORKFLOW)) {
        body.set(WORKFLOW, offered.into_iter().next().map(|(id, _)| id));
    }
    let workflow = matter_words::workflow_of(app, &body)?;
    body.set(STAGE, workflow.first()?.id.as_str());
    body.set(COURSE, Course::Raised.id());
    Some(Edit { rec: draft.rec, kind: draft.kind, feed, act: Act::Create(body), base: None })
}
