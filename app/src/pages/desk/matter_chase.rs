//! 催办 and 延期: the office reminds a unit of what it owes, or puts the day off, and says why.

use super::matter::MatterState;
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        field::{TextArea, TextField},
    },
    text::{frame, matter as words, vocabulary},
};
use domain::{
    day::day,
    fields::Fields,
    hand_over::{DEADLINE, EXTENDED, HandOver, REMINDED},
    problem::Code,
    workflow::DEMAND_MAX,
};
use leptos::prelude::*;
use sync::wire::desk::DeskRow;

/// What the office is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chase {
    /// To remind the unit.
    Remind,
    /// To put the day off.
    Extend,
}

/// The two buttons, where an answer is owed.
#[component]
pub fn Chasing(
    /// What the page shares.
    state: MatterState,
    /// The hand-over.
    row: DeskRow,
) -> impl IntoView {
    let is_owed = HandOver(&row.row.body).is_owed();
    let row = StoredValue::new(row);
    let ask = move |chase| state.chasing.set(Some((row.get_value(), chase)));
    is_owed.then(|| {
        view! {
            <div class="actions wrap">
                <Button label=words::remind() on_press=move || ask(Chase::Remind)/>
                <Button label=words::extend() on_press=move || ask(Chase::Extend)/>
            </div>
        }
    })
}

/// The dialog of either.
#[component]
pub fn ChaseDialog(
    /// What the page shares.
    state: MatterState,
) -> impl IntoView {
    move || {
        state.chasing.get().map(|(row, chase)| {
            view! { <Asking state=state row=row chase=chase on_close=move || state.chasing.set(None)/> }
        })
    }
}

#[component]
fn Asking(
    /// What the page shares.
    state: MatterState,
    /// The hand-over.
    row: DeskRow,
    /// What is done.
    chase: Chase,
    /// Called when it is done or left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let (said, until, asked) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let before = HandOver(&row.row.body).deadline();
    let today = state.app.today();
    let later = Memo::new(move |_| {
        until.with(|text| day(text)).filter(|day| *day >= today && before.is_none_or(|before| *day > before))
    });
    let wrong_day =
        Signal::derive(move || (asked.get() && later.get().is_none()).then(|| words::extend_later().to_owned()));
    let wrong_words = Signal::derive(move || {
        let lacks = asked.get() && said.with(|said| said.trim().is_empty());
        lacks.then(|| vocabulary::problem(Code::ReasonMissing).to_owned())
    });
    let (title, label, done) = match chase {
        Chase::Remind => (words::remind(), words::remind_words(), words::reminded_now()),
        Chase::Extend => (words::extend(), words::extend_why(), words::extended_now()),
    };
    let open = RwSignal::new(true);
    let close = move || on_close.run(());
    let take = move || {
        asked.set(true);
        let words = said.with_untracked(|said| said.trim().to_owned());
        let fields = match (chase, later.get_untracked()) {
            _ if words.is_empty() => return,
            // Twice on one day is one reminder with both.
            (Chase::Remind, _) => {
                let field = format!("{REMINDED}:{today}");
                let before = row.row.body.text(&field).map(|said| format!("{said}\n")).unwrap_or_default();
                Fields::default().with(field, format!("{before}{words}"))
            }
            (Chase::Extend, None) => return,
            (Chase::Extend, Some(until)) => {
                Fields::default().with(DEADLINE, until.to_string()).with(format!("{EXTENDED}:{until}"), words)
            }
        };
        state.save(&row, fields, done.to_owned());
        on_close.run(());
    };
    view! {
        <Dialog
            title=title
            close_label=frame::close()
            open=open
            on_close=close
            actions=move || view! {
                <Button label=frame::cancel() on_press=close/>
                <Button label=title weight=Weight::Primary on_press=take.clone()/>
            }
        >
            {(chase == Chase::Extend).then(|| view! {
                <TextField
                    label=words::extend_until() id="extend-until" kind="date" value=until wrong=wrong_day
                    on_input=move |typed| until.set(typed)
                />
            })}
            <TextArea
                label=label id="chase-words" value=said max=DEMAND_MAX wrong=wrong_words on_input=move |typed| said.set(typed)
            />
            {(chase == Chase::Remind).then(|| view! { <p class="hint">{words::remind_means()}</p> })}
        </Dialog>
    }
}
