//! The pages of citizens, which work without scripts: raising something at a venue, asking by a code, and what became of it.

use super::{
    behind::Page,
    document::render,
    form::{Form, Step},
    installation,
};
use crate::{
    app::App,
    citizens::{OFFERED, TRAP},
    store::StoreError,
};
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use domain::{
    request::{PLACE, PLACE_MAX, RequestType, TYPE, WORDS, WORDS_MAX},
    seal,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the form of a venue shows.
#[derive(Debug, Clone, Default)]
pub struct Asking {
    /// The name of the venue.
    pub venue: String,
    /// Where the form goes.
    pub action: String,
    /// Field → what was typed.
    pub typed: BTreeMap<String, String>,
    /// Field → what is wrong with it.
    pub wrong: BTreeMap<String, String>,
}

/// The form by which something is raised.
///
/// # Errors
/// A failing store.
pub async fn ask(app: &App, request: Request, asking: Asking) -> Result<Response, StoreError> {
    let site = app.assets.build().await;
    let demo = installation(app).await?.demo;
    let title = format!("向{}反映", asking.venue);
    let page = move || view! { <Page site title><Ask asking demo /></Page> }.into_any();
    Ok(render(request, page).await.into_response())
}

#[component]
fn Ask(asking: Asking, demo: bool) -> impl IntoView {
    let Asking { venue, action, typed, wrong } = asking;
    let value = |field: &str| typed.get(field).cloned().unwrap_or_default();
    let count = wrong.len();
    let hint = |field: &str| {
        wrong.get(field).cloned().map(|words| view! { <p class="hint wrong" id=format!("{field}-wrong")>{words}</p> })
    };
    let described = |field: &str| wrong.contains_key(field).then(|| format!("{field}-wrong"));
    let chosen = typed.get(TYPE).and_then(|id| id.parse().ok()).unwrap_or(RequestType::Appeal);
    let sort = |one: &RequestType| {
        view! {
            <label class="unit-choice">
                <input type="radio" name=TYPE value=one.id() checked=*one == chosen />
                <span><b>{one.zh()}</b> " " <span class="ink-2">{explained(*one)}</span></span>
            </label>
        }
    };
    let trap = wrong.contains_key(TRAP);
    view! {
        <h1>"向"{venue}"反映一件事"</h1>
        {demo.then(|| view! { <p class="public-demo">"演示数据，人物和单位都是虚构的。"</p> })}
        <p>"写下来就行，不用注册。提交后会给您一个查询码，用它随时能看办到哪一步。"</p>
        {(count > 0).then(|| view! { <p class="note act" role="alert">{format!("还没有提交：有 {count} 处要改，都标在下面。您写的都在。")}</p> })}
        <form method="post" action=action class="unit-form">
            <input type="hidden" name=OFFERED value=value(OFFERED) />
            <fieldset class="field">
                <legend class="label">"是哪一类"</legend>
                {RequestType::ALL.iter().map(sort).collect_view()}
            </fieldset>
            <div class="field">
                <label class="label" r#for=WORDS>"什么事"</label>
                <p class="hint" id="words-help">"在哪里、什么情况、希望怎么办。请不要写别人的姓名和电话。"</p>
                <textarea
                    class="input" id=WORDS name=WORDS rows="5" maxlength=WORDS_MAX.to_string() required=true
                    aria-invalid=wrong.contains_key(WORDS).to_string() aria-describedby=described(WORDS).unwrap_or("words-help".into())
                >
                    {value(WORDS)}
                </textarea>
                {hint(WORDS)}
            </div>
            <div class="field">
                <label class="label" r#for=PLACE>"在哪里（可以不填）"</label>
                <input class="input" id=PLACE name=PLACE maxlength=PLACE_MAX.to_string() value=value(PLACE) />
                {hint(PLACE)}
            </div>
            <fieldset class="field">
                <legend class="label">"怎么联系您（可以不填）"</legend>
                <p class="hint">"姓名和电话加密保存，只有这个阵地的召集人、归口的工作人员和接单的委员能看，看过会留记录，一年后删除。"</p>
                <label class="label" r#for=seal::NAME>"怎么称呼"</label>
                <input
                    class="input" id=seal::NAME name=seal::NAME autocomplete="name" maxlength=seal::NAME_MAX.to_string()
                    value=value(seal::NAME) aria-invalid=wrong.contains_key(seal::NAME).to_string() aria-describedby=described(seal::NAME)
                />
                {hint(seal::NAME)}
                <label class="label" r#for=seal::PHONE>"电话"</label>
                <input
                    class="input" id=seal::PHONE name=seal::PHONE type="tel" autocomplete="tel" maxlength="40"
                    value=value(seal::PHONE) aria-invalid=wrong.contains_key(seal::PHONE).to_string() aria-describedby=described(seal::PHONE)
                />
                {hint(seal::PHONE)}
            </fieldset>
            <div class="field" class:leave-empty=!trap>
                <label class="label" r#for=TRAP>"这一栏请空着"</label>
                <input class="input" id=TRAP name=TRAP tabindex=if trap { "0" } else { "-1" } autocomplete="off" value=value(TRAP) />
                {trap.then(|| view! { <p class="hint wrong">"这一栏是防机器人的，请清空后再提交"</p> })}
            </div>
            <button type="submit" class="button primary">"提交"</button>
        </form>
        <p class="public-foot"><a href="/c">"查已经反映的事"</a></p>
    }
}

/// What belongs to each, in words that nobody has to know beforehand.
const fn explained(sort: RequestType) -> &'static str {
    match sort {
        RequestType::Appeal => "身边的小难处",
        RequestType::Wish => "想要实现的小愿望",
        RequestType::Service => "想请人帮忙",
        RequestType::Practical => "希望为大家办的小事",
        RequestType::Topic => "想请大家坐下来商量的事",
    }
}

