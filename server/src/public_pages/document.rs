//! One HTML document.

use crate::assets::Build;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use futures_util::stream::once;
use leptos::{html::meta, prelude::*};
use std::future::ready;

/// Renders a document in answer to a request.
///
/// `leptos_axum`'s own renderers append inline scripts that tell a hydrating page what was loaded. Nothing hydrates
/// here, everything shown was awaited before, and the CSP forbids inline scripts: so the document alone is sent.
pub async fn render(request: Request, document: impl FnOnce() -> AnyView + Send + 'static) -> Response {
    let answer = leptos_axum::handle_response_inner(
        || {},
        document,
        request,
        |document, _scripts, _| {
            let html = format!("<!DOCTYPE html>{}", document.to_html());
            Box::pin(ready(Box::pin(once(ready(html))) as _))
        },
    );
    answer.await.into_response()
}

/// What every document has in its head.
#[component]
pub fn Head(
    /// The title of the window.
    #[prop(into)]
    title: String,
    /// The built site, if there is one.
    site: Option<Build>,
    /// Whether it is of the desk, which shows more.
    #[prop(optional)]
    desk: bool,
) -> AnyView {
    let links = site.map(|build| {
        let icon = |name: &str| build.icons.get(name).cloned();
        view! {
            <link rel="stylesheet" href=if desk { build.desk.css } else { build.phone.css } />
            <link rel="manifest" href="/manifest.webmanifest" />
            {icon("icon.svg").map(|url| view! { <link rel="icon" type="image/svg+xml" href=url /> })}
            {icon("apple-touch-icon.png").map(|url| view! { <link rel="apple-touch-icon" href=url /> })}
        }
    });
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        {theme("#faf8f4", "(prefers-color-scheme: light)")}
        {theme("#171411", "(prefers-color-scheme: dark)")}
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        {links}
    }
    .into_any()
}

/// The colour around the page, which `view!` cannot say since its `meta` knows no `media`.
fn theme(colour: &'static str, media: &'static str) -> impl IntoView {
    meta().name("theme-color").content(colour).attr("media", media)
}

/// The mark of the product, with its icon where the site was built.
#[component]
pub fn Mark(
    /// The class of the line it stands in.
    class: &'static str,
    /// The built site, if there is one.
    site: Option<Build>,
) -> AnyView {
    let icon = site.and_then(|build| build.icons.get("icon.svg").cloned());
    view! { <p class=class>{icon.map(|url| view! { <img src=url alt="" width="40" height="40" /> })} "商量"</p> }
        .into_any()
}
