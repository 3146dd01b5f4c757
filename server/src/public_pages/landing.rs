//! `/`: what this is, for whoever comes by.

use super::{
    Installation,
    document::{Head, Mark, render},
    installation,
};
use crate::{app::App, assets::Build, error::ApiError};
use axum::{
    extract::{Request, State},
    response::Response,
};
use leptos::prelude::*;

/// `GET /`.
///
/// # Errors
/// A failing store.
pub async fn landing(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    let site = app.assets.build().await;
    let installation = installation(&app).await?;
    Ok(render(request, move || view! { <Landing site installation /> }.into_any()).await)
}

#[component]
fn Landing(site: Option<Build>, installation: Installation) -> impl IntoView {
    let Installation { committee, demo } = installation;
    let whose = (!committee.is_empty()).then(|| view! { <p class="public-owner">{committee}</p> });
    let demo = demo.then(|| {
        view! { <p class="public-demo">"这里是演示数据：委员、单位和事情都是虚构的，请不要填写真实信息。"</p> }
    });
    view! {
        <html lang="zh-CN" data-device="public">
            <head>
                <Head title="商量 · 委员履职与协商" site=site.clone() />
                <meta name="description" content="委员在基层记录履职，没有信号也能记；工作人员审核，每个数字都能点开看到来源。" />
            </head>
            <body>
                <main class="public">
                    <header class="public-head">
                        <Mark class="public-mark" site />
                        {whose}
                    </header>
                    {demo}
                    <h1>"委员在哪里，履职就记到哪里"</h1>
                    <p>"在村里、在小区、没有信号的地方，用手机记下一次走访、一场协商；有了网络，自己上传。"</p>
                    <p>"工作人员逐条审核，只有审核过的才算数。每个数字都写明口径，点开就是一条条记录。"</p>
                    <nav class="public-ways" aria-label="入口">
                        <a class="button primary" href="/app">"委员、召集人：打开手机版"</a>
                        <a class="button" href="/desk">"工作人员、领导：打开工作台"</a>
                    </nav>
                    <section>
                        <h2>"第一次用手机打开"</h2>
                        <ol>
                            <li>"连着网络打开手机版，用工作人员发的账号登录一次。"</li>
                            <li>"按浏览器菜单里的"<strong>"添加到主屏幕"</strong>"，以后从桌面图标打开。"</li>
                            <li>"之后没有信号也能打开、记录、修改；待上传的条数一直看得见。"</li>
                        </ol>
                        <p>"从微信里点开的，请选右上角菜单里的"<strong>"在浏览器打开"</strong>"，这样才能离线使用。"</p>
                    </section>
                    <footer class="public-foot"><a href="/privacy">"隐私说明"</a></footer>
                </main>
            </body>
        </html>
    }
}
