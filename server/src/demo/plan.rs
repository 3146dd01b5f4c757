//! One activity of a plan, and the scenes that it is played in.

use super::{dice::Dice, play::Scene, roster::Roster, stories::Told};
use crate::clock::{self, millis};
use domain::{
    activity::{self, Attendance, Measure, NARRATIVE, PLACE, Phase, REVIEW, REVIEW_REASON, attendance_field},
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    review::Review,
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};
use sync::wire::Act;

/// A day in milliseconds.
pub const DAY: u64 = 24 * 60 * 60_000;

/// One activity of a plan.
pub struct Planned {
    /// Its record.
    pub rec: RecordId,
    /// The venue credited, as a place in the roster's list.
    pub venue: Option<usize>,
    /// Who writes it down, as a place in the roster's list.
    pub author: usize,
    /// What is written.
    pub fields: Fields,
    /// When it is submitted, in milliseconds since 1970.
    pub submitted: u64,
    /// What the office says, and when; `None` while it waits.
    pub review: Option<(u64, Verdict)>,
}

/// What the office says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It counts.
    Approved,
    /// It goes back and is mended, then it counts.
    Mended,
    /// It goes back and still lies with the member.
    Returned,
    /// It counts, and was corrected later.
    Corrected,
    /// It is taken out.
    Void,
}

/// When an activity of the plan is, seen from now.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Its day.
    pub day: Date,
    /// Today.
    pub today: Date,
    /// Now, in milliseconds since 1970.
    pub now: u64,
}

impl When {
    /// Whether it took place.
    pub fn held(self) -> bool {
        self.day < self.today
    }
}

impl Planned {
    /// An activity at a venue, written down by `author` with some of the others who work there.
    pub fn at_venue(
        dice: &mut Dice,
        roster: &Roster,
        venue: usize,
        author: Option<usize>,
        told: &Told,
        when: When,
    ) -> Option<Planned> {
        let (start, end) = times(dice, when.day);
        let submitted = if when.held() {
            (millis(end) + (20 + dice.below(300) as u64) * 60_000).min(when.now)
        } else {
            when.now - (1 + dice.below(3) as u64) * DAY
        };
        let crowd = roster.working_at(venue, clock::day(submitted));
        let author = match author {
            Some(author) => author,
            None => *crowd.get(dice.below(crowd.len()))?,
        };
        let others: Vec<usize> = crowd.into_iter().filter(|place| *place != author).collect();
        let company = 1 + dice.below(4);
        let others = dice.draw(others, company);
        let mut fields = told.fields(when.held(), start, end).with(activity::VENUE, roster.venues[venue].to_string());
        if let Some(unit) = roster.units.get(told.place) {
            fields.set(activity::CONTACT_UNIT, unit.to_string());
        }
        let here = if when.held() { Attendance::Present } else { Attendance::Accepted };
        fields.set(attendance_field(roster.member(author)), here.id());
        for (place, other) in others.iter().enumerate() {
            let leave = place > 0 && dice.below(7) == 0;
            let state = match (leave, when.held()) {
                (true, _) => Attendance::Leave,
                (false, true) => here,
                (false, false) => Attendance::Invited,
            };
            fields.set(attendance_field(roster.member(*other)), state.id());
        }
        let rec = RecordId(dice.id(submitted));
        Some(Planned { rec, venue: Some(venue), author, fields, submitted, review: None })
    }

    /// Whether it took place.
    pub fn held(&self) -> bool {
        self.fields.text(activity::PHASE) == Some(Phase::Held.id())
    }

    /// Where the record lives: with the venue, or with whoever wrote it.
    pub fn feed(&self, roster: &Roster) -> Feed {
        match self.venue {
            Some(venue) => Feed::Venue(roster.venues[venue]),
            None => Feed::Member(roster.member(self.author)),
        }
    }

