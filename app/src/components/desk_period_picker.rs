//! Picks a month, a quarter or a year, and steps to the one before or after.

use super::icon::{Glyph, Icon};
use crate::text::figures;
use domain::day::Period;
use leptos::prelude::*;

/// One length of period to choose.
#[derive(Debug, Clone, Copy)]
pub struct SpanChoice {
    /// 月, 季 or 年.
    pub label: &'static str,
    /// Where choosing it leads.
    pub href: Signal<String>,
    /// Whether it is the one shown.
    pub is_current: Signal<bool>,
}

/// Everything here is a link, since the period stands in the address.
#[component]
pub fn DeskPeriodPicker(
    /// The period shown.
    #[prop(into)]
    period: Signal<Period>,
    /// The lengths.
    spans: Vec<SpanChoice>,
    /// The period before, and where it is shown.
    #[prop(into)]
    before: Signal<(Period, String)>,
    /// The period after, and where it is shown.
    #[prop(into)]
    after: Signal<(Period, String)>,
) -> impl IntoView {
    let span = |span: SpanChoice| {
        view! {
            <a
                class="desk-tab"
                href=move || span.href.get()
                aria-current=move || span.is_current.get().then_some("true")
            >
                {span.label}
            </a>
        }
    };
    let step = move |target: Signal<(Period, String)>, is_before: bool| {
        let glyph = if is_before { Glyph::Left } else { Glyph::Right };
        view! {
            <a
                class="icon-button"
                href=move || target.with(|(_, href)| href.clone())
                aria-label=move || step_label(is_before, target.with(|(period, _)| *period))
            >
                <Icon glyph=glyph small=true />
            </a>
        }
    };
    view! {
        // A choice of one is none.
        {(spans.len() > 1).then(|| view! {
            <div class="desk-tabs" role="group" aria-label=figures::period()>
                {spans.into_iter().map(span).collect_view()}
            </div>
        })}
        <div class="desk-period">
            {step(before, true)}
            <span class="desk-period-name" aria-live="polite">{move || figures::period_name(period.get())}</span>
            {step(after, false)}
        </div>
    }
}

fn step_label(is_before: bool, period: Period) -> String {
    let name = figures::period_name(period);
    if is_before { figures::before(&name) } else { figures::after(&name) }
}
