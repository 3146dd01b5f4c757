//! The invented members, their sectors, and where they work.

/// Somebody of the roster.
pub struct Person {
    /// The name.
    pub name: &'static str,
    /// The sector 界别.
    pub sector: &'static str,
    /// Where one works, as places in [`super::places::VENUES`].
    pub at: At,
}

/// Where somebody works during the year.
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

use At::{Joined, Moved, One, Two};

/// Who signs in as a member: the first two share a venue.
pub const WITH_PASSWORD: [&str; 3] = ["周明远", "沈素云", "何静怡"];

/// Who runs each venue.
pub const CONVENORS: [&str; 3] = ["许国安", "邵文清", "田一川"];

/// The office: name, login, and what the demo calls the role.
pub const STAFF: &str = "蒋文博";
/// Who reads the results.
pub const LEADER: &str = "韩立诚";
/// Who keeps the machine.
pub const ADMIN: &str = "系统管理员";

const fn p(name: &'static str, sector: &'static str, at: At) -> Person {
    Person { name, sector, at }
}

/// Thirty members, all invented.
pub const PEOPLE: [Person; 30] = [
    p("周明远", "农业界", One(0)),
    p("沈素云", "医药卫生界", One(0)),
    p("许国安", "中共界", One(0)),
    p("汪长河", "经济界", One(0)),
    p("罗启山", "科学技术界", One(0)),
    p("段晓梅", "教育界", One(0)),
    p("彭家声", "农业界", Two(0, 2)),
    p("邱秀兰", "妇联", One(0)),
    p("温海涛", "工商联", One(0)),
    p("耿玉成", "民建", Moved(0, 1)),
    p("葛春生", "少数民族界", One(0)),
    p("尹思源", "共青团", Joined(0)),
    p("何静怡", "法律界", One(1)),
    p("邵文清", "社会福利和社会保障界", One(1)),
    p("柳学敏", "教育界", One(1)),
    p("程远航", "科学技术协会", One(1)),
    p("曾庆华", "九三学社", One(1)),
    p("冯玉洁", "医药卫生界", Two(1, 0)),
    p("陆建平", "经济界", One(1)),
    p("杜若岚", "文化艺术界", One(1)),
    p("孟宪章", "民革", One(1)),
    p("石磊", "总工会", Joined(1)),
    p("田一川", "农业界", One(2)),
    p("常满仓", "农业界", One(2)),
    p("乔新苗", "科学技术界", One(2)),
    p("白玉山", "工商联", One(2)),
    p("苗翠英", "妇联", One(2)),
    p("戴志农", "农业界", One(2)),
    p("严守田", "农工党", Moved(2, 0)),
    p("古丽娜", "少数民族界", Two(2, 1)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use domain::search::pinyin_keys;
    use std::collections::BTreeSet;

    #[test]
    fn names_and_logins_are_unique_and_everybody_named_is_on_the_roster() {
        let names: BTreeSet<_> = PEOPLE.iter().map(|person| person.name).collect();
        let logins: BTreeSet<_> = names.iter().map(|name| pinyin_keys(name).0).collect();
        assert_eq!((names.len(), logins.len()), (30, 30));
        assert!(WITH_PASSWORD.iter().chain(&CONVENORS).all(|name| names.contains(name)));
    }
}
