//! The form that corrects a record, beside the record as it is.

use super::{
    correct_form::{CorrectForm, NUMBERS, WHERE, WHO},
    roster::Roster,
};
use crate::{
    components::{
        desk_panel::DeskPanel,
        field::{FieldGroup, TextArea, TextField},
        select::Select,
    },
    text::{activity as form_text, desk as text, review, vocabulary},
};
use domain::{
    activity::{
        ActivityType, Attendance, CONTACT_UNIT, END, MEASURE, Measure, NARRATIVE, NARRATIVE_MAX, PLACE, START, TYPE,
        VENUE, attendance_field,
    },
    fields::Fields,
    id::MemberId,
    problem::Code,
};
use leptos::{ev, prelude::*};
use serde_json::Value;
use sync::wire::desk::DeskRow;

/// The longest reason, in characters.
const REASON_MAX: usize = 500;
/// So many names are offered at once.
const OFFERED: usize = 6;

/// The panel; it stays open until its owner takes it away, so that nothing typed is lost where saving fails.
#[component]
pub fn CorrectPanel(
    /// The record as it was read.
    row: DeskRow,
    /// Names.
    roster: Memo<Roster>,
    /// The word on the button that does it.
    confirm: &'static str,
    /// While it is being saved.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why it could not be saved.
    #[prop(into)]
    failure: Signal<Option<String>>,
    /// Why it can no longer be done.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    /// What changes, and why.
    on_confirm: Callback<(Fields, String)>,
    /// Nothing is to be done.
    on_close: Callback<()>,
) -> impl IntoView {
    let form = CorrectForm::new(row.row.body);
    let send = move || {
        form.asked.set(true);
        if form.is_complete() && !busy.get_untracked() && blocked.get_untracked().is_none() {
            let reason = form.reason.with_untracked(|reason| reason.trim().to_owned());
            on_confirm.run((untrack(|| form.changes()), reason));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    let idle = move || form.asked.get() && form.changes().is_empty();
    let said = move || failure.get().or(blocked.get()).or(idle().then(|| review::nothing_changed().to_owned()));
    view! {
        <DeskPanel title=review::correct_title() narrow=true on_close=on_close>
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    send();
                }
                on:keydown=on_key
            >
                <div class="desk-panel-body desk-correct">
                    <p class="small">{review::correct_means()}</p>
                    <What form=form />
                    <Where form=form roster=roster />
                    <People form=form roster=roster />
                    <Numbers form=form />
                    <TextArea
                        label=text::narrative()
                        id="correct-narrative"
                        value=form.text(NARRATIVE)
                        max=NARRATIVE_MAX
                        wrong=form.wrong(&[NARRATIVE])
                        on_input=move |words: String| form.set(NARRATIVE, words)
                    />
                    <TextArea
                        label=review::correct_why()
                        id="correct-reason"
                        aside=review::correct_read().to_owned()
                        value=form.reason
                        max=REASON_MAX
                        wrong=Signal::derive(move || {
                            let lacking = form.asked.get() && form.reason.read().trim().is_empty();
                            lacking.then(|| vocabulary::problem(Code::ReasonMissing).to_owned())
                        })
                        on_input=move |words: String| form.reason.set(words)
                    />
                    {move || said().map(|words| view! { <p class="note act" role="alert">{words}</p> })}
                </div>
                <footer class="desk-panel-foot">
                    <button type="button" class="button quiet" on:click=move |_| on_close.run(())>
                        {text::cancel()} <kbd aria-hidden="true">"Esc"</kbd>
                    </button>
                    <button type="submit" class="button primary" disabled=move || busy.get() || blocked.get().is_some()>
                        {confirm} <kbd aria-hidden="true">"Ctrl ↵"</kbd>
                    </button>
                </footer>
            </form>
        </DeskPanel>
    }
}

/// What was done, and when.
#[component]
fn What(form: CorrectForm) -> impl IntoView {
    let types = || {
        let known =
            ActivityType::ALL.iter().map(|kind| (kind.id().to_owned(), vocabulary::activity_type(*kind).to_owned()));
        let mut types: Vec<(String, String)> = known.collect();
        let own = form.text(TYPE).get_untracked();
        if !types.iter().any(|(id, _)| *id == own) {
            types.push((own.clone(), own));
        }
        types
    };
    view! {
        <Select
            label=text::kind()
            id="correct-type"
            options=types()
            value=form.text(TYPE)
            on_change=move |id: String| form.set(TYPE, id)
        />
        <div class="desk-pair">
            <TextField
                label=review::start() id="correct-start" kind="datetime-local" value=form.text(START)
                wrong=form.wrong(&[START]) on_input=move |at: String| form.set(START, at)
            />
            <TextField
                label=review::end() id="correct-end" kind="datetime-local" value=form.text(END)
                wrong=form.wrong(&[END]) on_input=move |at: String| form.set(END, at)
            />
        </div>
    }
}

/// Where, and at which contact unit.
#[component]
fn Where(form: CorrectForm, roster: Memo<Roster>) -> impl IntoView {
    let venues = move || {
        let listed = roster.with(Roster::venues).into_iter().map(|(id, name)| (id.to_string(), name));
        std::iter::once((String::new(), review::no_venue().to_owned())).chain(listed).collect::<Vec<_>>()
    };
    let units = move || {
        let listed = roster.with(Roster::contact_units).into_iter().map(|(id, name)| (id.to_string(), name));
        std::iter::once((String::new(), review::no_unit().to_owned())).chain(listed).collect::<Vec<_>>()
    };
    let has_units = roster.with_untracked(|roster| !roster.contact_units().is_empty());
    view! {
        <Select
            label=text::venue() id="correct-venue" options=venues() value=form.text(VENUE)
            on_change=move |id: String| form.set(VENUE, id)
        />
        <TextField
            label=text::at_place() id="correct-place" value=form.text(PLACE) wrong=form.wrong(WHERE)
            on_input=move |place: String| form.set(PLACE, place)
        />
        {has_units.then(|| view! {
            <Select
                label=review::contact_unit() id="correct-unit" options=units() value=form.text(CONTACT_UNIT)
                on_change=move |id: String| form.set(CONTACT_UNIT, id)
            />
        })}
    }
}

/// Everybody listed, each with what is known; more are added by name.
#[component]
fn People(form: CorrectForm, roster: Memo<Roster>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let offered = move || {
        let typed = typed.get();
        if typed.trim().is_empty() { Vec::new() } else { roster.with(|roster| roster.find(typed.trim(), OFFERED)) }
    };
    let add = move |member: MemberId| {
        form.list(member);
        typed.set(String::new());
    };
    view! {
        <FieldGroup legend=review::attendance() id="correct-attendance" wrong=form.wrong(WHO)>
            <div class="desk-people">
                <For each=move || form.listed() key=|member| *member children=move |member| {
                    view! { <Attended form=form roster=roster member=member /> }
                } />
            </div>
            <TextField
                label=review::add_member() id="correct-add" kind="search" value=typed
                on_input=move |words: String| typed.set(words)
            />
            <div class="desk-offered">
                {move || offered().into_iter().map(|(member, name)| view! {
                    <button type="button" class="button compact" on:click=move |_| add(member)>{name}</button>
                }).collect_view()}
            </div>
        </FieldGroup>
    }
}

#[component]
fn Attended(form: CorrectForm, roster: Memo<Roster>, member: MemberId) -> impl IntoView {
    let field = attendance_field(member);
    let name = roster.with_untracked(|roster| roster.member(member).to_owned());
    let states = Attendance::ALL.iter().map(|state| (state.id().to_owned(), vocabulary::attendance(*state).to_owned()));
    let off = (String::new(), review::off_list().to_owned());
    let options: Vec<(String, String)> = states.chain([off]).collect();
    let read = field.clone();
    let value = Signal::derive(move || form.read(|body| body.text(&read).unwrap_or_default().to_owned()));
    view! {
        <Select
            label=name id=format!("correct-{member}") options=options value=value
            on_change=move |state: String| form.set(&field, state)
        />
    }
}

/// What was counted; an empty number says nothing.
#[component]
fn Numbers(form: CorrectForm) -> impl IntoView {
    let one = move |field: String| {
        let id = field.strip_prefix(MEASURE).and_then(|rest| rest.strip_prefix(':')).unwrap_or_default().to_owned();
        let label = id.parse::<Measure>().map_or_else(
            |_| id.clone(),
            |measure| format!("{}（{}）", vocabulary::measure(measure), vocabulary::unit(measure)),
        );
        let read = field.clone();
        let value = Signal::derive(move || {
            form.read(|body| match body.get(&read) {
                Some(Value::String(typed)) => typed.clone(),
                Some(number) => number.to_string(),
                None => String::new(),
            })
        });
        // What is not a number stays as it was typed, and is told to be wrong, as any other value would be.
        let write = move |typed: String| match typed.trim().parse::<i64>() {
            Ok(number) => form.set(&field, number),
            Err(_) => form.set(&field, typed.trim()),
        };
        view! { <TextField label=label id=format!("correct-{id}") value=value wrong=form.wrong(NUMBERS) on_input=write /> }
    };
    view! {
        <fieldset class="field">
            <legend class="label">{form_text::field_name(MEASURE)}</legend>
            <div class="desk-triple">{form.measures().into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
}
