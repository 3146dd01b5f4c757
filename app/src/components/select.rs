//! One of several, in the browser's own list.

use super::field::Label;
use leptos::prelude::*;

/// A label with a list. The value is the id of the option chosen.
#[component]
pub fn Select(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the list.
    #[prop(into)]
    id: String,
    /// Ids and words.
    options: Vec<(String, String)>,
    /// The id of the one that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Another one was chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let option = move |(id, words): (String, String)| {
        let own = id.clone();
        view! { <option value=id prop:selected=move || value.read() == own>{words}</option> }
    };
    view! {
        <div class="field">
            <Label words=label target=id.clone() />
            <select id=id class="input" on:change=move |event| on_change.run(event_target_value(&event))>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
