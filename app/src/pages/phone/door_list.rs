//! 名单签到: everybody listed in large rows, ticked off as they come, or marked as missing; those who were not invited can
//! be added.

use super::{door::state_of, member_picker::MemberPicker, record_keep::patch, roster::use_roster};
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        icon::Glyph,
        toast::Toasts,
    },
    state::{App, use_app},
    text::{door as words, frame, record, trouble, vocabulary},
};
use domain::{
    activity::{Activity, Attendance, attendance_field},
    fields::Fields,
    id::{MemberId, RecordId},
};
use leptos::{prelude::*, task::spawn_local};

/// The list.
#[component]
pub fn DoorList(
    /// The activity.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let toasts: Toasts = expect_context();
    let adding = RwSignal::new(false);
    let listed = Memo::new(move |_| {
        let view = app.record(rec);
        let ids = view.iter().flat_map(|view| Activity(&view.body).attendance().map(|(id, _)| id).collect::<Vec<_>>());
        let mut ids: Vec<MemberId> = ids.collect();
        let place = |id: &MemberId| roster.read().people.iter().position(|person| person.id == *id);
        ids.sort_by_key(place);
        ids
    });
    let present = Memo::new(move |_| {
        let view = app.record(rec);
        view.map(|view| Activity(&view.body).present().collect::<Vec<_>>()).unwrap_or_default()
    });
    let tick = Callback::new(move |(id, there): (MemberId, bool)| {
        // Whoever is unticked is what one was before: asked, without having come.
        let state = if there { Attendance::Present } else { Attendance::Invited };
        mark(app, toasts, rec, id, state);
    });
    let row = move |id: MemberId| {
        let name = roster.read().member(id).unwrap_or(record::somebody()).to_owned();
        let state = Memo::new(move |_| state_of(app, rec, id));
        // That somebody is missing is said by the button.
        let said = move || state.get().filter(|state| *state != Attendance::Absent).map(vocabulary::attendance);
        let is_absent = move || state.get() == Some(Attendance::Absent);
        // Whoever is there or excused is not missing.
        let may_miss = move || !matches!(state.get(), Some(Attendance::Present | Attendance::Leave));
        let miss = move |_| {
            let to = if untrack(is_absent) { Attendance::Invited } else { Attendance::Absent };
            mark(app, toasts, rec, id, to);
        };
        let label = words::absent_of(&name);
        view! {
            <li class="with-action">
                <label class="list-row middle tick tall">
                    <input
                        type="checkbox"
                        aria-label=name.clone()
                        prop:checked=move || state.get() == Some(Attendance::Present)
                        on:change=move |event| tick.run((id, event_target_checked(&event)))
                    />
                    <span class="grow title">{name}</span>
                    <span class="detail">{said}</span>
                </label>
                <button
                    type="button"
                    class="button compact"
                    hidden=move || !may_miss()
                    aria-label=label
                    aria-pressed=move || is_absent().to_string()
                    on:click=miss
                >
                    {words::absent()}
                </button>
            </li>
        }
    };
    view! {
        <p class="small ink-2">{words::tick_about()}</p>
        <p class="strong" role="status">{move || words::signed_in(present.read().len())}</p>
        <ul class="list boxed"><For each=move || listed.get() key=|id| *id children=row/></ul>
        <Button label=words::add() glyph=Glyph::Plus block=true on_press=move || adding.set(true)/>
        <Dialog
            title=words::add()
            close_label=frame::close()
            open=adding
            on_close=move || adding.set(false)
            actions=move || view! {
                <Button label=crate::text::activity::done() weight=Weight::Primary on_press=move || adding.set(false)/>
            }
        >
            <MemberPicker picked=present on_tick=tick/>
        </Dialog>
    }
}

/// Saves what somebody is at the activity.
fn mark(app: App, toasts: Toasts, rec: RecordId, id: MemberId, state: Attendance) {
    let Some(view) = untrack(|| app.record(rec)) else { return };
    let edit = patch(rec, view.feed, Fields::default().with(attendance_field(id), state.id()));
    spawn_local(async move {
        // The tick itself says that it went well.
        if let Err(error) = app.save(vec![edit], Vec::new()).await {
            toasts.say(Glyph::Alert, trouble::save(&error));
        }
    });
}
