//! Outcomes and assignments of the demo, in the year up to today, as far as each has come.

use super::{
    dice::Dice,
    play::Scene,
    roster::{Player, Roster},
};
use crate::clock::millis;
use domain::{
    assignment::{
        self, ABOUT,
        AssignmentType::{self, Instruction, MemberTask, Task, YearlyReport},
        DEADLINE, DONE_ON, MILESTONE, OWNER, RESULT,
    },
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    outcome::{
        self, CONVERTED, EVIDENCE,
        OutcomeType::{self, FormalProposal, PlenarySpeech, ResearchReport, SpecialReport},
    },
    policy::Role,
    submitted::{NARRATIVE, RAISED_ON, TITLE},
    workflow::{DEMAND, STAGE, WORKFLOW},
};
use jiff::{ToSpan, civil::Date};
use sync::wire::Act;

/// An outcome as it is told.
struct Written {
    /// How many days ago it was submitted.
    ago: i64,
    /// A place on the roster; `None` for the office's own.
    by: Option<usize>,
    sort: OutcomeType,
    title: &'static str,
    text: &'static str,
    /// What it was turned into, and what shows that.
    became: (&'static str, &'static str),
    /// How many of [`SENT`] it has come through.
    through: usize,
}

/// The stages of an outcome after the first, each with how many days after the beginning it is entered.
const SENT: [(&str, i64); 4] = [("sent", 6), ("instructed", 20), ("converted", 61), ("closed", 75)];

#[rustfmt::skip]
const WRITTEN: [Written; 6] = [
    Written { ago: 210, by: None, sort: FormalProposal, through: 4, title: "关于完善乡镇客运末班车的建议案",
        text: "走访九个镇、问了三百多位乘车人，末班车普遍早于下班时间。建议周五周日加开，先试三个月。",
        became: ("区交通运输局在五个镇加开周末班次，列入年度公交调整方案。", "区交运〔2026〕18 号") },
    Written { ago: 172, by: Some(9), sort: ResearchReport, through: 3, title: "慢病药进村的三个堵点",
        text: "目录、配送、随访各有一个堵点，最难的是随访没有人算工作量。",
        became: ("慢病随访计入村医补助，全年安排四十六万元。", "区卫健局补助方案") },
    Written { ago: 133, by: None, sort: SpecialReport, through: 2, title: "关于集市消防通道的专报",
        text: "七个集市里四个没有留出消防通道，逢集时车停到路心。", became: ("", "") },
    Written { ago: 88, by: Some(0), sort: PlenarySpeech, through: 1, title: "让村级阵地多办有用的事",
        text: "阵地建起来以后，难在每周都有事办。建议把群众点单和委员专长对起来。", became: ("", "") },
    Written { ago: 41, by: Some(14), sort: ResearchReport, through: 1, title: "小厂用工的季节缺口",
        text: "三个月的旺季缺四百多人，其余时间又闲。", became: ("", "") },
    Written { ago: 8, by: Some(0), sort: ResearchReport, through: 0, title: "集镇停车怎么划线才管用",
        text: "六个集镇划了线没有人停进去，原因是线画在离摊位太远的地方。", became: ("", "") },
];

/// An assignment as it is told.
struct Given {
    /// How many days ago it was given.
    ago: i64,
    sort: AssignmentType,
    /// A place on the roster, or who else does it.
    who: Result<usize, &'static str>,
    title: &'static str,
    /// Days from today until it is due, with what is to be reached on the way.
    due: i64,
    milestone: Option<(i64, &'static str)>,
    about: Option<&'static str>,
    result: &'static str,
    /// How many of [`DONE`] it has come through.
    through: usize,
}

/// The stages of an assignment after the first, each with how many days after the beginning it is entered.
const DONE: [(&str, i64); 3] = [("begun", 3), ("done", 40), ("judged", 50)];

#[rustfmt::skip]
const GIVEN: [Given; 7] = [
    Given { ago: 300, sort: Task, who: Err("提案委"), title: "重点提案督办不少于六次", due: -60, milestone: Some((-200, "选定六件重点提案")), about: None,
        result: "全年督办七次，现场看了五次。", through: 3 },
    Given { ago: 280, sort: Task, who: Err("办公室"), title: "修订阵地管理办法", due: 25, milestone: Some((-20, "征求意见稿发到十八个联络组")), about: None,
        result: "", through: 1 },
    Given { ago: 64, sort: Instruction, who: Err("区政协农业农村委"), title: "摸清沉睡阵地的原因，一处一策", due: -9, milestone: None,
        about: Some("沉睡阵地 · 本季 · 示例区政协"), result: "", through: 1 },
    Given { ago: 70, sort: Instruction, who: Err("提案委"), title: "对不满意的提案逐件回访", due: -20, milestone: None,
        about: Some("提案满意率 · 示例区政协"), result: "四件都见了面，两件重新办理，两件说明了原因。", through: 2 },
    Given { ago: 45, sort: MemberTask, who: Ok(9), title: "每人带一条群众意见来开会", due: -5, milestone: None, about: None,
        result: "带来两条，都已写成社情民意。", through: 2 },
    Given { ago: 20, sort: MemberTask, who: Ok(0), title: "年底前到联系单位走访一次", due: 21, milestone: None, about: None, result: "", through: 0 },
    Given { ago: 12, sort: YearlyReport, who: Ok(3), title: "写好今年的述职", due: 30, milestone: None, about: None, result: "", through: 0 },
];

/// The scenes of all of them.
pub fn scenes<'a>(dice: &mut Dice, roster: &'a Roster, today: Date, now: u64) -> Vec<Scene<'a>> {
    let mut scenes: Vec<Scene<'a>> = WRITTEN
        .iter()
        .flat_map(|written| written.scenes(dice, roster, today.saturating_sub(written.ago.days()), now))
        .collect();
    scenes.extend(GIVEN.iter().flat_map(|given| given.scenes(dice, roster, today, now)));
    scenes
}

