//! 3 谁参加: oneself, and colleagues picked from the roster by pinyin initials or characters.

use super::{
    activity_form::Form,
    member_picker::MemberPicker,
    roster::{Roster, use_roster},
    standing::Viewer,
};
use crate::{
    components::{button::Button, picked::Picked},
    text::{activity as text, plan, record},
};
use domain::{
    activity::{ATTENDANCE, Activity, Attendance, Phase, attendance_field},
    id::MemberId,
};
use leptos::prelude::*;
use serde_json::Value;

/// Who took part.
#[component]
pub fn PeopleField(
    /// The form.
    form: Form,
) -> impl IntoView {
    let roster = use_roster();
    let me = untrack(|| Viewer::of(form.app).member);
    let listed = Memo::new(move |_| listed(form));
    let others = Memo::new(move |_| listed.get().into_iter().filter(|id| Some(*id) != me).collect::<Vec<_>>());
    let with_me = Signal::derive(move || me.is_some_and(|me| listed.read().contains(&me)));
    let missing = Memo::new(move |_| missing(form, &roster.read()));
    let called = move |id: MemberId| roster.read().member(id).unwrap_or(record::somebody()).to_owned();
    let not_there = move || {
        view! {
            <div hidden=move || missing.read().is_empty()>
                <p class="hint">{move || plan::not_there(missing.get())}</p>
                <Button label=plan::all_absent() on_press=move || form.set(absent(form))/>
            </div>
        }
    };
    let group = move |legend: &'static str, title: &'static str| {
        view! {
            <Picked
                legend=legend id="field-attendance" add=text::add_people() title=title listed=others with_me=with_me
                called=called on_remove=move |id| form.list(id, false) wrong=form.wrong(&[ATTENDANCE]) below=not_there
            >
                <MemberPicker picked=listed on_tick=move |(id, ticked): (MemberId, bool)| form.list(id, ticked)/>
            </Picked>
        }
    };
    let planned = Memo::new(move |_| form.phase() == Phase::Planned);
    move || match planned.get() {
        true => group(plan::whom(), plan::whom_title()),
        false => group(text::who(), text::people_title()),
    }
}

/// Of what was announced: those who said to come or did not answer, and are not counted as present.
fn unaccounted(form: Form) -> Vec<MemberId> {
    if form.plan().is_none() {
        return Vec::new();
    }
    let open = |state| matches!(state, Attendance::Invited | Attendance::Accepted);
    form.read(|body| Activity(body).attendance().filter(|(_, state)| open(*state)).map(|(id, _)| id).collect())
}

/// The fields that write them down as missing.
fn absent(form: Form) -> Vec<(String, Value)> {
    let missed = |id| (attendance_field(id), Value::from(Attendance::Absent.id()));
    untrack(|| unaccounted(form)).into_iter().map(missed).collect()
}

/// Their names.
fn missing(form: Form, roster: &Roster) -> String {
    let names = unaccounted(form).into_iter().map(|id| roster.member(id).unwrap_or(record::somebody()).to_owned());
    names.collect::<Vec<_>>().join(text::list_comma())
}

/// Everybody who was there, or is asked to come and did not say no, in the order of their ids.
fn listed(form: Form) -> Vec<MemberId> {
    let planned = form.phase() == Phase::Planned;
    let there = |state| match state {
        Attendance::Present => true,
        Attendance::Invited | Attendance::Accepted => planned,
        Attendance::Leave | Attendance::Absent => false,
    };
    form.read(|body| Activity(body).attendance().filter(|(_, state)| there(*state)).map(|(id, _)| id).collect())
}
