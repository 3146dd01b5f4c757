//! Proposals of the demo: the 231 of the published year, each answered, followed up and judged, and those of the year up to
//! today as far as each has come.

mod subjects;

use super::{
    dice::Dice,
    matters::{Around, Handed},
    places::TOWNS,
    play::Scene,
    roster::{Player, Roster},
};
use crate::clock::millis;
use domain::{
    fields::Fields,
    hand_over::{Part, REPLIED_ON, REPLY, ReplyClass},
    id::{Feed, RecordId},
    kind::Kind,
    proposal::{
        CASE_NO, KEY_LED_BY, PROPOSED, RATING, REPLY_CLASS, VISITED_ON, WORKFLOW_PRESET, co_signer_field, signature,
    },
    rating::Rating,
    submitted::{GROUP, NARRATIVE, RAISED_ON, TITLE},
    workflow::{DEMAND, STAGE, WORKFLOW},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use subjects::SUBJECTS;
use sync::wire::Act;

/// So many towns have a proposal to each subject in the published year: 21 × 11 = 231.
const TOWNS_OF_2022: usize = 11;
/// Whose proposers were not content, as places among those of the published year.
const DISCONTENT: [usize; 4] = [17, 88, 140, 201];
/// Every so many of them a group proposes, several members sign, or a leader sees to it.
const EVERY: [usize; 3] = [6, 4, 38];
/// How many days after the beginning units are asked, and how many later the office checks what they answered.
const HANDED: i64 = 20;

/// The stages after the first, each with how many days after the beginning it is entered.
const STAGES: [(&str, i64); 6] =
    [("filed", 12), ("handled", HANDED), ("replied", 49), ("supervised", 73), ("rated", 80), ("closed", 90)];

/// What several proposals are about, each in another town.
struct Subject {
    about: &'static str,
    case: &'static str,
    proposed: &'static str,
    unit: &'static str,
    reply: &'static str,
    seen: &'static str,
}

/// One proposal as it is told.
struct Told {
    subject: &'static Subject,
    town: &'static str,
    /// The number under which it is filed.
    number: usize,
    begin: Date,
    by: By,
    /// A place on the roster of each who was asked to sign, and whether that member has.
    asked: Vec<(usize, bool)>,
    rating: Rating,
    is_key: bool,
    /// How many of [`STAGES`] it has come through.
    through: usize,
}

/// How many days ago it was submitted, who proposes, who was asked to sign and has, and how far it has come.
type Line = (i64, By, &'static [(usize, bool)], usize);

/// Who proposes: a place among the groups, or on the roster.
enum By {
    Group(usize),
    Member(usize),
}

/// The scenes of all of them.
pub fn scenes<'a>(dice: &mut Dice, roster: &'a Roster, today: Date, now: u64) -> Vec<Scene<'a>> {
    let published = (0..SUBJECTS.len() * TOWNS_OF_2022).map(|place| published(place, roster.members.len()));
    let all = published.chain(under_way(today));
    all.flat_map(|told| told.scenes(dice, roster, now)).collect()
}

fn published(place: usize, members: usize) -> Told {
    let is_every = |which: usize| place % EVERY[which] == EVERY[which] - 1;
    let (group, writer) = (is_every(0), place * 5 % members);
    let rating = match place {
        place if DISCONTENT.contains(&place) => Rating::Discontent,
        place if place % 9 == 0 => Rating::Mostly,
        _ => Rating::Content,
    };
    Told {
        subject: &SUBJECTS[place % SUBJECTS.len()],
        town: TOWNS[place / SUBJECTS.len()],
        number: place + 1,
        begin: date(2022, 1, 10).saturating_add((place as i64 % 40).days()),
        by: if group { By::Group(place / EVERY[0] % 10) } else { By::Member(writer) },
        asked: if !group && is_every(1) {
            vec![((writer + 1) % members, true), ((writer + 7) % members, true)]
        } else {
            Vec::new()
        },
        rating,
        is_key: is_every(2),
        through: STAGES.len(),
    }
}

/// Those of this year, each with how many days ago it was submitted.
fn under_way(today: Date) -> Vec<Told> {
    let told = |(place, (ago, by, asked, through)): (usize, Line)| Told {
        subject: &SUBJECTS[place * 2],
        town: TOWNS[TOWNS_OF_2022 + place % 7],
        number: place + 1,
        begin: today.saturating_sub(ago.days()),
        by,
        asked: asked.to_vec(),
        rating: Rating::Content,
        is_key: through == 4,
        through,
    };
    let all: [Line; 8] = [
        (205, By::Member(9), &[(0, true)], 6),
        (190, By::Group(1), &[], 6),
        (118, By::Member(0), &[(4, true), (11, true)], 5),
        (96, By::Member(23), &[], 4),
        (57, By::Group(5), &[], 2),
        (34, By::Member(0), &[], 2),
        (13, By::Member(6), &[(2, true)], 1),
        (3, By::Member(12), &[(0, false), (3, true)], 0),
    ];
    all.into_iter().enumerate().map(told).collect()
}

