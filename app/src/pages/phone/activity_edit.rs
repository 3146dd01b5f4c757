//! 记一次活动: three decisions, some numbers, a few sentences. Every keystroke is kept.

use super::{
    activity_behalf::BehalfField, activity_crowd::CrowdNote, activity_form::Form, activity_kind::KindField,
    activity_numbers::NumberFields, activity_people::PeopleField, activity_phase::Purpose,
    activity_photos::PhotosField, activity_place::PlaceField, activity_submit::Actions, activity_unit::UnitField,
    address::use_record, record_detail::NotHere, record_words, roster::use_roster, screen::Screen, standing::Viewer,
    throw_away::ThrowAway,
};
use crate::{
    clock,
    components::{
        button::Button,
        empty_state::EmptyState,
        field::TextArea,
        icon::{Glyph, Icon},
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, activity as words, plan},
};
use domain::{
    activity::{Activity, Attendance, NARRATIVE, NARRATIVE_MAX, Phase},
    fields::Fields,
    id::RecordId,
    review::Review,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Redirect, hooks::use_query_map};

/// Gives the new record its id and goes on to its form, so that reloading the page comes back to it.
#[component]
pub fn NewActivityPage() -> impl IntoView {
    let rec = use_app().new_record();
    view! { <Redirect path=route::new_activity(rec) options=to_whole_path(true)/> }
}

/// The same for what is still to come.
#[component]
pub fn PlanActivityPage() -> impl IntoView {
    let rec = use_app().new_record();
    view! { <Redirect path=route::new_plan(rec) options=to_whole_path(true)/> }
}

/// The form of one activity.
#[component]
pub fn ActivityEditPage() -> impl IntoView {
    let app = use_app();
    let query = use_query_map();
    let purpose = Memo::new(move |_| match query.read() {
        query if query.get(route::PLAN).is_some() => Purpose::Plan,
        query if query.get(route::HOLD).is_some() => Purpose::Hold,
        _ => Purpose::Record,
    });
    let rec = use_record();
    let is_here = Memo::new(move |_| {
        let known = |rec| app.draft(rec).is_some() || app.record(rec).is_some();
        rec.get().is_none_or(known) || query.read().get(route::NEW).is_some()
    });
    // What grew out of a matter says so from its first keystroke on.
    let from = move || query.read().get(route::FROM).and_then(|text| text.parse::<RecordId>().ok());
    let open = move |rec| Form::open(app, rec, purpose.get()).inspect(|form| form.grow_from(from()));
    move || match rec.get().filter(|_| is_here.get()).map(open) {
        Some(Some(form)) => view! { <Editor form=form/> }.into_any(),
        None if rec.get().is_some() => {
            view! { <Screen title=words::title_edit() back=route::RECORDS><NotHere/></Screen> }.into_any()
        }
        Some(None) | None => view! { <Closed/> }.into_any(),
    }
}

/// Nothing to edit: the record has been reviewed, or the address is wrong.
#[component]
fn Closed() -> impl IntoView {
    view! {
        <Screen title=words::title_edit() back=route::RECORDS>
            <EmptyState
                glyph=Glyph::Void
                title=words::closed_title()
                detail=text::vocabulary::problem(domain::problem::Code::ReviewClosed)
            />
        </Screen>
    }
}

#[component]
fn Editor(
    /// The form.
    form: Form,
) -> impl IntoView {
    let planned = Memo::new(move |_| form.phase() == Phase::Planned);
    let title = Signal::derive(move || match (planned.get(), form.is_new(), form.plan().is_some()) {
        (true, ..) => plan::title().to_owned(),
        (false, true, _) => words::title_new().to_owned(),
        (false, false, true) => plan::title_hold().to_owned(),
        (false, false, false) => words::title_edit().to_owned(),
    });
    let saved = move || {
        form.saved_at.get().map(|at| {
            view! { <Icon glyph=Glyph::Check small=true/> {words::saved_at(text::time::clock(clock::local(at)))} }
        })
    };
    let there = Signal::derive(move || form.saved_at.get().is_some());
    let what = if form.is_new() { words::throw_away_what() } else { words::throw_away_edit() };
    let throw = move || form.app.drop_draft(form.rec());
    view! {
        <Screen
            title=title
            back=route::HOME
            top=move || view! { <span class="saved" role="status">{saved}</span> }
            actions=move || view! { <Actions form=form/> }
            tabs=false
            form=true
        >
            <Reason form=form/>
            <RepeatLast form=form/>
            {if form.arranges {
                view! {
                    <KindField form=form/>
                    <PlaceField form=form/>
                    <UnitField form=form/>
                    <Show when=move || planned.get()><CrowdNote form=form/></Show>
                    <PeopleField form=form/>
                    <BehalfField form=form/>
                }
                .into_any()
            } else {
                view! { <Arranged form=form/> }.into_any()
            }}
            <Show when=move || !planned.get()><NumberFields form=form/></Show>
            <Show when=move || !planned.get()><PhotosField form=form/></Show>
            <Told form=form planned=planned/>
            <ThrowAway there=there what=what on_throw=throw/>
        </Screen>
    }
}

