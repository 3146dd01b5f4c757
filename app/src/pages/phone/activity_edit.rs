//! 记一次活动: three decisions, some numbers, a few sentences. Every keystroke is kept.

use super::{
    activity_form::{Form, NotSubmitted},
    activity_kind::KindField,
    activity_numbers::NumberFields,
    activity_people::PeopleField,
    activity_place::PlaceField,
    frame::Toasts,
    record_words,
    screen::Screen,
    standing::Viewer,
};
use crate::{
    clock,
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        empty_state::EmptyState,
        field::TextArea,
        icon::{Glyph, Icon},
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, activity as words, trouble},
};
use domain::{
    activity::{Activity, Attendance, NARRATIVE, NARRATIVE_MAX},
    fields::Fields,
    id::RecordId,
    review::Review,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    components::Redirect,
    hooks::{use_navigate, use_params_map},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Gives the new record its id and goes on to its form, so that reloading the page comes back to it.
#[component]
pub fn NewActivityPage() -> impl IntoView {
    let rec = use_app().new_record();
    view! { <Redirect path=route::activity(rec) options=to_whole_path(true)/> }
}

/// The form of one activity.
#[component]
pub fn ActivityEditPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.read().get("rec").and_then(|text| text.parse::<RecordId>().ok()));
    move || match rec.get().and_then(|rec| Form::open(app, rec)) {
        Some(form) => view! { <Editor form=form/> }.into_any(),
        None => view! { <Closed/> }.into_any(),
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
    let title = if form.is_new() { words::title_new() } else { words::title_edit() };
    let saved = move || {
        form.saved_at.get().map(|at| {
            view! { <Icon glyph=Glyph::Check small=true/> {words::saved_at(text::time::clock(clock::local(at)))} }
        })
    };
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
            <KindField form=form/>
            <PlaceField form=form/>
            <PeopleField form=form/>
            <NumberFields form=form/>
            <TextArea
                label=words::narrative()
                aside=words::dictation()
                id="field-narrative"
                value=Signal::derive(move || form.read(|body| body.text(NARRATIVE).unwrap_or_default().to_owned()))
                max=NARRATIVE_MAX
                wrong=form.wrong(&[NARRATIVE])
                on_input=move |typed: String| form.set_one(NARRATIVE, typed)
            />
            <ThrowAway form=form/>
        </Screen>
    }
}

/// Takes the last activity as a pattern; offered until something was typed.
#[component]
fn RepeatLast(
    /// The form.
    form: Form,
) -> impl IntoView {
    let last = StoredValue::new(untrack(|| last_activity(form.app)));
    let offered = Memo::new(move |_| form.is_new() && form.saved_at.get().is_none());
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

/// What is missing, 存草稿 and 提交.
#[component]
fn Actions(
    /// The form.
    form: Form,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let navigate = StoredValue::new(use_navigate());
    let go = move |path: &str| navigate.with_value(|navigate| navigate(path, to_whole_path(true)));
    let busy = RwSignal::new(false);
    let submit = move || {
        // Two presses in one moment come before the button is drawn as busy.
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let rec = form.rec();
            let result = form.submit().await;
            // The person may have left the page meanwhile.
            busy.try_set(false);
            match result {
                Ok(()) => {
                    toasts.say(Glyph::Check, words::saved());
                    go(&route::record(rec));
                }
                Err(NotSubmitted::Incomplete) => show_first(form),
                Err(NotSubmitted::Unchanged) => toasts.say(Glyph::Info, words::nothing_changed()),
                Err(NotSubmitted::Unsaved(error)) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    };
    let keep = move || {
        if form.saved_at.get_untracked().is_none() {
            // Nothing was typed yet; the person asks for it to be kept all the same.
            form.set([]);
        }
        spawn_local(async move {
            match form.app.flush_drafts().await {
                Ok(()) => {
                    toasts.say(Glyph::Check, words::draft_saved());
                    go(route::HOME);
                }
                Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    };
    view! {
        <Lacking form=form/>
        <div class="actions">
            <Button label=words::keep_draft() on_press=keep/>
            <Button label=words::submit() weight=Weight::Primary busy=busy on_press=submit/>
        </div>
    }
}

/// The list of what is missing; a press leads to the first of it.
#[component]
fn Lacking(
    /// The form.
    form: Form,
) -> impl IntoView {
    let words = move || {
        let lacking = form.lacking();
        let names: Vec<&str> = lacking.iter().map(|(field, _)| words::field_name(field)).collect();
        words::lacking(lacking.len(), names.join(words::list_comma()))
    };
    view! {
        <div aria-live="polite">
            <Show when=move || !form.lacking().is_empty()>
                <div class="lacking">
                    <button type="button" class="text-link hint wrong" on:click=move |_| show_first(form)>
                        <Icon glyph=Glyph::Alert small=true/>
                        <span>{words}</span>
                    </button>
                </div>
            </Show>
        </div>
    }
}

/// Moves the focus to the first thing that is missing.
fn show_first(form: Form) {
    let Some((field, _)) = untrack(|| form.lacking()).into_iter().next() else { return };
    let part = match field.split_once(':') {
        Some(("measure", measure)) => measure.to_owned(),
        Some((stem, _)) => stem.to_owned(),
        None => field,
    };
    let Some(place) = document().get_element_by_id(&format!("field-{part}")) else { return };
    place.scroll_into_view();
    if let Ok(element) = place.dyn_into::<HtmlElement>() {
        // What can take no focus has at least been scrolled to.
        let _ = element.focus();
    }
}

/// Deletes the draft, after a question.
#[component]
fn ThrowAway(
    /// The form.
    form: Form,
) -> impl IntoView {
    let navigate = use_navigate();
    let asking = RwSignal::new(false);
    let throw = Callback::new(move |()| {
        form.app.drop_draft(form.rec());
        navigate(route::HOME, to_whole_path(true));
    });
    let what = if form.is_new() { words::throw_away_what() } else { words::throw_away_edit() };
    view! {
        <Show when=move || form.saved_at.get().is_some()>
            <div class="row"><Button label=words::throw_away() weight=Weight::Quiet on_press=move || asking.set(true)/></div>
        </Show>
        <Dialog
            title=words::throw_away_title()
            close_label=text::frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=text::frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::throw_away_now() weight=Weight::Danger on_press=throw/>
            }
        >
            <p>{what}</p>
        </Dialog>
    }
}

/// Addresses here are whole, so the router must not put its base before them again.
fn to_whole_path(replace: bool) -> NavigateOptions {
    NavigateOptions { resolve: false, replace, ..NavigateOptions::default() }
}
