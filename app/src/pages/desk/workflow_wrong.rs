//! What keeps a workflow that somebody writes from being used, each with the stage where it is to be mended.

use super::workflow_plan::{Plan, Step, days_of};
use domain::{schema::NAME_MAX, workflow::Fault};
use sync::wire::MAX_RECORD;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wrong {
    /// It, or a stage, has no name yet.
    NameMissing,
    /// Another one has this name.
    NameTaken,
    /// A name is too long for a button on a phone.
    NameTooLong,
    /// The days are no number of days.
    DaysUnread,
    /// Something is demanded, and nothing says what.
    DemandNameMissing,
    /// All together it is more than a record takes.
    TooLarge,
    /// It would not lead anything.
    Leads(Fault),
}

impl Wrong {
    /// Whether it is said while somebody is still writing: what is merely not there yet is said once it is asked for.
    pub fn is_told_at_once(self) -> bool {
        !matches!(self, Wrong::NameMissing | Wrong::DemandNameMissing | Wrong::Leads(Fault::NoBeginning))
    }
}

/// Everything that is wrong, with the id of the stage concerned; `taken` are the names of the committee's other workflows.
pub fn wrongs(plan: &Plan, taken: &[String]) -> Vec<(Option<String>, Wrong)> {
    let workflow = plan.workflow();
    let whole = [
        (workflow.name.is_empty(), Wrong::NameMissing),
        (taken.contains(&workflow.name), Wrong::NameTaken),
        (is_long(&workflow.name), Wrong::NameTooLong),
        (plan.fields().weight() > MAX_RECORD, Wrong::TooLarge),
    ];
    let whole = whole.into_iter().filter(|(is, _)| *is).map(|(_, wrong)| (None, wrong));
    let steps = plan.steps.iter().flat_map(|step| of_step(plan, step).map(|wrong| (Some(step.id.clone()), wrong)));
    let faults = workflow.faults().into_iter().map(|(at, fault)| (at.map(str::to_owned), Wrong::Leads(fault)));
    whole.chain(steps).chain(faults).collect()
}

fn of_step(plan: &Plan, step: &Step) -> impl Iterator<Item = Wrong> + use<> {
    let name = step.name.trim();
    let is_taken = plan.steps.iter().any(|other| other.id != step.id && other.name.trim() == name);
    let demands = || step.demands.iter().map(|demand| demand.name.trim());
    let all = [
        (name.is_empty(), Wrong::NameMissing),
        (!name.is_empty() && is_taken, Wrong::NameTaken),
        (is_long(name) || demands().any(is_long), Wrong::NameTooLong),
        (days_of(&step.days).is_none(), Wrong::DaysUnread),
        (demands().any(str::is_empty), Wrong::DemandNameMissing),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, wrong)| wrong)
}

fn is_long(name: &str) -> bool {
    name.len() > NAME_MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        kind::Kind,
        workflow::{PRESETS, preset},
    };

    fn plan() -> Plan {
        let mut plan = Plan { name: "五方六步".into(), ..Plan::blank(Kind::Consultation) };
        for (id, name) in [("one", "听"), ("two", "议"), ("three", "办")] {
            plan.add(id.into(), false);
            plan.step_mut(id).unwrap().name = name.into();
        }
        plan
    }

    fn told(plan: &Plan) -> Vec<(String, Wrong)> {
        let taken = ["微协商".to_owned()];
        wrongs(plan, &taken).into_iter().map(|(at, wrong)| (at.unwrap_or_default(), wrong)).collect()
    }

    #[test]
    fn what_is_whole_is_not_complained_about() {
        assert_eq!(told(&plan()), []);
        for id in PRESETS {
            assert_eq!(wrongs(&Plan::of(&preset(id).unwrap(), None), &[]), [], "{id}");
        }
    }

    #[test]
    fn each_fault_is_told_at_the_stage_where_it_is_mended() {
        let at = |id: &str, wrong| (id.to_owned(), wrong);
        let changed = |change: &dyn Fn(&mut Plan)| {
            let mut plan = plan();
            change(&mut plan);
            told(&plan)
        };
        assert_eq!(changed(&|plan| plan.drop("two")), [at("three", Wrong::Leads(Fault::NeverReached))]);
        assert_eq!(
            changed(&|plan| plan.trust("two", domain::policy::Role::Staff, false)),
            [at("two", Wrong::Leads(Fault::Nobody))]
        );
        assert_eq!(changed(&|plan| plan.name = " ".into()), [at("", Wrong::NameMissing)]);
        assert_eq!(changed(&|plan| plan.name = "微协商".into()), [at("", Wrong::NameTaken)]);
        assert_eq!(changed(&|plan| plan.name = "议".repeat(40)), [at("", Wrong::NameTooLong)]);
        assert_eq!(
            changed(&|plan| plan.step_mut("two").unwrap().name = "办".into()),
            [at("two", Wrong::NameTaken), at("three", Wrong::NameTaken)]
        );
        assert_eq!(changed(&|plan| plan.step_mut("one").unwrap().days = "三天".into()), [at("one", Wrong::DaysUnread)]);
        assert_eq!(changed(&|plan| plan.ask("two", "who".into())), [at("two", Wrong::DemandNameMissing)]);
        assert_eq!(
            told(&Plan::blank(Kind::Consultation)),
            [at("", Wrong::NameMissing), at("", Wrong::Leads(Fault::NoBeginning))]
        );
    }
}
