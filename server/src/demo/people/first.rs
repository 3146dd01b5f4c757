//! The thirty members around whom the stories of the current year turn.

use super::{
    At::{self, Joined, Moved, One, Two},
    Person,
};

const fn p(name: &'static str, sector: &'static str, at: At) -> Person {
    Person { name, sector, at }
}

/// They work at the first three venues.
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
