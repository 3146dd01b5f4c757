//! One record of the outbox: why it waits, or why it was refused, what was typed, and what to do.

use super::{
    activity_begin::empty,
    activity_phase::Purpose,
    conflicts, record_words,
    refused_text::RefusedText,
    roster::use_roster,
    tray::{Held, Way},
};
use crate::{
    clock,
    components::{
        badge::Badge,
        button::{Button, LinkButton, Weight},
        dialog::Dialog,
        icon::{Glyph, Icon},
        note::Note,
        toast::Toasts,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, Draft, use_app},
    text::{self, outbox as words, trouble},
};
use domain::{
    activity::{Activity, END, START},
    fields::Fields,
    id::RecordId,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use sync::client::{Link, RecordView, Transport};

/// One record that waits or was refused.
#[component]
pub fn OutboxCard(
    /// The record.
    held: Held,
) -> impl IntoView {
    let app = use_app();
    let is_refused = !held.keys.is_empty();
    let transport = if is_refused { Transport::Refused } else { Transport::Waiting };
    let (glyph, title, detail) = (held.glyph, held.title.clone(), held.detail.clone());
    let title = match held.href.clone() {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let why = move || match app.sync_line().link {
        Link::Offline => words::why_offline(),
        Link::SignedOut => words::why_expired(),
        Link::Online | Link::Unknown => words::why_queued(),
    };
    let what = if held.is_new { words::new_record() } else { words::change() };
    let saved = held.since.map(|at| words::saved(text::time::moment(clock::local(at), app.today())));
    let waits = saved.map(|saved| view! { <p class="small ink-2">{what} " · " {saved} <br/> {why}</p> });
    view! {
        <article class="card stack">
            <header>
                <span class="ink-3"><Icon glyph=glyph/></span>
                <div class="grow"><h2 class="clipped">{title}</h2><p class="small ink-2">{detail}</p></div>
                <Badge badge=record_words::bytes(transport)/>
            </header>
            {waits}
            {is_refused.then(|| view! { <Refused held=held/> })}
        </article>
    }
}

/// Why the server did not take it; mend it, copy it, or let it go.
#[component]
fn Refused(
    /// The record.
    held: Held,
) -> impl IntoView {
    let app = use_app();
    let navigate = StoredValue::new(use_navigate());
    let asking = RwSignal::new(false);
    let Held { rec, keys, reasons, way, is_new, .. } = held;
    let reasons = reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view();
    let again = keys.clone();
    let mend = match way {
        Way::Form(href) | Way::Page(href) => {
            Some(view! { <LinkButton href=href label=words::mend() glyph=Glyph::Pen/> }.into_any())
        }
        Way::Anew(typed) => {
            let begin = move || {
                let rec = begin_anew(app, typed.clone(), again.clone());
                let whole = NavigateOptions { resolve: false, ..NavigateOptions::default() };
                navigate.with_value(|navigate| navigate(&route::activity(rec), whole));
            };
            Some(view! { <Button label=words::anew() glyph=Glyph::Pen on_press=begin/> }.into_any())
        }
        Way::None => None,
    };
    view! {
        <Note tone=Tone::Act glyph=Glyph::Alert>{reasons}<p>{text::record::refused_safe()}</p></Note>
        <RefusedText rec=rec/>
        <div class="row even"><Button label=words::drop_it() on_press=move || asking.set(true)/>{mend}</div>
        <LetGo rec=rec keys=keys is_new=is_new asking=asking/>
    }
}

/// A new record that begins with what was typed; submitting it replaces what was refused. When it was is not made up.
fn begin_anew(app: App, typed: Fields, supersedes: Vec<u64>) -> RecordId {
    let rec = app.new_record();
    let mut draft = untrack(|| empty(app, rec, Purpose::Record));
    draft.body.0.retain(|field, _| field != START && field != END);
    draft.body.0.extend(typed.0);
    app.put_draft(Draft { supersedes, ..draft });
    rec
}

/// The question before what was refused is dropped for good.
#[component]
fn LetGo(
    /// The record.
    rec: RecordId,
    /// The refused operations.
    keys: Vec<u64>,
    /// Whether the server has none of the record.
    is_new: bool,
    /// Whether the question is open.
    asking: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let drop_it = Callback::new(move |()| {
        let keys = keys.clone();
        asking.set(false);
        spawn_local(async move {
            match app.discard(keys).await {
                Ok(()) => {
                    app.drop_draft(rec);
                    toasts.say(Glyph::Check, words::dropped());
                }
                Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    });
    view! {
        <Dialog
            title=words::drop_title()
            close_label=text::frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=text::frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::drop_now() weight=Weight::Danger on_press=drop_it/>
            }
        >
            <p>{if is_new { words::drop_new() } else { words::drop_change() }}</p>
        </Dialog>
    }
}

/// A record with two values of one field, which waits for the person to choose.
#[component]
pub fn TornCard(
    /// The record.
    view: RecordView,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let detail = record_words::day_and_place(&view.body, &roster.read_untracked(), app.today());
    let said = conflicts::in_short(app, &view, &roster.read_untracked());
    view! {
        <article class="card stack">
            <header>
                <a class="head-link" href=route::record(view.rec)>
                    <span class="ink-3"><Icon glyph=Glyph::of_activity(Activity(&view.body).kind())/></span>
                    <div class="grow">
                        <h2 class="clipped">{record_words::title(&view.body)}</h2>
                        <p class="small ink-2">{detail}</p>
                    </div>
                </a>
            </header>
            <Note tone=Tone::Act glyph=Glyph::Copy>
                {said.into_iter().map(|said| view! { <p>{said}</p> }).collect_view()}
                <p>{text::conflict::both_kept()}</p>
            </Note>
            <LinkButton href=route::record(view.rec) label=text::conflict::look() block=true/>
        </article>
    }
}
