//! The invented people: members with their sectors and where they work, and the office.

mod first;
mod towns;

pub use first::PEOPLE;
pub use towns::{SECTORS_IN_TURN, TOWNSPEOPLE};

/// Somebody of the first thirty, around whom the stories of the current year turn.
pub struct Person {
    /// The name.
    pub name: &'static str,
    /// The sector 界别.
    pub sector: &'static str,
    /// Where one works, as places in [`super::places::VENUES`].
    pub at: At,
}

/// Where somebody works during the year.
#[derive(Debug, Clone, Copy)]
pub enum At {
    /// At one venue all the time.
    One(usize),
    /// At two venues all the time.
    Two(usize, usize),
    /// At the first until the middle of the year, then at the second.
    Moved(usize, usize),
    /// At one from the middle of the year on.
    Joined(usize),
}

/// Who signs in as a member: the first two share a venue.
pub const WITH_PASSWORD: [&str; 3] = ["周明远", "沈素云", "何静怡"];

/// Who runs the first three venues.
pub const CONVENORS: [&str; 3] = ["许国安", "邵文清", "田一川"];

/// Of the office of the committee.
pub const STAFF: &str = "蒋文博";
/// Of the office of one special committee.
pub const STAFF_OF_SPECIAL_COMMITTEE: &str = "殷若谷";
/// Who reads the results.
pub const LEADER: &str = "韩立诚";
/// Who keeps the machine.
pub const ADMIN: &str = "系统管理员";

/// The one who leaves the committee in the middle of the year told.
pub const LEAVES: &str = "门清泉";

#[cfg(test)]
mod tests {
    use super::*;
    use domain::search::pinyin_keys;
    use std::collections::BTreeSet;

    #[test]
    fn names_and_logins_are_unique_and_everybody_named_is_on_the_roster() {
        let first = PEOPLE.iter().map(|person| person.name);
        let all: Vec<&str> = first.chain(TOWNSPEOPLE.iter().copied().flat_map(str::split_whitespace)).collect();
        let names: BTreeSet<_> = all.iter().copied().collect();
        let office = [STAFF, STAFF_OF_SPECIAL_COMMITTEE, LEADER];
        let mut logins: BTreeSet<_> = BTreeSet::new();
        let twice: Vec<_> = all.iter().chain(&office).filter(|name| !logins.insert(pinyin_keys(name).0)).collect();
        assert_eq!(twice, Vec::<&&str>::new());
        assert_eq!((all.len(), names.len()), (216, 216));
        assert!(WITH_PASSWORD.iter().chain(&CONVENORS).chain([&LEAVES]).all(|name| names.contains(name)));
    }
}
