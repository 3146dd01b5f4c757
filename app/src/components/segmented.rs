//! One of a few, side by side.

use leptos::prelude::*;

/// A choice of a [`Segmented`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<T> {
    /// What it stands for.
    pub value: T,
    /// Its word.
    pub label: String,
    /// How many things it holds; `None` shows no number.
    pub count: Option<Signal<usize>>,
    /// Whether those things wait for a person.
    pub urgent: bool,
}

impl<T> Segment<T> {
    /// A choice without a number.
    pub fn plain(value: T, label: impl Into<String>) -> Self {
        Segment { value, label: label.into(), count: None, urgent: false }
    }
}

/// The choices.
#[component]
pub fn Segmented<T>(
    /// What is chosen among; the accessible name.
    #[prop(into)]
    label: String,
    /// The choices, in order.
    segments: Vec<Segment<T>>,
    /// The chosen one.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with the choice that was pressed.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let values: Vec<T> = segments.iter().map(|segment| segment.value).collect();
    let numbered = |(at, segment): (usize, Segment<T>)| {
        let Segment { label, count, urgent, .. } = segment;
        Segment { value: at, label, count, urgent }
    };
    let segments = segments.into_iter().enumerate().map(numbered).collect();
    let known = values.clone();
    let at = Signal::derive(move || known.iter().position(|value| *value == chosen.get()));
    let choose = Callback::new(move |at: usize| {
        if let Some(value) = values.get(at) {
            on_choose.run(*value);
        }
    });
    view! { <Numbered label=label segments=segments chosen=at on_choose=choose/> }
}

/// The same over plain numbers: only one copy of it need be downloaded.
#[component]
fn Numbered(
    /// What is chosen among.
    label: String,
    /// The choices.
    segments: Vec<Segment<usize>>,
    /// The number of the chosen one.
    chosen: Signal<Option<usize>>,
    /// Called with the number of the one that was pressed.
    on_choose: Callback<usize>,
) -> impl IntoView {
    let one = move |segment: Segment<usize>| {
        let Segment { value, label, count, urgent } = segment;
        let class = if urgent { "count act" } else { "count" };
        let number = move || count.map(|count| count.get()).filter(|n| *n > 0);
        view! {
            <button
                type="button"
                aria-pressed=move || (chosen.get() == Some(value)).to_string()
                on:click=move |_| on_choose.run(value)
            >
                {label}
                {move || number().map(|n| view! { " " <span class=class>{n}</span> })}
            </button>
        }
    };
    view! { <div class="segments" role="group" aria-label=label>{segments.into_iter().map(one).collect_view()}</div> }
}
