//! Matters that a workflow leads.

use super::*;
use crate::fixture::{self, NOW, user};
use domain::{
    fields::Fields,
    workflow::{Workflow, preset},
};

const SHORT: &str = "consultation_short_1";

fn matter() -> Fields {
    Fields::default()
        .with("title", "村口路灯")
        .with("source", "citizens")
        .with("venue", HOME.to_string().trim_start_matches("venue:"))
        .with("raised_on", "2026-05-04")
        .with("narrative", "夜里没有灯，老人出门怕摔。")
        .with("workflow", SHORT)
}

fn op(n: u64, base: u64, act: Act) -> Op {
    Op { kind: "consultation".into(), ..fixture::op(n, base, act) }
}

fn moved(n: u64, base: u64, to: &str) -> Op {
    op(n, base, Act::Patch(Fields::default().with("stage", to).with("workflow", SHORT)))
}

/// Decides with the workflow at hand, as the group would find it.
fn settle(current: Option<&Record>, (actor, op): (Actor, Op), workflow: Option<&Workflow>) -> Result<Record, Refusal> {
    let head = FeedHead::empty(op.feed, COMMITTEE);
    let around = Surroundings { device: PHONE, actor: &actor, home: Some(&head), workflow, epoch: None, now: NOW };
    decide(&op, current, around)
}

fn run(steps: Vec<(Actor, Op)>) -> Result<Record, Refusal> {
    let workflow = preset(SHORT);
    let mut record = None;
    for step in steps {
        record = Some(settle(record.as_ref(), step, workflow.as_ref())?);
    }
    Ok(record.unwrap())
}

fn code(steps: Vec<(Actor, Op)>) -> String {
    run(steps).unwrap_err().code
}

#[test]
fn a_matter_begins_in_the_first_stage_whatever_a_client_claims() {
    let claimed = matter().with("stage", "rated").with("course", "ended").with("entered:rated", "2026-01-01");
    let record = run(vec![(fixture::lin(), op(1, 0, Act::Create(claimed)))]).unwrap();
    let told = ["stage", "course", "entered:rated"].map(|field| record.body.text(field).map(str::to_owned));
    assert_eq!(told, [Some("raised".into()), Some("raised".into()), None]);
    assert!(record.body.text("entered:raised").is_some());
}

#[test]
fn a_matter_moves_by_its_workflow_and_what_was_demanded_is_kept() {
    let (lin, staff) = (fixture::lin, fixture::staff);
    let mut answered = moved(5, 4, "answered");
    if let Act::Patch(fields) = &mut answered.act {
        fields.set("demand:result", "路灯已装好。");
    }
    let steps = vec![
        (lin(), op(1, 0, Act::Create(matter()))),
        (lin(), moved(2, 1, "deliberating")),
        (staff(), moved(3, 2, "suggested")),
        (staff(), moved(4, 3, "handed_over")),
        (staff(), answered),
    ];
    let record = run(steps).unwrap();
    let told = ["stage", "course", "demand:result"].map(|field| record.body.text(field).unwrap_or("").to_owned());
    assert_eq!(told, ["answered", "under_way", "路灯已装好。"]);
    assert_eq!((record.ver, record.by), (5, user(34)));
}

#[test]
fn each_move_that_is_not_of_the_workflow_is_refused_with_its_reason() {
    let (lin, staff) = (fixture::lin, fixture::staff);
    let create = || (lin(), op(1, 0, Act::Create(matter())));
    assert_eq!(code(vec![create(), (staff(), moved(2, 1, "rated"))]), "stage_moved");
    assert_eq!(code(vec![create(), (lin(), moved(2, 1, "declined"))]), "reason_missing");
    let other = Fields::default().with("stage", "deliberating").with("workflow", "consultation_full_1");
    assert_eq!(code(vec![create(), (lin(), op(2, 1, Act::Patch(other)))]), "stage_moved", "another workflow");
    let unnamed = Fields::default().with("stage", "deliberating");
    assert_eq!(code(vec![create(), (lin(), op(2, 1, Act::Patch(unnamed)))]), "stage_moved", "no workflow");
    let on = |n| (lin(), moved(n, 1, "deliberating"));
    assert_eq!(
        code(vec![create(), on(2), (lin(), moved(3, 2, "suggested")), (lin(), moved(4, 3, "handed_over"))]),
        "not_allowed"
    );
    let unknown = settle(None, create(), None).unwrap_err();
    assert_eq!(unknown.code, "workflow_unknown");
}

#[test]
fn who_moves_a_matter_must_have_seen_the_last_move() {
    let (lin, staff) = (fixture::lin, fixture::staff);
    let workflow = preset(SHORT);
    let steps = vec![(lin(), op(1, 0, Act::Create(matter()))), (lin(), moved(2, 1, "deliberating"))];
    let record = run(steps).unwrap();
    let head = FeedHead::empty(HOME, COMMITTEE);
    let desk = |op: &Op| {
        let (actor, workflow) = (staff(), workflow.as_ref());
        let device = crate::fixture::DESK;
        decide(
            op,
            Some(&record),
            Surroundings { device, actor: &actor, home: Some(&head), workflow, epoch: None, now: NOW },
        )
    };
    assert_eq!(desk(&moved(1, 1, "suggested")).unwrap_err().code, "stage_moved");
    assert_eq!(desk(&moved(1, 2, "suggested")).map(|record| record.ver), Ok(3));
}

