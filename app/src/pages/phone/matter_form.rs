//! 提一件事来协商: what, who brought it up, when, which venue, why.

use super::{
    raising::{Away, Begin, Raising, Send},
    roster::use_roster,
    screen::Screen,
};
use crate::{
    components::{
        chip::ChoiceChip,
        field::{FieldGroup, TextArea, TextField},
    },
    pages::matter_words,
    routes::phone as route,
    state::{App, Draft, use_app},
    text::{matter as words, request as requests, vocabulary},
};
use domain::{
    activity::NARRATIVE_MAX,
    consultation::{Consultation, NARRATIVE, ORIGIN, PARTIES, RAISED_ON, SOURCE, Source, TITLE, VENUE},
    fields::Fields,
    id::{RecordId, VenueId},
    kind::Kind,
    workflow::{Course, Led, STAGE, STAGE_REASON, WORKFLOW, Workflow},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use sync::{client::Edit, wire::Act};

/// Gives the new matter its id and goes on to its form.
#[component]
pub fn NewMatterPage() -> impl IntoView {
    view! { <Begin form=route::matter_form/> }
}

/// The form.
#[component]
pub fn MatterFormPage() -> impl IntoView {
    let app = use_app();
    let (params, query) = (use_params_map(), use_query_map());
    let rec = Memo::new(move |_| params.read().get("rec").and_then(|text| text.parse::<RecordId>().ok()));
    let from = move || query.read_untracked().get(route::FROM).and_then(|text| text.parse::<RecordId>().ok());
    let form = move |rec| Raising::open(app, rec, Kind::Consultation, || empty(app, from()), Signal::derive(Vec::new));
    move || rec.get().map(|rec| view! { <Editor form=form(rec)/> })
}

/// A new matter: today; where it grows out of what a citizen asked for, in the citizen's words.
fn empty(app: App, from: Option<RecordId>) -> Fields {
    let mut body = Fields::default().with(RAISED_ON, app.today().to_string()).with(SOURCE, Source::Citizens.id());
    if let Some(request) = from.and_then(|from| untrack(|| app.record(from))) {
        body.set(ORIGIN, request.rec.to_string());
        for field in [NARRATIVE, VENUE] {
            body.set(field, request.body.get(field).cloned().unwrap_or_default());
        }
    }
    body
}

/// What it grew out of leaves by the way out that its workflow has for that, where the person may take it there.
fn left_behind(app: App, draft: &Draft) -> Vec<Edit> {
    let leave = || {
        let request =
            untrack(|| app.record(draft.body.parsed(ORIGIN)?)).filter(|view| view.kind == Kind::Request.id())?;
        let workflow = matter_words::workflow_of(app, &request.body)?;
        let at = workflow.stage(Led(&request.body).stage()?)?;
        let roles = super::matter_moves::roles(&untrack(|| super::standing::Viewer::of(app)), &request);
        let out = workflow.after(at).find(|stage| stage.aside && stage.id == domain::request::TO_MATTER)?;
        let fields = Fields::default()
            .with(STAGE, out.id.as_str())
            .with(WORKFLOW, Led(&request.body).workflow()?)
            .with(STAGE_REASON, requests::became_reason(Consultation(&draft.body).title()));
        let may = at.who.iter().any(|role| roles.contains(role)) && workflow.course(at) != Course::Aside;
        let act = Act::Patch(fields);
        may.then_some(Edit { rec: request.rec, kind: Kind::Request, feed: request.feed, act, base: None })
    };
    leave().into_iter().collect()
}

#[component]
fn Editor(
    /// The form.
    form: Raising,
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
            actions=move || view! { <Send form=form label=words::submit() besides=left_behind/> }
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
                label=words::raised_on() id="field-raised_on" kind="date" value=form.text(RAISED_ON)
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
            <Away form=form/>
        </Screen>
    }
}
