//! Writing a workflow: its name, its stages in order, its ways out. Every keystroke is kept, and nothing has to be right yet.

use super::{
    workflow_page::Head,
    workflow_plan::Plan,
    workflow_shelf::{Standing, shelf},
    workflow_step::StepCard,
    workflow_words,
    workflow_wrong::{Wrong, wrongs},
};
use crate::{
    components::{
        button::{Button, Weight},
        chip::MoreChip,
        dialog::Dialog,
        field::TextField,
        icon::Glyph,
        note::{Failure, Note},
        tone::Tone,
    },
    routes::desk as route,
    state::{App, Draft, use_app},
    text::{trouble, workflow as words},
};
use domain::{
    id::{Feed, RecordId},
    kind::Kind,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use sync::{client::Edit, wire::Act};

/// What the parts of the editor share.
#[derive(Clone, Copy)]
pub struct Writing {
    /// The handle of the app.
    pub app: App,
    /// The record that it will make.
    pub rec: RecordId,
    /// The workflow as it was typed so far.
    pub plan: RwSignal<Plan>,
    /// The stage that is open.
    pub open: RwSignal<Option<String>>,
    /// Everything that is wrong with it, also what is not said yet.
    pub wrongs: Memo<Vec<(Option<String>, Wrong)>>,
    asked: RwSignal<bool>,
}

impl Writing {
    fn begin(app: App, rec: RecordId) -> Writing {
        let read = untrack(|| app.draft(rec)).map(|draft| Plan::read(&draft.body));
        let plan = RwSignal::new(read.unwrap_or_else(|| Plan::blank(Kind::Consultation)));
        // The name of what it takes the place of may stay; each other name would stand twice before whoever chooses.
        let taken = Memo::new(move |_| {
            let replaces = plan.with(|plan| plan.replaces.clone());
            let others = shelf(app).into_iter().filter(|one| one.standing == Standing::InUse);
            let others = others.filter(|one| Some(&one.id) != replaces.as_ref());
            others.map(|one| one.workflow.name).collect::<Vec<_>>()
        });
        let wrongs = Memo::new(move |_| taken.with(|taken| plan.with(|plan| wrongs(plan, taken))));
        Writing { app, rec, plan, open: RwSignal::new(None), wrongs, asked: RwSignal::new(false) }
    }

    /// Changes it and keeps it.
    pub fn change(self, change: impl FnOnce(&mut Plan)) {
        self.plan.update(change);
        let body = self.plan.with_untracked(Plan::draft);
        self.app.put_draft(Draft::new(self.rec, Kind::Workflow, body, self.app.now()));
    }

    /// What is said to be wrong at a stage now, or with the whole.
    pub fn told(self, at: Option<&str>) -> Vec<Wrong> {
        let asked = self.asked.get();
        let here = |(of, wrong): &(Option<String>, Wrong)| {
            (of.as_deref() == at && (asked || wrong.is_told_at_once())).then_some(*wrong)
        };
        self.wrongs.with(|all| all.iter().filter_map(here).collect())
    }

    /// The operations that put it to use: the new one is made, and what it takes the place of is retired.
    fn edits(self) -> Option<Vec<Edit>> {
        let committee = self.app.own_committee()?;
        let plan = self.plan.get_untracked();
        let (feed, act) = (Feed::Ref(committee), Act::Create(plan.fields()));
        let create = Edit { rec: self.rec, kind: Kind::Workflow, feed, act, base: None };
        let before = shelf(self.app).into_iter().find(|one| Some(&one.id) == plan.replaces.as_ref());
        let retired = before.filter(|one| one.standing == Standing::InUse).and_then(|one| one.retire(true));
        Some([Some(create), retired].into_iter().flatten().collect())
    }
}

/// The editor of a draft.
#[component]
pub fn WorkflowEditor(
    /// The record that it will make.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let writing = Writing::begin(app, rec);
    let replaces = writing.plan.with_untracked(|plan| plan.replaces.clone());
    let before = untrack(|| shelf(app)).into_iter().find(|one| Some(&one.id) == replaces.as_ref());
    let title = before.map_or_else(|| words::writing().to_owned(), |one| words::writing_version(&one.workflow.name));
    let is_of_name = |wrong: &Wrong| matches!(wrong, Wrong::NameMissing | Wrong::NameTaken | Wrong::NameTooLong);
    let told = move || writing.told(None);
    let wrong_name = Signal::derive(move || told().into_iter().find(is_of_name).map(workflow_words::wrong));
    let whole = move || {
        let rest = told().into_iter().filter(|wrong| !is_of_name(wrong));
        let note =
            |wrong| view! { <Note tone=Tone::Act glyph=Glyph::Alert><p>{workflow_words::wrong(wrong)}</p></Note> };
        rest.map(note).collect_view()
    };
    let name = Signal::derive(move || writing.plan.with(|plan| plan.name.clone()));
    view! {
        <Head title=title/>
        <div class="desk-workflows desk-plan">
            <p class="small ink-2">{words::kept()}</p>
            <TextField
                label=words::name() aside=words::name_aside().to_owned() id="workflow-name" value=name wrong=wrong_name
                on_input=move |typed: String| writing.change(|plan| plan.name = typed)
            />
            {whole}
            <Steps writing=writing aside=false/>
            <Steps writing=writing aside=true/>
        </div>
        <Foot writing=writing/>
    }
}

/// The stages in order, or the ways out.
#[component]
fn Steps(
    /// What is written.
    writing: Writing,
    /// Whether these are the ways out.
    aside: bool,
) -> impl IntoView {
    let ids = Memo::new(move |_| writing.plan.with(|plan| plan.ids(aside)));
    let (title, label) =
        if aside { (words::ways_out(), words::add_way_out()) } else { (words::stages(), words::add_stage()) };
    let add = move || {
        let id = super::workflow_plan::fresh_id(writing.app.new_record());
        writing.change(|plan| plan.add(id.clone(), aside));
        writing.open.set(Some(id));
    };
    view! {
        <section class="stack" aria-label=title>
            <h2 class="desk-part-title">{title}</h2>
            {aside.then(|| view! { <p class="small ink-2">{words::ways_out_about()}</p> })}
            <ol class="desk-steps">
                <For each=move || ids.get() key=String::clone let:id>
                    <StepCard writing=writing id=id aside=aside/>
                </For>
            </ol>
            <div><MoreChip label=label glyph=Glyph::Plus on_press=add/></div>
        </section>
    }
}

/// 启用, and throwing the draft away.
#[component]
fn Foot(
    /// What is written.
    writing: Writing,
) -> impl IntoView {
    let Writing { app, rec, wrongs, asked, open, .. } = writing;
    let navigate = StoredValue::new(use_navigate());
    let (busy, failure, sure) = (RwSignal::new(false), RwSignal::new(None::<String>), RwSignal::new(false));
    let put_to_use = move || {
        asked.set(true);
        if let Some(first) = wrongs.with_untracked(|all| all.first().cloned()) {
            open.set(first.0);
            return;
        }
        let Some(edits) = untrack(|| writing.edits()).filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        spawn_local(async move {
            let saved = app.save(edits, Vec::new()).await;
            busy.try_set(false);
            match saved {
                Ok(_) => app.drop_draft(rec),
                Err(error) => {
                    failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    };
    let lacking = move || {
        let n = wrongs.with(Vec::len);
        (asked.get() && n > 0)
            .then(|| view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true><p>{words::not_yet(n)}</p></Note> })
    };
    let throw_away = move || {
        app.drop_draft(rec);
        let options = NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() };
        navigate.with_value(|go| go(route::WORKFLOWS, options));
    };
    let stay = move || sure.set(false);
    view! {
        <div class="desk-plan-foot">
            {lacking}
            <Failure words=failure/>
            <div class="row wrap">
                <Button label=words::use_it() weight=Weight::Primary busy=busy on_press=put_to_use/>
                <Button label=words::throw_away() weight=Weight::Quiet on_press=move || sure.set(true)/>
            </div>
        </div>
        <Dialog
            title=words::throw_away() close_label=words::keep_it() open=sure on_close=stay
            actions=move || view! {
                <Button label=words::keep_it() on_press=stay/>
                <Button label=words::throw_away_now() weight=Weight::Danger on_press=throw_away/>
            }
        >
            <p>{words::throw_away_sure()}</p>
        </Dialog>
    }
}
