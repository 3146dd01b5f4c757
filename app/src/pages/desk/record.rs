//! One record with everything that was done to it, at an address of its own.

use super::{
    beside::when,
    decision::{Decision, decide, may_become, return_question, void_question},
    history::history,
    query::Query,
    review_queue::{Decided, decided},
    roster::Roster,
    sheet::sheet,
};
use crate::{
    api,
    components::{
        desk_head::DeskHead, desk_history::DeskHistory, desk_reason_panel::DeskReasonPanel, desk_sheet::DeskSheet,
        icon::Glyph, note::Note, skeleton::Skeleton, tone::Tone,
    },
    state::{App, use_app},
    text::{desk as text, frame, trouble, vocabulary},
};
use domain::{id::RecordId, policy::Role, review::Review};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use sync::wire::desk::{DeskRow, RecordDetail};

/// Which question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Return,
    Void,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct RecordState {
    app: App,
    detail: Query<RecordDetail>,
    /// What was decided on this computer and the server has not taken.
    own: Memo<Decided>,
    asking: RwSignal<Option<Asking>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<String>>,
}

/// The page.
#[component]
pub fn RecordPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("rec")?.parse::<RecordId>().ok()));
    let detail = Query::new(move || rec.get(), api::record);
    let own = Memo::new(move |_| {
        let rec = rec.get()?;
        app.with_replica(decided).remove(&rec)
    });
    let own = Memo::new(move |_| own.get().unwrap_or_default());
    let state = RecordState {
        app,
        detail,
        own,
        asking: RwSignal::new(None),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
    };
    Effect::new(move |before: Option<bool>| {
        let waits = own.get().waiting;
        if before == Some(true) && !waits {
            detail.again();
        }
        waits
    });
    let roster = Memo::new(move |_| Roster::of(app));
    document().set_title(&text::page_title(text::record()));
    view! {
        <main class="desk-page">
            <DeskHead title=text::record() />
            {move || match (detail.answer.get(), detail.error.get(), rec.get()) {
                (Some(detail), ..) => view! { <Shown state=state detail=detail roster=roster /> }.into_any(),
                (None, Some(error), _) => view! {
                    <div class="desk-plain">
                        <Note tone=Tone::Wait glyph=Glyph::Alert alerts=true>
                            <p>{trouble::api(&error)}</p>
                            <button type="button" class="button compact" on:click=move |_| state.detail.again()>
                                {frame::try_again()}
                            </button>
                        </Note>
                    </div>
                }
                .into_any(),
                (None, None, Some(_)) => {
                    view! { <div class="desk-plain"><Skeleton label=text::record() lines=8 /></div> }.into_any()
                }
                (None, None, None) => view! { <p class="desk-plain">{text::no_page()}</p> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Shown(state: RecordState, detail: RecordDetail, roster: Memo<Roster>) -> impl IntoView {
    let row = StoredValue::new(detail.record);
    let record = move || row.with_value(|row| roster.with(|roster| sheet(row, roster, state.app.today())));
    let lines = move || roster.with(|roster| history(&detail.history, roster));
    view! {
        <div class="desk-record">
            <div class="desk-record-main">
                <Local state=state />
                {move || view! { <DeskSheet sheet=record() /> }}
                <Acts state=state row=row />
            </div>
            <section class="desk-record-side">
                <h2>{text::history()}</h2>
                {move || view! { <DeskHistory lines=lines() when=when /> }}
            </section>
        </div>
        {move || state.asking.get().map(|asking| view! { <Question state=state row=row asking=asking /> })}
    }
}

/// What this computer has decided and the server has not taken, or has refused.
#[component]
fn Local(state: RecordState) -> impl IntoView {
    let take_note = move |_| {
        spawn_local(async move {
            let keys = state.own.get_untracked().refused.iter().map(|(key, _)| *key).collect();
            match state.app.discard(keys).await {
                Ok(()) => state.detail.again(),
                Err(error) => {
                    state.failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    };
    move || {
        let own = state.own.get();
        let refused = own.refused.first().map(|(_, refusal)| vocabulary::refusal(refusal));
        let failure = state.failure.get().filter(|_| state.asking.get().is_none());
        view! {
            {refused.map(|words| view! {
                <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>
                    <p>{words}</p>
                    <button type="button" class="button compact" on:click=take_note>{text::understood()}</button>
                </Note>
            })}
            {own.waiting.then(|| view! { <Note tone=Tone::Wait glyph=Glyph::CloudUp alerts=true>{text::decision_waits()}</Note> })}
            {failure.map(|failure| view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>{failure}</Note> })}
        }
    }
}

#[component]
fn Acts(state: RecordState, row: StoredValue<DeskRow>) -> impl IntoView {
    let may = move |to: Review| {
        let leads_there = row.with_value(|row| may_become(&row.row, to));
        state.app.session().has_role(Role::Staff) && !state.own.get().waiting && leads_there
    };
    let ask = move |asking| state.asking.set(Some(asking));
    view! {
        <div class="desk-record-acts">
            {move || may(Review::Approved).then(|| view! {
                <button
                    type="button"
                    class="button primary"
                    disabled=move || state.busy.get()
                    on:click=move |_| settle(state, row, Decision::Approve)
                >
                    {text::approve()}
                </button>
            })}
            {move || may(Review::Returned).then(|| view! {
                <button type="button" class="button" on:click=move |_| ask(Asking::Return)>{text::return_it()}</button>
            })}
            {move || may(Review::Void).then(|| view! {
                <button type="button" class="button danger" on:click=move |_| ask(Asking::Void)>{text::void()}</button>
            })}
        </div>
    }
}

#[component]
fn Question(state: RecordState, row: StoredValue<DeskRow>, asking: Asking) -> impl IntoView {
    let question = match asking {
        Asking::Return => row.with_value(return_question),
        Asking::Void => void_question(),
    };
    let confirm = move |reason| {
        let decision = match asking {
            Asking::Return => Decision::Return(reason),
            Asking::Void => Decision::Void(reason),
        };
        settle(state, row, decision);
    };
    view! {
        <DeskReasonPanel
            question=question
            busy=state.busy
            failure=state.failure
            on_confirm=Callback::new(confirm)
            on_close=Callback::new(move |()| state.asking.set(None))
        />
    }
}

fn settle(state: RecordState, row: StoredValue<DeskRow>, decision: Decision) {
    if state.busy.get_untracked() {
        return;
    }
    state.busy.set(true);
    state.failure.set(None);
    spawn_local(async move {
        let keys = state.own.get_untracked().refused.iter().map(|(key, _)| *key).collect();
        let Some(row) = row.try_get_value() else { return };
        let saved = decide(state.app, &row, decision, keys).await;
        state.busy.try_set(false);
        match saved {
            Ok(()) => {
                state.asking.try_set(None);
            }
            Err(error) => {
                state.failure.try_set(Some(trouble::save(&error)));
            }
        }
    });
}