/// When something happens so many days after the beginning.
fn at(begin: Date, days: i64, now: u64) -> u64 {
    millis(begin.saturating_add(days.days()).at(11, 5, 0, 0)).min(now)
}

impl Written {
    fn scenes<'a>(&self, dice: &mut Dice, roster: &'a Roster, begin: Date, now: u64) -> Vec<Scene<'a>> {
        let staff = &roster.office[0];
        let rec = RecordId(dice.id(at(begin, 0, now)));
        let (writer, feed) = match self.by {
            Some(place) => (&roster.members[place], Feed::Member(roster.member(place))),
            None => (staff, Feed::Office(roster.committee.0)),
        };
        let scene =
            |days, who, act| Scene { at: at(begin, days, now), who, rec, kind: Kind::Outcome, feed, act, saw: None };
        let made = Fields::default()
            .with(WORKFLOW, outcome::WORKFLOW_PRESET)
            .with(outcome::TYPE, self.sort.id())
            .with(TITLE, self.title)
            .with(NARRATIVE, self.text)
            .with(RAISED_ON, begin.to_string());
        let mut scenes = vec![scene(0, writer, Act::Create(made))];
        for (stage, days) in SENT.into_iter().take(self.through) {
            let moved = Fields::default().with(WORKFLOW, outcome::WORKFLOW_PRESET).with(STAGE, stage);
            let demand = |id: &str| format!("{DEMAND}:{id}");
            let moved = match stage {
                "sent" => moved
                    .with(demand("sent_to"), "区委、区政府")
                    .with(demand("sent_on"), begin.saturating_add(days.days()).to_string()),
                "instructed" => moved.with(demand("instruction"), "区政府主要负责同志：请有关部门研究吸收。"),
                "converted" => moved.with(CONVERTED, self.became.0).with(EVIDENCE, self.became.1),
                _ => moved,
            };
            scenes.push(scene(days, staff, Act::Patch(moved)));
        }
        scenes
    }
}

impl Given {
    fn scenes<'a>(&self, dice: &mut Dice, roster: &'a Roster, today: Date, now: u64) -> Vec<Scene<'a>> {
        let (staff, begin) = (&roster.office[0], today.saturating_sub(self.ago.days()));
        let leads = |player: &&Player| player.shown == Some(Role::Leader);
        let leader = roster.office.iter().find(leads).unwrap_or(staff);
        let rec = RecordId(dice.id(at(begin, 0, now)));
        let from_today = |days: i64| today.saturating_add(days.days()).to_string();
        let mut made = Fields::default()
            .with(WORKFLOW, assignment::WORKFLOW_PRESET)
            .with(assignment::TYPE, self.sort.id())
            .with(TITLE, self.title)
            .with(RAISED_ON, begin.to_string())
            .with(DEADLINE, from_today(self.due));
        if let Some((days, what)) = self.milestone {
            made.set(format!("{MILESTONE}:{}", from_today(days)), what);
        }
        if let Some(about) = self.about {
            made.set(ABOUT, about);
        }
        let (doer, feed) = match self.who {
            Ok(place) => (&roster.members[place], Feed::Member(roster.member(place))),
            Err(owner) => {
                made.set(OWNER, owner);
                (staff, Feed::Office(roster.committee.0))
            }
        };
        let giver = if self.sort == Instruction { leader } else { staff };
        let scene =
            |days, who, act| Scene { at: at(begin, days, now), who, rec, kind: Kind::Assignment, feed, act, saw: None };
        // What lies in the office's feed names nobody as its member; of a member's the server says whose it is.
        if let Ok(place) = self.who {
            made.set(domain::submitted::MEMBER, roster.member(place).to_string());
        }
        let mut scenes = vec![scene(0, giver, Act::Create(made))];
        for (stage, days) in DONE.into_iter().take(self.through) {
            let moved = Fields::default().with(WORKFLOW, assignment::WORKFLOW_PRESET).with(STAGE, stage);
            let (who, moved) = match stage {
                "done" => {
                    let day = begin.saturating_add(days.days()).to_string();
                    (doer, moved.with(RESULT, self.result).with(DONE_ON, day))
                }
                "judged" => (staff, moved.with(format!("{DEMAND}:judgement"), "按期完成，效果好。")),
                _ => (doer, moved),
            };
            scenes.push(scene(days, who, Act::Patch(moved)));
        }
        scenes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_goes_through_the_stages_of_its_workflow_in_their_order() {
        for (preset, stages) in [(outcome::WORKFLOW_PRESET, &SENT[..]), (assignment::WORKFLOW_PRESET, &DONE[..])] {
            let workflow = domain::workflow::preset(preset).unwrap();
            let way = workflow.stages.iter().filter(|stage| !stage.aside).map(|stage| stage.id.as_str());
            assert!(way.skip(1).eq(stages.iter().map(|(stage, _)| *stage)), "{preset}");
        }
    }
}
