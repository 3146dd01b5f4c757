//! The shape of what is coming, while it is read.

use leptos::prelude::*;

/// Grey lines where text will stand.
#[component]
pub fn Skeleton(
    /// What is being read, for screen readers.
    #[prop(into)]
    label: String,
    /// How many lines.
    #[prop(default = 6)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-label=label>
            {(0..lines).map(|_| view! { <span></span> }).collect_view()}
        </div>
    }
}
