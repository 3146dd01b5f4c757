//! Named values in a card, the name before the value.

use leptos::prelude::*;

/// One named value, which may lead to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The page of it.
    pub href: Option<String>,
}

impl Named {
    /// A value without a page.
    pub fn plain(name: &str, value: impl Into<String>) -> Named {
        Named { name: name.to_owned(), value: value.into(), href: None }
    }
}

/// The values.
#[component]
pub fn DeskFacts(
    /// In the order in which they are read.
    facts: Vec<Named>,
) -> impl IntoView {
    let fact = |fact: Named| {
        let value = match fact.href {
            Some(href) => view! { <a class="text-link" href=href>{fact.value}</a> }.into_any(),
            None => fact.value.into_any(),
        };
        view! { <dt>{fact.name}</dt><dd>{value}</dd> }
    };
    view! { <dl class="desk-definition">{facts.into_iter().map(fact).collect_view()}</dl> }
}
