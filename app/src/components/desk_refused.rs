//! What the server refused, each with everything that was written.

use super::icon::{Glyph, Icon};
use crate::text::review as text;
use leptos::prelude::*;

/// One refused operation.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedLine {
    /// Its key on this computer.
    pub key: u64,
    /// The record as it is now; `None` where it cannot be read.
    pub title: Option<String>,
    /// Where its review stands.
    pub state: Option<&'static str>,
    /// Its page.
    pub href: Option<String>,
    /// What somebody wanted to do.
    pub tried: String,
    /// Why it was refused.
    pub why: String,
    /// Everything written, by the names of the fields.
    pub fields: Vec<(String, String)>,
    /// Whether the same can be done to the record as it is now.
    pub may_again: bool,
}

impl RefusedLine {
    /// What goes to the clipboard.
    fn words(&self) -> String {
        let fields = self.fields.iter().map(|(name, value)| format!("{name}：{value}"));
        self.title.iter().cloned().chain([self.tried.clone()]).chain(fields).collect::<Vec<_>>().join("\n")
    }
}

/// The lines.
#[component]
pub fn DeskRefused(
    /// The lines.
    lines: Vec<RefusedLine>,
    /// Puts words on the clipboard.
    on_copy: Callback<String>,
    /// Drops one for good.
    on_dismiss: Callback<u64>,
    /// Does the same once more.
    on_again: Callback<u64>,
) -> impl IntoView {
    let one = move |line: RefusedLine| {
        let (key, words) = (line.key, line.words());
        view! {
            <li>
                <div class="card desk-refused-card">
                    <p class="desk-refused-title">
                        {line.title.map(|title| view! { <b>{title}</b> })}
                        {line.state.map(|state| view! { " " <span class="small ink-2">{state}</span> })}
                    </p>
                    <p>{line.tried}</p>
                    <p class="desk-refused-why"><Icon glyph=Glyph::Alert small=true /> {line.why}</p>
                    <dl class="desk-definition">
                        {line.fields.into_iter().map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view()}
                    </dl>
                    <div class="row wrap">
                        {line.may_again.then(|| view! {
                            <button type="button" class="button compact" on:click=move |_| on_again.run(key)>{text::again()}</button>
                        })}
                        {line.href.map(|href| view! { <a class="button compact" href=href>{text::open_it()}</a> })}
                        <button type="button" class="button compact" on:click=move |_| on_copy.run(words.clone())>{text::copy()}</button>
                        <button type="button" class="button compact danger" on:click=move |_| on_dismiss.run(key)>{text::dismiss()}</button>
                    </div>
                </div>
            </li>
        }
    };
    view! { <ul class="desk-refused-list">{lines.into_iter().map(one).collect_view()}</ul> }
}
