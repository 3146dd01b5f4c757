//! What happens beside the usual: somebody records for another, two people write down the same afternoon, two phones
//! change one sentence, three groups want to go to one village.

use super::{
    dice::Dice,
    places::{TOWNS, VENUES},
    plan::{DAY, Planned, Verdict, When, times},
    play::Scene,
    roster::Roster,
    stories::Told,
};
use crate::clock::millis;
use domain::{
    activity::{
        self, ActivityType, Attendance, CONFIRMED, MERGED_INTO, NARRATIVE, RECORDED_FOR, REVIEW, REVIEW_REASON,
        attendance_field,
    },
    confirmation,
    duplicate::take_in,
    fields::Fields,
    id::RecordId,
    kind::Kind,
    review::Review,
};
use jiff::{ToSpan, civil::Date};
use sync::wire::Act;

/// The scenes of all incidents. `year` is what happens beside them.
pub fn scenes<'a>(dice: &mut Dice, roster: &'a Roster, year: &[Planned], today: Date, now: u64) -> Vec<Scene<'a>> {
    let mut scenes = Vec::new();
    for recorded in RECORDED {
        scenes.extend(recorded_for(dice, roster, recorded, today).into_iter().flatten());
    }
    scenes.extend(two_phones(dice, roster, today).into_iter().flatten());
    scenes.extend(crowd(dice, roster, today, now));
    scenes.extend(merged(dice, roster, year).into_iter().flatten());
    scenes
}

/// Something recorded for somebody else.
struct Recorded {
    /// Who records.
    by: &'static str,
    /// For whom.
    of: &'static str,
    /// The venue, as a place in [`VENUES`].
    venue: usize,
    /// How many days ago.
    ago: i64,
    /// Whether the member agreed, and the office approved.
    agreed: bool,
    told: Told,
}

const RECORDED: [Recorded; 2] = [
    Recorded {
        by: "许国安",
        of: "葛春生",
        venue: 0,
        ago: 5,
        agreed: false,
        told: Told {
            place: "上岭村",
            kind: ActivityType::Visit,
            measures: [4, 4, 0],
            text: "葛春生委员去上岭看了四位老邻居，问过冬的煤够不够，两户只够到腊月，他记在烟盒上带回来的。",
        },
    },
    Recorded {
        by: "邵文清",
        of: "孟宪章",
        venue: 1,
        ago: 24,
        agreed: true,
        told: Told {
            place: "文昌里小区",
            kind: ActivityType::PracticalHelp,
            measures: [2, 2, 1],
            text: "孟宪章委员陪文昌里两位老住户去房管所查老档案，查到了当年的分房单，过户的材料齐了。",
        },
    },
];

fn recorded_for<'a>(dice: &mut Dice, roster: &'a Roster, it: Recorded, today: Date) -> Option<Vec<Scene<'a>>> {
    let (by, of) = (roster.place_of(it.by)?, roster.place_of(it.of)?);
    let mut one = written(dice, roster, it.venue, by, &it.told, today.saturating_sub(it.ago.days()));
    one.fields.set(attendance_field(roster.member(by)), Attendance::Leave.id());
    one.fields.set(attendance_field(roster.member(of)), Attendance::Present.id());
    one.fields.set(RECORDED_FOR, roster.member(of).to_string());
    if !it.agreed {
        return Some(one.scenes(roster));
    }
    one.review = Some((one.submitted + 3 * DAY, Verdict::Approved));
    let confirmed = Act::Patch(Fields::default().with(CONFIRMED, confirmation::by_device(&one.fields)));
    let agrees = Scene {
        at: one.submitted + DAY,
        who: &roster.members[of],
        rec: one.rec,
        kind: Kind::Activity,
        feed: one.feed(roster),
        act: confirmed,
        saw: None,
    };
    // Between submitting and approving.
    let mut scenes = one.scenes(roster);
    scenes.insert(1, agrees);
    Some(scenes)
}

/// The studio for medicine, as a place in [`VENUES`].
const CLINIC: usize = 3;