#[test]
fn of_two_who_take_the_same_step_and_answer_otherwise_the_second_is_told() {
    let (lin, staff) = (fixture::lin, fixture::staff);
    let answered = |n, result: &str| {
        let mut op = moved(n, 4, "answered");
        if let Act::Patch(fields) = &mut op.act {
            fields.set("demand:result", result);
        }
        op
    };
    let steps = vec![
        (lin(), op(1, 0, Act::Create(matter()))),
        (lin(), moved(2, 1, "deliberating")),
        (staff(), moved(3, 2, "suggested")),
        (staff(), moved(4, 3, "handed_over")),
        (staff(), answered(5, "路灯已装好。")),
    ];
    let record = run(steps).unwrap();
    let (head, workflow, actor) = (FeedHead::empty(HOME, COMMITTEE), preset(SHORT), staff());
    let other_desk = |op: &Op| {
        let (device, workflow) = (crate::fixture::DESK, workflow.as_ref());
        let around = Surroundings { device, actor: &actor, home: Some(&head), workflow, epoch: None, now: NOW };
        decide(op, Some(&record), around)
    };
    assert_eq!(other_desk(&answered(1, "还在等料。")).unwrap_err().code, "stage_moved");
    let same = other_desk(&answered(1, "路灯已装好。")).unwrap();
    assert_eq!(same.body.text("demand:result"), Some("路灯已装好。"));
}

#[test]
fn what_has_ended_is_closed_and_what_left_counts_nowhere() {
    let (lin, staff) = (fixture::lin, fixture::staff);
    let mut away = moved(2, 1, "declined");
    if let Act::Patch(fields) = &mut away.act {
        fields.set("stage_reason", "不属于协商范围");
    }
    let steps = || vec![(lin(), op(1, 0, Act::Create(matter()))), (staff(), away.clone())];
    let record = run(steps()).unwrap();
    assert_eq!((record.body.text("course"), record.body.text("stage_reason")), (Some("aside"), Some("不属于协商范围")));
    let edit = op(3, 2, Act::Patch(Fields::default().with("title", "别的题目")));
    assert_eq!(code([steps(), vec![(lin(), edit)]].concat()), "stage_ended");
}

#[test]
fn a_workflow_does_not_change_except_that_nothing_new_begins_with_it() {
    let fields = preset(SHORT).unwrap().fields();
    let feed = domain::id::Feed::Ref(COMMITTEE);
    let op = |n: u64, base: u64, act: Act| Op { kind: "workflow".into(), feed, ..fixture::op(n, base, act) };
    let staff = fixture::staff;
    let made = || (staff(), op(1, 0, Act::Create(fields.clone())));
    let renamed = Fields::default().with("name", "别的名字");
    assert_eq!(code(vec![made(), (staff(), op(2, 1, Act::Patch(renamed)))]), "workflow_fixed");
    assert_eq!(code(vec![made(), (staff(), op(2, 1, fixture::delete()))]), "workflow_fixed");
    let retired = Fields::default().with("retired", true);
    assert!(run(vec![made(), (staff(), op(2, 1, Act::Patch(retired)))]).unwrap().body.flag("retired"));
}

#[test]
fn what_a_leader_gives_somebody_to_do_is_an_instruction_whatever_it_says() {
    let given = Fields::default()
        .with("type", "task")
        .with("title", "逐个问一遍")
        .with("owner", "办公室")
        .with("raised_on", "2026-05-04")
        .with("deadline", "2026-06-04")
        .with("workflow", "assignment_1");
    let feed = Feed::Office(COMMITTEE.0);
    let make = |actor| {
        let op = Op { kind: "assignment".into(), feed, ..fixture::op(1, 0, Act::Create(given.clone())) };
        settle(None, (actor, op), preset("assignment_1").as_ref()).unwrap().body.text("type").map(str::to_owned)
    };
    assert_eq!(make(fixture::leader()).as_deref(), Some("instruction"));
    assert_eq!(make(fixture::staff()).as_deref(), Some("task"));
}

#[test]
fn who_is_to_do_something_does_it_and_does_not_take_it_back() {
    let given = Fields::default()
        .with("type", "member_task")
        .with("title", "走访一次")
        .with("member", fixture::LIN.to_string())
        .with("raised_on", "2026-05-04")
        .with("deadline", "2026-06-04")
        .with("workflow", "assignment_1");
    let feed = Feed::Member(fixture::LIN);
    let step = |n: u64, act: Act| Op { kind: "assignment".into(), feed, ..fixture::op(n, n - 1, act) };
    let to = |stage: &str| Fields::default().with("stage", stage).with("workflow", "assignment_1");
    let workflow = preset("assignment_1");
    let made = settle(None, (fixture::staff(), step(1, Act::Create(given))), workflow.as_ref()).unwrap();
    let back = step(2, Act::Patch(to("taken_back").with("stage_reason", "太忙")));
    let refused = settle(Some(&made), (fixture::lin(), back.clone()), workflow.as_ref()).unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed.id());
    assert!(settle(Some(&made), (fixture::staff(), back), workflow.as_ref()).is_ok());
    let done = to("done").with("demand:result", "去过了。").with("demand:done_on", "2026-05-20");
    let done = settle(Some(&made), (fixture::lin(), step(2, Act::Patch(done))), workflow.as_ref()).unwrap();
    let again = step(3, Act::Patch(to("begun")));
    let again = settle(Some(&done), (fixture::staff(), again), workflow.as_ref()).unwrap();
    assert_eq!(again.body.get("demand:done_on"), None, "what goes back is not done");
}
