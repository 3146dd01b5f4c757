//! One workflow: written where it is a draft of this computer, else as it stands and what may become of it.

use super::{
    workflow_editor::WorkflowEditor,
    workflow_plan::Plan,
    workflow_shelf::{Shelved, Standing, may_write, shelf},
    workflow_words::rows,
    workflows::use_begin,
};
use crate::{
    components::{
        button::{Button, Weight},
        desk_head::DeskHead,
        desk_rows::DeskRows,
        empty_state::EmptyState,
        icon::Glyph,
        note::{Failure, Note},
        toast::{ToastArea, Toasts},
        tone::Tone,
    },
    routes::desk as route,
    state::use_app,
    text::{desk as text, trouble, vocabulary, workflow as words},
};
use domain::id::RecordId;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn WorkflowPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let draft = Memo::new(move |_| id.read().parse::<RecordId>().ok().filter(|rec| app.draft(*rec).is_some()));
    let shown = Memo::new(move |_| shelf(app).into_iter().find(|one| one.id == *id.read()));
    let toasts = Toasts::default();
    view! {
        <main class="desk-page">
            {move || match (draft.get(), shown.get()) {
                (Some(rec), _) => view! { <WorkflowEditor rec=rec/> }.into_any(),
                (None, Some(it)) => view! { <Shown it=it toasts=toasts/> }.into_any(),
                (None, None) => view! {
                    <Head title=words::title().to_owned()/>
                    <EmptyState glyph=Glyph::Search title=words::not_here_title() detail=words::not_here()/>
                }
                .into_any(),
            }}
            <ToastArea toast=toasts.shown/>
        </main>
    }
}

/// The title, and the way back.
#[component]
pub fn Head(
    /// The title.
    title: String,
) -> impl IntoView {
    document().set_title(&text::page_title(&title));
    view! { <DeskHead title=title><a class="text-link" href=route::WORKFLOWS>{words::back()}</a></DeskHead> }
}

/// The workflow as it stands.
#[component]
fn Shown(
    /// The workflow.
    it: Shelved,
    /// What was done.
    toasts: Toasts,
) -> impl IntoView {
    let app = use_app();
    let note = match it.standing {
        Standing::Refused => {
            let why = it.own.iter().flat_map(|view| &view.refused).map(|(_, why)| vocabulary::refusal(why)).next();
            Some((Tone::Act, Glyph::Alert, words::refused_note(why.unwrap_or_default())))
        }
        Standing::Retired => Some((Tone::Plain, Glyph::Info, words::retired_note().to_owned())),
        Standing::Replaced => Some((Tone::Plain, Glyph::Info, words::replaced_note().to_owned())),
        Standing::InUse if it.waits() => Some((Tone::Wait, Glyph::CloudUp, words::waits_note().to_owned())),
        Standing::InUse => None,
    };
    let note = note.map(|(tone, glyph, said)| view! { <Note tone=tone glyph=glyph><p>{said}</p></Note> });
    let table = rows(&it.workflow);
    let name = it.workflow.name.clone();
    view! {
        <Head title=name.clone()/>
        <div class="desk-workflows">
            {note}
            <div class="desk-rows-card"><DeskRows label=name headings=words::stage_headings() rows=table/></div>
            {may_write(app).then(|| view! { <Acts it=it toasts=toasts/> })}
        </div>
    }
}

/// What may become of it.
#[component]
fn Acts(
    /// The workflow.
    it: Shelved,
    /// What was done.
    toasts: Toasts,
) -> impl IntoView {
    let app = use_app();
    let begin = use_begin(app);
    let failure = RwSignal::new(None::<String>);
    let (id, standing) = (it.id.clone(), it.standing);
    let (newer, like) = (it.workflow.clone(), it.workflow.clone());
    let again = matches!(standing, Standing::InUse | Standing::Retired);
    let retired = standing == Standing::Retired;
    let switch = it.retire(!retired).filter(|_| again).map(|edit| {
        let words_said = if retired { words::restored_said() } else { words::retired_said() };
        let press = move || {
            let edit = edit.clone();
            spawn_local(async move {
                match app.save(vec![edit], Vec::new()).await {
                    Ok(_) => {
                        toasts.say(Glyph::Check, words_said);
                    }
                    Err(error) => {
                        failure.try_set(Some(trouble::save(&error)));
                    }
                }
            });
        };
        let label = if retired { words::restore() } else { words::retire() };
        view! { <Button label=label weight=Weight::Quiet on_press=press/> }
    });
    let version = (standing == Standing::InUse).then(|| {
        let press = move || begin.run(Plan::of(&newer, Some(id.clone())));
        view! { <Button label=words::new_version() glyph=Glyph::Pen weight=Weight::Primary on_press=press/> }
    });
    let copy = move || begin.run(Plan { name: String::new(), ..Plan::of(&like, None) });
    view! {
        <Failure words=failure/>
        <div class="row wrap">
            {version}
            <Button label=words::copy() glyph=Glyph::Copy on_press=copy/>
            {switch}
        </div>
    }
}
