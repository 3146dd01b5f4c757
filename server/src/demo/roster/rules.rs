//! What the committee asks of members and venues: quotas, and the checklist with how far venues have come.

use super::{Entry, Roster};
use crate::demo::{
    dice::Dice,
    places::{CHECKLIST, CHECKLIST_ITEMS},
};
use domain::{
    activity::{ActivityType, Measure},
    checklist::{self, Answer},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    quota::{self, Every, Owner},
    venue::VenueType,
};
use jiff::{ToSpan, civil::date};

/// The first day of the quotas, as in the published scheme.
const FROM: &str = "2023-01-01";

/// What is still missing somewhere, with what was noted.
const MISSING: [(&str, &str); 4] = [
    ("4_character", "特色还没想清楚，等开春和村里一起商量"),
    ("5_files", "照片都在各人手机里，档案盒还空着"),
    ("6_results", "今年的两件事还在办，没有办成的"),
    ("2_sign", "屋里的指引牌掉了，已报街道补做"),
];

/// Enters quotas, the checklist, and a check for every venue.
pub fn enter(roster: &mut Roster, dice: &mut Dice, at: u64) {
    for fields in of_members().into_iter().chain(of_venues()) {
        roster.enter(RecordId(dice.id(at)), Kind::Quota, fields);
    }
    let list = RecordId(dice.id(at));
    let fields = Fields::default().with(checklist::NAME, CHECKLIST);
    let items = CHECKLIST_ITEMS.iter();
    let fields = items.fold(fields, |fields, (id, asked)| fields.with(checklist::item_field(id), *asked));
    roster.enter(list, Kind::Checklist, fields);
    for (place, venue) in roster.venues.iter().enumerate() {
        let mut fields =
            Fields::default().with(checklist::CHECKLIST, list.to_string()).with(checklist::VENUE, venue.to_string());
        // Two in three have everything.
        let missing = (place % 3 == 1).then(|| MISSING[place / 3 % MISSING.len()]);
        for (item, _) in CHECKLIST_ITEMS {
            let lacks = missing.filter(|(id, _)| *id == item);
            let on = date(2022, 1, 10).saturating_add((place as i64).days());
            let answer = Answer { done: lacks.is_none(), on, note: lacks.map(|(_, note)| note.to_owned()) };
            fields.set(checklist::item_field(item), answer.value());
        }
        roster.checks.push((*venue, Entry { rec: checklist::check_id(list, *venue), kind: Kind::Check, fields }));
    }
}

fn quota(name: &str, owner: Owner, every: Every, minimum: i64) -> Fields {
    let quota = Fields::default().with(quota::NAME, name).with(quota::OWNER, owner.id());
    quota.with(quota::EVERY, every.id()).with(quota::MINIMUM, minimum).with(quota::FROM, FROM)
}

/// The two that a published scheme asks of each member: an activity a quarter, forty contacts a year.
fn of_members() -> [Fields; 2] {
    let contacts = quota("联系群众", Owner::Member, Every::Year, 40).with(quota::MEASURE, Measure::PersonTimes.id());
    [quota("履职活动", Owner::Member, Every::Quarter, 1), contacts]
}

/// What another scheme asks of each liaison group and each studio.
fn of_venues() -> Vec<Fields> {
    let asked = [
        ("集中学习", Every::Quarter, 2, ActivityType::StudyTraining),
        ("微协商", Every::Year, 4, ActivityType::ConsultationMeeting),
        ("志愿服务", Every::Year, 2, ActivityType::VolunteerService),
    ];
    let each = |sort: VenueType| {
        asked.map(|(name, every, minimum, counted)| {
            quota(name, Owner::Venue, every, minimum)
                .with(quota::VENUE_TYPE, sort.id())
                .with(quota::ACTIVITY_TYPE, counted.id())
        })
    };
    [VenueType::TownshipLiaisonGroup, VenueType::MemberStudio].into_iter().flat_map(each).collect()
}