    /// What is done to it, in order.
    pub fn scenes<'a>(&self, roster: &'a Roster) -> Vec<Scene<'a>> {
        let (author, staff) = (&roster.members[self.author], &roster.office[0]);
        let feed = self.feed(roster);
        let scene = |at, who, act| Scene { at, who, rec: self.rec, kind: Kind::Activity, feed, act, saw: None };
        let says = |state: Review| Fields::default().with(REVIEW, state.id());
        let mut scenes = vec![scene(self.submitted, author, Act::Create(self.fields.clone()))];
        let Some((at, verdict)) = self.review else { return scenes };
        let (reason, added) = REASONS[(self.rec.0.as_u128() % REASONS.len() as u128) as usize];
        match verdict {
            Verdict::Approved | Verdict::Corrected => {
                scenes.push(scene(at, staff, Act::Patch(says(Review::Approved))));
            }
            Verdict::Returned | Verdict::Mended => {
                scenes.push(scene(at, staff, Act::Patch(says(Review::Returned).with(REVIEW_REASON, reason))));
            }
            Verdict::Void => {
                let place = self.fields.text(PLACE).unwrap_or_default();
                let why = format!("{place}这一场由区里统一组织，已另外记录，这一条作废以免重复计数。");
                scenes.push(scene(at, staff, Act::Patch(says(Review::Void).with(REVIEW_REASON, why))));
            }
        }
        if verdict == Verdict::Mended {
            let told = format!("{}{added}", self.fields.text(NARRATIVE).unwrap_or_default());
            let again = at + DAY / 2;
            scenes.push(scene(again, author, Act::Patch(says(Review::Pending).with(NARRATIVE, told))));
            scenes.push(scene(again + DAY, staff, Act::Patch(says(Review::Approved))));
        }
        if verdict == Verdict::Corrected {
            let measure = Measure::PersonTimes.field();
            let was = self.fields.int(&measure).unwrap_or(0);
            let why = format!("签到表后补了两位，联系群众由{was}人次更正为{}人次。", was + 2);
            let right = says(Review::Approved).with(REVIEW_REASON, why).with(measure, was + 2);
            scenes.push(scene(at + 3 * DAY, staff, Act::Patch(right)));
        }
        scenes
    }
}

impl Told {
    /// The fields of an activity that tells this.
    pub fn fields(&self, held: bool, start: DateTime, end: DateTime) -> Fields {
        let announced = || {
            let (month, day) = (start.month(), start.day());
            format!("{month}月{day}日，{}，{}。请能来的委员回个话，出发前再定集合时间。", self.place, self.kind.zh())
        };
        let mut fields = Fields::default()
            .with(activity::TYPE, self.kind.id())
            .with(activity::PHASE, if held { Phase::Held } else { Phase::Planned }.id())
            .with(activity::START, domain::day::local_text(start))
            .with(activity::END, domain::day::local_text(end))
            .with(PLACE, self.place)
            .with(NARRATIVE, if held { self.text.to_owned() } else { announced() });
        let measures = [Measure::Persons, Measure::PersonTimes, Measure::ProblemsSolved];
        for (measure, amount) in measures.iter().zip(self.measures).filter(|(_, amount)| held && *amount > 0) {
            fields.set(measure.field(), amount);
        }
        fields
    }
}

/// When somebody goes out on a day.
pub fn times(dice: &mut Dice, day: Date) -> (DateTime, DateTime) {
    let (hour, minute) = ([8, 9, 9, 14, 15, 19][dice.below(6)], [0, 0, 30][dice.below(3)]);
    let start = day.at(hour, minute, 0, 0);
    (start, start.saturating_add(([60, 90, 120, 150][dice.below(4)]).minutes()))
}

/// Reasons for sending something back, each with what the member then adds.
const REASONS: [(&str, &str); 6] = [
    ("联系群众的人次和经过里写的户数对不上，请按签到表核对。", "人次已按签到表核对。"),
    ("经过里没写是哪个村民小组，请补一句，方便以后回访。", "地点在村委会旁的第二小组。"),
    ("请写明谈了什么结果；还没有结果的，写下一步谁来办。", "下一步由联络员跟进，月底前回话。"),
    ("参加的委员里少填了一位，签到表上有他的名字。", "参加人员已补齐。"),
    ("开始时间和照片上的时间差了半天，请核对。", "时间已核对，以签到表为准。"),
    ("同一天另有一条很像的记录，请说明是不是同一场。", "与另一条不是同一场，那一场在下午。"),
];
