//! 提一件事来协商: what, who brought it up, when, which venue, why.

use super::{
    address::use_record,
    raising::{Away, Begin, Raising, Send},
    raising_choices::{Choices, VenueChoices},
    raising_fields::{Line, RaisedOn, Words},
    screen::Screen,
};
use crate::{
    pages::matter_words,
    routes::phone as route,
    state::{App, Draft, use_app},
    text::{matter as words, request as requests, vocabulary},
};
use domain::{
    consultation::{Consultation, NARRATIVE, ORIGIN, PARTIES, RAISED_ON, SOURCE, Source, TITLE, VENUE},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    workflow::{Course, Led, STAGE, STAGE_REASON, WORKFLOW},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
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
    let query = use_query_map();
    let rec = use_record();
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
    let sources = Source::ALL.iter().map(|one| (one.id().to_owned(), vocabulary::source(*one).to_owned()));
    let sources: Vec<(String, String)> = sources.collect();
    let ways = move || form.offered.get().into_iter().map(|(id, workflow)| (id, workflow.name)).collect::<Vec<_>>();
    view! {
        <Screen
            title=words::new_title()
            back=route::MATTERS
            actions=move || view! { <Send form=form label=words::submit() besides=left_behind/> }
            tabs=false
            form=true
        >
            <Line form=form field=TITLE label=words::what() aside=words::what_aside()/>
            <Choices form=form field=SOURCE legend=words::source() choices=sources/>
            <VenueChoices form=form legend=words::venue()/>
            <RaisedOn form=form label=words::raised_on()/>
            <Words form=form field=NARRATIVE label=words::why() aside=words::why_aside()/>
            <Line form=form field=PARTIES label=words::parties() aside=words::parties_aside()/>
            <Choices form=form field=WORKFLOW legend=words::by_which() choices=Signal::derive(ways)/>
            <Away form=form/>
        </Screen>
    }
}
