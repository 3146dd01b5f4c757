//! The pages that the start screen does not need. Their code travels in a file of its own, so that a first visit over a
//! poor line is short. It is fetched once the start screen stands, and the service worker keeps it like every other file.

use super::{
    activity_edit::{ActivityEditPage, NewActivityPage, PlanActivityPage},
    assignments::{AssignmentsPage, WaitingAssignments},
    calendar::CalendarPage,
    checklist::ChecklistPage,
    door::DoorPage,
    handover_export::ExportPage,
    handover_import::ImportPage,
    matter::MatterPage,
    matter_form::{MatterFormPage, NewMatterPage},
    matters::MattersPage,
    me::MePage,
    messages::MessagesPage,
    opinion_report::{NewReportPage, ReportFormPage, ReportsPage},
    outbox::OutboxPage,
    outcome::{NewOutcomePage, OutcomeFormPage, OutcomesPage},
    proposal_form::{NewProposalPage, ProposalFormPage},
    proposals::{ProposalsPage, WaitingToSign},
    record_detail::RecordPage,
    records::RecordsPage,
    request_form::{NewRequestPage, RequestFormPage},
    requests::{RequestsPage, WaitingRequests},
    scan::ScanPage,
    screen::Screen,
    sign_in_here::SignInHerePage,
    venue_home::VenuePage,
};
use crate::{
    components::{
        button::{Button, Weight},
        empty_state::EmptyState,
        icon::Glyph,
        skeleton::Skeleton,
    },
    routes::phone as route,
    text::frame as words,
};
use futures_util::FutureExt;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// A page whose code comes after that of the start screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaterPage {
    /// 记录.
    Records,
    /// One record.
    Record,
    /// 记一次活动, with a new record.
    NewActivity,
    /// 安排活动, with a new record.
    PlanActivity,
    /// The form of one activity.
    Activity,
    /// 协商.
    Matters,
    /// 提一件事来协商, with a new record.
    NewMatter,
    /// One matter.
    Matter,
    /// The form of one matter.
    MatterForm,
    /// 群众诉求.
    Requests,
    /// Of the start page: how many requests wait, how many proposals to be signed, and what one is to do.
    WaitingElsewhere,
    /// 记一件群众诉求, with a new record.
    NewRequest,
    /// The form of one request.
    RequestForm,
    /// 社情民意.
    Reports,
    /// 写一条社情民意, with a new record.
    NewReport,
    /// The form of one opinion report.
    ReportForm,
    /// 提案.
    Proposals,
    /// 写一件提案, with a new record.
    NewProposal,
    /// The form of one proposal.
    ProposalForm,
    /// 协商成果.
    Outcomes,
    /// 记一件成果, with a new record.
    NewOutcome,
    /// The form of one outcome.
    OutcomeForm,
    /// 任务.
    Assignments,
    /// 日历.
    Calendar,
    /// 签到, as it is shown at the door.
    Door,
    /// 签到, as a code opens it.
    SignInHere,
    /// 扫一扫.
    Scan,
    /// 待上传.
    Outbox,
    /// 消息.
    Messages,
    /// One venue.
    Venue,
    /// A checklist of a venue.
    Checklist,
    /// 我的.
    Me,
    /// 导出没上传的内容.
    Export,
    /// 导入.
    Import,
}

