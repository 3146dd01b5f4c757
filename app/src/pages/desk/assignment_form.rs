//! 下达任务, 批示督办: who does what until when. The office gives what the plan of the year says, a leader what a record or a figure
//! asks for.

use super::roster::Roster;
use crate::{
    components::{
        button::{Button, Weight},
        desk_panel::DeskPanel,
        field::{TextArea, TextField},
        icon::Glyph,
        note::Failure,
        select::Select,
        toast::{ToastArea, Toasts},
    },
    pages::matter_words,
    state::use_app,
    text::{assignment as words, frame, trouble, vocabulary},
};
use domain::{
    activity::NARRATIVE_MAX,
    assignment::{ABOUT, AssignmentType, DEADLINE, LINE_MAX, MILESTONE, OWNER, TYPE},
    fields::Fields,
    id::{Feed, MemberId, RecordId},
    kind::Kind,
    submitted::{MEMBER, NARRATIVE, ORIGIN, RAISED_ON, TITLE},
    validate::validate,
    workflow::WORKFLOW,
};
use leptos::{prelude::*, task::spawn_local};
use sync::{
    client::Edit,
    wire::{Act, desk::DeskRow},
};

/// The longest title that is taken from a text, in characters.
const TITLE_MAX: usize = 30;

/// What an assignment begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Begun {
    /// Whether a leader writes it.
    pub is_instruction: bool,
    /// The record that it grows out of.
    pub origin: Option<RecordId>,
    /// The figure that it is about, in words.
    pub about: Option<String>,
    /// What it is about, for the heading.
    pub of: String,
}

impl Begun {
    /// What a leader writes on a record.
    pub fn of_record(row: &DeskRow) -> Begun {
        let of = matter_words::titled(&row.row.kind, &row.row.body, TITLE_MAX);
        Begun { is_instruction: true, origin: Some(row.row.rec), about: None, of }
    }
}

/// The button, and the form that it opens.
#[component]
pub fn NewAssignment(
    /// What it begins with; as it is when the form opens.
    #[prop(into)]
    begun: Signal<Begun>,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let toasts = Toasts::default();
    let is_instruction = begun.with_untracked(|begun| begun.is_instruction);
    let label = if is_instruction { words::instruct() } else { words::give() };
    let glyph = if is_instruction { Glyph::Pen } else { Glyph::Plus };
    let form = move || {
        asking.get().then(|| {
            view! { <Form begun=begun.get_untracked() toasts=toasts on_close=move || asking.set(false)/> }
        })
    };
    view! {
        <Button label=label glyph=glyph on_press=move || asking.set(true)/>
        {form}
        <ToastArea toast=toasts.shown/>
    }
}

