//! The four consultations of 2022 with their thirty-three suggestions, all followed to the visit afterwards.

use super::{Matter, Said};
use domain::{
    consultation::Source::{Citizens, Members, PartyGovernment},
    suggestion::{
        Implementation::{Done, UnderWay},
        Outcome::{Adopted, NotAdopted, Partly, Reference},
        Voice::{Expert, Member, Resident, Unit},
    },
};

/// Each with the day on which it was raised, as month and day.
#[rustfmt::skip]
pub const MATTERS: [(i16, Matter); 4] = [
    (307, Matter {
        venue: 10, source: Citizens, through: 5,
        title: "桂花巷电动车在哪里充电",
        behind: "桂花巷片区三百多辆电动车，充电口只有二十四个，晚上从楼上往下拉线的有四十多家。春节前一根线烧着了雨棚。",
        parties: "社区、物业、消防救援站、供电所、商户和居民",
        meeting: (19, "电动车在哪里充电，先把两张图摊开：一张是谁家拉了线，一张是哪里能立桩。供电所当场说了三处能接的电。"),
        result: "三处车棚共装充电口一百二十个，楼道拉线全部拆除；商户那一处改在夜间开放。",
        handed: &[],
        said: &[
            Said(Resident, "车棚装在楼东头的空地，离窗户十米以上，不要正对一楼卧室。", Adopted, Some(Done), "东头车棚四月底启用，现场量距十三米。"),
            Said(Resident, "充电按度收钱，价目贴在桩上，不收起步费。", Adopted, Some(Done), "每度九角，价目牌已贴。"),
            Said(Unit, "供电所从配电房单独引线，不与楼道照明共用。", Adopted, Some(Done), "三处均为专线，验收单已归档。"),
            Said(Member, "装烟感和自动断电，接到消防救援站的平台。", Partly, Some(UnderWay), "自动断电已装，接入平台等市里统一调试。"),
            Said(Resident, "老楼没有空地的，允许用门口商户的院子，晚上八点到早上七点。", Adopted, Some(Done), "两家商户签了协议。"),
            Said(Expert, "换下来的旧线集中回收，不要留在楼道。", Adopted, Some(Done), "物业五月上门回收四十三根。"),
            Said(Resident, "每栋楼里设一间充电房。", NotAdopted, None, "楼内设充电房不合消防规定，已当面向提出的三户说明。"),
            Said(Member, "明年把外卖骑手的换电柜一并考虑进来。", Reference, None, "列入明年社区微更新的备选。"),
        ],
    }),
    (418, Matter {
        venue: 8, source: Citizens, through: 5,
        title: "柳林村互助点的午饭谁来做",
        behind: "柳林村七十岁以上的有六十一位，独居的十九位。互助点有灶有桌，缺的是做饭的人和每天的菜钱。",
        parties: "村委会、镇民政办、卫生院、老人和家属",
        meeting: (22, "互助点的午饭，老人说软一点、热一点就行，家属说钱可以出、人出不了。账算到每人每天七块五，大家都认。"),
        result: "六月起周一到周五开饭，每天三十人上下；送餐到户的七位；账目每月贴出来。",
        handed: &[],
        said: &[
            Said(Resident, "请村里两位做过席的婶子轮班，按天付工钱。", Adopted, Some(Done), "两人排班，工钱由村集体列支。"),
            Said(Resident, "腿脚不便的送到家，饭盒要保温。", Adopted, Some(Done), "购保温饭盒十二个，送餐七户。"),
            Said(Unit, "镇民政办按人次给补贴，村里先垫，一季度一结。", Adopted, Some(Done), "第二季度补贴已到账。"),
            Said(Resident, "家属每人每天出三块，愿多出的记名贴红榜。", Adopted, Some(Done), "五十二户已交，红榜每月更新。"),
            Said(Expert, "卫生院每月来看一次食谱，少盐少油。", Adopted, Some(Done), "营养师已来四次，食谱贴在墙上。"),
            Said(Member, "村里的菜地认领两分，种给互助点。", Partly, Some(UnderWay), "先认领一分，看秋菜收成再定。"),
            Said(Resident, "晚饭也要管。", NotAdopted, None, "人手和钱都不够，先把午饭办稳，明年再议。"),
            Said(Unit, "留样和健康证按食堂的规矩办。", Adopted, Some(Done), "两位厨师健康证齐，留样冰箱已配。"),
        ],
    }),
    (523, Matter {
        venue: 9, source: Members, through: 5,
        title: "城东市场门口早晚堵车",
        behind: "城东农贸市场门口的路宽七米，早上六点半到八点，卸货的车、买菜的车和公交挤在一起，一趟公交过市场要十一分钟。",
        parties: "市场开办方、交警中队、公交公司、街道办、摊主和居民",
        meeting: (26, "城东市场门口堵车，先看委员数了三个早上的数字：堵的不是车多，是卸货占了一条道。卸货的人自己先说了几点能来。"),
        result: "卸货改到六点前和后院，公交过市场的时间从十一分钟降到四分钟；临时车位二十二个。",
        handed: &[],
        said: &[
            Said(Member, "卸货一律早六点前，晚到的从后院进。", Adopted, Some(Done), "后院门已改为双向，六点后门口无卸货。"),
            Said(Resident, "门口画二十个临时车位，限停三十分钟。", Adopted, Some(Done), "画线二十二个，交警中队设牌。"),
            Said(Unit, "公交站往东挪四十米，避开市场大门。", Adopted, Some(Done), "七月一日起在新站停靠。"),
            Said(Resident, "斑马线那里要有人，特别是上学的时候。", Partly, Some(Done), "上学日早高峰由志愿者值守，其余时间设信号灯。"),
            Said(Resident, "摊位不要摆出黄线。", Adopted, Some(Done), "市场每日巡查，违规的停一天。"),
            Said(Expert, "在两头路口装诱导牌，告诉人哪里还有车位。", Partly, Some(UnderWay), "先装西口一块，东口列入下年度。"),
            Said(Resident, "把市场整个搬走。", NotAdopted, None, "规划未变，搬迁没有用地；已向提出的居民说明。"),
            Said(Member, "数字每季度再数一次，贴在市场门口。", Adopted, Some(Done), "第三季度的数已贴。"),
            Said(Unit, "共享单车划两处停放区，企业每天清一次。", Adopted, Some(Done), "两处停放区已划，企业派人早晚整理。"),
        ],
    }),
    (711, Matter {
        venue: 7, source: PartyGovernment, through: 5,
        title: "清河下游四个村怎样轮着浇水",
        behind: "七月旱，清河灌区下游四个村轮不上水，上游村浇完关闸晚，下游村夜里去开闸，吵过两回。",
        parties: "镇政府、水管所、四个村委会、种粮大户",
        meeting: (24, "轮着浇水的事，四个村各自把亩数和渠口报出来，水管所把流量写在黑板上，一算就明白：不是水不够，是关闸没准点。"),
        result: "按亩排了班表，四处闸门装锁由水管员统一开关；当季四个村都浇到两遍。",
        handed: &[],
        said: &[
            Said(Unit, "按亩数排班表，每村几点到几点写明白，贴到村口。", Adopted, Some(Done), "班表每旬一贴，四村村口均有。"),
            Said(Resident, "闸门上锁，钥匙只在水管员手里。", Adopted, Some(Done), "四处闸门换锁。"),
            Said(Resident, "渠底淤的地方先清，村里出工。", Adopted, Some(Done), "清渠两公里，出工一百二十个。"),
            Said(Expert, "大户改滴灌的，镇上把管子钱补三成。", Partly, Some(UnderWay), "今年补两成，五户已装。"),
            Said(Member, "下游先浇，一旬倒一次顺序。", Adopted, Some(Done), "班表已按此轮换。"),
            Said(Resident, "在上游再打两眼机井。", NotAdopted, None, "灌区地下水限采，打井批不下来。"),
            Said(Unit, "装一个流量计，村里的人随时能看。", Partly, Some(Done), "干渠装一处，支渠暂用水尺。"),
            Said(Member, "把这一套写成村规，明年照着办。", Adopted, Some(Done), "四个村的村民会议都通过了。"),
        ],
    }),
];
