//! 协商成果: the list of one's own, and the form of a new one.

use super::{
    address::use_record,
    matters::{Begins, LedList},
    raising::{Away, Begin, Raising, Send, written_out_of},
    raising_choices::Choices,
    raising_fields::{Line, RaisedOn, Words},
    screen::Screen,
};
use crate::{
    components::icon::Glyph,
    routes::phone as route,
    state::use_app,
    text::{opinion_report as reports, outcome as words},
};
use domain::{
    kind::Kind,
    outcome::{OutcomeType, TYPE},
    submitted::{NARRATIVE, TITLE},
};
use leptos::prelude::*;

/// The list.
#[component]
pub fn OutcomesPage() -> impl IntoView {
    let begins = Begins { href: route::NEW_OUTCOME, label: words::new_title() };
    let none = (Glyph::Copy, words::none_title(), words::none());
    let groups = (words::open(), words::closed());
    view! { <LedList kind=Kind::Outcome title=words::title() back=route::MATTERS begins=begins none=none groups=groups/> }
}

/// Gives the new outcome its id and goes on to its form.
#[component]
pub fn NewOutcomePage() -> impl IntoView {
    view! { <Begin form=route::outcome_form/> }
}

/// The form.
#[component]
pub fn OutcomeFormPage() -> impl IntoView {
    let app = use_app();
    let rec = use_record();
    let begun = written_out_of(app);
    let form = move |rec| Raising::open(app, rec, Kind::Outcome, move || begun.get_value(), Signal::derive(Vec::new));
    move || rec.get().map(|rec| view! { <Editor form=form(rec)/> })
}

#[component]
fn Editor(
    /// The form.
    form: Raising,
) -> impl IntoView {
    let sorts = OutcomeType::ALL.iter().map(|one| (one.id().to_owned(), words::outcome_type(*one).to_owned()));
    let sorts: Vec<(String, String)> = sorts.collect();
    view! {
        <Screen
            title=words::new_title()
            back=route::OUTCOMES
            actions=move || view! { <Send form=form label=words::submit()/> }
            tabs=false
            form=true
        >
            <Choices form=form field=TYPE legend=words::sort() choices=sorts/>
            <Line form=form field=TITLE label=words::about() aside=reports::about_aside()/>
            <Words form=form field=NARRATIVE label=words::content() aside=words::content_aside()/>
            <RaisedOn form=form label=reports::raised_on()/>
            <Away form=form/>
        </Screen>
    }
}
