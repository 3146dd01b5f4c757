//! The invented places: the committee and its parts, venues, towns, and the units that members keep contact with.

mod parts;
mod towns;
mod units;

pub use parts::{CHECKLIST, CHECKLIST_ITEMS, CLUSTERS, GROUPS, Runs, SECTOR_GROUPS, SPECIAL_COMMITTEES};
pub use towns::TOWNS;
pub use units::UNITS;

use domain::venue::VenueType::{self, DeliberationCouncil, DeliberationRoom, MemberStation, MemberStudio};

/// The committee.
pub const COMMITTEE: &str = "示例区政协";

/// A venue beside the liaison groups of the towns.
pub struct Place {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: VenueType,
    /// Where it stands.
    pub place: &'static str,
    /// The special committee it comes under, as a place in [`SPECIAL_COMMITTEES`].
    pub under: usize,
    /// The cluster it belongs to, as a place in [`CLUSTERS`].
    pub cluster: Option<usize>,
    /// The instructor.
    pub instructor: &'static str,
    /// The sector whose members from the towns work there too.
    pub sector: Option<&'static str>,
    /// The town whose first members work there too, as a place in [`TOWNS`].
    pub town: Option<usize>,
}

#[expect(clippy::too_many_arguments, reason = "a line of a table, and the columns stand in its heading")]
const fn p(
    name: &'static str,
    kind: VenueType,
    place: &'static str,
    under: usize,
    cluster: Option<usize>,
    instructor: &'static str,
    sector: Option<&'static str>,
    town: Option<usize>,
) -> Place {
    Place { name, kind, place, under, cluster, instructor, sector, town }
}

/// The venues; the stories turn around the first three. After them come the liaison groups of [`TOWNS`].
#[rustfmt::skip]
pub const VENUES: [Place; 11] = [
    p("清河镇委员工作站", MemberStation, "清河镇文化站二楼", 2, Some(0), "区政协农业和农村委员会主任", None, None),
    p("桂花巷协商议事室", DeliberationRoom, "桂花巷社区服务中心一楼东侧", 4, Some(1), "区政协社会法制委员会主任", None, None),
    p("农业界委员工作室", MemberStudio, "区农技推广站三楼", 2, None, "区农业农村局总农艺师", None, None),
    p("医药卫生界委员工作室", MemberStudio, "区中医院门诊楼六楼", 3, None, "区卫生健康局副局长", Some("医药卫生界"), None),
    p("教育界委员工作室", MemberStudio, "区教师进修学校图书楼", 3, None, "区教育局教研室主任", Some("教育界"), None),
    p("工商联委员工作室", MemberStudio, "区总商会大楼四楼", 1, None, "区工商联秘书长", Some("工商联"), None),
    p("法律界委员工作室", MemberStudio, "区公共法律服务中心二楼", 4, None, "区司法局副局长", Some("法律界"), None),
    p("清河镇协商议事会", DeliberationCouncil, "清河镇政府会议室", 2, Some(0), "清河镇人大主席", None, Some(4)),
    p("清河镇柳林协商议事室", DeliberationRoom, "柳林村老戏台旁", 2, Some(0), "清河镇副镇长", None, Some(4)),
    p("城东街道委员工作站", MemberStation, "城东街道党群服务中心", 4, Some(1), "城东街道办事处副主任", None, Some(2)),
    p("桂花巷协商议事会", DeliberationCouncil, "桂花巷社区议事厅", 4, Some(1), "桂花巷社区党总支书记", None, Some(2)),
];

/// How many studios and liaison groups there are: as in the published year.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_five_studios_and_eighteen_liaison_groups() {
        assert_eq!(VENUES.iter().filter(|place| place.kind == MemberStudio).count(), 5);
        assert_eq!(TOWNS.len(), 18);
        assert!(VENUES.iter().all(|place| place.under < SPECIAL_COMMITTEES.len()));
    }
}
