//! The invented committee and its venues.

use domain::venue::VenueType;

/// The committee.
pub const COMMITTEE: &str = "示例区政协";

/// A venue.
pub struct Place {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: VenueType,
    /// Where it stands.
    pub place: &'static str,
}

/// The venues.
pub const VENUES: [Place; 3] = [
    Place { name: "清河镇委员工作站", kind: VenueType::MemberStation, place: "清河镇文化站二楼" },
    Place {
        name: "桂花巷协商议事室", kind: VenueType::DeliberationRoom, place: "桂花巷社区服务中心一楼东侧"
    },
    Place { name: "农业界委员工作室", kind: VenueType::MemberStudio, place: "区农技推广站三楼" },
];
