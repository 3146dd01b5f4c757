//! 社情民意信息: the list of one's own, and the form of a new one.

use super::{
    matters::{Begins, LedList},
    raising::{Away, Begin, Raising, Send},
    roster::use_roster,
    screen::Screen,
};
use crate::{
    components::{
        chip::ChoiceChip,
        field::{FieldGroup, TextArea, TextField},
        icon::Glyph,
    },
    routes::phone as route,
    state::use_app,
    text::opinion_report as words,
};
use domain::{
    activity::NARRATIVE_MAX,
    fields::Fields,
    id::{RecordId, VenueId},
    kind::Kind,
    opinion_report::{NARRATIVE, RAISED_ON, TITLE, VENUE},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The list.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let begins = Begins { href: route::NEW_REPORT, label: words::new_title() };
    let none = (Glyph::Pen, words::none_title(), words::none());
    let groups = (words::open(), words::closed());
    view! {
        <LedList kind=Kind::OpinionReport title=words::title() back=route::MATTERS begins=begins none=none groups=groups/>
    }
}

/// Gives the new report its id and goes on to its form.
#[component]
pub fn NewReportPage() -> impl IntoView {
    view! { <Begin form=route::report_form/> }
}

/// The form.
#[component]
pub fn ReportFormPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.read().get("rec").and_then(|text| text.parse::<RecordId>().ok()));
    let empty = move || Fields::default().with(RAISED_ON, app.today().to_string());
    let form = move |rec| Raising::open(app, rec, Kind::OpinionReport, empty, Signal::derive(Vec::new));
    move || rec.get().map(|rec| view! { <Editor form=form(rec)/> })
}

#[component]
fn Editor(
    /// The form.
    form: Raising,
) -> impl IntoView {
    let roster = use_roster();
    let mine = form.app.my_venues();
    let venue = form.text(VENUE);
    let chip = move |id: String, label: String| {
        let (value, known) = (id.clone(), id);
        view! {
            <ChoiceChip
                group="report-venue" label=label chosen=Signal::derive(move || *venue.read() == known)
                on_choose=move || form.set(VENUE, Some(value.clone()).filter(|id| !id.is_empty()))
            />
        }
    };
    let venues = move || {
        let name = |venue: &VenueId| roster.read().venue(*venue).unwrap_or_default().to_owned();
        let none = chip(String::new(), words::venue_none().to_owned());
        view! { {none} {mine.iter().map(|one| chip(one.to_string(), name(one))).collect_view()} }
    };
    view! {
        <Screen
            title=words::new_title()
            back=route::REPORTS
            actions=move || view! { <Send form=form label=words::submit()/> }
            tabs=false
            form=true
        >
            <TextField
                label=words::about() aside=words::about_aside().to_owned() id="field-title" value=form.text(TITLE)
                wrong=form.wrong(TITLE) on_input=move |typed: String| form.set(TITLE, typed)
            />
            <TextArea
                label=words::content() aside=words::content_aside().to_owned() id="field-narrative"
                value=form.text(NARRATIVE) max=NARRATIVE_MAX wrong=form.wrong(NARRATIVE)
                on_input=move |typed: String| form.set(NARRATIVE, typed)
            />
            <FieldGroup legend=words::venue() id="field-venue" wrong=form.wrong(VENUE)>
                <div class="chips">{venues}</div>
            </FieldGroup>
            <TextField
                label=words::raised_on() id="field-raised_on" kind="date" value=form.text(RAISED_ON)
                wrong=form.wrong(RAISED_ON) on_input=move |typed: String| form.set(RAISED_ON, typed)
            />
            <Away form=form/>
        </Screen>
    }
}
