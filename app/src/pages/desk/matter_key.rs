//! What the office adds to a proposal: which leader sees to it, and who has signed it on paper.

use super::matter::MatterState;
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        field::TextField,
    },
    text::{frame, proposal as words},
};
use domain::{
    fields::Fields,
    id::MemberId,
    proposal::{CoSigning, KEY_LED_BY, KEY_MAX, Proposal, co_signer_field, signature},
};
use leptos::prelude::*;
use serde_json::Value;
use sync::wire::desk::DeskRow;

/// Who was asked to sign and has not said anything on a phone: the office writes down who has signed on paper.
#[component]
pub fn OnPaper(
    /// What the page shares.
    state: MatterState,
    /// The proposal.
    row: DeskRow,
) -> impl IntoView {
    let signed = signature(&row.row.body);
    let waits = |(_, how): &(MemberId, CoSigning)| matches!(how, CoSigning::Asked | CoSigning::Overtaken);
    let asked: Vec<_> = Proposal(&row.row.body).co_signers().into_iter().filter(waits).collect();
    let button = move |(member, _): (MemberId, CoSigning)| {
        let name = state.called(member.into());
        let (row, fields) = (row.clone(), Fields::default().with(co_signer_field(member), signed.clone()));
        let write = move || state.save(&row, fields.clone(), words::signed_on_paper_saved().to_owned());
        view! { <Button label=words::signed_on_paper(&name) weight=Weight::Quiet on_press=write/> }
    };
    view! { <div class="actions wrap">{asked.into_iter().map(button).collect_view()}</div> }
}

/// The button, and the question.
#[component]
pub fn Key(
    /// What the page shares.
    state: MatterState,
    /// The proposal.
    row: DeskRow,
) -> impl IntoView {
    let known = Proposal(&row.row.body).key_led_by().unwrap_or_default().to_owned();
    let label = if known.is_empty() { words::key_make() } else { words::key_change() };
    let (asking, typed) = (RwSignal::new(false), RwSignal::new(known));
    let save = move || {
        let who: String = typed.get_untracked().trim().chars().take(KEY_MAX).collect();
        let who = if who.is_empty() { Value::Null } else { Value::from(who) };
        state.save(&row, Fields([(KEY_LED_BY.to_owned(), who)].into()), words::key_saved().to_owned());
        asking.set(false);
    };
    view! {
        <div class="actions wrap"><Button label=label weight=Weight::Quiet on_press=move || asking.set(true)/></div>
        <Dialog
            title=label
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::save() weight=Weight::Primary on_press=save.clone()/>
            }
        >
            <TextField label=words::key_who() id="key-led-by" value=typed on_input=move |who| typed.set(who)/>
            <p class="hint">{words::key_who_hint()}</p>
        </Dialog>
    }
}
