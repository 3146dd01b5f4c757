//! The workflows that every committee begins with.

use super::{Demand, Sort, Stage, Workflow};
use crate::{
    assignment,
    consultation::TO_PROPOSAL,
    hand_over::{AGAIN, WORKFLOW_PRESET},
    kind::Kind,
    opinion_report, outcome,
    policy::Role::{self, Citizen, Convenor, Member, Staff, Unit},
    proposal, request,
};

/// The ids of the presets, by which records name them.
pub const PRESETS: &[&str] = &[
    "consultation_short_1",
    "consultation_full_1",
    WORKFLOW_PRESET,
    request::WORKFLOW_PRESET,
    opinion_report::WORKFLOW_PRESET,
    proposal::WORKFLOW_PRESET,
    outcome::WORKFLOW_PRESET,
    assignment::WORKFLOW_PRESET,
];

/// The preset of an id. A preset never changes: another version has another id.
pub fn preset(id: &str) -> Option<Workflow> {
    match id {
        "consultation_short_1" => Some(short()),
        "consultation_full_1" => Some(full()),
        WORKFLOW_PRESET => Some(hand_over()),
        request::WORKFLOW_PRESET => Some(request()),
        opinion_report::WORKFLOW_PRESET => Some(opinion_report()),
        proposal::WORKFLOW_PRESET => Some(proposal()),
        outcome::WORKFLOW_PRESET => Some(outcome()),
        assignment::WORKFLOW_PRESET => Some(assignment()),
        _ => None,
    }
}

const SITE: &[Role] = &[Member, Convenor, Staff];
const RUN: &[Role] = &[Convenor, Staff];
const OFFICE: &[Role] = &[Staff];
/// A unit answers behind its link, and the office writes down what comes on paper.
const UNIT: &[Role] = &[Unit, Staff];

/// Whoever proposed it says what they think of the result; the office writes down what comes on paper.
const PROPOSER: &[Role] = &[Member, Staff];

/// Whoever does it says how far it is; the office writes down what is reported to it.
const DOER: &[Role] = &[Member, Staff];

/// Whoever raised it says how it was done; the site writes down what is said to it.
const RAISED_BY: &[Role] = &[Citizen, Convenor, Staff];

/// The ways out that a matter of consultation may take, with the stages that it takes them from.
const ASIDE: [(&str, &str); 4] =
    [("declined", "不予立项"), ("joined", "并案"), (TO_PROPOSAL, "转提案"), ("to_opinion", "转社情民意")];

