//! What stands where nothing is.

use super::document::{Head, render};
use crate::app::App;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use leptos::prelude::*;

/// Any other address.
pub async fn not_found(State(app): State<App>) -> Response {
    let site = app.assets.build().await;
    let page = render(move || {
        view! {
            <html lang="zh-CN" data-device="public">
                <head>
                    <Head title="没有这一页 · 商量" site />
                </head>
                <body>
                    <main class="public">
                        <p class="public-mark">"商量"</p>
                        <h1>"没有这一页"</h1>
                        <p>"地址可能写错了，或者这一页已经搬走。手机上记下的内容不受影响。"</p>
                        <p><a href="/">"回到首页"</a></p>
                    </main>
                </body>
            </html>
        }
        .into_any()
    });
    (StatusCode::NOT_FOUND, page).into_response()
}
