//! Progress towards a minimum: solid counts, outlined is pending, the tick is the goal.

use super::tone::Tone;
use leptos::prelude::*;

/// The bar. Its numbers stand beside it as text, so it is hidden from screen readers.
#[component]
pub fn Meter(
    /// What counts.
    #[prop(into)]
    counted: Signal<u64>,
    /// What waits to be counted.
    #[prop(optional, into)]
    pending: Signal<u64>,
    /// The minimum.
    #[prop(into)]
    goal: Signal<u64>,
    /// The tone.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    // The whole bar is a thousand units wide; whatever is more than the goal makes the bar longer than the goal.
    let unit = move |n: u64| {
        let whole = goal.get().max(counted.get() + pending.get()).max(1);
        n.saturating_mul(1000) / whole
    };
    let class = format!("meter {}", tone.class());
    view! {
        <svg class=class viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="1000" height="12" rx="2"></rect>
            <rect class="pending" y="1" height="10" x=move || unit(counted.get()) width=move || unit(pending.get())></rect>
            <rect class="counted" height="12" width=move || unit(counted.get())></rect>
            <rect class="goal" height="12" width="4" x=move || unit(goal.get()).min(996)></rect>
        </svg>
    }
}