/// Two phones change the same sentence without knowing of each other; a person has to say which holds. Both belong to
/// people whom nobody signs in as, so that whoever tries the demo on a phone begins with nothing to settle.
fn two_phones<'a>(dice: &mut Dice, roster: &'a Roster, today: Date) -> Option<Vec<Scene<'a>>> {
    let [author, other, ..] = roster.working_at(CLINIC, today.saturating_sub(4.days()))[..] else { return None };
    let told = Told {
        place: "清河镇卫生院",
        kind: ActivityType::Research,
        measures: [9, 9, 0],
        text: "流感季前问清河卫生院备了多少药，护士长说奥司他韦够一周，候诊椅不够。",
    };
    let mut one = written(dice, roster, CLINIC, author, &told, today.saturating_sub(4.days()));
    one.fields.set(attendance_field(roster.member(other)), Attendance::Present.id());
    let (rec, feed, sent) = (one.rec, one.feed(roster), one.submitted);
    let says = |who, at, text: &str| {
        let act = Act::Patch(Fields::default().with(NARRATIVE, text));
        Scene { at, who, rec, kind: Kind::Activity, feed, act, saw: Some(1) }
    };
    let mut scenes = one.scenes(roster);
    let first = "流感季前问清河卫生院备了多少药，护士长说够一周；候诊椅借来二十把，周五到。";
    let second = "流感季前问清河卫生院备了多少药，药房说儿童剂型只够三天，已报医共体调货。";
    scenes.push(says(&roster.members[author], sent + 3_600_000, first));
    scenes.push(says(&roster.members[other], sent + 5_400_000, second));
    Some(scenes)
}

/// Three groups announce that they go to one village within a week.
fn crowd<'a>(dice: &mut Dice, roster: &'a Roster, today: Date, now: u64) -> Vec<Scene<'a>> {
    let liaison_group = VENUES.len() + TOWNS.iter().position(|town| *town == "清河镇").unwrap_or(0);
    let announced = [
        (0, 4, ActivityType::Visit),
        (8, 6, ActivityType::ConsultationMeeting),
        (liaison_group, 8, ActivityType::VolunteerService),
    ];
    let plans = announced.map(|(venue, ahead, kind)| {
        let told = Told { place: "柳林村", kind, measures: [0; 3], text: "" };
        let when = When { day: today.saturating_add(i64::from(ahead).days()), today, now };
        Planned::at_venue(dice, roster, venue, None, &told, when)
    });
    plans.into_iter().flatten().flat_map(|one| one.scenes(roster)).collect()
}

/// Somebody else who was there writes the same afternoon down as well, and the office takes it into the first.
fn merged<'a>(dice: &mut Dice, roster: &'a Roster, year: &[Planned]) -> Option<Vec<Scene<'a>>> {
    let approved = |one: &&Planned| one.held() && matches!(one.review, Some((_, Verdict::Approved)));
    let one = year.iter().filter(approved).nth(6)?;
    let (reviewed, _) = one.review?;
    let there = roster.working_at(one.venue?, crate::clock::day(one.submitted));
    let listed = |place: &usize| one.fields.get(&attendance_field(roster.member(*place))).is_some();
    let other = there.into_iter().find(|place| !listed(place))?;
    let place = one.fields.text(activity::PLACE).unwrap_or_default();
    let (rec, at) = (RecordId(dice.id(one.submitted + 7_200_000)), one.submitted + 7_200_000);
    let told = format!("{place}这次我也去了，到得晚，没赶上签到，后半场的话都记在本子上，补记一条。");
    let again =
        one.fields.clone().with(NARRATIVE, told).with(attendance_field(roster.member(other)), Attendance::Present.id());
    let changes = take_in(&one.fields, &again, rec, &Fields::default())?
        .with(REVIEW, Review::Approved.id())
        .with(REVIEW_REASON, "与另一条是同一场，参加的委员合到这一条");
    let void = Fields::default()
        .with(REVIEW, Review::Void.id())
        .with(REVIEW_REASON, "与先提交的一条是同一场，已合并过去")
        .with(MERGED_INTO, one.rec.to_string());
    let feed = one.feed(roster);
    let scene = |at, who, rec, act| Scene { at, who, rec, kind: Kind::Activity, feed, act, saw: None };
    let staff = &roster.office[0];
    Some(vec![
        scene(at, &roster.members[other], rec, Act::Create(again)),
        scene(reviewed + DAY, staff, one.rec, Act::Patch(changes)),
        scene(reviewed + DAY, staff, rec, Act::Patch(void)),
    ])
}

/// One activity that is told in full, by this author and nobody else.
fn written(dice: &mut Dice, roster: &Roster, venue: usize, author: usize, told: &Told, day: Date) -> Planned {
    let (start, end) = times(dice, day);
    let submitted = millis(end) + 40 * 60_000;
    let mut fields = told.fields(true, start, end).with(activity::VENUE, roster.venues[venue].to_string());
    if let Some(unit) = roster.units.get(told.place) {
        fields.set(activity::CONTACT_UNIT, unit.to_string());
    }
    fields.set(attendance_field(roster.member(author)), Attendance::Present.id());
    Planned { rec: RecordId(dice.id(submitted)), venue: Some(venue), author, fields, submitted, review: None }
}
