//! 线索链: a matter from somebody's words to the visit afterwards, as one line.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// One step of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What sort of thing it is.
    pub sort: &'static str,
    /// What it is called.
    pub words: String,
    /// Where it is read; `None` for where one is, and for what stands on that page.
    pub href: Option<String>,
    /// Whether it is the one that is on the screen.
    pub is_here: bool,
}

/// The line.
#[component]
pub fn Thread(
    /// What it is called.
    label: &'static str,
    /// The steps, the first words first.
    steps: Vec<Step>,
) -> impl IntoView {
    let last = steps.len().saturating_sub(1);
    let step = move |(at, step): (usize, Step)| {
        let words = match step.href {
            Some(href) => view! { <a class="text-link" href=href>{step.words}</a> }.into_any(),
            None => view! { <b>{step.words}</b> }.into_any(),
        };
        let arrow = (at < last).then(|| view! { <Icon glyph=Glyph::Right small=true/> });
        view! {
            <li class:is-here=step.is_here aria-current=step.is_here.then_some("step")>
                <span><small>{step.sort}</small> {words}</span>
                {arrow}
            </li>
        }
    };
    view! {
        <section class="group stack">
            <h2>{label}</h2>
            <ol class="thread">{steps.into_iter().enumerate().map(step).collect_view()}</ol>
        </section>
    }
}
