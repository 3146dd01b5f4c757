//! 签到 as whoever runs an activity shows it: the changing code, who has signed in, and the list to tick people off.

use super::{
    address::use_record, door_list::DoorList, door_show::DoorShow, roster::use_roster, screen::Screen, standing::Viewer,
};
use crate::{
    components::{
        empty_state::EmptyState,
        icon::Glyph,
        segmented::{Segment, Segmented},
    },
    routes::phone as route,
    state::{App, use_app},
    text::{door as words, record, time},
};
use domain::{
    activity::{Activity, Attendance, Phase},
    id::{MemberId, RecordId},
    review,
    sign_in::{Shown, sign_in_field},
};
use leptos::prelude::*;
use sync::client::RecordView;

/// What one finds at this address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Open(RecordId),
    Closed,
    NotYours,
    NotHere,
}

impl Found {
    fn of(app: App, view: Option<RecordView>) -> Found {
        let Some(view) = view else { return Found::NotHere };
        let activity = Activity(&view.body);
        let closed = !activity.review().is_none_or(review::is_open) || activity.phase() == Some(Phase::Cancelled);
        match Viewer::of(app).runs(&view) {
            false => Found::NotYours,
            true if closed => Found::Closed,
            true => Found::Open(view.rec),
        }
    }
}

/// How people sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Code,
    List,
}

/// The page.
#[component]
pub fn DoorPage() -> impl IntoView {
    let app = use_app();
    let rec = use_record();
    let found = Memo::new(move |_| Found::of(app, rec.get().and_then(|rec| app.record(rec))));
    let nothing = |title: &'static str, detail: &'static str| {
        view! { <EmptyState glyph=Glyph::People title=title detail=detail/> }.into_any()
    };
    view! {
        <Screen title=words::title().to_owned() back=route::RECORDS>
            {move || match found.get() {
                Found::Open(rec) => view! { <Open rec=rec/> }.into_any(),
                Found::Closed => nothing(words::closed_title(), words::closed()),
                Found::NotYours => nothing(words::not_yours_title(), words::not_yours()),
                Found::NotHere => nothing(record::not_here_title(), record::not_here()),
            }}
        </Screen>
    }
}

/// What it is, the two ways, and who has signed in.
#[component]
fn Open(
    /// The activity.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let way = RwSignal::new(Way::Code);
    let head = move || {
        let view = app.record(rec)?;
        let start = Activity(&view.body).start().map(|start| time::moment(start, app.today()));
        let title = super::record_words::title(&view.body);
        Some(start.into_iter().chain([title]).collect::<Vec<_>>().join(" · "))
    };
    let segments = vec![Segment::plain(Way::Code, words::by_code()), Segment::plain(Way::List, words::by_list())];
    view! {
        <p class="strong">{head}</p>
        <Segmented label=words::way() segments=segments chosen=way on_choose=move |to| way.set(to)/>
        {move || match way.get() {
            Way::Code => view! { <DoorShow rec=rec/> <SignedIn rec=rec/> }.into_any(),
            Way::List => view! { <DoorList rec=rec/> }.into_any(),
        }}
    }
}

/// Who is there so far, the last to come first.
#[component]
fn SignedIn(
    /// The activity.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let there = Memo::new(move |_| app.record(rec).map(|view| there(Activity(&view.body))).unwrap_or_default());
    let row = move |(id, by_code): (MemberId, bool)| {
        let name = roster.read().member(id).unwrap_or(record::somebody()).to_owned();
        let how = if by_code { words::with_code() } else { words::by_hand() };
        view! { <li class="list-row middle"><span class="grow title">{name}</span><span class="detail">{how}</span></li> }
    };
    view! {
        <section class="group" aria-live="polite">
            <h2>{move || words::signed_in(there.read().len())}</h2>
            <p class="small ink-2" hidden=move || !there.read().is_empty()>{words::nobody()}</p>
            <ul class="list boxed" hidden=move || there.read().is_empty()>
                <For each=move || there.get() key=|it| *it children=row/>
            </ul>
            <p class="small ink-2">{words::arrives_later()}</p>
        </section>
    }
}

/// Those present, and whether by a code; the later the code, the further in front.
fn there(activity: Activity<'_>) -> Vec<(MemberId, bool)> {
    let step = |id| activity.0.get(&sign_in_field(id)).and_then(Shown::read).map(|shown| shown.step);
    let mut there: Vec<(Option<u32>, MemberId)> = activity.present().map(|id| (step(id), id)).collect();
    there.sort_unstable_by(|one, other| other.cmp(one));
    there.into_iter().map(|(step, id)| (id, step.is_some())).collect()
}

/// What a member is at an activity, and was asked to be; `None` for who is not listed.
pub fn state_of(app: App, rec: RecordId, member: MemberId) -> Option<Attendance> {
    app.record(rec).and_then(|view| Activity(&view.body).attendance_of(member))
}