impl Told {
    fn scenes<'a>(&self, dice: &mut Dice, roster: &'a Roster, now: u64) -> Vec<Scene<'a>> {
        let staff = &roster.office[0];
        let at = |days: i64| millis(self.begin.saturating_add(days.days()).at(10, 20, 0, 0)).min(now);
        let rec = RecordId(dice.id(at(0)));
        let groups = roster.entries.iter().filter(|entry| entry.kind == Kind::Group);
        let (writer, feed, said) = match self.by {
            By::Group(place) => {
                let Some(group) = groups.map(|entry| entry.rec).nth(place) else { return Vec::new() };
                (staff, Feed::Office(roster.committee.0), self.fields().with(GROUP, group.to_string()))
            }
            By::Member(place) => (&roster.members[place], Feed::Member(roster.member(place)), self.fields()),
        };
        let scene = |at, who, act| Scene { at, who, rec, kind: Kind::Proposal, feed, act, saw: None };
        let asked = self.asked.iter().map(|(place, _)| co_signer_field(roster.member(*place)));
        let made = asked.fold(said.clone(), |made, field| made.with(field, "asked"));
        let mut scenes = vec![scene(at(0), writer, Act::Create(made))];
        for (place, _) in self.asked.iter().filter(|(_, signed)| *signed) {
            let signed = Fields::default().with(co_signer_field(roster.member(*place)), signature(&said));
            scenes.push(scene(at(2), &roster.members[*place], Act::Patch(signed)));
        }
        let proposer = if matches!(self.by, By::Group(_)) { staff } else { writer };
        for (stage, days) in STAGES.into_iter().take(self.through) {
            let who = if stage == "rated" { proposer } else { staff };
            scenes.push(scene(at(days), who, Act::Patch(self.moved(stage, days))));
        }
        if self.through > 1 {
            scenes.extend(self.handed(dice, rec, feed, staff, at));
        }
        scenes
    }

    /// What the unit was given out of it.
    fn handed<'a>(
        &self,
        dice: &mut Dice,
        rec: RecordId,
        feed: Feed,
        staff: &'a Player,
        at: impl Fn(i64) -> u64,
    ) -> Vec<Scene<'a>> {
        let given = Handed {
            unit: (self.subject.unit, Part::Lead),
            ask: self.subject.proposed,
            reply: ("到现场和提案人一起看过，又通了两次电话。", self.subject.reply, self.class()),
            seen: self.subject.seen,
            through: if self.through > 2 { 5 } else { 1 },
        };
        let around = Around {
            origin: rec,
            venue: None,
            feed,
            hands: [staff, staff],
            begin: self.begin.saturating_add(HANDED.days()),
        };
        given.scenes(RecordId(dice.id(at(HANDED))), &around, |days| at(HANDED + days))
    }

    fn class(&self) -> ReplyClass {
        if self.number.is_multiple_of(5) { ReplyClass::Begun } else { ReplyClass::Solved }
    }

    fn fields(&self) -> Fields {
        let Subject { about, case, proposed, .. } = self.subject;
        let of_town = |text: &str| text.replace("{}", self.town);
        Fields::default()
            .with(WORKFLOW, WORKFLOW_PRESET)
            .with(TITLE, format!("关于{}的建议", of_town(about)))
            .with(NARRATIVE, of_town(case))
            .with(PROPOSED, *proposed)
            .with(RAISED_ON, self.begin.to_string())
    }

    /// What a move to a stage writes, with what the stage demands.
    fn moved(&self, stage: &str, days: i64) -> Fields {
        let day = self.begin.saturating_add(days.days()).to_string();
        let moved = Fields::default().with(WORKFLOW, WORKFLOW_PRESET).with(STAGE, stage);
        match stage {
            "filed" => {
                let moved = moved.with(CASE_NO, format!("{}-{:03}", self.begin.year(), self.number));
                if self.is_key { moved.with(KEY_LED_BY, "分管副主席") } else { moved }
            }
            "replied" => {
                moved.with(REPLY_CLASS, self.class().id()).with(REPLY, self.subject.reply).with(REPLIED_ON, day)
            }
            "supervised" => moved.with(VISITED_ON, day).with(format!("{DEMAND}:seen"), self.subject.seen),
            "rated" => moved.with(RATING, self.rating.id()),
            _ => moved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_goes_through_the_stages_of_its_workflow_in_their_order() {
        let workflow = domain::workflow::preset(WORKFLOW_PRESET).unwrap();
        let way = workflow.stages.iter().filter(|stage| !stage.aside).map(|stage| stage.id.as_str());
        assert!(way.skip(1).eq(STAGES.map(|(stage, _)| stage)));
    }

    #[test]
    fn the_published_year_has_231_proposals_no_two_of_one_title_and_four_whose_proposers_were_not_content() {
        let all: Vec<Told> = (0..231).map(|place| published(place, 216)).collect();
        let titles: std::collections::BTreeSet<String> =
            all.iter().filter_map(|told| told.fields().text(TITLE).map(str::to_owned)).collect();
        assert_eq!((SUBJECTS.len() * TOWNS_OF_2022, titles.len()), (231, 231));
        assert_eq!(all.iter().filter(|told| told.rating == Rating::Discontent).count(), 4);
    }
}
