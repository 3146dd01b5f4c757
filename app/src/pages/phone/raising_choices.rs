//! Fields of something raised of which one choice holds.

use super::{raising::Raising, roster::use_roster};
use crate::components::{chip::ChoiceChip, field::FieldGroup};
use domain::consultation::VENUE;
use leptos::prelude::*;

/// A field, and a chip for each choice.
#[component]
pub fn Choices(
    /// The form.
    form: Raising,
    /// The field.
    field: &'static str,
    /// What the choices are of.
    #[prop(into)]
    legend: String,
    /// Values and words; the empty value leaves the field out.
    #[prop(into)]
    choices: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let chosen = form.text(field);
    let chip = move |(value, label): (String, String)| {
        let known = value.clone();
        view! {
            <ChoiceChip
                group=format!("raising-{field}") label=label chosen=Signal::derive(move || *chosen.read() == known)
                on_choose=move || form.set(field, Some(value.clone()).filter(|value| !value.is_empty()))
            />
        }
    };
    view! {
        <FieldGroup legend=legend id=format!("field-{field}") wrong=form.wrong(field)>
            <div class="chips">{move || choices.get().into_iter().map(chip).collect_view()}</div>
        </FieldGroup>
    }
}

/// The venues of whoever writes.
#[component]
pub fn VenueChoices(
    /// The form.
    form: Raising,
    /// What the choice is of.
    #[prop(into)]
    legend: String,
    /// The word for none of them, where that is a choice.
    #[prop(optional, into)]
    none: Option<String>,
) -> impl IntoView {
    let roster = use_roster();
    let mine = form.app.my_venues();
    let choices = Signal::derive(move || {
        let names = roster.read();
        let named = mine.iter().map(|one| (one.to_string(), names.venue(*one).unwrap_or_default().to_owned()));
        none.clone().map(|none| (String::new(), none)).into_iter().chain(named).collect()
    });
    view! { <Choices form=form field=VENUE legend=legend choices=choices/> }
}
