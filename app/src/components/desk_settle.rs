//! A choice that only a person can make: one of some values, or another one typed.

use super::{note::Note, tone::Tone};
use crate::{components::icon::Glyph, text::review as text};
use domain::{activity::NARRATIVE, fields::Fields};
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// One way to settle it.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The value or the way in words.
    pub words: String,
    /// Who wrote it and when; empty where nobody did.
    pub who: String,
    /// What taking it writes.
    pub fields: Fields,
    /// What is said once it is taken.
    pub said: &'static str,
    /// What is written as the reason where the record counts already.
    pub reason: String,
}

impl Way {
    /// A way that takes one of the values written.
    pub fn new(words: &str, who: &str, fields: Fields) -> Way {
        let (words, who) = (words.to_owned(), who.to_owned());
        Way { words, who, fields, said: text::decided_value(), reason: text::decided_value().to_owned() }
    }
}

/// What there is to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct DeskChoice {
    /// The question.
    pub title: String,
    /// Where something has to be done before, in a word, with the address.
    pub link: Option<(&'static str, String)>,
    /// The ways.
    pub ways: Vec<Way>,
    /// The field that may be written anew instead; `None` where only the ways are open.
    pub typed: Option<String>,
}

/// The choices, each in a note of its own. None has a default.
#[component]
pub fn DeskSettle(
    /// The choices.
    choices: Vec<DeskChoice>,
    /// While something is being saved.
    #[prop(into)]
    busy: Signal<bool>,
    /// The way that was taken.
    on_take: Callback<Way>,
) -> impl IntoView {
    let one = move |choice: DeskChoice| {
        let way = move |way: Way| {
            let (words, who) = (way.words.clone(), way.who.clone());
            view! {
                <li>
                    <button
                        type="button"
                        class="button compact"
                        disabled=move || busy.get()
                        on:click=move |event| {
                            stay_near(&event);
                            on_take.run(way.clone());
                        }
                    >
                        {words}
                    </button>
                    {(!who.is_empty()).then(|| view! { <small>{who}</small> })}
                </li>
            }
        };
        view! {
            <Note tone=Tone::Act glyph=Glyph::Alert>
                <p>{choice.title}</p>
                {choice.link.map(|(word, href)| view! { <p><a class="text-link" href=href>{word}</a></p> })}
                <ul class="desk-ways">{choice.ways.into_iter().map(way).collect_view()}</ul>
                {choice.typed.map(|field| view! { <Typed field=field busy=busy on_take=on_take /> })}
            </Note>
        }
    };
    (!choices.is_empty())
        .then(|| view! { <div class="desk-said" tabindex="-1">{choices.into_iter().map(one).collect_view()}</div> })
}

/// What is settled goes with its buttons: the focus stays in the part of the page that they were in.
pub fn stay_near(event: &Event) {
    let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let around = button.and_then(|button| button.closest("[tabindex]:not(.desk-said)").ok().flatten());
    if let Some(around) = around.and_then(|around| around.dyn_into::<HtmlElement>().ok()) {
        // Where it cannot take the focus nothing is lost.
        let _ = around.focus();
    }
}

/// Room for a value that neither of the two is.
#[component]
fn Typed(field: String, busy: Signal<bool>, on_take: Callback<Way>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let is_text = field == NARRATIVE;
    let id = format!("desk-typed-{}", field.replace(':', "-"));
    let target = id.clone();
    let read = Memo::new(move |_| read(&typed.read(), is_text));
    let take = move || {
        if let Some(value) = read.get_untracked() {
            on_take.run(Way::new("", "", Fields([(field.clone(), value)].into())));
        }
    };
    view! {
        <form
            class="desk-typed"
            on:submit=move |event| {
                event.prevent_default();
                stay_near(&event);
                take();
            }
        >
            <label for=target>{text::other_value()}</label>
            <input
                id=id
                class="input"
                inputmode=if is_text { "text" } else { "numeric" }
                autocomplete="off"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit" class="button compact" disabled=move || busy.get() || read.read().is_none()>
                {text::take_typed()}
            </button>
        </form>
    }
}

/// What was typed as a value of the field; `None` while it is none.
fn read(typed: &str, is_text: bool) -> Option<Value> {
    let typed = typed.trim();
    if is_text {
        return (!typed.is_empty()).then(|| Value::from(typed));
    }
    typed.parse::<i64>().ok().filter(|number| *number >= 0).map(Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_whole_and_not_below_zero_and_a_text_says_something() {
        assert_eq!(read(" 12 ", false), Some(Value::from(12)));
        assert_eq!([read("-1", false), read("6人", false), read(" ", true)], [None, None, None]);
        assert_eq!(read("六户", true), Some(Value::from("六户")));
    }
}
