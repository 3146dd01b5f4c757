//! The forms by which people without an account take something on; what was typed and is wrong comes back in them.

use domain::{
    hand_over::ReplyClass,
    opinion_report::Level,
    rating::Rating,
    workflow::{ANSWER_MAX, Sort},
};
use leptos::prelude::*;

/// One step, with what it asks for.
#[derive(Debug, Clone)]
pub struct Step {
    /// The stage it leads to.
    pub id: String,
    /// What that is called.
    pub name: String,
    /// Whether it was just tried.
    pub is_asked: bool,
    /// What it asks for.
    pub fields: Vec<Field>,
}

/// What a step asks for.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in the form.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How.
    pub asked: Asked,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
}

/// How something is asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// In words.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// One of several, each with its id and in words.
    OneOf(Vec<(String, String)>),
}

/// How a demand is asked. Steps that take a member are not for people outside.
pub fn asked(sort: Sort) -> Asked {
    let named = |id: &str, zh: &str| (id.to_owned(), zh.to_owned());
    match sort {
        Sort::Text | Sort::Member => Asked::Text,
        Sort::Day => Asked::Day,
        Sort::Count => Asked::Count,
        Sort::ReplyClass => Asked::OneOf(ReplyClass::ALL.iter().map(|one| named(one.id(), one.zh())).collect()),
        Sort::Level => Asked::OneOf(Level::ALL.iter().map(|one| named(one.id(), one.zh())).collect()),
        Sort::Rating => Asked::OneOf(Rating::ALL.iter().map(|one| named(one.id(), one.zh())).collect()),
    }
}

/// One step as a form of its own; where there are several, each stays closed until somebody opens it.
#[component]
pub fn Form(
    /// The step.
    step: Step,
    /// Where the form goes.
    action: String,
    /// The version that is shown.
    version: u64,
    /// Whether it stands open.
    open: bool,
) -> impl IntoView {
    let Step { id, name, is_asked, fields } = step;
    let wrong = fields.iter().filter(|field| field.wrong.is_some()).count();
    let is_plain = fields.is_empty();
    let said = if is_plain { format!("记为“{name}”") } else { format!("送出，记为“{name}”") };
    let to = id.clone();
    let fields = fields.into_iter().map(|field| view! { <Entry step=id.clone() field /> }).collect_view();
    let form = view! {
        <form method="post" action=action class="unit-form">
            <input type="hidden" name="to" value=to />
            <input type="hidden" name="version" value=version.to_string() />
            {(wrong > 0).then(|| view! { <p class="note act" role="alert">{format!("有 {wrong} 处要改，都标在下面。您写的都在。")}</p> })}
            {fields}
            <button type="submit" class="button primary">{said}</button>
        </form>
    };
    if is_plain {
        return view! { <section>{form}</section> }.into_any();
    }
    view! {
        <details class="unit-step" open=open || is_asked>
            <summary>{name}</summary>
            {form}
        </details>
    }
    .into_any()
}

#[component]
fn Entry(step: String, field: Field) -> impl IntoView {
    let Field { name, label, asked, value, wrong } = field;
    let id = format!("{step}-{}", name.replace(':', "-"));
    let described = format!("{id}-wrong");
    let is_wrong = wrong.is_some().to_string();
    let wrong = wrong.map(|words| view! { <p class="hint wrong" id=described.clone()>{words}</p> });
    let describing = wrong.is_some().then(|| described.clone());
    if let Asked::OneOf(choices) = asked {
        let choice = |(at, (choice, words)): (usize, (String, String))| {
            let checked = choice == value;
            view! {
                <label class="unit-choice">
                    <input type="radio" name=name.clone() value=choice checked=checked id=format!("{id}-{at}") />
                    <span>{words}</span>
                </label>
            }
        };
        let choices = choices.into_iter().enumerate().map(choice).collect_view();
        return view! {
            <fieldset class="field" aria-describedby=describing>
                <legend class="label">{label}</legend>
                {choices}
                {wrong}
            </fieldset>
        }
        .into_any();
    }
    let entry = match asked {
        Asked::Text => view! {
            <textarea
                class="input" id=id.clone() name=name maxlength=ANSWER_MAX.to_string() rows="4"
                aria-invalid=is_wrong aria-describedby=describing
            >
                {value}
            </textarea>
        }
        .into_any(),
        Asked::Day | Asked::Count | Asked::OneOf(_) => {
            let kind = if matches!(asked, Asked::Day) { "date" } else { "number" };
            view! {
                <input
                    class="input" id=id.clone() name=name type=kind value=value
                    aria-invalid=is_wrong aria-describedby=describing
                />
            }
            .into_any()
        }
    };
    view! { <div class="field"><label class="label" r#for=id>{label}</label>{entry}{wrong}</div> }.into_any()
}
