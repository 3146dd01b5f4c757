//! 记一件群众诉求: what a citizen says in front of somebody of the site, with or without signal. Who it is goes another way than
//! the record.

use super::{
    address::use_record,
    raising::{Away, Begin, Raising, Send},
    raising_choices::{Choices, VenueChoices},
    raising_fields::{Line, RaisedOn, Words},
    screen::Screen,
};
use crate::{
    components::field::{FieldGroup, TextField},
    routes::phone as route,
    state::{App, use_app},
    text::{request as words, vocabulary},
};
use domain::{
    fields::Fields,
    id::RecordId,
    kind::Kind,
    problem::{Code, Problem},
    request::{CHANNEL, CONTACT, Channel, PLACE, RAISED_ON, RequestType, TYPE, WORDS, WORDS_MAX},
    seal::{self, Details},
};
use leptos::prelude::*;

/// Gives the new request its id and goes on to its form.
#[component]
pub fn NewRequestPage() -> impl IntoView {
    view! { <Begin form=route::request_form/> }
}

/// The form.
#[component]
pub fn RequestFormPage() -> impl IntoView {
    let app = use_app();
    let rec = use_record();
    move || {
        rec.get().map(|rec| {
            let details = RwSignal::new(app.contact(rec).unwrap_or_default());
            let kept = RwSignal::new(true);
            let more = Signal::derive(move || {
                let unkept = (!kept.get()).then(|| Problem::at(Code::ContactUnkept, seal::PHONE));
                details.read().problems().into_iter().chain(unkept).collect()
            });
            let form = Raising::open(app, rec, Kind::Request, || empty(app), more);
            // A draft that came from elsewhere says what lies there.
            let left = !details.read_untracked().is_empty();
            if form.draft.with_untracked(|draft| draft.body.flag(CONTACT)) != left {
                form.draft.update(|draft| draft.body.set(CONTACT, left));
            }
            view! { <Editor form=form rec=rec details=details kept=kept/> }
        })
    }
}

fn empty(app: App) -> Fields {
    Fields::default()
        .with(RAISED_ON, app.today().to_string())
        .with(TYPE, RequestType::Appeal.id())
        .with(CHANNEL, Channel::Site.id())
}

#[component]
fn Editor(
    /// The form.
    form: Raising,
    /// The record.
    rec: RecordId,
    /// Who it is.
    details: RwSignal<Details>,
    /// Whether this phone had room for that.
    kept: RwSignal<bool>,
) -> impl IntoView {
    let app = form.app;
    let sorts = RequestType::ALL.iter().map(|one| (one.id().to_owned(), vocabulary::request_type(*one).to_owned()));
    let sorts: Vec<(String, String)> = sorts.collect();
    // Kept on this phone alone: never in the draft, which becomes the record.
    let keep = move |change: &dyn Fn(&mut Details)| {
        details.update(|details| change(details));
        let now = details.get_untracked();
        form.set(CONTACT, !Details::of(&now.name, &now.phone).is_empty());
        kept.set(app.keep_contact(rec, &now));
    };
    let name = Signal::derive(move || details.read().name.clone());
    let phone = Signal::derive(move || details.read().phone.clone());
    view! {
        <Screen
            title=words::new_title()
            back=route::REQUESTS
            actions=move || view! { <Send form=form label=words::submit()/> }
            tabs=false
            form=true
        >
            <Words form=form field=WORDS label=words::what() aside=words::what_aside() max=WORDS_MAX/>
            <Choices form=form field=TYPE legend=words::sort() choices=sorts/>
            <VenueChoices form=form legend=crate::text::matter::venue()/>
            <Line form=form field=PLACE label=words::place() aside=words::place_aside()/>
            <RaisedOn form=form label=words::raised_on()/>
            <FieldGroup legend=words::contact() id="field-contact">
                <p class="hint">{words::contact_aside()}</p>
                <TextField
                    label=words::contact_name() id="field-contact_name" value=name wrong=form.wrong(seal::NAME)
                    on_input=move |typed: String| keep(&|details| details.name.clone_from(&typed))
                />
                <TextField
                    label=words::contact_phone() id="field-contact_phone" kind="tel" value=phone wrong=form.wrong(seal::PHONE)
                    on_input=move |typed: String| keep(&|details| details.phone.clone_from(&typed))
                />
            </FieldGroup>
            <Away form=form/>
        </Screen>
    }
}
