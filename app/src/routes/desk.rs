//! The pages of the desk.

use crate::pages::desk::{DeskFrame, FiguresPage, RecordPage, RefusedPage, ReviewPage, SpecimensPage, StartPage};
use domain::id::RecordId;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// Where the desk begins: leads on to what the role may use.
pub const START: &str = "/desk";
/// The records that wait.
pub const REVIEW: &str = "/desk/review";
/// The figures.
pub const FIGURES: &str = "/desk/figures";
/// Every component in its states; for demonstration data only.
pub const COMPONENTS: &str = "/desk/components";
/// What the server refused of what was done here.
pub const REFUSED: &str = "/desk/refused";
/// The app on the phone.
pub const PHONE: &str = "/app";

/// The page of one record.
pub fn record(rec: RecordId) -> String {
    format!("/desk/records/{rec}")
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
                    <Route path=path!("/figures") view=FiguresPage />
                    <Route path=path!("/records/:rec") view=RecordPage />
                    <Route path=path!("/refused") view=RefusedPage />
                    <Route path=path!("/components") view=SpecimensPage />
                </Routes>
            </DeskFrame>
        </Router>
    }
}
