//! What was changed in a record, version by version.

use crate::text::review as text;
use leptos::prelude::*;

/// One field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its name.
    pub field: String,
    /// What it said.
    pub old: String,
    /// What it says since.
    pub new: String,
    /// The whole of a long text that was replaced.
    pub old_text: Option<String>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When the server took it in, in milliseconds since 1970.
    pub at: u64,
    /// Who made it.
    pub who: String,
    /// Why.
    pub reason: Option<String>,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// The versions, oldest first.
#[component]
pub fn DeskVersions(
    /// The versions.
    versions: Vec<Version>,
    /// Writes a moment, given in milliseconds since 1970.
    when: fn(u64) -> String,
) -> impl IntoView {
    let change = |change: Change| {
        view! {
            <li>
                {text::from_to(&change.field, &change.old, &change.new)}
                {change.old_text.map(|old| view! {
                    <details>
                        <summary>{text::show_old()}</summary>
                        <p class="desk-old-text">{old}</p>
                    </details>
                })}
            </li>
        }
    };
    let version = move |version: Version| {
        view! {
            <li class="desk-version">
                <p><b>{version.who}</b> " " <span class="small ink-2">{when(version.at)}</span></p>
                {version.reason.map(|reason| view! { <p class="ink-2">{reason}</p> })}
                <ul>{version.changes.into_iter().map(change).collect_view()}</ul>
            </li>
        }
    };
    let is_empty = versions.is_empty();
    view! {
        <section class="desk-versions">
            <h2>{text::versions()}</h2>
            {is_empty.then(|| view! { <p class="small ink-2">{text::no_versions()}</p> })}
            <ol>{versions.into_iter().map(version).collect_view()}</ol>
        </section>
    }
}
