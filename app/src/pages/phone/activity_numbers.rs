//! The numbers of an activity.

use super::activity_form::Form;
use crate::{
    components::stepper::NumberField,
    text::{activity as text, vocabulary},
};
use domain::activity::{Activity, Measure};
use leptos::prelude::*;
use serde_json::Value;

/// What was counted, in the order in which the form asks.
const ASKED: [Measure; 3] = [Measure::PersonTimes, Measure::ProblemsSolved, Measure::Persons];

/// Person-times, problems solved, people.
#[component]
pub fn NumberFields(
    /// The form.
    form: Form,
) -> impl IntoView {
    view! { <div class="numbers">{ASKED.map(|measure| view! { <One form=form measure=measure/> }).collect_view()}</div> }
}

#[component]
fn One(
    /// The form.
    form: Form,
    /// What is counted.
    measure: Measure,
) -> impl IntoView {
    let value = Memo::new(move |_| form.read(|body| Activity(body).measure(measure)));
    let hint = Signal::derive(move || match measure {
        Measure::PersonTimes => text::person_times_hint(value.get()),
        Measure::ProblemsSolved => text::problems_hint().to_owned(),
        Measure::Persons => text::persons_hint().to_owned(),
    });
    // Zero is what an absent number means, so it is not written down.
    let keep = move |n: i64| form.set_one(&measure.field(), if n == 0 { Value::Null } else { Value::from(n) });
    view! {
        <NumberField
            label=vocabulary::measure(measure)
            buttons=(text::less(), text::more())
            id=format!("field-{measure}")
            hint=hint
            wrong=text::not_a_number()
            value=value
            on_change=keep
        />
    }
}
