//! A QR code, black on white in either theme: readers expect it so.

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

/// The modules of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrModules {
    /// How many modules there are on a side.
    pub size: usize,
    /// The dark modules, as the path of an SVG in which a module is 1 × 1.
    pub path: String,
}

impl QrModules {
    /// The modules of the code for an address; `None` where it is too long for any.
    pub fn of(address: String) -> Option<QrModules> {
        let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let dark = |column: usize| column < code.size && code[row][column].value();
            let mut column = 0;
            while column < code.size {
                let length = (column..).take_while(|at| dark(*at)).count();
                if length > 0 {
                    path.push_str(&format!("M{column} {row}h{length}v1h-{length}z"));
                }
                column += length.max(1);
            }
        }
        Some(QrModules { size: code.size, path })
    }
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
