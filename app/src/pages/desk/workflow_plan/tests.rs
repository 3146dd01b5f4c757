use super::*;
use domain::workflow::{PRESETS, preset};

fn short() -> Plan {
    Plan::of(&preset("consultation_short_1").unwrap(), Some("consultation_short_1".to_owned()))
}

fn to(plan: &Plan, id: &str) -> Vec<String> {
    plan.step(id).unwrap().to.clone()
}

#[test]
fn a_preset_is_the_same_once_it_was_written_anew_and_kept_as_a_draft() {
    for id in PRESETS {
        let preset = preset(id).unwrap();
        let plan = Plan::of(&preset, Some((*id).to_owned()));
        assert_eq!(Plan::read(&plan.draft()), plan);
        let again = Workflow::read(&plan.fields()).unwrap();
        let bare = |workflow: &Workflow| {
            let stages = workflow.stages.iter().map(|stage| Stage { order: 0, ..stage.clone() });
            stages.collect::<Vec<_>>()
        };
        assert_eq!((again.name.as_str(), bare(&again)), (preset.name.as_str(), bare(&preset)));
        assert_eq!((again.problems(), plan.fields().text(REPLACES)), (vec![], Some(*id)));
    }
}

#[test]
fn a_draft_keeps_whatever_was_typed() {
    let mut plan = short();
    plan.name = String::new();
    plan.add("tea".into(), false);
    plan.ask("tea", "cups".into());
    let step = plan.step_mut("tea").unwrap();
    step.days = "三天".into();
    step.name = "  ".into();
    assert_eq!(Plan::read(&plan.draft()), plan);
}

#[test]
fn moving_a_stage_keeps_the_steps_that_lead_to_it_and_from_it() {
    let mut plan = short();
    let links = |plan: &Plan| {
        let mut links: Vec<_> = plan.steps.iter().map(|step| (step.id.clone(), step.to.clone())).collect();
        links.sort();
        links
    };
    let before = links(&plan);
    plan.shift("suggested", Shift::Earlier);
    assert_eq!(plan.ids(false)[..3], ["raised", "suggested", "deliberating"]);
    assert_eq!(links(&plan), before);
    plan.shift("raised", Shift::Earlier);
    plan.shift("rated", Shift::Later);
    assert_eq!(plan.ids(false)[0], "raised", "the first stays where it is");
    assert_eq!(plan.ids(true)[0], "declined", "no stage moves in among the ways out");
}

#[test]
fn dropping_a_stage_takes_it_out_of_what_led_to_it() {
    let mut plan = short();
    plan.drop("suggested");
    assert_eq!(plan.step("suggested"), None);
    assert!(plan.steps.iter().all(|step| !step.to.contains(&"suggested".to_owned())));
    assert_eq!(to(&plan, "handed_over"), ["answered"]);
}

#[test]
fn a_new_stage_stands_behind_the_last_one_which_leads_on_to_it() {
    let mut plan = Plan::blank(Kind::Consultation);
    plan.add("one".into(), false);
    plan.add("out".into(), true);
    plan.add("two".into(), false);
    assert_eq!((plan.ids(false), plan.ids(true)), (vec!["one".into(), "two".into()], vec!["out".into()]));
    assert_eq!((to(&plan, "one"), plan.step("one").unwrap().who.clone()), (vec!["two".to_owned()], vec![Role::Staff]));
    assert_eq!(to(&plan, "two"), Vec::<String>::new());
}

#[test]
fn steps_roles_and_demands_are_given_and_taken_back() {
    let mut plan = short();
    plan.lead("raised", "rated", true);
    plan.lead("raised", "rated", true);
    assert_eq!(to(&plan, "raised").iter().filter(|id| *id == "rated").count(), 1);
    plan.lead("raised", "rated", false);
    assert!(!to(&plan, "raised").contains(&"rated".to_owned()));
    plan.trust("raised", Role::Member, false);
    assert_eq!(plan.step("raised").unwrap().who, [Role::Convenor, Role::Staff]);
    plan.ask("raised", "seen".into());
    plan.change_demand("raised", "seen", |demand| demand.sort = Sort::Day);
    assert_eq!(plan.step("raised").unwrap().demands[0].sort, Sort::Day);
    plan.waive("raised", "seen");
    assert_eq!(plan.step("raised").unwrap().demands, []);
}

#[test]
fn days_are_read_as_they_were_meant_or_not_at_all() {
    for (typed, days) in [
        ("", Some(None)),
        (" ", Some(None)),
        ("15", Some(Some(15))),
        ("１５", Some(Some(15))),
        ("0", None),
        ("-1", None),
        ("三天", None),
        ("99999", None),
    ] {
        assert_eq!(days_of(typed), days, "{typed}");
    }
}

#[test]
fn a_fresh_id_fits_the_name_of_a_field() {
    for n in [0, 1, u128::from(u64::MAX), u128::MAX] {
        let id = fresh_id(RecordId(uuid::Uuid::from_u128(n)));
        assert!(id.len() <= 14 && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{id}");
        let stage = Stage { id: id.clone(), ..preset("consultation_short_1").unwrap().stages[0].clone() };
        assert!(Stage::read(&id, &stage.value()).is_some(), "{id}");
    }
}
