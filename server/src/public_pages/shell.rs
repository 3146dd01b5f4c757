//! The shell documents: what a browser shows until the app is there, and what starts it.

use super::{
    Installation,
    document::{Head, Mark, render},
    installation,
    notice::not_built,
};
use crate::{app::App, assets::AppUrls, assets::Build, error::ApiError};
use axum::{
    extract::{Request, State},
    response::Response,
};
use leptos::prelude::*;

/// `GET /app` and everything below: the phone.
///
/// # Errors
/// A failing store.
pub async fn phone(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    shell(app, request, Device::Phone).await
}

/// `GET /desk` and everything below: the desk.
///
/// # Errors
/// A failing store.
pub async fn desk(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    shell(app, request, Device::Desk).await
}

#[derive(Clone, Copy, PartialEq)]
enum Device {
    Phone,
    Desk,
}

async fn shell(app: App, request: Request, device: Device) -> Result<Response, ApiError> {
    let Some(site) = app.assets.build().await else { return Ok(not_built(request).await) };
    let installation = installation(&app).await?;
    Ok(render(request, move || view! { <Shell site installation device /> }.into_any()).await)
}

#[component]
fn Shell(site: Build, installation: Installation, device: Device) -> impl IntoView {
    let (id, title, urls) = match device {
        Device::Phone => ("phone", "商量", site.phone.clone()),
        Device::Desk => ("desk", "商量 · 工作台", site.desk.clone()),
    };
    let AppUrls { js, link, wasm, .. } = urls;
    let boot = site.boot.clone();
    let demo = installation.demo.then(|| view! { <p class="shell-note">"演示数据，人物和单位都是虚构的"</p> });
    view! {
        <html lang="zh-CN" data-device=id>
            <head>
                <Head title site=Some(site.clone()) desk=device == Device::Desk />
                <link rel="modulepreload" href=js.clone() />
                {link.map(|link| view! { <link rel="modulepreload" href=link /> })}
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
                <script type="module" src=boot></script>
                <script type="module" src=js></script>
            </head>
            <body>
                <div id="app">
                    <main class="shell" aria-busy="true">
                        <Mark class="shell-mark" site=Some(site) />
                        <p class="shell-name">{installation.committee}</p>
                        <p class="shell-wait" role="status">"正在打开…"</p>
                        {demo}
                        <noscript>
                            <p class="shell-note">
                                "这一页要用到 JavaScript。请在浏览器设置里打开它，再刷新本页；已经记下的内容都还在本机。"
                            </p>
                        </noscript>
                    </main>
                </div>
            </body>
        </html>
    }
}
