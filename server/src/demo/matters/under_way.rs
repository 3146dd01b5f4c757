//! Consultations of the year up to today, as far as each has come.

use super::{Matter, Said, handed::Handed};
use domain::{
    consultation::Source::{Citizens, Members, PartyGovernment},
    hand_over::{
        Part::{Co, Lead},
        ReplyClass,
    },
    suggestion::{
        Implementation::{Done, NotBegun, UnderWay},
        Outcome::{Adopted, NotAdopted, Partly, Reference},
        Voice::{Expert, Member, Resident, Unit},
    },
};

/// Each with how many days ago it was raised.
#[rustfmt::skip]
pub const MATTERS: [(i64, Matter); 6] = [
    (3, Matter {
        venue: 0, source: Citizens, through: 0,
        title: "清河桥头的石墩要不要挪",
        behind: "桥头三个石墩是防大车的，近来救护车也过不去，绕路要多走六公里。桥东的几户来站里说过两次。",
        parties: "镇交管站、桥东村民、卫生院",
        meeting: (0, ""), said: &[], handed: &[], result: "",
    }),
    (19, Matter {
        venue: 1, source: Citizens, through: 2,
        title: "桂花巷夜里的油烟从哪里走",
        behind: "巷口六家小吃店，烟道都朝着二楼的窗户。店主说改管子要两万，楼上说夏天一夜不能开窗。",
        parties: "社区、城管中队、六家店主、楼上住户",
        meeting: (17, "油烟从哪里走，店主和楼上的第一次坐到一张桌上。有一家愿意先改，条件是房租别涨；房东也在，当场点了头。"),
        handed: &[],
        said: &[
            Said(Resident, "烟道统一走楼后，出口高过屋顶。", Adopted, None, ""),
            Said(Unit, "六家合用一台净化器，比一家一台省一半。", Adopted, None, ""),
            Said(Resident, "晚上十一点后不起油锅。", Adopted, None, ""),
            Said(Member, "改管子的钱，街道、房东、店主各出一份。", Adopted, None, ""),
            Said(Expert, "净化器的清洗写进租约，每月一次。", Adopted, None, ""),
        ],
        result: "",
    }),
    (96, Matter {
        venue: 0, source: Members, through: 3,
        title: "清河镇到区医院的早班车",
        behind: "早上头班车七点四十，到区医院抽血的号已经排完。站里问了四十一位常去的老人，三十六位盼着早半小时。",
        parties: "区公交公司、镇政府、卫生院、常坐车的老人",
        meeting: (15, "早班车能不能提前，公交公司带来了客流表：头班上座不到四成。老人们说不是不坐，是坐了也赶不上。"),
        handed: &[
            Handed {
                unit: ("区公交公司", Lead), through: 1, seen: "",
                ask: "头班车提前到七点整，先在周二、周四试行，坐满七成再天天开；车上前两排留给晕车的人。",
                reply: ("", "", ReplyClass::Begun),
            },
            Handed {
                unit: ("区卫生健康局", Co), through: 2, seen: "",
                ask: "清河镇卫生院代为抽血，样本随头班车送到区医院。",
                reply: ("到卫生院当面谈过一次，电话里又对了两次送样的时间。", "卫生院已备好采血室和冷藏箱，等头班车的时间定下来就开始代抽。", ReplyClass::Planned),
            },
        ],
        said: &[
            Said(Resident, "头班车提前到七点整。", Adopted, None, ""),
            Said(Unit, "周二、周四先试，坐满七成再天天开。", Adopted, None, ""),
            Said(Member, "卫生院代为抽血，样本随头班车送区医院。", Adopted, None, ""),
            Said(Resident, "车上给晕车的人留前面两排。", Adopted, None, ""),
        ],
        result: "",
    }),
    (63, Matter {
        venue: 9, source: PartyGovernment, through: 4,
        title: "城东口袋公园夜里太暗",
        behind: "城东新修的口袋公园装的是草坪灯，晚上八点后看不清台阶，一个月里摔了三个人。",
        parties: "区园林中心、街道办、附近居民",
        meeting: (13, "口袋公园为什么暗，夜里七点半大家直接在公园里开会，灯下站一站就知道，台阶那里照度不到三。"),
        handed: &[
            Handed {
                unit: ("区园林中心", Lead), through: 2, seen: "",
                ask: "台阶两侧加低位灯，边沿刷黄条，亮灯时间延长。",
                reply: ("夜里七点半和三户住得近的一起到台阶上看过。", "加装低位灯十四盏，黄条已刷；半夜减半要等换控制器，年底前换好。", ReplyClass::Solved),
            },
        ],
        said: &[
            Said(Resident, "台阶两侧加低位灯，照脚不照眼。", Adopted, Some(Done), "加灯十四盏，现场复测照度合格。"),
            Said(Resident, "台阶边沿刷黄条。", Adopted, Some(Done), "已刷。"),
            Said(Expert, "灯开到晚上十一点，半夜减半。", Partly, Some(UnderWay), "先开到十点半，等换控制器。"),
            Said(Resident, "在公园里建一个值班亭。", NotAdopted, None, "公园面积小，改为由街道夜间巡查两次。"),
        ],
        result: "台阶和主路补灯十四盏，夜里照度达到规范；值班亭未建，改为夜间巡查。",
    }),
    (158, Matter {
        venue: 2, source: Members, through: 5,
        title: "春茶季的采茶工从哪里来",
        behind: "东坪一带四家大户每年缺工二十多个，头茬茶老在树上。劳务队有人，不知道哪天来。",
        parties: "区人社局、镇政府、四家大户、劳务队",
        meeting: (18, "采茶工从哪里来，四家大户第一次把各自的采期报给对方听，错开五天，缺的人就少了一半。"),
        handed: &[
            Handed {
                unit: ("区人社局", Lead), through: 5,
                ask: "牵头把四家大户的采期统一报给劳务队，排出一张班表。",
                reply: ("在合作社开过一次会，劳务队队长也在。", "三月起四家共用一张排班表，劳务队按表派人。", ReplyClass::Solved),
                seen: "四家都按班表用工，没有一家误了头茬茶；明年还照这样排。",
            },
        ],
        said: &[
            Said(Unit, "四家把采期提前半月报给劳务队，统一排班。", Adopted, Some(Done), "三月起排班表共用。"),
            Said(Member, "工价当面定，按斤结，当天付。", Adopted, Some(Done), "四家写进协议。"),
            Said(Resident, "中午管饭，雨天给半天工。", Partly, Some(Done), "管饭已办，雨天给两小时工。"),
            Said(Expert, "试用单人采茶机，坡缓的地先用。", Reference, None, "等机型在本地试过再说。"),
        ],
        result: "四家共用一张排班表，今年没有一家误了头茬茶。",
    }),
    (140, Matter {
        venue: 8, source: Citizens, through: 5,
        title: "柳林村的快递送到哪一步",
        behind: "快递只到镇上，柳林村的人取一趟来回八里。村里的老人多是替在外的儿女收东西，不会看取件码。",
        parties: "村委会、三家快递网点、小卖部、村民",
        meeting: (16, "快递送到哪一步，三家网点说一天三十件养不起一个人。小卖部的人说我本来就天天去镇上进货。"),
        handed: &[
            Handed {
                unit: ("区邮政管理局", Lead), through: 4,
                ask: "协调三家网点合送到村，谈妥付给小卖部的代送费。",
                reply: ("到村里开过一次会，三家网点的人都来了。", "三家已合送，每天下午四点到村；代送费两家已付，一家还在谈。", ReplyClass::Begun),
                seen: "走了九户，都说不用再跑镇上；还有一家网点没有付代送费。",
            },
        ],
        said: &[
            Said(Unit, "三家的件合到一起，每天下午由小卖部捎回来。", Adopted, Some(Done), "每天四点到村。"),
            Said(Resident, "腿脚不好的送到家门口。", Adopted, Some(Done), "送到户的有十一位。"),
            Said(Resident, "一件给小卖部五毛，由网点出。", Adopted, Some(NotBegun), "两家已付，一家还在谈。"),
        ],
        result: "三家网点合送，每天下午四点到村，腿脚不便的送到户。",
    }),
];
