//! Picks the scope of a leader's page: a tree of committees with their parts, and a field to find one by name.

use super::{
    dialog::Dialog,
    field::TextField,
    icon::{Glyph, Icon},
};
use crate::text::{desk, overview as text};
use leptos::prelude::*;

/// A scope to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeLink {
    /// Its name.
    pub name: String,
    /// Where it is shown.
    pub href: String,
    /// Whether it is the one shown.
    pub is_current: bool,
}

/// The parts of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeSort {
    /// The sort; empty for what was found by name.
    pub name: String,
    /// Its parts.
    pub links: Vec<ScopeLink>,
}

/// A committee with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeBranch {
    /// The committee itself, where one may look at the whole of it.
    pub whole: Option<ScopeLink>,
    /// Its parts.
    pub sorts: Vec<ScopeSort>,
    /// Whether it is shown open.
    pub is_open: bool,
}

/// The button with the scope's name, and the dialog behind it.
#[component]
pub fn DeskScopePicker(
    /// The name of the scope shown.
    #[prop(into)]
    current: Signal<String>,
    /// What there is to choose, as far as it answers to what was typed.
    #[prop(into)]
    branches: Signal<Vec<ScopeBranch>>,
    /// What was typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let show = move |_| {
        typed.set(String::new());
        open.set(true);
    };
    view! {
        <button type="button" class="button desk-scope" aria-haspopup="dialog" on:click=show>
            <Icon glyph=Glyph::People small=true />
            <span class="desk-scope-name">{move || current.get()}</span>
            <Icon glyph=Glyph::Down small=true />
        </button>
        <Dialog title=text::pick_scope() close_label=desk::close() open=open on_close=close>
            <TextField
                label=text::find_scope()
                id="find-scope"
                kind="search"
                focused=true
                value=typed
                on_input=Callback::new(move |words| typed.set(words))
            />
            <div class="desk-scopes">
                {move || {
                    let branches = branches.get();
                    let is_empty = branches.iter().all(|branch| {
                        branch.whole.is_none() && branch.sorts.iter().all(|sort| sort.links.is_empty())
                    });
                    view! {
                        {is_empty.then(|| view! { <p class="note">{text::none_found()}</p> })}
                        {branches.into_iter().map(|branch| view! { <Branch branch=branch on_pick=close /> }).collect_view()}
                    }
                }}
            </div>
        </Dialog>
    }
}

#[component]
fn Branch(branch: ScopeBranch, on_pick: Callback<()>) -> impl IntoView {
    let ScopeBranch { whole, sorts, is_open } = branch;
    let link = move |link: ScopeLink| {
        view! {
            <a
                class="desk-scope-link"
                href=link.href
                aria-current=link.is_current.then_some("true")
                on:click=move |_| on_pick.run(())
            >
                {link.name}
                {link.is_current.then(|| view! { <Icon glyph=Glyph::Check small=true /> })}
            </a>
        }
    };
    let sort = move |sort: ScopeSort| {
        let links = sort.links.into_iter().map(link).collect_view();
        if sort.name.is_empty() {
            return links.into_any();
        }
        let count = links.len();
        view! {
            <details class="desk-scope-sort" open=is_open && count < 12>
                <summary>{sort.name}<span class="count">{count}</span></summary>
                {links}
            </details>
        }
        .into_any()
    };
    view! {
        <div class="desk-scope-branch">
            {whole.map(link)}
            {sorts.into_iter().map(sort).collect_view()}
        </div>
    }
}