/// The page that asks for a code.
pub async fn ask_code(app: &App, request: Request, wrong: Option<&'static str>) -> Response {
    let site = app.assets.build().await;
    let invalid = wrong.is_some().to_string();
    let body = view! {
        <h1>"查反映的事"</h1>
        <form method="post" action="/c" class="unit-form">
            <div class="field">
                <label class="label" r#for="code">"查询码"</label>
                <p class="hint" id="code-help">"提交后给您的 12 个字母和数字，空格和横线不用管。"</p>
                <input
                    class="input public-code" id="code" name="code" autocomplete="off" autocapitalize="none" maxlength="40" required=true
                    aria-invalid=invalid aria-describedby=if wrong.is_some() { "code-wrong" } else { "code-help" }
                />
                {wrong.map(|words| view! { <p class="hint wrong" id="code-wrong" role="alert">{words}</p> })}
            </div>
            <button type="submit" class="button primary">"查"</button>
        </form>
    };
    let title = "查反映的事".to_owned();
    render(request, move || view! { <Page site title>{body}</Page> }.into_any()).await.into_response()
}

/// What became of something.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The code, without hyphens.
    pub code: String,
    /// Where the forms go.
    pub action: String,
    /// The venue.
    pub venue: String,
    /// What was raised.
    pub words: String,
    /// When.
    pub raised_on: String,
    /// Where it stands.
    pub stage: String,
    /// Whether it has come to its end.
    pub is_over: bool,
    /// Stages with the day on which each was entered.
    pub passed: Vec<(String, String)>,
    /// What was done.
    pub result: Option<String>,
    /// Why it left by a way out.
    pub reason: Option<String>,
    /// How content whoever raised it was.
    pub rating: Option<String>,
    /// Matters that it became, each with where that stands.
    pub became: Vec<(String, String)>,
    /// Why what was just sent was not taken.
    pub refused: Option<String>,
    /// What may be said now.
    pub steps: Vec<Step>,
    /// The version that is shown.
    pub version: u64,
    /// Whether it was sent just now.
    pub sent: bool,
    /// Whether a word was said just now.
    pub rated: bool,
}

/// The page of one request.
pub async fn follow(app: &App, request: Request, followed: Followed) -> Response {
    let site = app.assets.build().await;
    let page = move || view! { <Page site title="办到哪一步 · 商量".to_owned()><Follow followed /></Page> }.into_any();
    render(request, page).await.into_response()
}

#[component]
fn Follow(followed: Followed) -> impl IntoView {
    let Followed { action, venue, words, raised_on, stage, is_over, passed, result, reason, rating, became, .. } =
        followed.clone();
    let Followed { code, refused, steps, version, sent, rated, .. } = followed;
    let letters: Vec<char> = code.chars().collect();
    let shown = letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-");
    let steps =
        steps.into_iter().map(|step| view! { <Form step action=action.clone() version open=true /> }).collect_view();
    let fact = |name: &'static str, said: Option<String>| {
        said.map(|said| view! { <div><dt>{name}</dt><dd class="kept-lines">{said}</dd></div> })
    };
    let became = became.into_iter().map(|(title, stage)| format!("{title}（{stage}）")).collect::<Vec<_>>();
    let passed = passed.into_iter().map(|(name, day)| view! { <li>{name}" "<small class="ink-2">{day}</small></li> });
    view! {
        {sent.then(|| view! {
            <section class="public-sent" role="status">
                <h1>"已经收到"</h1>
                <p>"这是您的查询码。请抄下来或者截图，换一部手机也能查。"</p>
            </section>
        })}
        {(!sent).then(|| view! { <h1>"办到哪一步"</h1> })}
        <p class="public-code"><b>{shown}</b></p>
        {rated.then(|| view! { <p class="note done" role="status">"谢谢，您的评价已经记下。"</p> })}
        {refused.map(|words| view! { <p class="note act" role="alert">{words}</p> })}
        <section>
            <h2>{if is_over { "结果" } else { "现在" }}"："{stage}</h2>
            <dl class="facts">
                {fact("什么事", Some(words))}
                {fact("反映到", Some(venue))}
                {fact("反映的日期", Some(raised_on))}
                {fact("办得怎么样", result)}
                {fact("为什么", reason)}
                {fact("已经转为协商议题", Some(became.join("\n")).filter(|text| !text.is_empty()))}
                {fact("您的评价", rating)}
            </dl>
        </section>
        <section><h2>"走过的环节"</h2><ol>{passed.collect_view()}</ol></section>
        {steps}
        <p class="public-foot"><a href="/c">"查另一件"</a></p>
    }
}
