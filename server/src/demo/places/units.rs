//! Contact units 联系单位: villages, communities, enterprises, schools, hospitals.

use domain::organisation::{
    ContactUnitType::{self, Community, Enterprise, Hospital, NewOrganisation, ResidentialArea, School, Village},
    PeopleMet::{self, InNeed, NewStrata, OwnSector},
};

/// A contact unit: name, what it is, the town it lies in as a place in [`super::TOWNS`], and whom members meet there.
pub type Unit = (&'static str, ContactUnitType, usize, &'static [PeopleMet]);

/// All of them.
#[rustfmt::skip]
pub const UNITS: [Unit; 66] = [
    ("鼓楼社区", Community, 0, &[OwnSector, InNeed]), ("南大街社区", Community, 0, &[OwnSector]),
    ("文昌里小区", ResidentialArea, 2, &[OwnSector]), ("北关社区", Community, 1, &[OwnSector, InNeed]),
    ("铁路家属院", ResidentialArea, 1, &[InNeed]), ("桂花巷社区", Community, 2, &[OwnSector, InNeed]),
    ("东苑小区", ResidentialArea, 2, &[NewStrata]), ("滨河社区", Community, 3, &[OwnSector]),
    ("望江苑小区", ResidentialArea, 3, &[NewStrata]), ("柳林村", Village, 4, &[OwnSector, InNeed]),
    ("东坪村", Village, 4, &[OwnSector]), ("石桥村", Village, 4, &[InNeed]), ("上岭村", Village, 4, &[InNeed]),
    ("龙泉村", Village, 5, &[OwnSector]), ("槐树村", Village, 5, &[OwnSector, InNeed]),
    ("白杨村", Village, 6, &[OwnSector]), ("沙沟村", Village, 6, &[InNeed]),
    ("石门村", Village, 7, &[OwnSector]), ("鹰嘴村", Village, 7, &[InNeed]),
    ("麻池村", Village, 8, &[OwnSector]), ("塔坡村", Village, 8, &[OwnSector, InNeed]),
    ("板桥村", Village, 9, &[OwnSector]), ("七里村", Village, 9, &[InNeed]),
    ("枣园村", Village, 10, &[OwnSector]), ("梨树沟村", Village, 10, &[OwnSector]),
    ("西坡村", Village, 11, &[OwnSector]), ("窑头村", Village, 11, &[InNeed]),
    ("柳沟村", Village, 12, &[OwnSector]), ("野狐岭村", Village, 12, &[InNeed]),
    ("南坡村", Village, 13, &[OwnSector]), ("王家堡村", Village, 13, &[OwnSector, InNeed]),
    ("云岭村", Village, 14, &[OwnSector]), ("雾谷村", Village, 14, &[InNeed]),
    ("红崖村", Village, 15, &[OwnSector]), ("炭窑村", Village, 15, &[InNeed]),
    ("黑松村", Village, 16, &[OwnSector]), ("林场社区", Community, 16, &[OwnSector, InNeed]),
    ("双河村", Village, 17, &[OwnSector]), ("渡口村", Village, 17, &[InNeed]),
    ("河湾村", Village, 17, &[OwnSector]), ("双塘村", Village, 9, &[OwnSector]), ("田家湾", Village, 13, &[OwnSector]),
    ("马家沟", Village, 12, &[OwnSector, InNeed]), ("高台村", Village, 11, &[InNeed]),
    ("福源果品合作社", NewOrganisation, 4, &[OwnSector]), ("金穗粮油公司", Enterprise, 9, &[OwnSector]),
    ("恒丰铸造厂", Enterprise, 1, &[NewStrata]), ("清川电子厂", Enterprise, 3, &[NewStrata]),
    ("云岭茶业公司", Enterprise, 14, &[OwnSector]), ("红崖建材公司", Enterprise, 15, &[NewStrata]),
    ("青禾社会工作服务中心", NewOrganisation, 2, &[NewStrata, InNeed]), ("骑手之家", NewOrganisation, 0, &[NewStrata]),
    ("区实验小学", School, 0, &[OwnSector]), ("桂花巷小学", School, 2, &[OwnSector]),
    ("清河中学", School, 4, &[OwnSector]), ("石门中学", School, 7, &[OwnSector]),
    ("南坡九年制学校", School, 13, &[OwnSector]), ("特殊教育学校", School, 3, &[InNeed]),
    ("区中医院", Hospital, 0, &[OwnSector]), ("清河镇卫生院", Hospital, 4, &[OwnSector, InNeed]),
    ("白杨镇卫生院", Hospital, 6, &[InNeed]), ("枣园镇卫生院", Hospital, 10, &[InNeed]),
    ("黑松镇卫生院", Hospital, 16, &[InNeed]), ("清河镇敬老院", NewOrganisation, 4, &[InNeed]),
    ("桂花巷社区食堂", NewOrganisation, 2, &[InNeed]), ("区农贸批发市场", Enterprise, 3, &[OwnSector]),
];
