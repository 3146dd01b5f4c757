//! The opinion report 社情民意信息: what a member, or a party or another group, reports of what people say and need. A workflow
//! leads it from its submission to where it was sent, who adopted it, and what a leader wrote on it.

use crate::{fields::Fields, kind::text_enum};

/// Which level adopted it: a [`Level`] id, as its workflow demands it.
pub const ADOPTED_BY: &str = "demand:adopted_by";
/// The preset that leads opinion reports.
pub const WORKFLOW_PRESET: &str = "opinion_report_1";

text_enum! {
    /// A level of the country, from the county up.
    Level {
        /// The county's own party committee or government.
        County = "county" "区县采用",
        /// The city.
        City = "city" "市级采用",
        /// The province.
        Province = "province" "省级采用",
        /// The whole country.
        Nation = "nation" "全国采用",
    }
}

/// Which level adopted a report; `None` where none has yet.
pub fn adopted_by(body: &Fields) -> Option<Level> {
    body.parsed(ADOPTED_BY)
}
