//! The photos of the outbox: each with how far it has come, why it waits, or why it was not taken and what to do.

use super::{
    activity_form::may_change,
    photo_source::{below, instead, is_urgent, source},
    record_words,
    standing::Viewer,
};
use crate::{
    components::{
        button::{Button, LinkButton, Weight},
        dialog::Dialog,
        icon::Glyph,
        photo_tile::PhotoTile,
        toast::Toasts,
    },
    routes::phone as route,
    state::{App, HeldPhoto, PhotoPlace, Size, use_app},
    text::{frame, outbox, photo as words, trouble},
};
use domain::{checklist::Check, fields::Fields, id::RecordId, kind::Kind, photo::photos};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde_json::Value;
use sync::{
    client::{Edit, Link, RecordView},
    wire::Act,
};

/// All of them, in one card.
#[component]
pub fn OutboxPhotos() -> impl IntoView {
    let app = use_app();
    let held = Memo::new(move |_| app.held_photos());
    view! {
        <Show when=move || !held.read().is_empty()>
            <section class="card stack" aria-label=words::photos()>
                <header><h2 class="grow">{move || words::all_here(held.read().len())}</h2></header>
                <ul class="stack">
                    <For
                        each=move || held.get().into_iter().map(|held| (held.sha256, held.recs.into_iter().next()))
                        key=|(sha256, _)| sha256.clone()
                        children=move |(sha256, rec)| {
                            let mine = sha256.clone();
                            let now = Memo::new(move |_| held.read().iter().find(|held| held.sha256 == mine).cloned());
                            view! { <OnePhoto sha256=sha256 rec=rec held=now/> }
                        }
                    />
                </ul>
            </section>
        </Show>
    }
}

/// One photo.
#[component]
fn OnePhoto(
    /// The hash.
    sha256: String,
    /// The record that shows it.
    rec: Option<RecordId>,
    /// How it stands.
    held: Memo<Option<HeldPhoto>>,
) -> impl IntoView {
    let app = use_app();
    let navigate = StoredValue::new(use_navigate());
    let view = untrack(|| rec.and_then(|rec| app.record(rec)));
    let href = view.as_ref().map(page_of);
    let title = match &view {
        Some(view) if view.kind == Kind::Check.id() => outbox::checklist().to_owned(),
        Some(view) => words::of_record(&record_words::title(&view.body)),
        None => words::of_nothing().to_owned(),
    };
    let place = Memo::new(move |_| held.read().as_ref().map_or(PhotoPlace::Uploaded, |held| held.place.clone()));
    let which = sha256.clone();
    let src = source(app, Signal::derive(move || Some(which.clone())), Size::Small);
    let part = move || match *place.read() {
        PhotoPlace::Waiting { sent, len } => Some((sent, len)),
        _ => None,
    };
    let why = move || match (part(), app.sync_line()) {
        (None, _) => None,
        (_, line) if line.link == Link::Offline => Some(outbox::why_offline()),
        (_, line) if line.link == Link::SignedOut => Some(outbox::why_expired()),
        (_, line) if line.waiting > 0 => Some(words::why_after()),
        _ => Some(outbox::why_queued()),
    };
    let refused = Memo::new(move |_| is_urgent(&place.read()));
    let open = href.clone();
    let to_page = move || {
        let whole = NavigateOptions { resolve: false, ..NavigateOptions::default() };
        if let Some(href) = open.clone() {
            navigate.with_value(|navigate| navigate(&href, whole));
        }
    };
    let named = title.clone();
    let fix = StoredValue::new((sha256, view));
    view! {
        <li class="stack tight">
            <div class="photo-row">
                <PhotoTile
                    label=named
                    src=src
                    instead=Signal::derive(move || instead(&place.read()).to_owned())
                    urgent=refused
                    on_open=to_page
                    remove=None
                />
                <div class="grow stack tight">
                    <b class="clipped">{title}</b>
                    <p class="small ink-2" class:red=move || refused.get()>{move || below(&place.read())}</p>
                    {move || part().map(|(sent, len)| view! {
                        <progress class="photo-bar" max=len.to_string() value=sent.to_string() aria-label=words::photos()></progress>
                    })}
                    {move || why().map(|why| view! { <p class="caption ink-2">{why}</p> })}
                </div>
            </div>
            <Show when=move || refused.get()>
                {fix.with_value(|(sha256, view)| view! { <Fix sha256=sha256.clone() view=view.clone()/> })}
            </Show>
        </li>
    }
}

/// What can be done about a photo that was not taken.
#[component]
fn Fix(
    /// The hash.
    sha256: String,
    /// The record that shows it.
    view: Option<RecordView>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let asking = RwSignal::new(false);
    let open = view.as_ref().filter(|view| untrack(|| Viewer::of(app)).may_edit(view) && may_change(view));
    let mend =
        open.map(|view| if view.kind == Kind::Activity.id() { route::activity(view.rec) } else { page_of(view) });
    let gone = open.map(|view| without(view, &sha256));
    let (again, dropped) = (sha256.clone(), sha256);
    let drop_it = Callback::new(move |()| {
        asking.set(false);
        let (gone, sha256) = (gone.clone(), dropped.clone());
        spawn_local(async move {
            match take_away(app, gone, &sha256).await {
                Ok(()) => toasts.say(Glyph::Check, words::dropped()),
                Err(words) => toasts.say(Glyph::Alert, words),
            }
        });
    });
    view! {
        <div class="row wrap even">
            <Button label=words::drop_it() on_press=move || asking.set(true)/>
            <Button label=words::retry() on_press=move || app.retry_photo(&again)/>
            {mend.map(|href| view! { <LinkButton href=href label=words::again()/> })}
        </div>
        <Dialog
            title=words::drop_title()
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::drop_it() weight=Weight::Danger on_press=drop_it/>
            }
        >
            <p>{words::drop_what()}</p>
        </Dialog>
    }
}

/// The record says no more that it has the photo; where it may not be changed, only the bytes are let go.
async fn take_away(app: App, gone: Option<Edit>, sha256: &str) -> Result<(), String> {
    if let Some(edit) = gone {
        app.save(vec![edit], Vec::new()).await.map_err(|error| trouble::save(&error))?;
    }
    app.drop_photo(sha256);
    Ok(())
}

fn without(view: &RecordView, sha256: &str) -> Edit {
    let fields = photos(&view.body).filter(|(_, photo)| photo.sha256.as_str() == sha256);
    let fields: Fields = fields.map(|(field, _)| (field, Value::Null)).collect();
    let kind = view.kind.parse().unwrap_or(Kind::Activity);
    Edit { rec: view.rec, kind, feed: view.feed, act: Act::Patch(fields), base: None }
}

fn page_of(view: &RecordView) -> String {
    let check = Check(&view.body);
    match check.venue().zip(check.checklist()).filter(|_| view.kind == Kind::Check.id()) {
        Some((venue, list)) => route::checklist(venue, list),
        None => route::record(view.rec),
    }
}
