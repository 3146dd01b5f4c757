//! The parts of the committee that members and venues belong to.

use domain::organisation::GroupType::{self, Commerce, Organisation, Party};

/// The special committees 专委会.
pub const SPECIAL_COMMITTEES: [&str; 8] = [
    "提案委员会",
    "经济和科技委员会",
    "农业和农村委员会",
    "教科卫体委员会",
    "社会法制和民族宗教委员会",
    "人口资源环境委员会",
    "文化文史和学习委员会",
    "委员联络工作委员会",
];

/// Parties and other groups 党派团体, each with the sector whose members are of it.
pub const GROUPS: [(&str, GroupType, &str); 10] = [
    ("民革示例区总支部", Party, "民革"),
    ("民盟示例区总支部", Party, "民盟"),
    ("民建示例区支部", Party, "民建"),
    ("农工党示例区支部", Party, "农工党"),
    ("九三学社示例区支社", Party, "九三学社"),
    ("示例区工商业联合会", Commerce, "工商联"),
    ("示例区总工会", Organisation, "总工会"),
    ("共青团示例区委员会", Organisation, "共青团"),
    ("示例区妇女联合会", Organisation, "妇联"),
    ("示例区科学技术协会", Organisation, "科学技术协会"),
];

/// Who runs a sector group.
#[derive(Debug, Clone, Copy)]
pub enum Runs {
    /// A special committee, as a place in [`SPECIAL_COMMITTEES`].
    Special(usize),
    /// A group, as a place in [`GROUPS`].
    Group(usize),
}

/// Sector groups 界别活动组, each with its sectors and who runs it.
pub const SECTOR_GROUPS: [(&str, &[&str], Runs); 8] = [
    ("农业界别活动组", &["农业界"], Runs::Special(2)),
    ("经济界别活动组", &["经济界", "科学技术界"], Runs::Special(1)),
    ("教育界别活动组", &["教育界"], Runs::Special(3)),
    ("医药卫生界别活动组", &["医药卫生界"], Runs::Special(3)),
    ("社会法制界别活动组", &["法律界", "社会福利和社会保障界"], Runs::Special(4)),
    ("文化艺术界别活动组", &["文化艺术界", "新闻出版界"], Runs::Special(6)),
    ("工商联界别活动组", &["工商联"], Runs::Group(5)),
    ("民建界别活动组", &["民建"], Runs::Group(2)),
];

/// Venues that stand together 三位一体.
pub const CLUSTERS: [&str; 2] = ["清河镇“站会室”三位一体", "桂花巷“站会室”三位一体"];

/// What every venue has to have.
pub const CHECKLIST: &str = "阵地建设“六有”";

/// Its items, each with what is asked.
pub const CHECKLIST_ITEMS: [(&str, &str); 6] = [
    ("1_site", "有场地：固定的房间，够十个人坐下来谈"),
    ("2_sign", "有标识：门口挂牌，屋里有指引"),
    ("3_rules", "有制度：值班、协商、档案制度上墙"),
    ("4_character", "有特色：结合本地和界别，说得出一件自己的事"),
    ("5_files", "有档案：活动有签到、有记录、有照片"),
    ("6_results", "有成果：一年至少有一件群众看得见的事"),
];
