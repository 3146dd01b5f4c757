//! The pages behind the link of a unit, which work without scripts: what was given to it, and one thing with the forms that
//! answer it.

use super::{
    behind::Page,
    document::render,
    form::{Form, Step},
    installation,
    notice::page,
};
use crate::{
    app::App,
    store::{StoreError, UnitLink},
};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{hand_over::Part, id::RecordId};
use jiff::civil::Date;
use leptos::prelude::*;

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// No link has this address.
    Unknown,
    /// It has been taken back, or its time is over.
    Ended,
    /// What it names was not given to this unit.
    NotYours,
}

/// The page that says so.
pub async fn gone(app: &App, request: Request, why: Gone) -> Response {
    let (status, title, text) = match why {
        Gone::Unknown => (
            StatusCode::NOT_FOUND,
            "没有这个链接",
            "地址可能没有复制全。请从原来的消息里重新打开，或者向交办的政协办公室再要一个。",
        ),
        Gone::Ended => (
            StatusCode::GONE,
            "这个链接已经失效",
            "它到期了，或者已经收回。答复过的内容都在；请向交办的政协办公室要一个新的链接。",
        ),
        Gone::NotYours => (StatusCode::NOT_FOUND, "这里没有这一件", "这件事没有交给本单位，或者已经改交别的单位。"),
    };
    page(request, status, app.assets.build().await, title, text).await
}

/// One line of the worklist.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which.
    pub rec: RecordId,
    /// The matter.
    pub title: String,
    /// What is asked.
    pub ask: String,
    /// The unit's part.
    pub part: Part,
    /// Where it stands.
    pub stage: String,
    /// Until when it is to be answered.
    pub deadline: Option<Date>,
    /// By how many days the answer is late.
    pub late: Option<i64>,
    /// Whether an answer is owed.
    pub is_owed: bool,
    /// Whether it has come to its end.
    pub is_over: bool,
}

/// The worklist of a unit.
///
/// # Errors
/// A failing store.
pub async fn worklist(
    app: &App,
    request: Request,
    link: &UnitLink,
    secret: &str,
    lines: Vec<Line>,
) -> Result<Response, StoreError> {
    let site = app.assets.build().await;
    let installation = installation(app).await?;
    let (unit, at) = (link.unit.clone(), crate::units::path(secret));
    let until = crate::clock::day(link.expires).to_string();
    let (owed, rest): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.is_owed);
    let (answered, over): (Vec<Line>, Vec<Line>) = rest.into_iter().partition(|line| !line.is_over);
    let none = owed.is_empty() && answered.is_empty() && over.is_empty();
    let demo = installation.demo;
    let body = view! {
        <h1>{unit.clone()}" · 交办事项"</h1>
        {demo.then(|| view! { <p class="public-demo">"演示数据，人物和单位都是虚构的。"</p> })}
        {none.then(|| view! { <p>"现在没有交给本单位的事。"</p> })}
        <Group title="等着答复" lines=owed at=at.clone() />
        <Group title="已答复，还在办" lines=answered at=at.clone() />
        <Group title="办结和退回的" lines=over at=at />
        <p class="small ink-2">"这个链接只给"{unit.clone()}"用，请不要转发。"{until}"以前有效。"</p>
    };
    Ok(render(request, move || view! { <Page site title=format!("{unit} · 交办事项")>{body}</Page> }.into_any()).await)
}

#[component]
fn Group(title: &'static str, lines: Vec<Line>, at: String) -> impl IntoView {
    let line = move |line: Line| {
        let late = line.late.map(|days| format!("超期 {days} 天"));
        let due = line.deadline.filter(|_| line.is_owed).map(|day| format!("{day} 前答复"));
        let said = [Some(line.part.zh().to_owned()), Some(line.stage), due].into_iter().flatten().collect::<Vec<_>>();
        view! {
            <li class="unit-line">
                <a href=format!("{at}/{}", line.rec)>{line.title}</a>
                <p class="unit-ask">{line.ask}</p>
                <p class="small ink-2">{said.join(" · ")} {late.map(|late| view! { " · " <strong class="red">{late}</strong> })}</p>
            </li>
        }
    };
    (!lines.is_empty()).then(|| {
        let heading = format!("{title}（{}）", lines.len());
        view! { <section><h2>{heading}</h2><ul class="unit-lines">{lines.into_iter().map(line).collect_view()}</ul></section> }
    })
}

/// One thing given to a unit, as its page shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The address of the worklist.
    pub back: String,
    /// Where the forms go.
    pub action: String,
    /// The unit.
    pub unit: String,
    /// The matter.
    pub title: String,
    /// What is asked.
    pub ask: String,
    /// Where it stands.
    pub stage: String,
    /// By how many days the answer is late.
    pub late: Option<i64>,
    /// Named values, what was answered so far behind.
    pub facts: Vec<(String, String)>,
    /// What the unit may do now.
    pub steps: Vec<Step>,
    /// The version that is shown.
    pub version: u64,
    /// Whether something was just saved.
    pub said: bool,
    /// Why what was just sent was not taken.
    pub refused: Option<String>,
}

/// The page of one thing.
pub async fn one(app: &App, request: Request, shown: Shown) -> Response {
    let site = app.assets.build().await;
    let title = format!("{} · {}", shown.title, shown.unit);
    let body = view! { <One shown /> };
    render(request, move || view! { <Page site title>{body}</Page> }.into_any()).await.into_response()
}

#[component]
fn One(shown: Shown) -> impl IntoView {
    let Shown { back, action, unit, title, ask, stage, late, facts, steps, version, said, refused } = shown;
    let late = late.map(|days| view! { " · " <strong class="red">{format!("答复超期 {days} 天")}</strong> });
    let is_one = steps.len() == 1;
    let steps = steps.into_iter().map(|step| {
        let open = is_one || step.is_asked;
        view! { <Form step action=action.clone() version open /> }
    });
    view! {
        <p><a href=back>"回到"{unit}"的全部事项"</a></p>
        <h1>{title}</h1>
        <p class="ink-2">"现在："{stage}{late}</p>
        {said.then(|| view! { <p class="note done" role="status">"已经收到，交办的办公室和委员都看得到。"</p> })}
        {refused.map(|words| view! { <p class="note act" role="alert">{words}"。您写的都还在下面。"</p> })}
        <section>
            <h2>"要办什么"</h2>
            <p class="unit-ask">{ask}</p>
            <dl class="facts">
                {facts.into_iter().map(|(name, said)| view! { <div><dt>{name}</dt><dd class="kept-lines">{said}</dd></div> }).collect_view()}
            </dl>
        </section>
        {steps.collect_view()}
    }
}
