//! Cards: paper on paper, held by a hairline.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A card that leads somewhere.
#[component]
pub fn LinkCard(
    /// Where it leads: the whole path.
    #[prop(into)]
    href: String,
    /// The icon.
    glyph: Glyph,
    /// Whether it waits for a person; its icon is red then.
    #[prop(optional)]
    urgent: bool,
    /// What it is.
    #[prop(into)]
    title: Signal<String>,
    /// One line more.
    #[prop(into)]
    detail: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="card link" href=href>
            <span class:red=urgent class:ink-3=!urgent><Icon glyph=glyph/></span>
            <span class="grow">
                <b class="clipped">{move || title.get()}</b>
                <span class="detail one-line">{move || detail.get()}</span>
            </span>
            <Icon glyph=Glyph::Right small=true/>
        </a>
    }
}
