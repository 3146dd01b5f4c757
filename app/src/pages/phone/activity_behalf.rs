//! 代录: a convenor writes down what somebody else did, who agrees to it afterwards or signs at once.

use super::{
    activity_form::Form, member_picker::MemberPicker, roster::use_roster, signing::SignDialog, standing::Viewer,
};
use crate::{
    components::{
        button::{Button, Weight},
        chip::PersonChip,
        dialog::Dialog,
        field::FieldGroup,
        icon::Glyph,
        signature_pad::Signature,
    },
    text::{activity, behalf as words, frame, record},
};
use domain::{
    activity::{Activity, Attendance, CONFIRMED, Phase, RECORDED_FOR, attendance_field},
    confirmation,
    id::MemberId,
    policy::Role,
};
use leptos::prelude::*;
use serde_json::Value;

/// For whom it is; offered to whoever runs a venue, for a new record of what took place.
#[component]
pub fn BehalfField(
    /// The form.
    form: Form,
) -> impl IntoView {
    let runs =
        untrack(|| form.app.session()).has_role(Role::Convenor) || untrack(|| form.app.session()).has_role(Role::Staff);
    let offered = Memo::new(move |_| runs && form.is_new() && form.phase() == Phase::Held);
    let whom = Memo::new(move |_| form.read(|body| Activity(body).recorded_for()));
    let open = RwSignal::new(false);
    let picked = Signal::derive(move || whom.get().into_iter().collect::<Vec<_>>());
    let pick = move |(member, ticked): (MemberId, bool)| {
        record_for(form, ticked.then_some(member));
        open.set(false);
    };
    view! {
        <Show when=move || offered.get()>
            {move || match whom.get() {
                Some(member) => view! { <ForWhom form=form member=member/> }.into_any(),
                None => view! {
                    <div class="row">
                        <Button
                            label=words::for_another() weight=Weight::Quiet glyph=Glyph::Person
                            on_press=move || open.set(true)
                        />
                    </div>
                }
                .into_any(),
            }}
            <Dialog
                title=words::for_another_title() close_label=frame::close() open=open on_close=move || open.set(false)
            >
                <MemberPicker picked=picked on_tick=pick/>
            </Dialog>
        </Show>
    }
}

/// The member, and the signature where it is given at once.
#[component]
fn ForWhom(
    /// The form.
    form: Form,
    /// The member.
    member: MemberId,
) -> impl IntoView {
    let roster = use_roster();
    let open = RwSignal::new(false);
    let name = roster.read_untracked().member(member).unwrap_or(record::somebody()).to_owned();
    let drawn = Memo::new(move |_| form.read(|body| drawn(body.get(CONFIRMED)?)));
    let drop = Callback::new(move |()| record_for(form, None));
    let (remove, label) = ((activity::remove(&name), drop), words::signature_of(&name));
    let signed = move |drawn: String| {
        let confirmed = untrack(|| form.read(|body| confirmation::by_signature(body, &drawn)));
        form.set_one(CONFIRMED, confirmed);
    };
    let overtaken = move || form.read(confirmation::is_overtaken);
    view! {
        <FieldGroup legend=words::for_whom() id="field-recorded_for" wrong=form.wrong(&[RECORDED_FOR, CONFIRMED])>
            <div class="chips"><PersonChip name=name.clone() remove=remove/></div>
            <p class="hint">{words::about()}</p>
            {move || drawn.get().map(|drawn| view! { <Signature label=label.clone() drawn=drawn/> })}
            {move || overtaken().then(|| view! { <p class="hint wrong" role="status">{words::signed_before()}</p> })}
            <Button label=words::sign_here() glyph=Glyph::Pen on_press=move || open.set(true)/>
            <SignDialog who=name open=open on_signed=signed/>
        </FieldGroup>
    }
}

fn drawn(confirmed: &Value) -> Option<String> {
    confirmed.get("drawn").and_then(Value::as_str).map(str::to_owned)
}

/// Says whom it is for: that person was there, and whoever writes it down only if that is said as well. Nobody means
/// oneself again.
fn record_for(form: Form, member: Option<MemberId>) {
    let me = untrack(|| Viewer::of(form.app).member);
    // For the own person there is nobody to ask.
    let member = member.filter(|member| Some(*member) != me);
    let before = untrack(|| form.read(|body| Activity(body).recorded_for()));
    let gone = if member.is_some() { before.or(me) } else { before };
    let here = member.or(me);
    let state = |of: Option<MemberId>, value: Value| of.map(|of| (attendance_field(of), value));
    let whom = member.map_or(Value::Null, |member| Value::from(member.to_string()));
    let fields = [(RECORDED_FOR.to_owned(), whom), (CONFIRMED.to_owned(), Value::Null)];
    let people = state(gone, Value::Null).into_iter().chain(state(here, Attendance::Present.id().into()));
    form.set(fields.into_iter().chain(people));
}
