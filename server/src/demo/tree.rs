//! The committees around the one that the stories turn around: the city above it, and two more counties of the city.

use super::{
    dice::Dice,
    plan::{DAY, Planned, Verdict, When},
    roster::{Roster, enter_venue, member, office, since_the_beginning},
    stories::{Told, t},
};
use domain::{
    activity::ActivityType::{
        ConsultationMeeting, Inspection, PracticalHelp, ReceptionDay, Research, StudyTraining, Visit, VolunteerService,
    },
    affiliation::Affiliation,
    committee::Level,
    fields::Fields,
    id::CommitteeId,
    policy::{Role, Scope},
    search::pinyin_keys,
    venue::{self, VenueType},
};
use jiff::{ToSpan, civil::Date};

/// The committee of the city.
pub const CITY: &str = "示例市政协";
/// Of the office of the city.
const STAFF: &str = "葛敏之";
/// Who reads the results of the city.
const LEADER: &str = "沙伯钧";

/// Another county.
pub struct County {
    name: &'static str,
    staff: &'static str,
    /// The venues; half of the members work at each.
    venues: [(&'static str, VenueType, &'static str); 2],
    members: [&'static str; 6],
    /// What they did in the year told, by venue, the oldest first.
    told: [&'static [Told]; 2],
}

/// The other counties of the city.
#[rustfmt::skip]
pub const COUNTIES: [County; 2] = [
    County {
        name: "临溪县政协",
        staff: "岑向荣",
        venues: [
            ("临溪城关委员之家", VenueType::MemberHome, "老县委院东楼"),
            ("沙渡镇政协联络组", VenueType::TownshipLiaisonGroup, "沙渡镇政府三楼"),
        ],
        members: ["古立言", "麦惠香", "温如海", "卓清源", "施桂枝", "邝国富"],
        told: [
            &[
                t("临溪老街", Visit, [9, 9, 0], "临溪老街的排门铺子空了一半，走了九家，开着的说晚上没灯，客人不来。"),
                t("临溪老街", ConsultationMeeting, [15, 15, 1], "老街亮灯的协商，供电和十五家铺子谈妥，灯由县里装，电费各家按门脸摊。"),
                t("临溪城关", StudyTraining, [8, 8, 0], "城关委员之家读一本讲县城更新的书，读完去老街对着看，书里说的三条，老街占两条。"),
            ],
            &[
                t("沙渡村", Inspection, [6, 6, 0], "沙渡的渡船救生衣少六件，船老大说洗了没干。当场数清，县航运所第二天补齐。"),
                t("沙渡村", PracticalHelp, [4, 4, 1], "帮沙渡四户换了被水泡过的电表箱，供电所抬高了一尺半，画了去年的水线。"),
                t("沙渡镇", ReceptionDay, [12, 12, 0], "沙渡逢五的集上摆了张桌，十二个人说事，最急的是滩地种瓜没有水。"),
            ],
        ],
    },
    County {
        name: "望山县政协",
        staff: "屠国英",
        venues: [
            ("望山县委员读书沙龙", VenueType::ReadingBase, "望山县图书馆四楼"),
            ("松岭镇政协联络组", VenueType::TownshipLiaisonGroup, "松岭镇便民中心"),
        ],
        members: ["尚可维", "蓬建业", "花永珍", "蔚成才", "宫喜凤", "达志坚"],
        told: [
            &[
                t("望山县图书馆", StudyTraining, [14, 14, 0], "望山读书沙龙第一次请来护林员讲山，十四个人问的都是书上没有的。"),
                t("望山县图书馆", Research, [20, 20, 0], "图书馆周末人满，二十个孩子坐在楼梯上看书。量了三楼的旧仓库，能放四十个座。"),
                t("望山县图书馆", VolunteerService, [18, 18, 0], "帮图书馆搬空三楼仓库，十八个人一天倒出来，旧报纸按年捆好没有扔。"),
            ],
            &[
                t("松岭村", Visit, [7, 7, 0], "松岭的松材线虫封山，七户靠捡松子的没了进项。问能不能当巡山的，林场说缺五个。"),
                t("松岭村", ConsultationMeeting, [13, 13, 1], "巡山员怎么选，松岭十三户抓阄加体检，五个名额分在三个组，月底发工资。"),
                t("松岭镇", Inspection, [5, 5, 0], "看松岭防火检查站的水车，油满水满，电台说话有回音，换了一根天线。"),
            ],
        ],
    },
];

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

impl County {
    /// The roster of the county; nobody signs in there.
    pub fn roster(&self, dice: &mut Dice, at: u64, above: CommitteeId) -> Roster {
        let mut roster = Roster::of(dice, self.name, Level::County, Some(above), at);
        let whole = Scope::Committee(roster.committee);
        let mut staff = office(dice, roster.committee, self.staff, pinyin_keys(self.staff).0, (Role::Staff, whole), at);
        staff.shown = None;
        roster.office.push(staff);
        for (name, sort, place) in self.venues {
            let fields = Fields::default().with(venue::NAME, name).with(venue::TYPE, sort.id());
            enter_venue(&mut roster, dice, fields.with(venue::PLACE, place), at);
        }
        for (turn, name) in self.members.iter().enumerate() {
            let venue = roster.venues[turn % self.venues.len()];
            let spells = [(Affiliation::Term, "第十届".to_owned()), (Affiliation::Venue, venue.to_string())];
            let spells = spells.map(|(kind, to)| since_the_beginning(kind, to));
            roster.join(member(dice, roster.committee, name, &spells, at));
        }
        roster
    }

    /// What happened there up to `today`; the newest of each venue still waits.
    pub fn plan(&self, dice: &mut Dice, roster: &Roster, today: Date, now: u64) -> Vec<Planned> {
        let mut planned = Vec::new();
        for (venue, told) in self.told.iter().enumerate() {
            for (turn, told) in told.iter().enumerate() {
                let ago = [140, 45, 6][turn % 3] + (venue * 4 + dice.below(3)) as i64;
                let when = When { day: today.saturating_sub(ago.days()), today, now };
                let mut one = Planned::at_venue(dice, roster, venue, None, told, when);
                if let Some(one) = one.as_mut().filter(|_| turn < 2) {
                    one.review = Some((one.submitted + 3 * DAY, Verdict::Approved));
                }
                planned.extend(one);
            }
        }
        planned
    }
}
