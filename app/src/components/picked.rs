//! What was picked, as chips, and a dialog to pick more.

use super::{
    button::{Button, Weight},
    chip::{MoreChip, PersonChip},
    dialog::Dialog,
    field::FieldGroup,
    icon::Glyph,
};
use crate::text::{activity as text, frame};
use leptos::prelude::*;

/// The chips and the dialog; what is picked from stands in the dialog as the children.
#[component]
pub fn Picked<Id, Name>(
    /// What the list is called.
    legend: &'static str,
    /// The id of the field.
    id: &'static str,
    /// The word that opens the dialog.
    add: &'static str,
    /// What the dialog is called.
    title: &'static str,
    /// Those who are listed, beside oneself.
    listed: Memo<Vec<Id>>,
    /// Whether oneself is listed too, and stays.
    #[prop(optional, into)]
    with_me: Signal<bool>,
    /// What one of them is called.
    called: Name,
    /// Called with one who is taken off the list.
    #[prop(into)]
    on_remove: Callback<Id>,
    /// What to know about it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with it.
    #[prop(optional, into)]
    wrong: Signal<Option<String>>,
    /// What stands under the chips.
    #[prop(optional, into)]
    below: ViewFn,
    /// What is picked from.
    children: ChildrenFn,
) -> impl IntoView
where
    Id: Copy + Eq + std::hash::Hash + Send + Sync + 'static,
    Name: Fn(Id) -> String + Copy + Send + Sync + 'static,
{
    let (open, choices) = (RwSignal::new(false), StoredValue::new(children));
    let chip = move |id: Id| {
        let name = called(id);
        let remove = (text::remove(&name), Callback::new(move |()| on_remove.run(id)));
        view! { <PersonChip name=name remove=remove/> }
    };
    view! {
        <FieldGroup legend=legend id=id wrong=wrong>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            <div class="chips">
                <Show when=move || with_me.get()><PersonChip name=text::me()/></Show>
                <For each=move || listed.get() key=|id| *id children=chip/>
                <MoreChip label=add glyph=Glyph::Plus on_press=move || open.set(true)/>
            </div>
            <Dialog
                title=title
                close_label=frame::close()
                open=open
                on_close=move || open.set(false)
                actions=move || view! {
                    <Button label=text::done() weight=Weight::Primary on_press=move || open.set(false)/>
                }
            >
                {choices.with_value(|choices| choices())}
            </Dialog>
            {below.run()}
        </FieldGroup>
    }
}
