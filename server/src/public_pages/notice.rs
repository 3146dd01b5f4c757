//! Short pages that say one thing: nothing stands here, or the app is not built yet.

use super::document::{Head, Mark, render};
use crate::{app::App, assets::Build};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use leptos::prelude::*;

/// Any address that is none of ours.
pub async fn not_found(State(app): State<App>, request: Request) -> Response {
    let text = "地址可能写错了，或者这一页已经搬走。手机上记下的内容不受影响。";
    page(request, StatusCode::NOT_FOUND, app.assets.build().await, "没有这一页", text).await
}

/// The app, before the site was built.
pub async fn not_built(request: Request) -> Response {
    let text = "服务器已经在运行，应用的文件还没有放好。请管理员先构建，再刷新本页。";
    page(request, StatusCode::SERVICE_UNAVAILABLE, None, "应用还没有准备好", text).await
}

/// A page of a title and a text.
pub async fn page(
    request: Request,
    status: StatusCode,
    site: Option<Build>,
    title: &'static str,
    text: &'static str,
) -> Response {
    let page = render(request, move || view! { <Notice site title text /> }.into_any()).await;
    (status, page).into_response()
}

#[component]
fn Notice(site: Option<Build>, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <html lang="zh-CN" data-device="public">
            <head>
                <Head title=format!("{title} · 商量") site=site.clone() />
            </head>
            <body>
                <main class="public">
                    <Mark class="public-mark" site />
                    <h1>{title}</h1>
                    <p>{text}</p>
                    <p><a href="/">"回到首页"</a></p>
                </main>
            </body>
        </html>
    }
}
