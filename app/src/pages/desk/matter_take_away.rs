//! 删除: the office takes a request away in which somebody wrote what is not for others, such as another person's number.

use super::matter::MatterState;
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
    },
    text::{frame, request as words},
};
use leptos::prelude::*;
use sync::wire::{Act, Empty, desk::DeskRow};

/// The button, and the question.
#[component]
pub fn TakeAway(
    /// What the page shares.
    state: MatterState,
    /// The request.
    row: DeskRow,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let take = move || {
        if let Some(edit) = super::decision::edit_of(&row, Act::Delete(Empty {})) {
            state.send(edit, words::taken_away().to_owned());
        }
        asking.set(false);
    };
    view! {
        <div class="actions wrap">
            <Button label=words::take_away() weight=Weight::Quiet on_press=move || asking.set(true)/>
        </div>
        <Dialog
            title=words::take_away()
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::take_away() weight=Weight::Danger on_press=take.clone()/>
            }
        >
            <p>{words::take_away_means()}</p>
        </Dialog>
    }
}
