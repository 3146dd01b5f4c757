//! The left rail of the desk: what one may do, how the computer stands to the server, and who one is.

use super::icon::{Glyph, Icon};
use crate::text::{desk as text, frame};
use leptos::prelude::*;

/// One page that the rail leads to.
#[derive(Debug, Clone)]
pub struct RailLink {
    /// The path of the page.
    pub page: &'static str,
    /// The path with what the page is to show.
    pub href: String,
    /// The word.
    pub label: &'static str,
    /// The icon before it.
    pub glyph: Glyph,
    /// How much waits there, where that is known and not zero.
    pub count: Signal<Option<u64>>,
}

/// How the computer stands to the server, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RailSync {
    /// The words.
    pub words: String,
    /// The icon before them.
    pub glyph: Glyph,
    /// Whether something is held up.
    pub is_off: bool,
    /// Where it can be dealt with; `None` where there is nothing to do.
    pub href: Option<&'static str>,
}

/// The rail.
#[component]
pub fn DeskRail(
    /// What it is, for screen readers.
    label: &'static str,
    /// The committee's name.
    #[prop(into)]
    committee: Signal<String>,
    /// The pages that the role may use.
    #[prop(into)]
    links: Signal<Vec<RailLink>>,
    /// The path of the page that is open.
    #[prop(into)]
    path: Signal<String>,
    /// How the computer stands to the server.
    #[prop(into)]
    sync: Signal<RailSync>,
    /// Who is signed in.
    #[prop(into)]
    name: Signal<String>,
    /// As what.
    #[prop(into)]
    role: Signal<String>,
    /// Ends the session.
    on_sign_out: Callback<()>,
) -> impl IntoView {
    let link = move |link: RailLink| {
        let page = link.page;
        view! {
            <a
                class="desk-rail-link"
                href=link.href
                aria-current=move || path.with(|path| path.starts_with(page)).then_some("page")
            >
                <Icon glyph=link.glyph />
                {link.label}
                {move || link.count.get().map(|count| view! { <span class="desk-rail-count">{count}</span> })}
            </a>
        }
    };
    view! {
        <nav class="desk-rail" aria-label=label>
            <div class="desk-brand">
                <span class="mark"><Icon glyph=Glyph::Mark /></span>
                <div class="desk-brand-words">
                    <span class="desk-brand-name">{frame::product()}</span>
                    <span class="desk-brand-of">{move || committee.get()}</span>
                </div>
            </div>
            <div class="desk-rail-list">{move || links.get().into_iter().map(link).collect_view()}</div>
            <div class="desk-rail-foot">
                <p class="desk-sync" class:is-off=move || sync.with(|sync| sync.is_off) role="status">
                    {move || sync.with(|sync| view! { <Icon glyph=sync.glyph small=true /> })}
                    {move || {
                        let RailSync { words, href, .. } = sync.get();
                        match href {
                            Some(href) => view! { <a class="text-link" href=href>{words}</a> }.into_any(),
                            None => view! { <span>{words}</span> }.into_any(),
                        }
                    }}
                </p>
                <div class="desk-who">
                    <span class="desk-who-initial" aria-hidden="true">
                        {move || name.with(|name| name.chars().next().map(String::from))}
                    </span>
                    <p>
                        <span class="desk-who-name">{move || name.get()}</span>
                        <span class="desk-who-role">{move || role.get()}</span>
                    </p>
                </div>
                <button type="button" class="desk-sign-out" on:click=move |_| on_sign_out.run(())>
                    {text::sign_out()}
                </button>
            </div>
        </nav>
    }
}
