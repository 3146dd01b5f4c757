//! The pages of the phone.

use crate::pages::phone::{HomePage, Later, LaterPage, NoPage, PhoneFrame};
use domain::id::{RecordId, VenueId};
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
/// 导出没上传的内容.
pub const EXPORT: &str = "/app/export";
/// 导入.
pub const IMPORT: &str = "/app/import";
/// 待上传.
pub const OUTBOX: &str = "/app/outbox";
/// 记一次活动, with a new record.
pub const NEW_ACTIVITY: &str = "/app/activity/new";
/// 安排活动, with a new record.
pub const PLAN_ACTIVITY: &str = "/app/activity/plan";
/// 协商.
pub const MATTERS: &str = "/app/matters";
/// 提一件事来协商, with a new record.
pub const NEW_MATTER: &str = "/app/matters/new";
/// 群众诉求.
pub const REQUESTS: &str = "/app/requests";
/// 记一件群众诉求, with a new record.
pub const NEW_REQUEST: &str = "/app/requests/new";
/// 社情民意.
pub const REPORTS: &str = "/app/reports";
/// 提案.
pub const PROPOSALS: &str = "/app/proposals";
/// 写一件提案, with a new record.
pub const NEW_PROPOSAL: &str = "/app/proposals/new";
/// 协商成果.
pub const OUTCOMES: &str = "/app/outcomes";
/// 记一件成果, with a new record.
pub const NEW_OUTCOME: &str = "/app/outcomes/new";
/// 任务.
pub const ASSIGNMENTS: &str = "/app/assignments";
/// 写一条社情民意, with a new record.
pub const NEW_REPORT: &str = "/app/reports/new";
/// 日历.
pub const CALENDAR: &str = "/app/calendar";
/// What the code at a door opens; its parts follow.
pub const SIGN_IN: &str = "/app/sign-in";
/// 扫一扫.
pub const SCAN: &str = "/app/scan";
/// In the address of a form: its record is a new one. Without it a record that is not here is waited for.
pub const NEW: &str = "new";
/// In the address of a form: the record that the new one grows out of.
pub const FROM: &str = "from";
/// In the address of a form: it announces something.
pub const PLAN: &str = "plan";
/// In the address of a form: what was announced has taken place.
pub const HOLD: &str = "held";

/// One record.
pub fn record(rec: RecordId) -> String {
    format!("/app/record/{rec}")
}

/// The form of one activity.
pub fn activity(rec: RecordId) -> String {
    format!("/app/activity/{rec}")
}

/// A matter of consultation.
pub fn matter(rec: RecordId) -> String {
    format!("/app/matter/{rec}")
}

/// The form of a matter that is being raised.
pub fn matter_form(rec: RecordId) -> String {
    format!("/app/matter/{rec}/form")
}

/// The form of a matter that grows out of another record.
pub fn matter_form_from(rec: RecordId, origin: RecordId) -> String {
    format!("/app/matter/{rec}/form?{FROM}={origin}")
}

/// The form of a request that is being written down.
pub fn request_form(rec: RecordId) -> String {
    format!("/app/request/{rec}/form")
}

/// The form of an opinion report that is being written.
pub fn report_form(rec: RecordId) -> String {
    format!("/app/report/{rec}/form")
}

/// The form of a proposal that is being written.
pub fn proposal_form(rec: RecordId) -> String {
    format!("/app/proposal/{rec}/form")
}

/// The form of a proposal that grows out of another record.
pub fn proposal_form_from(rec: RecordId, origin: RecordId) -> String {
    format!("/app/proposal/{rec}/form?{FROM}={origin}")
}

/// The form of an outcome that is being written.
pub fn outcome_form(rec: RecordId) -> String {
    format!("/app/outcome/{rec}/form")
}

/// The form of an outcome that grows out of another record.
pub fn outcome_form_from(rec: RecordId, origin: RecordId) -> String {
    format!("/app/outcome/{rec}/form?{FROM}={origin}")
}

/// The page of one venue.
pub fn venue(venue: VenueId) -> String {
    format!("/app/venue/{venue}")
}

/// What a venue says of one checklist.
pub fn checklist(venue: VenueId, checklist: RecordId) -> String {
    format!("/app/venue/{venue}/checklist/{checklist}")
}

/// The form of a new activity.
pub fn new_activity(rec: RecordId) -> String {
    format!("/app/activity/{rec}?{NEW}=1")
}

/// The form of a new activity that grows out of another record.
pub fn new_activity_from(rec: RecordId, origin: RecordId) -> String {
    format!("/app/activity/{rec}?{NEW}=1&{FROM}={origin}")
}

