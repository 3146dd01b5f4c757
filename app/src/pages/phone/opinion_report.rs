//! 社情民意信息: the list of one's own, and the form of a new one.

use super::{
    address::use_record,
    matters::{Begins, LedList},
    raising::{Away, Begin, Raising, Send},
    raising_choices::VenueChoices,
    raising_fields::{Line, RaisedOn, Words},
    screen::Screen,
};
use crate::{components::icon::Glyph, routes::phone as route, state::use_app, text::opinion_report as words};
use domain::{
    fields::Fields,
    kind::Kind,
    submitted::{NARRATIVE, RAISED_ON, TITLE},
};
use leptos::prelude::*;

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
    let rec = use_record();
    let empty = move || Fields::default().with(RAISED_ON, app.today().to_string());
    let form = move |rec| Raising::open(app, rec, Kind::OpinionReport, empty, Signal::derive(Vec::new));
    move || rec.get().map(|rec| view! { <Editor form=form(rec)/> })
}

#[component]
fn Editor(
    /// The form.
    form: Raising,
) -> impl IntoView {
    view! {
        <Screen
            title=words::new_title()
            back=route::REPORTS
            actions=move || view! { <Send form=form label=words::submit()/> }
            tabs=false
            form=true
        >
            <Line form=form field=TITLE label=words::about() aside=words::about_aside()/>
            <Words form=form field=NARRATIVE label=words::content() aside=words::content_aside()/>
            <VenueChoices form=form legend=words::venue() none=words::venue_none()/>
            <RaisedOn form=form label=words::raised_on()/>
            <Away form=form/>
        </Screen>
    }
}
