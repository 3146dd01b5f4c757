//! Opinion reports of the demo: those of the published year, 18 of them by parties and other groups, and those of the year up to
//! today as far as each has come.

mod lines;

use super::{dice::Dice, play::Scene, roster::Roster};
use crate::clock::millis;
use domain::{
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    opinion_report::{ADOPTED_BY, Level, WORKFLOW_PRESET},
    submitted::{GROUP, NARRATIVE, RAISED_ON, TITLE},
    workflow::{DEMAND, STAGE, WORKFLOW},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use lines::{PUBLISHED, UNDER_WAY};
use sync::wire::Act;

/// What a past year's reports all came to: the office closes what nobody adopts any more.
const CLOSED: (&str, i64) = ("closed", 90);

/// The stages after the first, each with how many days after the beginning it is entered.
const STAGES: [(&str, i64); 4] = [("compiled", 4), ("adopted", 21), ("instructed", 30), ("closed", 60)];

/// Who reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// A party or another group, as a place among the committee's.
    Group(usize),
    /// A member, as a place on the roster.
    Member(usize),
}

/// A report as it is told.
struct Told {
    by: By,
    title: &'static str,
    text: &'static str,
    /// How many of [`STAGES`] it has come through.
    through: usize,
}

/// The scenes of all of them.
pub fn scenes<'a>(dice: &mut Dice, roster: &'a Roster, today: Date, now: u64) -> Vec<Scene<'a>> {
    let day = |on: i16| date(2022, (on / 100) as i8, (on % 100) as i8);
    let published = PUBLISHED.iter().map(|(on, told)| (day(*on), told, Some(CLOSED)));
    let under_way = UNDER_WAY.iter().map(|(ago, told)| (today.saturating_sub(ago.days()), told, None));
    let all = published.chain(under_way);
    all.flat_map(|(begin, told, closed)| told.scenes(dice, roster, begin, closed, now)).collect()
}

impl Told {
    fn scenes<'a>(
        &self,
        dice: &mut Dice,
        roster: &'a Roster,
        begin: Date,
        closed: Option<(&'static str, i64)>,
        now: u64,
    ) -> Vec<Scene<'a>> {
        let staff = &roster.office[0];
        let at = |days: i64| millis(begin.saturating_add(days.days()).at(15, 10, 0, 0)).min(now);
        let rec = RecordId(dice.id(at(0)));
        let said = Fields::default()
            .with(WORKFLOW, WORKFLOW_PRESET)
            .with(TITLE, self.title)
            .with(NARRATIVE, self.text)
            .with(RAISED_ON, begin.to_string());
        let groups = roster.entries.iter().filter(|entry| entry.kind == Kind::Group);
        let (writer, feed, said) = match self.by {
            By::Group(place) => {
                let Some(group) = groups.map(|entry| entry.rec).nth(place) else { return Vec::new() };
                (staff, Feed::Office(roster.committee.0), said.with(GROUP, group.to_string()))
            }
            By::Member(place) => (&roster.members[place], Feed::Member(roster.member(place)), said),
        };
        let scene = |at, who, act| Scene { at, who, rec, kind: Kind::OpinionReport, feed, act, saw: None };
        let mut scenes = vec![scene(at(0), writer, Act::Create(said))];
        for (stage, days) in STAGES.into_iter().take(self.through).chain(closed) {
            let day = begin.saturating_add(days.days()).to_string();
            let demand = |id: &str| format!("{DEMAND}:{id}");
            let moved = Fields::default().with(WORKFLOW, WORKFLOW_PRESET).with(STAGE, stage);
            let moved = match stage {
                "compiled" => moved.with(demand("sent_to"), "区委办、市政协研究室").with(demand("sent_on"), day),
                "adopted" => moved.with(ADOPTED_BY, Level::County.id()).with(demand("adopted_on"), day),
                "instructed" => moved.with(demand("instruction"), "区委主要负责同志：请有关部门研究，提出办法。"),
                _ if self.through > 1 => moved.with(demand("result"), "有关部门已列入当年工作，进展已反馈给提交人。"),
                _ => moved.with(demand("result"), "没有采用，已向提交人说明，情况留作参考。"),
            };
            scenes.push(scene(at(days), staff, Act::Patch(moved)));
        }
        scenes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_year_has_twenty_eight_compiled_and_eighteen_of_them_by_groups() {
        let compiled = PUBLISHED.iter().filter(|(_, told)| told.through > 0);
        let by_groups = PUBLISHED.iter().filter(|(_, told)| matches!(told.by, By::Group(_)));
        assert_eq!((compiled.count(), by_groups.count()), (28, 18));
    }

    #[test]
    fn a_report_goes_through_the_stages_of_its_workflow_in_their_order() {
        let workflow = domain::workflow::preset(WORKFLOW_PRESET).unwrap();
        let way = workflow.stages.iter().filter(|stage| !stage.aside).map(|stage| stage.id.as_str());
        assert!(way.skip(1).eq(STAGES.map(|(stage, _)| stage)));
    }
}
