//! A workflow while somebody writes it: nothing in it has to be right yet, and whatever was typed stays as it was typed.

use crate::components::stepper::whole_number;
use domain::{
    fields::Fields,
    id::RecordId,
    kind::Kind,
    policy::Role,
    workflow::{Demand, NAME, OF, REPLACES, STAGE, Sort, Stage, Workflow},
};
use serde_json::{Value, json};

/// The longest that a stage may take, in days.
pub const DAYS_MAX: i64 = 3_650;

/// A stage while it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id within the workflow; nobody ever sees it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who takes a matter on from here.
    pub who: Vec<Role>,
    /// Who may bring a matter into it, where not everybody may who takes it on from before.
    pub by: Vec<Role>,
    /// The stages that may follow.
    pub to: Vec<String>,
    /// What has to be given on entering it.
    pub demands: Vec<Demand>,
    /// How many days it may stay, as it was typed.
    pub days: String,
    /// Whether it is a way out.
    pub aside: bool,
}

/// Which way a stage is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// One place nearer to the beginning.
    Earlier,
    /// One place nearer to the end.
    Later,
}

/// The workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it leads.
    pub of: Kind,
    /// Its name.
    pub name: String,
    /// The workflow that it takes the place of, as the id of its record or of a preset.
    pub replaces: Option<String>,
    /// The stages in order, the ways out behind the others.
    pub steps: Vec<Step>,
}

impl Plan {
    /// One in which nothing stands yet.
    pub fn blank(of: Kind) -> Plan {
        Plan { of, name: String::new(), replaces: None, steps: Vec::new() }
    }

    /// One that begins as another workflow is.
    pub fn of(workflow: &Workflow, replaces: Option<String>) -> Plan {
        let step = |stage: &Stage| Step {
            id: stage.id.clone(),
            name: stage.name.clone(),
            who: stage.who.clone(),
            by: stage.by.clone(),
            to: stage.to.clone(),
            demands: stage.demands.clone(),
            days: stage.days.map(|days| days.to_string()).unwrap_or_default(),
            aside: stage.aside,
        };
        let mut steps: Vec<Step> = workflow.stages.iter().map(step).collect();
        steps.sort_by_key(|step| step.aside);
        Plan { of: workflow.of, name: workflow.name.clone(), replaces, steps }
    }

    /// One that was kept as a draft.
    pub fn read(body: &Fields) -> Plan {
        let mut steps: Vec<(i64, Step)> = body.map(STAGE).map(|(id, value)| read_step(id, value)).collect();
        steps.sort_by_key(|(order, step)| (step.aside, *order));
        let text = |field: &str| body.text(field).map(str::to_owned);
        let steps = steps.into_iter().map(|(_, step)| step).collect();
        let of = body.parsed(OF).unwrap_or(Kind::Consultation);
        Plan { of, name: text(NAME).unwrap_or_default(), replaces: text(REPLACES), steps }
    }

    /// What [`Plan::read`] reads: the fields of a draft.
    pub fn draft(&self) -> Fields {
        let head = Fields::default().with(OF, self.of.id()).with(NAME, self.name.as_str());
        let head = head.with(REPLACES, self.replaces.clone());
        let steps = (1_i64..).zip(&self.steps);
        steps.fold(head, |fields, (order, step)| fields.with(format!("{STAGE}:{}", step.id), value_of(order, step)))
    }

    /// The workflow as it would be; what cannot be read of the days is left out.
    pub fn workflow(&self) -> Workflow {
        let stage = |(order, step): (i64, &Step)| Stage {
            id: step.id.clone(),
            name: step.name.trim().to_owned(),
            order,
            who: step.who.clone(),
            by: step.by.clone(),
            to: step.to.clone(),
            demands: step.demands.iter().map(|it| Demand { name: it.name.trim().to_owned(), ..it.clone() }).collect(),
            days: days_of(&step.days).flatten(),
            aside: step.aside,
        };
        let stages = (1..).zip(&self.steps).map(stage).collect();
        Workflow { name: self.name.trim().to_owned(), of: self.of, stages }
    }

    /// The fields of the record that it becomes.
    pub fn fields(&self) -> Fields {
        self.workflow().fields().with(REPLACES, self.replaces.clone())
    }

    /// A stage by its id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// A stage by its id, to be changed.
    pub fn step_mut(&mut self, id: &str) -> Option<&mut Step> {
        self.steps.iter_mut().find(|step| step.id == id)
    }

    /// The ids of the stages, or of the ways out, in order.
    pub fn ids(&self, aside: bool) -> Vec<String> {
        self.steps.iter().filter(|step| step.aside == aside).map(|step| step.id.clone()).collect()
    }

    /// Adds a stage behind the others, or a way out. The stage that was the end until then leads on to a new one.
    pub fn add(&mut self, id: String, aside: bool) {
        let at = if aside { self.steps.len() } else { self.steps.iter().filter(|step| !step.aside).count() };
        if let Some(before) = at.checked_sub(1).and_then(|at| self.steps.get_mut(at)).filter(|_| !aside) {
            if before.to.is_empty() {
                before.to.push(id.clone());
            }
            if before.who.is_empty() {
                before.who.push(Role::Staff);
            }
        }
        let (name, days) = (String::new(), String::new());
        let (who, by) = (Vec::new(), Vec::new());
        let step = Step { id, name, who, by, to: Vec::new(), demands: Vec::new(), days, aside };
        self.steps.insert(at, step);
    }

