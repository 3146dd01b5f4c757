//! A labelled place to enter something, with a hint and with what is wrong below it.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The label above an input.
#[component]
pub fn Label(
    /// The words.
    #[prop(into)]
    words: String,
    /// The id of the input that it belongs to.
    #[prop(into)]
    target: String,
    /// A remark behind the words.
    #[prop(optional_no_strip)]
    aside: Option<String>,
) -> impl IntoView {
    view! {
        <label class="label" r#for=target>
            {words}
            {aside.map(|aside| view! { <span class="aside">{aside}</span> })}
        </label>
    }
}

/// What is wrong with an input; takes no room while nothing is.
#[component]
pub fn Wrong(
    /// The id that the input names in `aria-describedby`.
    #[prop(into)]
    id: String,
    /// The sentence.
    #[prop(into)]
    words: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="hint wrong" id=id hidden=move || words.read().is_none()>
            <Icon glyph=Glyph::Alert small=true/>
            <span>{move || words.get()}</span>
        </p>
    }
}

/// A group of controls under one name.
#[component]
pub fn FieldGroup(
    /// The name.
    #[prop(into)]
    legend: String,
    /// A remark behind the name.
    #[prop(optional, into)]
    aside: Option<Signal<String>>,
    /// The id, for the focus.
    #[prop(into)]
    id: String,
    /// What is wrong.
    #[prop(optional, into)]
    wrong: Signal<Option<String>>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let described = format!("{id}-wrong");
    let describing = described.clone();
    view! {
        <fieldset class="field" id=id tabindex="-1" aria-describedby=describing>
            <legend class="label">
                {legend}
                {aside.map(|aside| view! { " " <span class="aside">{move || aside.get()}</span> })}
            </legend>
            {children()}
            <Wrong id=described words=wrong/>
        </fieldset>
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the input.
    #[prop(into)]
    id: String,
    /// `text`, `password`, `search`, `date` or `time`.
    #[prop(default = Signal::stored("text"), into)]
    kind: Signal<&'static str>,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A remark behind the label.
    #[prop(optional, into)]
    aside: Option<String>,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong.
    #[prop(optional, into)]
    wrong: Signal<Option<String>>,
    /// Takes the focus when the dialog around it opens.
    #[prop(optional)]
    focused: bool,
    /// Called with the text at every change.
    #[prop(into)]
    on_input: Callback<String>,
) -> impl IntoView {
    let described = format!("{id}-wrong");
    view! {
        <div class="field">
            <Label words=label target=id.clone() aside=aside/>
            <input
                autofocus=focused
                class="input"
                id=id
                type=move || kind.get()
                autocomplete=autocomplete
                aria-describedby=described.clone()
                aria-invalid=move || wrong.read().is_some().to_string()
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            <Wrong id=described words=wrong/>
        </div>
    }
}

/// Several lines of text, with a count near the limit.
#[component]
pub fn TextArea(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the input.
    #[prop(into)]
    id: String,
    /// A remark behind the label.
    #[prop(optional, into)]
    aside: Option<String>,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// The most characters; the count appears when nine tenths are used.
    max: usize,
    /// What is wrong.
    #[prop(optional, into)]
    wrong: Signal<Option<String>>,
    /// Called with the text at every change.
    #[prop(into)]
    on_input: Callback<String>,
) -> impl IntoView {
    let described = format!("{id}-wrong");
    let length = Memo::new(move |_| value.read().chars().count());
    let near = move || length.get() * 10 >= max * 9;
    view! {
        <div class="field">
            <Label words=label target=id.clone() aside=aside/>
            <textarea
                class="input"
                id=id
                rows="5"
                aria-describedby=described.clone()
                aria-invalid=move || wrong.read().is_some().to_string()
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
            <p class="hint near" hidden=move || !near()>{move || format!("{} / {max}", length.get())}</p>
            <Wrong id=described words=wrong/>
        </div>
    }
}