/// The form of a new activity that is still to come.
pub fn new_plan(rec: RecordId) -> String {
    format!("/app/activity/{rec}?{NEW}=1&{PLAN}=1")
}

/// The form of an activity that was announced and has taken place.
pub fn hold(rec: RecordId) -> String {
    format!("/app/activity/{rec}?{HOLD}=1")
}

/// 签到, as whoever runs an activity shows it.
pub fn door(rec: RecordId) -> String {
    format!("/app/door/{rec}")
}

/// Every page of the phone, under `/app`.
#[component]
pub fn PhoneRoutes() -> impl IntoView {
    view! {
        <Router base="/app">
            <PhoneFrame>
                <Routes fallback=NoPage>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/records") view=|| view! { <Later page=LaterPage::Records/> }/>
                    <Route path=path!("/record/:rec") view=|| view! { <Later page=LaterPage::Record/> }/>
                    <Route path=path!("/activity/new") view=|| view! { <Later page=LaterPage::NewActivity/> }/>
                    <Route path=path!("/activity/plan") view=|| view! { <Later page=LaterPage::PlanActivity/> }/>
                    <Route path=path!("/activity/:rec") view=|| view! { <Later page=LaterPage::Activity/> }/>
                    <Route path=path!("/matters") view=|| view! { <Later page=LaterPage::Matters/> }/>
                    <Route path=path!("/matters/new") view=|| view! { <Later page=LaterPage::NewMatter/> }/>
                    <Route path=path!("/matter/:rec") view=|| view! { <Later page=LaterPage::Matter/> }/>
                    <Route path=path!("/matter/:rec/form") view=|| view! { <Later page=LaterPage::MatterForm/> }/>
                    <Route path=path!("/requests") view=|| view! { <Later page=LaterPage::Requests/> }/>
                    <Route path=path!("/requests/new") view=|| view! { <Later page=LaterPage::NewRequest/> }/>
                    <Route path=path!("/request/:rec/form") view=|| view! { <Later page=LaterPage::RequestForm/> }/>
                    <Route path=path!("/reports") view=|| view! { <Later page=LaterPage::Reports/> }/>
                    <Route path=path!("/reports/new") view=|| view! { <Later page=LaterPage::NewReport/> }/>
                    <Route path=path!("/report/:rec/form") view=|| view! { <Later page=LaterPage::ReportForm/> }/>
                    <Route path=path!("/proposals") view=|| view! { <Later page=LaterPage::Proposals/> }/>
                    <Route path=path!("/proposals/new") view=|| view! { <Later page=LaterPage::NewProposal/> }/>
                    <Route path=path!("/proposal/:rec/form") view=|| view! { <Later page=LaterPage::ProposalForm/> }/>
                    <Route path=path!("/outcomes") view=|| view! { <Later page=LaterPage::Outcomes/> }/>
                    <Route path=path!("/outcomes/new") view=|| view! { <Later page=LaterPage::NewOutcome/> }/>
                    <Route path=path!("/outcome/:rec/form") view=|| view! { <Later page=LaterPage::OutcomeForm/> }/>
                    <Route path=path!("/assignments") view=|| view! { <Later page=LaterPage::Assignments/> }/>
                    <Route path=path!("/calendar") view=|| view! { <Later page=LaterPage::Calendar/> }/>
                    <Route path=path!("/door/:rec") view=|| view! { <Later page=LaterPage::Door/> }/>
                    <Route
                        path=path!("/sign-in/:feed/:rec/:step/:code")
                        view=|| view! { <Later page=LaterPage::SignInHere/> }
                    />
                    <Route path=path!("/scan") view=|| view! { <Later page=LaterPage::Scan/> }/>
                    <Route path=path!("/outbox") view=|| view! { <Later page=LaterPage::Outbox/> }/>
                    <Route path=path!("/messages") view=|| view! { <Later page=LaterPage::Messages/> }/>
                    <Route path=path!("/venue/:venue") view=|| view! { <Later page=LaterPage::Venue/> }/>
                    <Route
                        path=path!("/venue/:venue/checklist/:checklist")
                        view=|| view! { <Later page=LaterPage::Checklist/> }
                    />
                    <Route path=path!("/me") view=|| view! { <Later page=LaterPage::Me/> }/>
                    <Route path=path!("/export") view=|| view! { <Later page=LaterPage::Export/> }/>
                    <Route path=path!("/import") view=|| view! { <Later page=LaterPage::Import/> }/>
                </Routes>
            </PhoneFrame>
        </Router>
    }
}