type Line = (&'static str, &'static str, &'static [Role], &'static [&'static str], Option<u16>);

/// 提出 → 协商 → 建议 → 交办 → 结果 → 回访评价, the short one for a 微协商.
fn short() -> Workflow {
    const LINES: &[Line] = &[
        ("raised", "提出", SITE, &["deliberating", "declined", "joined", "to_proposal", "to_opinion"], Some(15)),
        ("deliberating", "协商", SITE, &["suggested", "declined", "to_proposal", "to_opinion"], Some(30)),
        ("suggested", "建议", RUN, &["handed_over", "answered", "to_proposal", "to_opinion"], Some(15)),
        ("handed_over", "交办", OFFICE, &["answered", "suggested"], Some(60)),
        ("answered", "结果", SITE, &["rated", "handed_over"], Some(30)),
        ("rated", "回访评价", SITE, &[], None),
    ];
    let mut workflow = whole("微协商", LINES);
    demand(&mut workflow, "answered", ("result", "办理结果", Sort::Text));
    demand(&mut workflow, "rated", ("visited_on", "回访日期", Sort::Day));
    workflow
}

/// From 征题 to 归档, with the decision of the party committee and what comes of the result.
fn full() -> Workflow {
    const LINES: &[Line] = &[
        ("collected", "征题", SITE, &["compared", "declined", "joined", "to_proposal", "to_opinion"], None),
        ("compared", "比选", OFFICE, &["decided", "declined", "joined", "to_proposal", "to_opinion"], Some(30)),
        ("decided", "党委审定", OFFICE, &["taken_up", "declined"], Some(15)),
        ("taken_up", "领题", RUN, &["researched"], Some(30)),
        ("researched", "调研", RUN, &["deliberating"], Some(90)),
        ("deliberating", "协商会", RUN, &["suggested"], Some(30)),
        ("suggested", "意见建议", RUN, &["handed_over", "to_proposal", "to_opinion"], Some(15)),
        ("handed_over", "交办", OFFICE, &["handled"], Some(15)),
        ("handled", "办理", OFFICE, &["answered", "handed_over"], Some(90)),
        ("answered", "结果反馈", RUN, &["followed_up", "handled"], Some(30)),
        ("followed_up", "跟踪回访", RUN, &["rated", "handled"], Some(90)),
        ("rated", "评价", RUN, &["converted"], Some(30)),
        ("converted", "成果转化", OFFICE, &["filed"], Some(180)),
        ("filed", "归档", OFFICE, &[], None),
    ];
    let mut workflow = whole("协商议题", LINES);
    demand(&mut workflow, "decided", ("decision_document", "审定文件", Sort::Text));
    demand(&mut workflow, "decided", ("decision_day", "审定日期", Sort::Day));
    demand(&mut workflow, "answered", ("result", "办理结果", Sort::Text));
    demand(&mut workflow, "followed_up", ("visited_on", "回访日期", Sort::Day));
    workflow
}

/// From the unit that is given a matter to the visit afterwards; the office checks each answer, and each wish to give it back.
fn hand_over() -> Workflow {
    const LINES: &[Line] = &[
        ("handed", "已交办", UNIT, &["received", "replied", "return_asked", "sent_back"], Some(7)),
        ("received", "已接收", UNIT, &["replied", "return_asked", "sent_back"], None),
        ("return_asked", "申请退办", OFFICE, &["received", "sent_back"], Some(7)),
        ("replied", "已答复", OFFICE, &["checked", AGAIN], Some(15)),
        (AGAIN, "退回重办", UNIT, &["replied"], Some(30)),
        ("checked", "答复已核", SITE, &["followed_up", AGAIN], Some(30)),
        ("followed_up", "已回访", OFFICE, &["closed", AGAIN], Some(15)),
        ("closed", "办结", OFFICE, &[], None),
    ];
    let mut workflow = led(Kind::HandOver, "交办", LINES, &[("sent_back", "退办")]);
    demand(&mut workflow, "return_asked", ("why_back", "为什么退办", Sort::Text));
    demand(&mut workflow, "replied", ("talked", "与委员怎样沟通的", Sort::Text));
    demand(&mut workflow, "replied", ("reply", "答复内容", Sort::Text));
    demand(&mut workflow, "replied", ("reply_class", "答复类别", Sort::ReplyClass));
    demand(&mut workflow, "replied", ("replied_on", "答复日期", Sort::Day));
    demand(&mut workflow, "followed_up", ("visited_on", "回访日期", Sort::Day));
    demand(&mut workflow, "followed_up", ("seen", "回访看到什么", Sort::Text));
    workflow
}

/// 群众点单、社区派单、委员接单: what a citizen asks for, who takes it on, and what the citizen says to what was done.
fn request() -> Workflow {
    const LINES: &[Line] = &[
        ("raised", "群众点单", RUN, &["dispatched", "accepted", "declined", request::TO_MATTER], Some(3)),
        ("dispatched", "已派单", SITE, &["accepted", "declined", request::TO_MATTER], Some(7)),
        ("accepted", "委员接单", SITE, &["done", "dispatched", request::TO_MATTER], Some(30)),
        ("done", "已办好", RAISED_BY, &["rated", "dispatched", "closed"], Some(30)),
        ("rated", "群众已评价", RUN, &["closed", "dispatched"], Some(15)),
        ("closed", "办结", OFFICE, &[], None),
    ];
    let mut workflow =
        led(Kind::Request, "点单派单接单", LINES, &[("declined", "不予受理"), (request::TO_MATTER, "转为协商议题")]);
    demand(&mut workflow, "accepted", ("taker", "谁来办", Sort::Member));
    demand(&mut workflow, "done", ("result", "办得怎么样", Sort::Text));
    demand(&mut workflow, "done", ("done_on", "办好的日期", Sort::Day));
    demand(&mut workflow, "rated", ("rating", "群众是否满意", Sort::Rating));
    workflow
}

/// 社情民意信息: submitted, compiled and sent on by the office, adopted at a level, written on by a leader.
fn opinion_report() -> Workflow {
    const LINES: &[Line] = &[
        ("submitted", "已提交", OFFICE, &["compiled", "not_used", "to_matter"], Some(15)),
        ("compiled", "已编报", OFFICE, &["adopted", "instructed", "closed"], Some(90)),
        ("adopted", "已采用", OFFICE, &["instructed", "closed"], Some(90)),
        ("instructed", "已批示", OFFICE, &["closed"], Some(90)),
        ("closed", "办结", OFFICE, &[], None),
    ];
    let ways_out = [("not_used", "未编用"), (request::TO_MATTER, "转为协商议题")];
    let mut workflow = led(Kind::OpinionReport, "社情民意信息", LINES, &ways_out);
    demand(&mut workflow, "compiled", ("sent_to", "报送给谁", Sort::Text));
    demand(&mut workflow, "compiled", ("sent_on", "报送日期", Sort::Day));
    demand(&mut workflow, "adopted", ("adopted_by", "哪一级采用", Sort::Level));
    demand(&mut workflow, "adopted", ("adopted_on", "采用日期", Sort::Day));
    demand(&mut workflow, "instructed", ("instruction", "谁批示、怎么批示", Sort::Text));
    demand(&mut workflow, "closed", ("result", "有什么结果", Sort::Text));
    workflow
}

/// 提·立·办·督·评: submitted, filed or not with the reason, handled by units, seen to by the office, judged by who proposed it.
fn proposal() -> Workflow {
    const LINES: &[Line] = &[
        ("submitted", "已提交", OFFICE, &["filed", "not_filed", "joined", "to_opinion"], Some(30)),
        ("filed", "已立案", OFFICE, &["handled"], Some(15)),
        ("handled", "交办办理", OFFICE, &["replied"], Some(90)),
        ("replied", "已答复", PROPOSER, &["supervised", "rated", "handled"], Some(30)),
        ("supervised", "督办回访", PROPOSER, &["rated", "handled"], Some(30)),
        ("rated", "委员已评价", OFFICE, &["closed", "handled"], Some(15)),
        ("closed", "办结", OFFICE, &[], None),
    ];
    let ways_out = [("not_filed", "不予立案"), ("joined", "并案"), ("to_opinion", "转社情民意")];
    let mut workflow = led(Kind::Proposal, "提案", LINES, &ways_out);
    demand(&mut workflow, "filed", ("case_no", "案号", Sort::Text));
    demand(&mut workflow, "replied", ("reply_class", "答复类别", Sort::ReplyClass));
    demand(&mut workflow, "replied", ("reply", "答复内容", Sort::Text));
    demand(&mut workflow, "replied", ("replied_on", "答复日期", Sort::Day));
    demand(&mut workflow, "supervised", ("visited_on", "回访日期", Sort::Day));
    demand(&mut workflow, "supervised", ("seen", "回访看到什么", Sort::Text));
    demand(&mut workflow, "rated", ("rating", "对办理结果是否满意", Sort::Rating));
    // The proposer judges the result; the office goes to see it, and gives it back.
    only(&mut workflow, "supervised", OFFICE);
    only(&mut workflow, "handled", OFFICE);
    workflow
}

/// 协商成果: submitted, sent on, written on by a leader, turned into something.
fn outcome() -> Workflow {
    const LINES: &[Line] = &[
        ("submitted", "已提交", OFFICE, &["sent", "not_used"], Some(30)),
        ("sent", "已报送", OFFICE, &["instructed", "converted", "closed"], Some(90)),
        ("instructed", "已批示", OFFICE, &["converted", "closed"], Some(180)),
        ("converted", "已转化", OFFICE, &["closed"], Some(90)),
        ("closed", "归档", OFFICE, &[], None),
    ];
    let mut workflow = led(Kind::Outcome, "协商成果", LINES, &[("not_used", "未采用")]);
    demand(&mut workflow, "sent", ("sent_to", "报送给谁", Sort::Text));
    demand(&mut workflow, "sent", ("sent_on", "报送日期", Sort::Day));
    demand(&mut workflow, "instructed", ("instruction", "谁批示、怎么批示", Sort::Text));
    demand(&mut workflow, "converted", ("converted", "转化成了什么", Sort::Text));
    demand(&mut workflow, "converted", ("evidence", "凭据（文件、项目、资金）", Sort::Text));
    workflow
}

/// 立项 + 督办 + 考核: given, begun, done, judged by the office.
fn assignment() -> Workflow {
    const LINES: &[Line] = &[
        ("given", "已下达", DOER, &["begun", "done", "taken_back"], Some(15)),
        ("begun", "推进中", DOER, &["done", "taken_back"], None),
        ("done", "已完成", OFFICE, &["judged", "begun"], Some(30)),
        ("judged", "已考核", OFFICE, &[], None),
    ];
    let mut workflow = led(Kind::Assignment, "任务", LINES, &[("taken_back", "撤销")]);
    demand(&mut workflow, "done", ("result", "办了什么、结果怎样", Sort::Text));
    demand(&mut workflow, "done", ("done_on", "完成日期", Sort::Day));
    demand(&mut workflow, "judged", ("judgement", "考核意见", Sort::Text));
    // Who is to do something does not take it back.
    only(&mut workflow, "taken_back", OFFICE);
    workflow
}

fn whole(name: &str, lines: &[Line]) -> Workflow {
    led(Kind::Consultation, name, lines, &ASIDE)
}

fn led(of: Kind, name: &str, lines: &[Line], ways_out: &[(&str, &str)]) -> Workflow {
    let stage = |(order, (id, name, who, to, days)): (i64, &Line)| Stage {
        id: (*id).into(),
        name: (*name).into(),
        order,
        who: who.to_vec(),
        by: Vec::new(),
        to: to.iter().map(|to| (*to).to_owned()).collect(),
        demands: Vec::new(),
        days: *days,
        aside: false,
    };
    let aside = |(order, (id, name)): (i64, &(&str, &str))| Stage {
        id: (*id).into(),
        name: (*name).into(),
        order,
        who: Vec::new(),
        by: Vec::new(),
        to: Vec::new(),
        demands: Vec::new(),
        days: None,
        aside: true,
    };
    let main = (1..).zip(lines).map(stage);
    Workflow { name: name.into(), of, stages: main.chain((100..).zip(ways_out).map(aside)).collect() }
}

/// Says who may bring a matter into a stage, where not everybody may who takes it on from before.
fn only(workflow: &mut Workflow, stage: &str, by: &[Role]) {
    if let Some(stage) = workflow.stages.iter_mut().find(|one| one.id == stage) {
        stage.by = by.to_vec();
    }
}

fn demand(workflow: &mut Workflow, stage: &str, (id, name, sort): (&str, &str, Sort)) {
    if let Some(stage) = workflow.stages.iter_mut().find(|one| one.id == stage) {
        stage.demands.push(Demand { id: id.into(), name: name.into(), sort });
    }
}
