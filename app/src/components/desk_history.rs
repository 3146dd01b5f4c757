//! The steps in the life of a record.

use super::tone::Tone;
use leptos::prelude::*;

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// When the server took it in, in milliseconds since 1970.
    pub at: u64,
    /// Who did it.
    pub who: String,
    /// What it was.
    pub what: String,
    /// The reason, or what changed.
    pub detail: Option<String>,
    /// Settled, or asks a person to act.
    pub tone: Tone,
    /// The server did not take it: it had no effect.
    pub is_refused: bool,
}

/// The steps, oldest first.
#[component]
pub fn DeskHistory(
    /// The steps.
    lines: Vec<HistoryLine>,
    /// Writes a moment, given in milliseconds since 1970.
    when: fn(u64) -> String,
) -> impl IntoView {
    let step = move |line: HistoryLine| {
        view! {
            <li class=line.tone.class() class:refused=line.is_refused>
                <span class="desk-history-what">{line.what}</span>
                " "
                <span>{line.who}</span>
                <span class="desk-history-when">{when(line.at)}</span>
                {line.detail.map(|detail| view! { <span class="desk-history-detail">{detail}</span> })}
            </li>
        }
    };
    view! { <ol class="desk-history">{lines.into_iter().map(step).collect_view()}</ol> }
}