/// Everything reached only from here goes into the file of its own.
#[wasm_split(pages, fallible, preload(fetch))]
fn draw(page: LaterPage) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        LaterPage::Records => view! { <RecordsPage/> }.into_any(),
        LaterPage::Record => view! { <RecordPage/> }.into_any(),
        LaterPage::NewActivity => view! { <NewActivityPage/> }.into_any(),
        LaterPage::PlanActivity => view! { <PlanActivityPage/> }.into_any(),
        LaterPage::Activity => view! { <ActivityEditPage/> }.into_any(),
        LaterPage::Door => view! { <DoorPage/> }.into_any(),
        LaterPage::SignInHere => view! { <SignInHerePage/> }.into_any(),
        LaterPage::Scan => view! { <ScanPage/> }.into_any(),
        LaterPage::Matters => view! { <MattersPage/> }.into_any(),
        LaterPage::NewMatter => view! { <NewMatterPage/> }.into_any(),
        LaterPage::Matter => view! { <MatterPage/> }.into_any(),
        LaterPage::MatterForm => view! { <MatterFormPage/> }.into_any(),
        LaterPage::Requests => view! { <RequestsPage/> }.into_any(),
        LaterPage::WaitingElsewhere => view! { <WaitingRequests/> <WaitingToSign/> <WaitingAssignments/> }.into_any(),
        LaterPage::NewRequest => view! { <NewRequestPage/> }.into_any(),
        LaterPage::RequestForm => view! { <RequestFormPage/> }.into_any(),
        LaterPage::Reports => view! { <ReportsPage/> }.into_any(),
        LaterPage::NewReport => view! { <NewReportPage/> }.into_any(),
        LaterPage::ReportForm => view! { <ReportFormPage/> }.into_any(),
        LaterPage::Proposals => view! { <ProposalsPage/> }.into_any(),
        LaterPage::NewProposal => view! { <NewProposalPage/> }.into_any(),
        LaterPage::ProposalForm => view! { <ProposalFormPage/> }.into_any(),
        LaterPage::Outcomes => view! { <OutcomesPage/> }.into_any(),
        LaterPage::NewOutcome => view! { <NewOutcomePage/> }.into_any(),
        LaterPage::OutcomeForm => view! { <OutcomeFormPage/> }.into_any(),
        LaterPage::Assignments => view! { <AssignmentsPage/> }.into_any(),
        LaterPage::Calendar => view! { <CalendarPage/> }.into_any(),
        LaterPage::Outbox => view! { <OutboxPage/> }.into_any(),
        LaterPage::Messages => view! { <MessagesPage/> }.into_any(),
        LaterPage::Venue => view! { <VenuePage/> }.into_any(),
        LaterPage::Checklist => view! { <ChecklistPage/> }.into_any(),
        LaterPage::Me => view! { <MePage/> }.into_any(),
        LaterPage::Export => view! { <ExportPage/> }.into_any(),
        LaterPage::Import => view! { <ImportPage/> }.into_any(),
    })
}

/// How the code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Unasked,
    Coming,
    Here,
    Missing,
}

/// The code of the later pages; taken from the context.
#[derive(Debug, Clone, Copy)]
pub struct LaterPages(RwSignal<Code>);

impl LaterPages {
    /// Nothing fetched yet.
    pub fn new() -> LaterPages {
        LaterPages(RwSignal::new(Code::Unasked))
    }

    /// How the code stands. The router draws a page a moment later, when the frame may be gone: another tab has taken over,
    /// or somebody else signs in; nobody sees that page any more.
    fn code(self) -> Code {
        self.0.try_get().unwrap_or(Code::Coming)
    }

    /// Fetches the code, unless it is here or on its way, or the frame is gone.
    pub fn fetch(self) {
        if !matches!(self.0.try_get_untracked(), Some(Code::Unasked | Code::Missing)) {
            return;
        }
        self.0.set(Code::Coming);
        spawn_local(async move {
            let code = if fetch().await.is_ok() { Code::Here } else { Code::Missing };
            self.0.try_set(code);
        });
    }
}

/// A page, as soon as its code is here.
#[component]
pub fn Later(
    /// Which.
    page: LaterPage,
) -> impl IntoView {
    let pages: LaterPages = expect_context();
    pages.fetch();
    let again = Callback::new(move |()| pages.fetch());
    move || match pages.code() {
        // The code is here, so the page is drawn at once, inside this page's owner.
        Code::Here => draw(page).now_or_never().and_then(Result::ok).unwrap_or_else(|| missing(again)),
        Code::Unasked | Code::Coming => {
            view! { <div class="screen"><main><Skeleton label=words::opening_page()/></main></div> }.into_any()
        }
        Code::Missing => missing(again),
    }
}

/// A part of the start page that comes when its code is here; until then there is nothing.
#[component]
pub fn LaterPart(
    /// Which.
    page: LaterPage,
) -> impl IntoView {
    let pages: LaterPages = expect_context();
    move || (pages.code() == Code::Here).then(|| draw(page).now_or_never().and_then(Result::ok)).flatten()
}

/// The line was lost between the start screen and this page, on the very first visit.
fn missing(again: Callback<()>) -> AnyView {
    view! {
        <Screen title=words::page_missing_title() back=route::HOME>
            <EmptyState glyph=Glyph::CloudOff title=words::page_missing_title() detail=words::page_missing()>
                <Button label=words::try_again() weight=Weight::Primary on_press=again/>
            </EmptyState>
        </Screen>
    }
    .into_any()
}
