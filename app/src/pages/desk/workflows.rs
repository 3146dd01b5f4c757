//! 流程: the committee's workflows and the presets, and where a new one is begun.

use super::{
    workflow_plan::Plan,
    workflow_shelf::{Shelved, Standing, drafts, may_write, shelf},
    workflow_words::names,
};
use crate::{
    components::{
        button::{Button, Weight},
        desk_head::DeskHead,
        desk_rows::{DeskRows, NamedRow},
        icon::Glyph,
    },
    routes::desk as route,
    state::{App, Draft, use_app},
    text::{desk as text, matter, workflow as words},
};
use domain::kind::Kind;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Begins to write a workflow: gives it its id, keeps it as a draft and goes to it.
pub fn use_begin(app: App) -> Callback<Plan> {
    let navigate = use_navigate();
    Callback::new(move |plan: Plan| {
        let rec = app.new_record();
        app.put_draft(Draft::new(rec, Kind::Workflow, plan.draft(), app.now()));
        navigate(&route::workflow(&rec.to_string()), NavigateOptions { resolve: false, ..Default::default() });
    })
}

/// The page.
#[component]
pub fn WorkflowsPage() -> impl IntoView {
    let app = use_app();
    let begin = use_begin(app);
    let all = Memo::new(move |_| shelf(app));
    let unfinished = Memo::new(move |_| {
        let rows = drafts(app).into_iter().map(|(rec, draft)| {
            let plan = Plan::read(&draft.body);
            let name = Some(plan.name.trim()).filter(|name| !name.is_empty()).unwrap_or(words::unnamed()).to_owned();
            row(
                rec.to_string(),
                name,
                None,
                [names(&plan.workflow(), false), names(&plan.workflow(), true)],
                words::own(),
            )
        });
        rows.collect::<Vec<_>>()
    });
    let standing = move |wanted: &'static [Standing]| {
        let found = move |one: &&Shelved| wanted.contains(&one.standing);
        all.with(|all| all.iter().filter(found).map(shelved).collect::<Vec<_>>())
    };
    let part = |title: &'static str, about: Option<&'static str>, rows: Vec<NamedRow>| {
        (!rows.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2 class="desk-part-title">{title}</h2>
                    {about.map(|about| view! { <p class="small ink-2">{about}</p> })}
                    <div class="desk-rows-card">
                        <DeskRows label=title headings=words::headings() rows=rows />
                    </div>
                </section>
            }
        })
    };
    document().set_title(&text::page_title(words::title()));
    view! {
        <main class="desk-page">
            <DeskHead title=words::title()>
                <a class="text-link" href=route::MATTERS>{matter::desk_title()}</a>
            </DeskHead>
            <div class="desk-workflows">
                <p class="ink-2">{words::about()}</p>
                {move || if may_write(app) {
                    view! {
                        <Button
                            label=words::new() glyph=Glyph::Plus weight=Weight::Primary
                            on_press=move || begin.run(Plan::blank(Kind::Consultation))
                        />
                    }
                    .into_any()
                } else {
                    view! { <p class="small ink-2">{words::read_only()}</p> }.into_any()
                }}
                {move || part(words::unfinished(), None, unfinished.get())}
                {move || part(words::in_use(), None, standing(&[Standing::InUse]))}
                {move || part(
                    words::retired(),
                    Some(words::retired_about()),
                    standing(&[Standing::Retired, Standing::Replaced, Standing::Refused]),
                )}
            </div>
        </main>
    }
}

fn shelved(one: &Shelved) -> NamedRow {
    let remark = match one.standing {
        Standing::Refused => Some(words::not_taken()),
        _ if one.waits() => Some(words::waits()),
        Standing::Replaced => Some(words::replaced()),
        Standing::InUse | Standing::Retired => None,
    };
    let stages = [names(&one.workflow, false), names(&one.workflow, true)];
    let from = if one.own.is_some() { words::own() } else { words::preset() };
    row(one.id.clone(), one.workflow.name.clone(), remark, stages, from)
}

fn row(id: String, name: String, remark: Option<&'static str>, stages: [String; 2], from: &str) -> NamedRow {
    let cells = stages.into_iter().chain([from.to_owned()]).collect();
    NamedRow { href: Some(route::workflow(&id)), name, remark, cells }
}
