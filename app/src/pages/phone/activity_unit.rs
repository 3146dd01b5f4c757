//! The contact unit that is visited, picked from the roster.

use super::activity_form::Form;
use crate::{
    components::{
        chip::{MoreChip, PersonChip},
        dialog::Dialog,
        field::{FieldGroup, TextField},
        icon::{Glyph, Icon},
    },
    text::{activity as text, frame},
};
use domain::{
    activity::{Activity, CONTACT_UNIT},
    id::RecordId,
    kind::Kind,
};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// The most units listed before somebody types.
const LISTED: usize = 30;

/// Which contact unit; nothing where the committee keeps none.
#[component]
pub fn UnitField(
    /// The form.
    form: Form,
) -> impl IntoView {
    let units: Memo<BTreeMap<RecordId, String>> = Memo::new(move |_| form.app.part_names(Kind::ContactUnit));
    let chosen = Memo::new(move |_| form.read(|body| Activity(body).contact_unit()));
    let open = RwSignal::new(false);
    let named =
        move || chosen.get().map(|unit| units.read().get(&unit).cloned().unwrap_or_else(|| text::unit().into()));
    let drop = Callback::new(move |()| form.set_one(CONTACT_UNIT, Value::Null));
    let chip = move |name: String| {
        let remove = (text::remove(&name), drop);
        view! { <PersonChip name=name remove=remove/> }
    };
    view! {
        <Show when=move || !units.read().is_empty()>
            <FieldGroup
                legend=text::unit()
                aside=Signal::stored(text::optional().to_owned())
                id="field-contact_unit"
                wrong=form.wrong(&[CONTACT_UNIT])
            >
                <div class="chips">
                    {move || named().map(chip)}
                    <Show when=move || chosen.get().is_none()>
                        <MoreChip label=text::choose_unit() glyph=Glyph::Plus on_press=move || open.set(true)/>
                    </Show>
                </div>
                <Dialog title=text::unit() close_label=frame::close() open=open on_close=move || open.set(false)>
                    <Units units=units on_pick=move |unit: RecordId| {
                        form.set_one(CONTACT_UNIT, unit.to_string());
                        open.set(false);
                    }/>
                </Dialog>
            </FieldGroup>
        </Show>
    }
}

/// The units, by name.
#[component]
fn Units(
    /// All of them.
    units: Memo<BTreeMap<RecordId, String>>,
    /// Called with the one that is pressed.
    #[prop(into)]
    on_pick: Callback<RecordId>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let typed = typed.read().trim().to_owned();
        let units = units.read();
        let mut hits: Vec<(RecordId, String)> =
            units.iter().filter(|(_, name)| name.contains(&typed)).map(|(id, name)| (*id, name.clone())).collect();
        hits.sort_unstable_by(|one, other| one.1.cmp(&other.1));
        hits
    });
    let more = move || found.read().len().saturating_sub(LISTED);
    view! {
        <TextField
            label=text::find_unit() id="find-unit" kind="search" value=typed focused=true
            on_input=move |words| typed.set(words)
        />
        <ul class="list boxed">
            <For
                each=move || found.get().into_iter().take(LISTED)
                key=|(id, _)| *id
                children=move |(id, name)| view! {
                    <li>
                        <button type="button" class="list-row middle" on:click=move |_| on_pick.run(id)>
                            <Icon glyph=Glyph::Pin/><span class="grow">{name}</span>
                        </button>
                    </li>
                }
            />
        </ul>
        <p class="hint" hidden=move || !found.read().is_empty()>{text::no_such_unit()}</p>
        <p class="hint" hidden=move || more() == 0>{move || text::more_units(more())}</p>
    }
}
