//! What opens above the review page.

use super::{
    correct_panel::CorrectPanel,
    decision::{Decision, return_question},
    merge_panel::MergePanel,
    review_state::{Asking, ReviewState},
};
use crate::{
    components::{desk_panel::DeskPanel, desk_reason_panel::DeskReasonPanel},
    text::{desk as text, review},
};
use domain::{activity::Activity, fields::Fields, id::RecordId};
use leptos::prelude::*;

/// Whatever is asked now. A panel is about the record as it was when it opened, and stays while the list changes behind it.
#[component]
pub fn Panels(state: ReviewState) -> impl IntoView {
    let asking = Memo::new(move |_| state.asking.get());
    move || match asking.get()? {
        Asking::Return => Some(view! { <Returning state=state /> }.into_any()),
        Asking::Correct => Some(view! { <Correcting state=state /> }.into_any()),
        Asking::Merge(other) => Some(view! { <Comparing state=state other=other /> }.into_any()),
        Asking::Together => Some(view! { <Together state=state /> }.into_any()),
        Asking::Keys => None,
    }
}

impl ReviewState {
    /// What is said in an open panel once somebody else has dealt with its record: what was typed stays.
    fn beaten(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (name, to) = self.is_gone().then(|| self.beaten_by())??;
            Some(review::dealt_with_by(&name, crate::text::vocabulary::review(to)))
        })
    }

    fn close_panel(self) -> Callback<()> {
        Callback::new(move |()| self.asking.set(None))
    }
}

#[component]
fn Returning(state: ReviewState) -> impl IntoView {
    let question = state.reading.with_untracked(|item| item.as_ref().map(|item| return_question(&item.row)));
    question.map(|question| {
        view! {
            <DeskReasonPanel
                question=question
                busy=state.busy
                failure=state.failure
                blocked=state.beaten()
                on_confirm=Callback::new(move |reason| state.decide(Decision::Return(reason)))
                on_close=state.close_panel()
            />
        }
    })
}

#[component]
fn Correcting(state: ReviewState) -> impl IntoView {
    let row = state.reading.with_untracked(|item| item.as_ref().map(|item| item.row.clone()));
    row.map(|row| {
        view! {
            <CorrectPanel
                row=row
                roster=state.roster
                confirm=review::correct_approve()
                busy=state.busy
                failure=state.failure
                blocked=state.beaten()
                on_confirm=Callback::new(move |(changes, reason): (Fields, String)| {
                    state.decide(Decision::Correct(changes, reason));
                })
                on_close=state.close_panel()
            />
        }
    })
}

/// The record beside one that may be the same.
#[component]
fn Comparing(state: ReviewState, other: RecordId) -> impl IntoView {
    let one = state.reading.with_untracked(|item| item.as_ref().map(|item| item.row.clone()));
    let alike = untrack(|| state.looks().alike);
    let other = alike.into_iter().find(|(row, _)| row.row.rec == other).map(|(row, _)| row);
    one.zip(other).map(|(one, other)| {
        view! {
            <MergePanel
                one=one other=other roster=state.roster flow=state.flow on_close=state.close_panel()
            />
        }
    })
}

/// How many are approved together, and which are left out and why.
#[component]
fn Together(state: ReviewState) -> impl IntoView {
    // As it was when it was asked: what comes meanwhile is not approved with the rest.
    let (plain, left) = untrack(|| state.plain_and_left());
    let count = plain.len();
    let others = left.len();
    let plain = StoredValue::new(plain);
    let line = |(item, why): (super::review_queue::QueueItem, super::Left)| {
        view! {
            <li>
                <span>{Activity(&item.row.row.body).title(24)} " · " {item.row.author_name}</span>
                <b>{review::left(why)}</b>
            </li>
        }
    };
    view! {
        <DeskPanel title=review::together_title(count) narrow=true on_close=state.close_panel()>
            <div class="desk-panel-body" tabindex="0">
                <p>{if count > 0 { review::together_what(count) } else { review::together_none().to_owned() }}</p>
                {(others > 0).then(|| view! {
                    <section>
                        <h3>{review::together_left(others)}</h3>
                        <ul class="desk-left-out">{left.into_iter().map(line).collect_view()}</ul>
                    </section>
                })}
                {move || state.failure.get().map(|failure| view! { <p class="note act" role="alert">{failure}</p> })}
            </div>
            <footer class="desk-panel-foot">
                <button type="button" class="button quiet" on:click=move |_| state.asking.set(None)>
                    {text::cancel()} <kbd aria-hidden="true">"Esc"</kbd>
                </button>
                {(count > 0).then(|| view! {
                    <button
                        type="button"
                        class="button primary"
                        autofocus=true
                        disabled=move || state.busy.get()
                        on:click=move |_| state.approve_all(plain.get_value())
                    >
                        {review::together_now(count)}
                    </button>
                })}
            </footer>
        </DeskPanel>
    }
}
