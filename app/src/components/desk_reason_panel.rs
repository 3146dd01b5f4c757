//! Asks for the reason of a return or a void: a few that come up again and again, and words of one's own.

use super::{
    desk_panel::DeskPanel,
    icon::{Glyph, Icon},
};
use crate::text::{desk as text, vocabulary};
use domain::problem::Code;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The title of the panel.
    pub title: String,
    /// What will happen, where it cannot be taken back.
    pub warning: Option<&'static str>,
    /// The question over the reasons.
    pub asked: &'static str,
    /// Reasons to pick from.
    pub templates: &'static [&'static str],
    /// The label of the text.
    pub words: &'static str,
    /// Who will read the text.
    pub read_by: &'static str,
    /// The word on the button that does it.
    pub confirm: &'static str,
}

/// The panel; it stays open until its owner takes it away, so that nothing typed is lost where saving fails.
#[component]
pub fn DeskReasonPanel(
    /// What is asked.
    question: Question,
    /// While it is being saved.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why it could not be saved.
    #[prop(into)]
    failure: Signal<Option<String>>,
    /// Why it can no longer be done; what was typed stays and can be copied.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    /// The reason, trimmed and not empty.
    on_confirm: Callback<String>,
    /// Nothing is to be done.
    on_close: Callback<()>,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let picked = RwSignal::new(None::<usize>);
    let lacking = RwSignal::new(false);
    let area = NodeRef::<html::Textarea>::new();
    let pick = move |at: usize, template: &'static str| {
        picked.set(Some(at));
        words.set(template.to_owned());
        lacking.set(false);
    };
    let confirm = move || {
        let reason = words.with_untracked(|words| words.trim().to_owned());
        if reason.is_empty() {
            lacking.set(true);
            if let Some(area) = area.get_untracked() {
                let _ = area.focus();
            }
        } else if !busy.get_untracked() && blocked.get_untracked().is_none() {
            on_confirm.run(reason);
        }
    };
    let templates = question.templates;
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            confirm();
        } else if !is_typing(&event) {
            let number = event.key().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            if let Some((at, template)) = number.and_then(|at| Some((at, *templates.get(at)?))) {
                event.prevent_default();
                pick(at, template);
                focus_on(at);
            }
        }
    };
    let template = move |(at, template): (usize, &'static str)| {
        view! {
            <label class="desk-reason">
                <input
                    id=reason_id(at)
                    type="radio"
                    name="desk-reason"
                    autofocus=at == 0
                    prop:checked=move || picked.get() == Some(at)
                    on:change=move |_| pick(at, template)
                />
                <span>{template}</span>
                <kbd aria-hidden="true">{at + 1}</kbd>
            </label>
        }
    };
    view! {
        <DeskPanel title=question.title narrow=true on_close=on_close>
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    confirm();
                }
                on:keydown=on_key
            >
                <div class="desk-panel-body">
                    {question.warning.map(|warning| view! {
                        <div class="note act">
                            <Icon glyph=Glyph::Alert small=true />
                            <p class="words">{warning}</p>
                        </div>
                    })}
                    <fieldset class="field">
                        <legend class="label">{question.asked} <span class="aside">{text::by_number()}</span></legend>
                        <div class="desk-reasons">
                            {templates.iter().copied().enumerate().map(template).collect_view()}
                        </div>
                    </fieldset>
                    <div class="field">
                        <label class="label" for="desk-reason-words">
                            {question.words} <span class="aside">{question.read_by}</span>
                        </label>
                        <textarea
                            id="desk-reason-words"
                            class="input"
                            rows="4"
                            maxlength="500"
                            node_ref=area
                            prop:value=move || words.get()
                            aria-required="true"
                            aria-invalid=move || lacking.get().then_some("true")
                            aria-describedby="desk-reason-lacking"
                            on:input=move |event| {
                                words.set(event_target_value(&event));
                                lacking.set(false);
                            }
                        ></textarea>
                        <p id="desk-reason-lacking" class="hint wrong" role="alert">
                            {move || lacking.get().then(|| vocabulary::problem(Code::ReasonMissing))}
                        </p>
                    </div>
                    {move || failure.get().or(blocked.get()).map(|words| view! {
                        <p class="note act" role="alert">{words}</p>
                    })}
                </div>
                <footer class="desk-panel-foot">
                    <button type="button" class="button quiet" on:click=move |_| on_close.run(())>
                        {text::cancel()} <kbd aria-hidden="true">"Esc"</kbd>
                    </button>
                    <button type="submit" class="button primary" disabled=move || busy.get() || blocked.get().is_some()>
                        {question.confirm} <kbd aria-hidden="true">"Ctrl ↵"</kbd>
                    </button>
                </footer>
            </form>
        </DeskPanel>
    }
}

fn reason_id(at: usize) -> String {
    format!("desk-reason-{at}")
}

/// The focus goes where the key has picked, so that the arrow keys go on from there.
fn focus_on(at: usize) {
    let reason = document().get_element_by_id(&reason_id(at));
    if let Some(reason) = reason.and_then(|reason| reason.dyn_into::<HtmlInputElement>().ok()) {
        // A radio button in an open dialog takes the focus.
        let _ = reason.focus();
    }
}

/// Whether the key goes into a text.
fn is_typing(event: &ev::KeyboardEvent) -> bool {
    event.target().is_some_and(|target| target.dyn_into::<HtmlTextAreaElement>().is_ok())
}
