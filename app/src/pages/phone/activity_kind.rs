//! 1 做了什么.

use super::activity_form::Form;
use crate::{
    components::{
        chip::{ChoiceChip, MoreChip},
        field::FieldGroup,
    },
    text::{activity as text, plan, vocabulary},
};
use domain::activity::{ActivityType, Phase, TYPE};
use leptos::prelude::*;

/// How many types are shown at once.
const COMMON: usize = 5;

/// The types of activities, the common ones first.
#[component]
pub fn KindField(
    /// The form.
    form: Form,
) -> impl IntoView {
    let (common, rest) = ActivityType::ALL.split_at(COMMON);
    let chosen = Memo::new(move |_| form.read(|body| body.parsed::<ActivityType>(TYPE)));
    let open = RwSignal::new(chosen.get_untracked().is_some_and(|kind| rest.contains(&kind)));
    // Repeating the last activity may choose a type that is folded away.
    let all = move || open.get() || chosen.get().is_some_and(|kind| rest.contains(&kind));
    let chip = move |kind: &ActivityType| {
        let kind = *kind;
        view! {
            <ChoiceChip
                group="activity-type"
                label=vocabulary::activity_type(kind)
                chosen=Signal::derive(move || chosen.get() == Some(kind))
                on_choose=move || form.set_one(TYPE, kind.id())
            />
        }
    };
    let legend = if untrack(|| form.phase()) == Phase::Planned { plan::kind() } else { text::kind() };
    view! {
        <FieldGroup legend=legend id="field-type" wrong=form.wrong(&[TYPE])>
            <div class="chips">
                {common.iter().map(chip).collect_view()}
                {move || if all() {
                    rest.iter().map(chip).collect_view().into_any()
                } else {
                    let label = text::more_kinds(rest.len());
                    view! { <MoreChip label=label on_press=move || open.set(true)/> }.into_any()
                }}
            </div>
        </FieldGroup>
    }
}
