//! One record with its history, and what may be done to it.

use super::{
    assignment_form::{Begun, NewAssignment},
    beside::when,
    correct_panel::CorrectPanel,
    decision::{Decision, may_become, may_correct, return_question, void_question},
    hint_words::alike_lines,
    history::{history, names},
    merge_notes::MergeNotes,
    merge_panel::MergePanel,
    record_state::{Asking, RecordState},
    review_hints::looks,
    review_open::reviewed_by,
    scopes::Scopes,
    settling::Settling,
    sheet::sheet,
    versions::versions,
};
use crate::{
    components::{
        desk_hints::DeskAlike,
        desk_history::DeskHistory,
        desk_reason_panel::DeskReasonPanel,
        desk_sheet::{DeskSheet, Sheet},
        desk_versions::DeskVersions,
        icon::Glyph,
        note::Note,
        tone::Tone,
    },
    text::{desk as text, review, vocabulary},
};
use domain::{fields::Fields, policy::Role, review::Review};
use leptos::{html, prelude::*};
use sync::wire::desk::{DeskRow, RecordDetail};

/// The record.
#[component]
pub fn Shown(state: RecordState, detail: RecordDetail) -> impl IntoView {
    let known = names(&detail);
    let row = StoredValue::new(detail.record.clone());
    let is_leader = state.app.session().has_role(Role::Leader);
    let detail = StoredValue::new(detail);
    let record = move || {
        let sheet = row.with_value(|row| state.roster.with(|roster| sheet(row, roster, state.app.today())));
        // Who may settle both values sees them above it, each with a button.
        if state.is_free() { Sheet { conflicts: Vec::new(), ..sheet } } else { sheet }
    };
    let lines = move || detail.with_value(|detail| state.roster.with(|roster| history(&detail.history, roster)));
    let changes = move || detail.with_value(|detail| state.roster.with(|roster| versions(&detail.history, roster)));
    let settling = move || {
        state.is_free().then(|| {
            view! {
                <Settling
                    row=row.get_value()
                    roster=state.roster
                    names=Signal::stored(known.clone())
                    busy=state.busy
                    on_settle=Callback::new(move |way| row.with_value(|row| state.settle(row, &way)))
                />
            }
        })
    };
    // Read anew, the record is drawn anew: whoever had just pressed something in it goes on from here, not from the top.
    let main = NodeRef::<html::Div>::new();
    main.on_load(|main| {
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if is_lost {
            let _ = main.focus();
        }
    });
    view! {
        <div class="desk-record">
            <div class="desk-record-main" tabindex="-1" node_ref=main>
                <Local state=state />
                <MergeNotes
                    row=row.get_value() flow=state.flow is_free=Signal::derive(move || state.is_free())
                />
                {settling}
                {move || view! { <DeskSheet sheet=record() /> }}
                <Acts state=state row=row />
                {is_leader.then(|| view! { <div class="actions wrap"><NewAssignment begun=Begun::of_record(&row.get_value())/></div> })}
                {move || view! { <DeskVersions versions=changes() when=when /> }}
            </div>
            <section class="desk-record-side">
                <Alike state=state row=row />
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
    move || {
        let own = state.own.get();
        let refused = own.refused.first().map(|(_, refusal)| vocabulary::refusal(refusal));
        let failure = state.failure.get().filter(|_| state.asking.get().is_none());
        view! {
            {refused.map(|words| view! {
                <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>
                    <p>{words}</p>
                    <button type="button" class="button compact" on:click=move |_| state.take_note()>{text::understood()}</button>
                </Note>
            })}
            {own.waiting.then(|| view! { <Note tone=Tone::Wait glyph=Glyph::CloudUp alerts=true>{text::decision_waits()}</Note> })}
            {failure.map(|failure| view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>{failure}</Note> })}
        }
    }
}

