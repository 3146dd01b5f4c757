//! Fields of something raised that hold words or a day.

use super::raising::Raising;
use crate::components::field::{TextArea, TextField};
use domain::{activity::NARRATIVE_MAX, submitted::RAISED_ON};
use leptos::prelude::*;

/// One line of words.
#[component]
pub fn Line(
    /// The form.
    form: Raising,
    /// The field.
    field: &'static str,
    /// What it is called.
    label: &'static str,
    /// A remark behind that.
    aside: &'static str,
) -> impl IntoView {
    view! {
        <TextField
            label=label aside=aside.to_owned() id=format!("field-{field}") value=form.text(field) wrong=form.wrong(field)
            on_input=move |typed: String| form.set(field, typed)
        />
    }
}

/// A text of several lines.
#[component]
pub fn Words(
    /// The form.
    form: Raising,
    /// The field.
    field: &'static str,
    /// What it is called.
    label: &'static str,
    /// A remark behind that.
    aside: &'static str,
    /// The most characters.
    #[prop(default = NARRATIVE_MAX)]
    max: usize,
) -> impl IntoView {
    view! {
        <TextArea
            label=label aside=aside.to_owned() id=format!("field-{field}") value=form.text(field) max=max
            wrong=form.wrong(field) on_input=move |typed: String| form.set(field, typed)
        />
    }
}

/// The day on which it is raised.
#[component]
pub fn RaisedOn(
    /// The form.
    form: Raising,
    /// What it is called.
    label: &'static str,
) -> impl IntoView {
    view! {
        <TextField
            label=label id=format!("field-{RAISED_ON}") kind="date" value=form.text(RAISED_ON)
            wrong=form.wrong(RAISED_ON) on_input=move |typed: String| form.set(RAISED_ON, typed)
        />
    }
}
