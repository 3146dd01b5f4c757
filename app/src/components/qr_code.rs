//! A QR code, black on white in either theme: readers expect it so.

use leptos::prelude::*;

/// The modules of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrModules {
    /// How many modules there are on a side.
    pub size: usize,
    /// The dark modules, as the path of an SVG in which a module is 1 × 1.
    pub path: String,
}

/// White modules around the code, as the standard asks.
const QUIET: usize = 4;

/// The code.
#[component]
pub fn QrCode(
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What it shows.
    #[prop(into)]
    modules: Signal<QrModules>,
) -> impl IntoView {
    let frame = move || {
        let side = modules.read().size + 2 * QUIET;
        format!("-{QUIET} -{QUIET} {side} {side}")
    };
    view! {
        <svg class="qr-code" role="img" aria-label=label viewBox=frame shape-rendering="crispEdges">
            <path d=move || modules.read().path.clone()></path>
        </svg>
    }
}
