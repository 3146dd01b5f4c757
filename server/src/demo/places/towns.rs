//! Towns and streets, each with its liaison group.

/// Each with the contact units that its members keep contact with first.
pub const TOWNS: [&str; 18] = [
    "城关街道",
    "北关街道",
    "城东街道",
    "滨河街道",
    "清河镇",
    "龙泉镇",
    "白杨镇",
    "石门镇",
    "麻池镇",
    "板桥镇",
    "枣园镇",
    "西坡镇",
    "柳沟镇",
    "南坡镇",
    "云岭镇",
    "红崖镇",
    "黑松镇",
    "双河镇",
];
