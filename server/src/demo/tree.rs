//! The committees around the one that the stories turn around: the city above it.

use super::{
    dice::Dice,
    roster::{Roster, office},
};
use domain::{
    committee::Level,
    policy::{Role, Scope},
    search::pinyin_keys,
};

/// The committee of the city.
pub const CITY: &str = "示例市政协";
/// Of the office of the city.
const STAFF: &str = "葛敏之";
/// Who reads the results of the city.
const LEADER: &str = "沙伯钧";

/// The committee of the city with its office.
pub fn city(dice: &mut Dice, at: u64) -> Roster {
    let mut city = Roster::of(dice, CITY, Level::City, None, at);
    let whole = Scope::Committee(city.committee);
    for (name, role) in [(STAFF, Role::Staff), (LEADER, Role::Leader)] {
        let player = office(dice, city.committee, name, pinyin_keys(name).0, (role, whole), at);
        city.office.push(player);
    }
    city
}
