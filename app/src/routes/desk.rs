//! The pages of the desk.

use crate::pages::desk::{
    Address, CalendarPage, DeskFrame, MatterPage, MattersPage, MemberPage, OutcomesPage, OverviewPage, PosterPage,
    RecordPage, RefusedPage, ReviewPage, RosterPage, SlipPage, SpecimensPage, StartPage, SubmissionsPage,
    UnitLinksPage, VenuePage, WorkflowPage, WorkflowsPage,
};
use domain::{
    day::Period,
    id::{MemberId, RecordId, VenueId},
    policy::Scope,
};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// Where the desk begins: leads on to what the role may use.
pub const START: &str = "/desk";
/// The records that wait.
pub const REVIEW: &str = "/desk/review";
/// Every component in its states; for demonstration data only.
pub const COMPONENTS: &str = "/desk/components";
/// What the server refused of what was done here.
pub const REFUSED: &str = "/desk/refused";
/// A scope on one screen.
pub const OVERVIEW: &str = "/desk/overview";
/// The activities of a month.
pub const CALENDAR: &str = "/desk/calendar";
/// 协商与交办: the matters of the committee.
pub const MATTERS: &str = "/desk/matters";
/// The workflows of the committee.
pub const WORKFLOWS: &str = "/desk/matters/workflows";
/// The app on the phone.
pub const PHONE: &str = "/app";

/// The page of one record.
pub fn record(rec: RecordId) -> String {
    format!("/desk/records/{rec}")
}

/// The links of units.
pub const UNIT_LINKS: &str = "/desk/matters/units";
/// Which list of [`MATTERS`] shows what was given to units.
pub const GIVEN: &str = "hand_overs";

/// What was given to units.
pub fn hand_overs() -> String {
    format!("{MATTERS}?show={GIVEN}")
}

/// Which list of [`MATTERS`] shows what citizens asked for.
pub const ASKED: &str = "requests";

/// What citizens asked for.
pub fn requests() -> String {
    format!("{MATTERS}?show={ASKED}")
}

/// 提案与社情民意: what members and groups submit, what was written out of it, and what somebody is to do.
pub const SUBMISSIONS: &str = "/desk/submissions";
/// Which list of [`SUBMISSIONS`] shows proposals.
pub const PROPOSED: &str = "proposals";
/// Which shows opinion reports.
pub const REPORTED: &str = "opinion_reports";
/// Which shows outcomes.
pub const WRITTEN: &str = "outcomes";
/// Which shows what somebody is to do.
pub const ASSIGNED: &str = "assignments";

/// One list of [`SUBMISSIONS`].
pub fn submissions(list: &str) -> String {
    format!("{SUBMISSIONS}?show={list}")
}

/// What became of each suggestion of a matter.
pub fn outcomes(rec: RecordId) -> String {
    format!("{MATTERS}/{rec}/outcomes")
}

/// A hand-over on one sheet of paper.
pub fn slip(rec: RecordId) -> String {
    format!("{MATTERS}/{rec}/slip")
}

/// The page of one matter.
pub fn matter(rec: RecordId) -> String {
    format!("{MATTERS}/{rec}")
}

/// The page of one workflow, by the id of its record or of a preset.
pub fn workflow(id: &str) -> String {
    format!("{WORKFLOWS}/{id}")
}

/// Members, venues and parts of the organisation.
pub const ROSTER: &str = "/desk/roster";

/// The roster as a query narrows it down.
pub fn roster(query: &str) -> String {
    format!("{ROSTER}{query}")
}

/// The overview as an address has it.
pub fn overview(address: &Address) -> String {
    format!("{OVERVIEW}{}", address.to_query())
}

/// The month of a day, with that day picked; the present month where no day is said.
pub fn calendar(address: &Address, day: Option<Date>) -> String {
    let day = day.map_or(String::new(), |day| format!("&day={day}"));
    format!("{CALENDAR}{}{day}", address.with_open(None).to_query())
}

/// A month of the calendar, no day picked.
pub fn month(address: &Address, month: Period) -> String {
    format!("{CALENDAR}{}&month={month}", address.with_open(None).to_query())
}

/// The page of a venue.
pub fn venue(venue: VenueId, address: &Address) -> String {
    format!("/desk/venues/{venue}{}", address.to_query())
}

/// The code of a venue's public page, to be put on a wall.
pub fn poster(venue: VenueId) -> String {
    format!("/desk/venues/{venue}/poster")
}

/// The page of a member.
pub fn member(member: MemberId, address: &Address) -> String {
    format!("/desk/members/{member}{}", address.to_query())
}

/// The page of a scope: venues and members have their own, everything else is an overview.
pub fn of_scope(scope: Scope, address: &Address) -> String {
    let plain = address.with_open(None);
    match scope {
        Scope::Venue(id) => venue(id, &plain),
        Scope::Member(id) => member(id, &plain),
        _ => overview(&plain.with_scope(scope)),
    }
}

/// Every page of the desk, under `/desk`.
#[component]
pub fn DeskRoutes() -> impl IntoView {
    view! {
        <Router base="/desk">
            <DeskFrame>
                <Routes fallback=StartPage>
                    <Route path=path!("/") view=StartPage />
                    <Route path=path!("/review") view=ReviewPage />
                    <Route path=path!("/overview") view=OverviewPage />
                    <Route path=path!("/calendar") view=CalendarPage />
                    <Route path=path!("/venues/:venue") view=VenuePage />
                    <Route path=path!("/venues/:venue/poster") view=PosterPage/>
                    <Route path=path!("/members/:member") view=MemberPage />
                    <Route path=path!("/roster") view=RosterPage />
                    <Route path=path!("/records/:rec") view=RecordPage />
                    <Route path=path!("/matters") view=MattersPage />
                    <Route path=path!("/matters/workflows") view=WorkflowsPage />
                    <Route path=path!("/matters/workflows/:id") view=WorkflowPage />
                    <Route path=path!("/matters/units") view=UnitLinksPage />
                    <Route path=path!("/matters/:rec") view=MatterPage />
                    <Route path=path!("/matters/:rec/outcomes") view=OutcomesPage />
                    <Route path=path!("/matters/:rec/slip") view=SlipPage />
                    <Route path=path!("/submissions") view=SubmissionsPage/>
                    <Route path=path!("/refused") view=RefusedPage />
                    <Route path=path!("/components") view=SpecimensPage />
                </Routes>
            </DeskFrame>
        </Router>
    }
}
