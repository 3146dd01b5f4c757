use super::*;
use crate::id::RecordId;
use serde_json::json;

fn short() -> Workflow {
    preset("consultation_short_1").unwrap()
}

fn codes(result: Result<(), Vec<Problem>>) -> Vec<Code> {
    result.err().unwrap_or_default().into_iter().map(|problem| problem.code).collect()
}

#[test]
fn every_preset_is_sound_and_reads_back_as_it_was_written() {
    for id in PRESETS {
        let workflow = preset(id).unwrap();
        assert_eq!(workflow.problems(), [], "{id}");
        assert_eq!(Workflow::read(&workflow.fields()), Some(workflow), "{id}");
    }
    assert_eq!(preset("joy"), None);
}

#[test]
fn only_the_steps_of_the_workflow_lead_on_and_only_for_those_whom_it_names() {
    let (workflow, body) = (short(), Fields::default());
    for (from, to, role, expected) in [
        ("raised", "deliberating", Role::Member, vec![]),
        ("raised", "suggested", Role::Staff, vec![Code::StageMoved]),
        ("rated", "raised", Role::Staff, vec![Code::StageMoved]),
        ("suggested", "handed_over", Role::Member, vec![Code::NotAllowed]),
        ("suggested", "handed_over", Role::Convenor, vec![]),
        ("handed_over", "suggested", Role::Convenor, vec![Code::NotAllowed]),
        ("raised", "nowhere", Role::Staff, vec![Code::StageMoved]),
    ] {
        assert_eq!(codes(workflow.may_move(from, to, &[role], &body)), expected, "{from} → {to} {role}");
    }
}

#[test]
fn a_stage_says_what_it_demands_and_a_way_out_asks_for_a_reason() {
    let workflow = short();
    let answer = |body: &Fields| workflow.may_move("handed_over", "answered", &[Role::Staff], body);
    assert_eq!(answer(&Fields::default()), Err(vec![Problem::at(Code::DemandMissing, "demand:result")]));
    assert_eq!(answer(&Fields::default().with("demand:result", "路灯已装好。")), Ok(()));
    let decline = |body: &Fields| codes(workflow.may_move("raised", "declined", &[Role::Convenor], body));
    assert_eq!(decline(&Fields::default()), [Code::ReasonMissing]);
    assert_eq!(decline(&Fields::default().with("stage_reason", "不属于协商范围")), []);
}

#[test]
fn a_demand_takes_what_it_says() {
    let demand = |sort| Demand { id: "it".into(), name: "一项".into(), sort };
    let given = |value: Value| Fields([("demand:it".to_owned(), value)].into());
    for (sort, value, is_met) in [
        (Sort::Text, json!("有"), true),
        (Sort::Text, json!("  "), false),
        (Sort::Day, json!("2026-05-04"), true),
        (Sort::Day, json!("五月"), false),
        (Sort::Count, json!(0), true),
        (Sort::Count, json!(-1), false),
        (Sort::Count, json!("3"), false),
    ] {
        assert_eq!(demand(sort).is_met(&given(value.clone())), is_met, "{sort} {value}");
    }
}

#[test]
fn a_workflow_that_leads_nowhere_or_never_ends_is_broken() {
    let stage = |id: &str, order: i64, to: &[&str]| Stage {
        id: id.into(),
        name: id.into(),
        order,
        who: vec![Role::Staff],
        by: Vec::new(),
        to: to.iter().map(|to| (*to).to_owned()).collect(),
        demands: Vec::new(),
        days: None,
        aside: false,
    };
    let of = |stages: Vec<Stage>| Workflow { name: "自定".into(), of: Kind::Consultation, stages };
    let broken =
        |workflow: &Workflow| workflow.problems().into_iter().filter_map(|problem| problem.field).collect::<Vec<_>>();
    assert_eq!(broken(&of(vec![stage("one", 1, &["two"]), stage("two", 2, &[])])), Vec::<String>::new());
    assert_eq!(broken(&of(vec![])), ["stage"]);
    assert_eq!(broken(&of(vec![stage("one", 1, &["none"])])), ["stage:one"]);
    assert_eq!(broken(&of(vec![stage("one", 1, &[]), stage("two", 2, &[])])), ["stage:two"], "never reached");
    assert_eq!(broken(&of(vec![stage("one", 1, &["two"]), stage("two", 2, &["one"])])), ["stage:one", "stage:two"]);
    let nobody = Stage { who: Vec::new(), ..stage("one", 1, &["two"]) };
    assert_eq!(broken(&of(vec![nobody, stage("two", 2, &[])])), ["stage:one"]);
    assert_eq!(broken(&Workflow { of: Kind::Venue, ..short() }), ["stage"]);
    let (one, two) = (stage("one", 1, &["one"]), stage("two", 2, &[]));
    let whole = of(vec![Stage { who: Vec::new(), ..one }, two]);
    let told = [
        (Some("one"), Fault::LeadsAstray),
        (Some("one"), Fault::Nobody),
        (Some("one"), Fault::NeverEnds),
        (Some("two"), Fault::NeverReached),
    ];
    assert_eq!(whole.faults(), told);
    assert_eq!(of(vec![]).faults(), [(None, Fault::NoBeginning)]);
}

#[test]
fn what_takes_the_place_of_a_preset_is_offered_instead_and_what_is_retired_is_not() {
    let rec = |n: u128| RecordId(uuid::Uuid::from_u128(n));
    let own = |n: u128, replaces: &str, retired: bool| {
        let body = Workflow { name: format!("自定{n}"), ..short() }.fields().with(REPLACES, replaces);
        (rec(n), if retired { body.with(RETIRED, true) } else { body })
    };
    let names = |own: &[(RecordId, Fields)]| {
        offered(Kind::Consultation, own).into_iter().map(|(_, workflow)| workflow.name).collect::<Vec<_>>()
    };
    let short = "consultation_short_1";
    assert_eq!(names(&[]), ["微协商", "协商议题"]);
    assert_eq!(names(&[own(1, "", false)]), ["微协商", "协商议题", "自定1"]);
    assert_eq!(names(&[own(1, short, false)]), ["自定1", "协商议题"]);
    let first = own(1, short, true);
    let second = own(2, &rec(1).to_string(), false);
    assert_eq!(names(&[first.clone(), second]), ["自定2", "协商议题"], "a version of what replaced a preset");
    assert_eq!(names(&[first]), ["微协商", "协商议题"], "once nothing takes its place, a preset is back");
    let round = [own(1, &rec(2).to_string(), false), own(2, &rec(1).to_string(), false)];
    assert_eq!(names(&round), ["微协商", "协商议题", "自定1", "自定2"], "nothing is followed in a circle");
    assert_eq!(names(&[(rec(1), own(1, "", false).1.with(OF, "venue"))]), ["微协商", "协商议题"]);
}

#[test]
fn what_stays_too_long_is_due_and_what_has_ended_is_not() {
    let workflow = short();
    let body = |stage: &str| Fields::default().with("stage", stage).with(format!("entered:{stage}"), "2026-05-04");
    let due = |stage: &str| Led(&body(stage)).due(&workflow).map(|day| day.to_string());
    assert_eq!(due("raised").as_deref(), Some("2026-05-19"));
    assert_eq!((due("rated"), due("unknown")), (None, None));
}
