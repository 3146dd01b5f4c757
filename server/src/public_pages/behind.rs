//! The frame of pages that people without an account read: no app, no scripts, nothing that a search finds.

use super::document::{Head, Mark};
use crate::assets::Build;
use leptos::prelude::*;

/// A page.
#[component]
pub fn Page(
    /// The built site, if there is one.
    site: Option<Build>,
    /// The title of the window.
    title: String,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    view! {
        <html lang="zh-CN" data-device="public">
            <head>
                <Head title=title site=site.clone() />
                <meta name="robots" content="noindex, nofollow" />
                <meta name="referrer" content="no-referrer" />
            </head>
            <body>
                <main class="public">
                    <header class="public-head"><Mark class="public-mark" site /></header>
                    {children()}
                </main>
            </body>
        </html>
    }
}
