//! Distinct Chinese records of about 400 bytes.

use domain::{
    fields::Fields,
    id::{DeviceId, Feed, MemberId, RecordId, VenueId},
};
use sync::{
    clock::Hlc,
    wire::{Act, Op},
};
use uuid::Uuid;

const WHERE: [&str; 8] = ["柳林村", "东坪村", "石桥村", "上岭村", "河湾村", "双塘村", "马家沟", "高台村"];
const WHAT: [&str; 8] = [
    "看望独居老人，了解冬季取暖和用药情况",
    "查看排水沟和机耕道，记下三处要修的地方",
    "听种粮大户算今年的成本账，谈到烘干和销路",
    "和村医一起入户，核对慢性病随访的名单",
    "了解校车线路和孩子放学后的去处",
    "走访合作社，问用工、快递和贷款的难处",
    "察看饮水管网，水压不够的有七户",
    "听村民说集市停车和夜间照明的事",
];

/// The `number`-th record, written in a venue by the operation `n`.
pub fn op(number: usize, n: u64, venue: VenueId, member: MemberId) -> Op {
    let narrative = format!(
        "到{}{}组{}。一共走了{}户，要紧的{}件当场办了，其余的带回去同镇里商量，月底前回话。",
        WHERE[number % 8],
        number % 13 + 1,
        WHAT[number / 8 % 8],
        number % 29 + 3,
        number % 4
    );
    let body = Fields::default()
        .with("type", "visit")
        .with("phase", "held")
        .with("start", format!("2026-{:02}-{:02}T09:00", number % 12 + 1, number % 28 + 1))
        .with("venue", venue.to_string())
        .with(format!("attendance:{member}"), "present")
        .with("measure:person_times", (number % 40) as i64)
        .with("narrative", narrative);
    Op {
        n,
        rec: RecordId(Uuid::now_v7()),
        kind: "activity".into(),
        feed: Feed::Venue(venue),
        base: 0,
        epoch: None,
        hlc: Hlc::at(1_780_000_000_000 + number as u64),
        schema: 1,
        act: Act::Create(body),
    }
}

/// A device that nobody else has.
pub fn device() -> DeviceId {
    DeviceId(Uuid::new_v4().as_u128())
}
