//! 写一件提案: what is the case, what is proposed, what it rests on, and who is asked to sign.

use super::{
    address::use_record,
    member_picker::MemberPicker,
    proposal_rests::RestsOn,
    raising::{Away, Begin, Raising, Send, written_out_of},
    raising_fields::{Line, RaisedOn, Words},
    roster::use_roster,
    screen::Screen,
    standing::Viewer,
};
use crate::{
    components::picked::Picked,
    routes::phone as route,
    state::use_app,
    text::{activity, proposal as words, record},
};
use domain::{
    id::MemberId,
    kind::Kind,
    proposal::{CoSigning, PROPOSED, Proposal, co_signer_field},
    submitted::{NARRATIVE, TITLE},
};
use leptos::prelude::*;

/// Gives the new proposal its id and goes on to its form.
#[component]
pub fn NewProposalPage() -> impl IntoView {
    view! { <Begin form=route::proposal_form/> }
}

/// The form.
#[component]
pub fn ProposalFormPage() -> impl IntoView {
    let app = use_app();
    let rec = use_record();
    let begun = written_out_of(app);
    let form = move |rec| Raising::open(app, rec, Kind::Proposal, move || begun.get_value(), Signal::derive(Vec::new));
    move || rec.get().map(|rec| view! { <Editor form=form(rec)/> })
}

#[component]
fn Editor(
    /// The form.
    form: Raising,
) -> impl IntoView {
    view! {
        <Screen
            title=words::new_title()
            back=route::PROPOSALS
            actions=move || view! { <Send form=form label=words::submit()/> }
            tabs=false
            form=true
        >
            <Line form=form field=TITLE label=words::about() aside=words::about_aside()/>
            <Words form=form field=NARRATIVE label=words::content() aside=words::content_aside()/>
            <Words form=form field=PROPOSED label=words::proposed() aside=words::proposed_aside()/>
            <RestsOn form=form/>
            <CoSigners form=form/>
            <RaisedOn form=form label=words::raised_on()/>
            <Away form=form/>
        </Screen>
    }
}

/// Who is asked to sign.
#[component]
fn CoSigners(
    /// The form.
    form: Raising,
) -> impl IntoView {
    let roster = use_roster();
    let me = untrack(|| Viewer::of(form.app).member);
    let asked = Memo::new(move |_| {
        form.draft.with(|draft| Proposal(&draft.body).co_signers().into_iter().map(|(one, _)| one).collect::<Vec<_>>())
    });
    let called = move |id: MemberId| roster.read().member(id).unwrap_or(record::somebody()).to_owned();
    let ask = move |id: MemberId, is_asked: bool| {
        // Whoever writes it signs it as such.
        if Some(id) != me {
            form.set(&co_signer_field(id), is_asked.then_some(CoSigning::Asked.id()));
        }
    };
    view! {
        <Picked
            legend=words::co_signers() id="field-co_signer" add=activity::add_people() title=words::co_signers_title()
            hint=words::co_signers_hint() listed=asked called=called on_remove=move |id| ask(id, false)
        >
            <MemberPicker picked=asked on_tick=move |(id, ticked): (MemberId, bool)| ask(id, ticked)/>
        </Picked>
    }
}