/// What may be the same; only what stands can be merged.
#[component]
fn Alike(state: RecordState, row: StoredValue<DeskRow>) -> impl IntoView {
    let today = state.app.today();
    let lines = move || {
        let alike = state.alike.answer.get()?.rows;
        let stands = row.with_value(|row| row.row.body.text("review") != Some(Review::Void.id()));
        let alike = row.with_value(|row| looks(row, &alike)).alike;
        let lines = row.with_value(|row| alike_lines(row.row.rec, &alike, today));
        let compare = Callback::new(move |other| state.asking.set(Some(Asking::Merge(other))));
        Some(view! { <DeskAlike lines=lines keyed=false on_compare=(stands && state.is_free()).then_some(compare) /> })
    };
    view! { {lines} }
}

#[component]
fn Acts(state: RecordState, row: StoredValue<DeskRow>) -> impl IntoView {
    let may = move |to: Review| state.is_free() && row.with_value(|row| may_become(&row.row, to, state.app.today()));
    let corrects = move || state.is_free() && row.with_value(|row| may_correct(&row.row, state.app.today()));
    let counts = move || row.with_value(|row| row.row.body.text("review") == Some(Review::Approved.id()));
    let ask = move |asking| state.asking.set(Some(asking));
    // Only staff look for the buttons; a leader decides nothing anywhere.
    let scopes: Scopes = expect_context();
    let others = move || {
        let is_staff = state.app.session().has_role(Role::Staff);
        let committee = row.with_value(|row| (is_staff && !row.reviews).then_some(row.committee))?;
        let words = reviewed_by(committee, state.app, scopes);
        Some(view! { <Note tone=Tone::Plain glyph=Glyph::Info><p>{words}</p></Note> })
    };
    view! {
        {others}
        <div class="desk-record-acts">
            {move || may(Review::Approved).then(|| view! {
                <button
                    type="button"
                    class="button primary"
                    disabled=move || state.busy.get()
                    on:click=move |_| row.with_value(|row| state.decide(row, Decision::Approve))
                >
                    {text::approve()}
                </button>
            })}
            {move || may(Review::Returned).then(|| view! {
                <button type="button" class="button" on:click=move |_| ask(Asking::Return)>{text::return_it()}</button>
            })}
            {move || corrects().then(|| view! {
                <button type="button" class="button" on:click=move |_| ask(Asking::Correct)>
                    {if counts() { review::correct() } else { review::correct_approve() }}
                </button>
            })}
            {move || may(Review::Void).then(|| view! {
                <button type="button" class="button danger" on:click=move |_| ask(Asking::Void)>{text::void()}</button>
            })}
        </div>
    }
}

#[component]
fn Question(state: RecordState, row: StoredValue<DeskRow>, asking: Asking) -> impl IntoView {
    let close = Callback::new(move |()| state.asking.set(None));
    let decide = move |decision| row.with_value(|row| state.decide(row, decision));
    if let Asking::Merge(other) = asking {
        let rows = state
            .alike
            .answer
            .with_untracked(|alike| alike.as_ref().map(|alike| alike.rows.clone()).unwrap_or_default());
        let other = rows.into_iter().find(|row| row.row.rec == other);
        let panel = other.map(|other| {
            view! {
                <MergePanel
                    one=row.get_value() other=other roster=state.roster flow=state.flow on_close=close
                />
            }
        });
        return panel.into_any();
    }
    if asking == Asking::Correct {
        let confirm =
            Callback::new(move |(changes, reason): (Fields, String)| decide(Decision::Correct(changes, reason)));
        return view! {
            <CorrectPanel
                row=row.get_value()
                roster=state.roster
                confirm=review::correct_now()
                busy=state.busy
                failure=state.failure
                on_confirm=confirm
                on_close=close
            />
        }
        .into_any();
    }
    let is_return = asking == Asking::Return;
    let question = if is_return { row.with_value(return_question) } else { void_question() };
    let confirm = move |reason| decide(if is_return { Decision::Return(reason) } else { Decision::Void(reason) });
    view! {
        <DeskReasonPanel
            question=question
            busy=state.busy
            failure=state.failure
            on_confirm=Callback::new(confirm)
            on_close=close
        />
    }
    .into_any()
}
