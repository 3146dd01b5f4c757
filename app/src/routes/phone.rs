//! The pages of the phone.

use crate::pages::phone::{
    ActivityEditPage, HomePage, MePage, MessagesPage, NewActivityPage, NoPage, OutboxPage, PhoneFrame, RecordPage,
    RecordsPage,
};
use domain::id::RecordId;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// 首页.
pub const HOME: &str = "/app";
/// 记录.
pub const RECORDS: &str = "/app/records";
/// 消息.
pub const MESSAGES: &str = "/app/messages";
/// 我的.
pub const ME: &str = "/app/me";
/// 待上传.
pub const OUTBOX: &str = "/app/outbox";
/// 记一次活动, with a new record.
pub const NEW_ACTIVITY: &str = "/app/activity/new";

/// One record.
pub fn record(rec: RecordId) -> String {
    format!("/app/record/{rec}")
}

/// The form of one activity.
pub fn activity(rec: RecordId) -> String {
    format!("/app/activity/{rec}")
}

/// Every page of the phone, under `/app`.
#[component]
pub fn PhoneRoutes() -> impl IntoView {
    view! {
        <Router base="/app">
            <PhoneFrame>
                <Routes fallback=NoPage>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/records") view=RecordsPage/>
                    <Route path=path!("/record/:rec") view=RecordPage/>
                    <Route path=path!("/activity/new") view=NewActivityPage/>
                    <Route path=path!("/activity/:rec") view=ActivityEditPage/>
                    <Route path=path!("/outbox") view=OutboxPage/>
                    <Route path=path!("/messages") view=MessagesPage/>
                    <Route path=path!("/me") view=MePage/>
                </Routes>
            </PhoneFrame>
        </Router>
    }
}
