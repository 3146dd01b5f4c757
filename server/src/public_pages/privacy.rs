//! `/privacy`: what is kept, who sees it, for how long.

use super::{
    document::{Head, Mark, render},
    installation,
};
use crate::{app::App, assets::Build, error::ApiError};
use axum::{
    extract::{Request, State},
    response::Response,
};
use leptos::prelude::*;

/// `GET /privacy`.
///
/// # Errors
/// A failing store.
pub async fn privacy(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    let site = app.assets.build().await;
    let committee = installation(&app).await?.committee;
    Ok(render(request, move || view! { <Privacy site committee /> }.into_any()).await)
}

#[component]
fn Privacy(site: Option<Build>, committee: String) -> impl IntoView {
    let keeper = if committee.is_empty() { "本系统的使用单位".to_owned() } else { committee };
    view! {
        <html lang="zh-CN" data-device="public">
            <head>
                <Head title="隐私说明 · 商量" site=site.clone() />
            </head>
            <body>
                <main class="public">
                    <header class="public-head">
                        <Mark class="public-mark" site />
                    </header>
                    <h1>"隐私说明"</h1>
                    <h2>"存了什么"</h2>
                    <ul>
                        <li>"账号：登录名、姓名、身份。密码只存无法还原的摘要。"</li>
                        <li>"委员名册：姓名、界别、在哪个阵地、起止日期。"</li>
                        <li>"履职记录：时间、地点、参加的委员、人数人次、经过，以及谁在什么时候改过、审过。"</li>
                        <li>"手机：待上传的条数和最早一条的时间，好让工作人员提醒您。"</li>
                    </ul>
                    <p>"请不要在记录里写群众的姓名、电话和住址。"</p>
                    <h2>"谁看得到"</h2>
                    <ul>
                        <li>"本阵地的委员和召集人看得到本阵地的记录。"</li>
                        <li>"工作人员和主席会议成员看得到本级政协的记录和汇总。"</li>
                        <li>"别的人看不到；本站不使用第三方统计，不向别处发送数据。"</li>
                    </ul>
                    <h2>"存在哪里、存多久"</h2>
                    <p>"存在"{keeper}"自己的服务器上。没有上传的内容只在您的手机上，退出登录也不会删。"</p>
                    <p>"本站只用一个登录用的 Cookie，三十天不用就失效。"</p>
                    <h2>"想查、想改、想删"</h2>
                    <p>"自己写的记录随时可以打开看；要更正或注销账号，请找工作人员办理。"</p>
                    <footer class="public-foot"><a href="/">"回到首页"</a></footer>
                </main>
            </body>
        </html>
    }
}
