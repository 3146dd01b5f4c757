//! What was asked of the server, on the page: the answer, why there is none, or that it is on its way.

use crate::{
    api::ApiError,
    components::{icon::Glyph, note::Note, skeleton::Skeleton, tone::Tone},
    text::{frame, trouble},
};
use leptos::prelude::*;

/// The answer as `shown` shows it. Without one: why it could not be read, with a way to ask again, or the place where it
/// will stand, called `label` and so many `lines` high.
pub fn asked<T>(
    answer: Option<T>,
    error: Option<ApiError>,
    again: impl Fn() + Send + 'static,
    (label, lines): (&'static str, usize),
    shown: impl FnOnce(T) -> AnyView,
) -> AnyView {
    match (answer, error) {
        (Some(answer), _) => shown(answer),
        (None, Some(error)) => view! { <div class="desk-plain"><NotRead error=error on_again=again/></div> }.into_any(),
        (None, None) => view! { <div class="desk-plain"><Skeleton label=label lines=lines/></div> }.into_any(),
    }
}

/// Why something could not be read, with a way to ask again.
#[component]
pub fn NotRead(
    /// What went wrong.
    error: ApiError,
    /// What is still shown meanwhile, in words.
    #[prop(optional_no_strip)]
    still: Option<&'static str>,
    /// Asks again.
    on_again: impl Fn() + Send + 'static,
) -> impl IntoView {
    let glyph = if matches!(error, ApiError::Refused { .. }) { Glyph::Alert } else { Glyph::CloudOff };
    view! {
        <Note tone=Tone::Wait glyph=glyph alerts=true>
            <p>{trouble::api(&error)} {still}</p>
            <button type="button" class="button compact" on:click=move |_| on_again()>{frame::try_again()}</button>
        </Note>
    }
}