/// What is not the person's to change, in words.
#[component]
fn Arranged(
    /// The form.
    form: Form,
) -> impl IntoView {
    let roster = use_roster();
    let said = form.read(|body| {
        let when = record_words::day_and_place(body, &roster.read_untracked(), form.app.today());
        (record_words::kind(body), when)
    });
    view! {
        <Note glyph=Glyph::Info>
            <p><b>{said.0}</b> " · " {said.1}</p>
            <p>{words::arranged_by_others()}</p>
        </Note>
    }
}

/// What happened; of a plan, what it is for.
#[component]
fn Told(
    /// The form.
    form: Form,
    /// Whether it is still to come.
    planned: Memo<bool>,
) -> impl IntoView {
    let value = Signal::derive(move || form.read(|body| body.text(NARRATIVE).unwrap_or_default().to_owned()));
    let area = move |label: &'static str, aside: &'static str| {
        view! {
            <TextArea
                label=label
                aside=aside
                id="field-narrative"
                value=value
                max=NARRATIVE_MAX
                wrong=form.wrong(&[NARRATIVE])
                on_input=move |typed: String| form.set_one(NARRATIVE, typed)
            />
        }
    };
    let plan = Memo::new(move |_| form.plan().filter(|text| !text.is_empty()));
    view! {
        {move || plan.get().map(|text| view! {
            <Note glyph=Glyph::Info><p><b>{plan::planned_text()}</b></p><p class="kept-lines">{text}</p></Note>
        })}
        {move || match planned.get() {
            true => area(plan::what_for(), plan::what_for_aside()),
            false => area(words::narrative(), words::dictation()),
        }}
    }
}

/// Takes the last activity as a pattern; offered until something was typed.
#[component]
fn RepeatLast(
    /// The form.
    form: Form,
) -> impl IntoView {
    let last = StoredValue::new(untrack(|| last_activity(form.app)));
    let offered = Memo::new(move |_| form.is_new() && form.saved_at.get().is_none() && form.phase() == Phase::Held);
    let repeat = move || last.with_value(|last| last.iter().for_each(|last| form.repeat(last)));
    move || {
        let kind = offered.get().then(|| last.with_value(|last| last.as_ref().map(record_words::kind))).flatten()?;
        Some(view! {
            <div class="row wrap">
                <Button label=words::repeat_last() glyph=Glyph::Copy on_press=repeat/>
                <span class="small ink-2">{words::repeat_what(kind)}</span>
            </div>
        })
    }
}

/// Why the record came back, in view while it is mended.
#[component]
fn Reason(
    /// The form.
    form: Form,
) -> impl IntoView {
    let reason = untrack(|| form.app.record(form.rec())).and_then(|view| {
        let activity = Activity(&view.body);
        let is_back = activity.review() == Some(Review::Returned);
        is_back.then(|| activity.review_reason().unwrap_or_default().to_owned())
    });
    reason.filter(|reason| !reason.is_empty()).map(|reason| {
        view! {
            <Note tone=Tone::Act glyph=Glyph::Return>
                <p><b>{text::record::returned_title()}</b></p>
                <p class="kept-lines">{reason}</p>
            </Note>
        }
    })
}

/// The fields of the newest activity that one took part in.
fn last_activity(app: App) -> Option<Fields> {
    let me = Viewer::of(app).member?;
    let took_part = |body: &Fields| Activity(body).attendance_of(me) == Some(Attendance::Present);
    let newest = app.activities(|glance| took_part(glance.body).then_some(glance.rec)).into_iter().next()?;
    app.record(newest).map(|view| view.body)
}

/// Addresses here are whole, so the router must not put its base before them again.
pub fn to_whole_path(replace: bool) -> NavigateOptions {
    NavigateOptions { resolve: false, replace, ..NavigateOptions::default() }
}