#[component]
fn Form(
    /// What it begins with.
    begun: Begun,
    /// Where it is said that it is saved.
    toasts: Toasts,
    /// Called when it is done or left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let sort = if begun.is_instruction { AssignmentType::Instruction } else { AssignmentType::Task };
    let mut typed = Fields::default().with(RAISED_ON, app.today().to_string()).with(TYPE, sort.id());
    if let Some(origin) = begun.origin {
        typed.set(ORIGIN, origin.to_string());
    }
    if let Some(about) = &begun.about {
        typed.set(ABOUT, about.as_str());
    }
    let (body, asked, failure) = (RwSignal::new(typed), RwSignal::new(false), RwSignal::new(None::<String>));
    let busy = RwSignal::new(false);
    let milestones = RwSignal::new(Vec::<(String, String)>::new());
    let text = move |field: &'static str| {
        Signal::derive(move || body.with(|body| body.text(field).unwrap_or_default().to_owned()))
    };
    let set = move |field: &'static str, value: String| body.update(|body| body.set(field, value));
    let whole = Memo::new(move |_| {
        let mut whole = body.with(Fields::filled);
        // Who does it is either a member or somebody else.
        if whole.text(MEMBER).is_some() {
            whole.0.remove(OWNER);
        }
        for (on, what) in milestones.get().into_iter().filter(|(on, what)| !on.is_empty() && !what.trim().is_empty()) {
            let field = format!("{MILESTONE}:{on}");
            let before = whole.text(&field).map(|before| format!("{before}；")).unwrap_or_default();
            let line: String = format!("{before}{}", what.trim()).chars().take(LINE_MAX).collect();
            whole.set(field, line);
        }
        whole
    });
    let problems = Memo::new(move |_| validate(Kind::Assignment, &whole.read()));
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            let problems = problems.read();
            let one = problems.iter().find(|problem| problem.field.as_deref() == Some(field));
            one.filter(|_| asked.get()).map(|one| vocabulary::problem(one.code).to_owned())
        })
    };
    let save = move || {
        asked.set(true);
        let workflow = untrack(|| matter_words::offered(app, Kind::Assignment)).into_iter().next();
        let (Some(committee), Some((workflow, _))) = (app.own_committee(), workflow) else { return };
        let half =
            milestones.with_untracked(|all| all.iter().any(|(on, what)| on.is_empty() != what.trim().is_empty()));
        failure.set(half.then(|| words::milestone_half().to_owned()));
        if half || busy.get_untracked() || !problems.read_untracked().is_empty() {
            return;
        }
        busy.set(true);
        let body = whole.get_untracked().with(WORKFLOW, workflow);
        let feed = body.parsed::<MemberId>(MEMBER).map_or(Feed::Office(committee.0), Feed::Member);
        let edit = Edit { rec: app.new_record(), kind: Kind::Assignment, feed, act: Act::Create(body), base: None };
        spawn_local(async move {
            match app.save(vec![edit], Vec::new()).await {
                Ok(_) => {
                    toasts.say(Glyph::Check, words::given());
                    // Whoever left meanwhile has closed it.
                    let _ = on_close.try_run(());
                }
                Err(error) => {
                    busy.try_set(false);
                    failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    };
    let sorts = AssignmentType::ALL.iter().map(|one| (one.id().to_owned(), words::assignment_type(*one).to_owned()));
    let sorts: Vec<_> = sorts.collect();
    let members = untrack(|| Roster::of(app)).members();
    let none = (String::new(), words::no_member().to_owned());
    let members: Vec<_> =
        std::iter::once(none).chain(members.into_iter().map(|(id, name)| (id.to_string(), name))).collect();
    let title = if begun.is_instruction { words::instruct() } else { words::give() };
    let has_sorts = !begun.is_instruction;
    view! {
        <DeskPanel title=title of=begun.of narrow=true on_close=on_close>
            <div class="desk-panel-body">
                <Failure words=failure/>
                {has_sorts.then(|| view! {
                    <Select
                        label=words::sort() id="assignment-sort" options=sorts value=text(TYPE)
                        on_change=move |id| set(TYPE, id)
                    />
                })}
                <TextField
                    label=words::what() id="assignment-title" value=text(TITLE) wrong=wrong(TITLE)
                    on_input=move |typed| set(TITLE, typed)
                />
                <TextArea
                    label=words::details() id="assignment-details" value=text(NARRATIVE) max=NARRATIVE_MAX
                    wrong=wrong(NARRATIVE) on_input=move |typed| set(NARRATIVE, typed)
                />
                <Select
                    label=words::who_member() id="assignment-member" options=members value=text(MEMBER)
                    on_change=move |id| set(MEMBER, id)
                />
                <Show when=move || body.with(|body| body.text(MEMBER).is_none_or(str::is_empty))>
                    <TextField
                        label=words::who_other() id="assignment-owner" value=text(OWNER) wrong=wrong(OWNER)
                        on_input=move |typed| set(OWNER, typed)
                    />
                </Show>
                <TextField
                    label=words::deadline() id="assignment-deadline" kind="date" value=text(DEADLINE)
                    wrong=wrong(DEADLINE) on_input=move |typed| set(DEADLINE, typed)
                />
                <Milestones milestones=milestones/>
            </div>
            <div class="desk-panel-foot">
                <Button label=frame::cancel() on_press=move || on_close.run(())/>
                <Button label=words::give_now() weight=Weight::Primary on_press=save/>
            </div>
        </DeskPanel>
    }
}

/// Days by which something is to be reached.
#[component]
fn Milestones(
    /// The days, each with what is to be reached.
    milestones: RwSignal<Vec<(String, String)>>,
) -> impl IntoView {
    let row = move |at: usize| {
        let on =
            Signal::derive(move || milestones.with(|all| all.get(at).map(|one| one.0.clone()).unwrap_or_default()));
        let what =
            Signal::derive(move || milestones.with(|all| all.get(at).map(|one| one.1.clone()).unwrap_or_default()));
        view! {
            <div class="desk-milestone">
                <TextField
                    label=words::milestone_on() id=format!("milestone-on-{at}") kind="date" value=on
                    on_input=move |typed| milestones.update(|all| {
                        if let Some(one) = all.get_mut(at) {
                            one.0 = typed;
                        }
                    })
                />
                <TextField
                    label=words::milestone_what() id=format!("milestone-what-{at}") value=what
                    on_input=move |typed| milestones.update(|all| {
                        if let Some(one) = all.get_mut(at) {
                            one.1 = typed;
                        }
                    })
                />
            </div>
        }
    };
    let count = Memo::new(move |_| milestones.with(Vec::len));
    view! {
        <fieldset class="field">
            <legend class="label">{words::milestones()}</legend>
            <For each=move || 0..count.get() key=|at| *at children=row/>
            <Button label=words::milestone_add() on_press=move || milestones.update(|all| all.push(Default::default()))/>
        </fieldset>
    }
}