    /// Takes a stage out, and every step that leads to it.
    pub fn drop(&mut self, id: &str) {
        self.steps.retain(|step| step.id != id);
        for step in &mut self.steps {
            step.to.retain(|to| to != id);
        }
    }

    /// Where a stage would come to stand; `None` where it is the first or the last of its sort.
    pub fn place_after(&self, id: &str, shift: Shift) -> Option<usize> {
        let at = self.steps.iter().position(|step| step.id == id)?;
        let to = match shift {
            Shift::Earlier => at.checked_sub(1)?,
            Shift::Later => at + 1,
        };
        let (one, other) = (self.steps.get(at)?, self.steps.get(to)?);
        (one.aside == other.aside).then_some(to)
    }

    /// Moves a stage; the steps that lead to it and from it stay.
    pub fn shift(&mut self, id: &str, shift: Shift) {
        let at = self.steps.iter().position(|step| step.id == id);
        if let Some((at, to)) = at.zip(self.place_after(id, shift)) {
            self.steps.swap(at, to);
        }
    }

    /// Says whether one stage may follow another.
    pub fn lead(&mut self, from: &str, to: &str, leads: bool) {
        if let Some(step) = self.step_mut(from) {
            put(&mut step.to, to.to_owned(), leads);
        }
    }

    /// Says whether a role takes a matter on from a stage.
    pub fn trust(&mut self, id: &str, role: Role, may: bool) {
        if let Some(step) = self.step_mut(id) {
            put(&mut step.who, role, may);
        }
    }

    /// Adds something that entering a stage demands.
    pub fn ask(&mut self, id: &str, demand: String) {
        if let Some(step) = self.step_mut(id) {
            step.demands.push(Demand { id: demand, name: String::new(), sort: Sort::Text });
        }
    }

    /// Changes something that entering a stage demands.
    pub fn change_demand(&mut self, id: &str, demand: &str, change: impl FnOnce(&mut Demand)) {
        let found = self.step_mut(id).and_then(|step| step.demands.iter_mut().find(|one| one.id == demand));
        if let Some(demand) = found {
            change(demand);
        }
    }

    /// Demands something no longer.
    pub fn waive(&mut self, id: &str, demand: &str) {
        if let Some(step) = self.step_mut(id) {
            step.demands.retain(|one| one.id != demand);
        }
    }
}

/// An id for a stage or a demand, from a record's id that was never used: nobody sees it, and none is like another.
pub fn fresh_id(of: RecordId) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    // The lower half of the id is chance; base 36 keeps names of fields short.
    let mut rest = of.0.as_u64_pair().1;
    let mut id = String::from("s");
    while rest > 0 {
        id.extend(DIGITS.get((rest % 36) as usize).copied().map(char::from));
        rest /= 36;
    }
    id
}

/// The days that were typed: none where nothing was; `None` where it is no number of days.
pub fn days_of(typed: &str) -> Option<Option<u16>> {
    if typed.trim().is_empty() {
        return Some(None);
    }
    let days = whole_number(typed, DAYS_MAX).filter(|days| *days > 0)?;
    Some(Some(u16::try_from(days).ok()?))
}

fn put<T: PartialEq>(list: &mut Vec<T>, it: T, is: bool) {
    list.retain(|one| *one != it);
    if is {
        list.push(it);
    }
}

fn value_of(order: i64, step: &Step) -> Value {
    let demand = |it: &Demand| json!({ "id": it.id, "name": it.name, "sort": it.sort });
    let demands: Vec<Value> = step.demands.iter().map(demand).collect();
    json!({
        "name": step.name, "order": order, "who": step.who, "by": step.by, "to": step.to, "demands": demands,
        "days": step.days, "aside": step.aside,
    })
}

fn read_step(id: &str, value: &Value) -> (i64, Step) {
    let list = |key: &str| value.get(key).and_then(Value::as_array).into_iter().flatten();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let demand = |one: &Value| {
        let sort = text(one, "sort").parse().unwrap_or(Sort::Text);
        Demand { id: text(one, "id"), name: text(one, "name"), sort }
    };
    let roles = |key: &str| list(key).filter_map(Value::as_str).filter_map(|role| role.parse().ok()).collect();
    let step = Step {
        id: id.to_owned(),
        name: text(value, "name"),
        who: roles("who"),
        by: roles("by"),
        to: list("to").filter_map(Value::as_str).map(str::to_owned).collect(),
        demands: list("demands").map(demand).collect(),
        days: text(value, "days"),
        aside: value.get("aside").and_then(Value::as_bool).unwrap_or_default(),
    };
    (value.get("order").and_then(Value::as_i64).unwrap_or_default(), step)
}

#[cfg(test)]
mod tests;
