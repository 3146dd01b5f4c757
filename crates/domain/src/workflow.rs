//! Workflows 流程 as data: stages, who takes a matter on from each, what entering one demands, how long it may stay, and the
//! ways out. A committee defines its own; presets stand in [`presets`].
//!
//! A workflow never changes: whoever renames, drops or reorders stages makes a new one, and what runs keeps the one it
//! began with.

mod answers;
mod demand;
mod faults;
mod led;
mod offered;
mod presets;

pub use answers::Said;
pub use demand::{Demand, Sort};
pub use faults::Fault;
pub use led::Led;
pub use offered::offered;
pub use presets::{PRESETS, preset};

use crate::{
    fields::Fields,
    kind::{Kind, text_enum},
    policy::Role,
    problem::{Code, Problem},
};
use serde_json::Value;

/// Of a workflow: its name in Chinese.
pub const NAME: &str = "name";
/// Of a workflow: the kind of record that it leads, as a [`Kind`] id.
pub const OF: &str = "of";
/// Of a workflow: the one that it takes the place of.
pub const REPLACES: &str = "replaces";
/// Of a workflow: whether nothing new begins with it.
pub const RETIRED: &str = "retired";
/// Of a workflow, flat map: stage id → what [`Stage::read`] reads. Of what it leads: the id of the stage it is in.
pub const STAGE: &str = "stage";
/// Of what is led: the workflow, as the id of its record or of a preset.
pub const WORKFLOW: &str = "workflow";
/// Of what is led, flat map: stage id → the day on which it was entered last; the server keeps it.
pub const ENTERED: &str = "entered";
/// Of what is led: a [`Course`] id; the server keeps it, so that nobody has to read the workflow to count.
pub const COURSE: &str = "course";
/// Of what is led, flat map: demand id → what was given.
pub const DEMAND: &str = "demand";
/// Of what is led: why it left by the way that it left.
pub const STAGE_REASON: &str = "stage_reason";
/// The longest name, and the longest reason, in characters.
pub const DEMAND_MAX: usize = 500;
/// The longest text that answers a demand, in characters: units answer at length.
pub const ANSWER_MAX: usize = 2_000;
/// The most stages of a workflow.
pub const STAGES_MAX: usize = 40;

/// The kinds that a workflow leads.
pub const LED: &[Kind] = &[
    Kind::Consultation,
    Kind::HandOver,
    Kind::Request,
    Kind::OpinionReport,
    Kind::Proposal,
    Kind::Outcome,
    Kind::Assignment,
];

/// Whether a field says where a workflow stands: such fields are never merged, each move is checked against the stage that
/// the server holds.
pub fn is_stage(field: &str) -> bool {
    [STAGE, WORKFLOW, STAGE_REASON, COURSE].contains(&field)
        || field.strip_prefix(ENTERED).is_some_and(|it| it.starts_with(':'))
}

text_enum! {
    /// How far something has come, whatever its workflow calls its stages.
    Course {
        /// It is in the first stage: nobody has taken it on yet.
        Raised = "raised" "刚提出",
        /// It has been taken on.
        UnderWay = "under_way" "进行中",
        /// It has come to its end.
        Ended = "ended" "已办结",
        /// It left by a way out, and counts nowhere.
        Aside = "aside" "已转出",
    }
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its id within the workflow.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its place in the order; a workflow begins with the lowest.
    pub order: i64,
    /// Who takes a matter on from here.
    pub who: Vec<Role>,
    /// Who may bring a matter into it; everybody who takes it on from before where nobody is said.
    pub by: Vec<Role>,
    /// The stages that may follow; none where it ends here.
    pub to: Vec<String>,
    /// What has to be given on entering it.
    pub demands: Vec<Demand>,
    /// How many days it may stay.
    pub days: Option<u16>,
    /// Whether it is a way out, such as 不予立项: entering it asks for a reason, and what took it counts nowhere.
    pub aside: bool,
}

impl Stage {
    /// Reads the value of one flat key.
    pub fn read(id: &str, value: &Value) -> Option<Stage> {
        let list = |key: &str| value.get(key).and_then(Value::as_array);
        let texts = |key: &str| list(key).into_iter().flatten().filter_map(Value::as_str);
        let roles = |key: &str| texts(key).map(|role| role.parse().ok()).collect::<Option<Vec<Role>>>();
        let (who, by) = (roles("who")?, roles("by")?);
        let demands = list("demands").into_iter().flatten().map(Demand::read).collect::<Option<Vec<Demand>>>()?;
        let days = match value.get("days") {
            None | Some(Value::Null) => None,
            Some(days) => Some(days.as_u64().and_then(|days| u16::try_from(days).ok())?),
        };
        Some(Stage {
            id: Some(id).filter(|id| is_id(id))?.to_owned(),
            name: said(value.get("name").and_then(Value::as_str))?,
            order: value.get("order").and_then(Value::as_i64)?,
            who,
            by,
            to: texts("to").map(str::to_owned).collect(),
            demands,
            days,
            aside: value.get("aside").and_then(Value::as_bool).unwrap_or(false),
        })
    }

    /// Whether somebody with these roles may bring a matter into it, who takes it on from before.
    pub fn is_open_to(&self, roles: &[Role]) -> bool {
        self.by.is_empty() || self.by.iter().any(|role| roles.contains(role))
    }

    /// The value that [`Stage::read`] reads.
    pub fn value(&self) -> Value {
        let demands: Vec<Value> = self.demands.iter().map(Demand::value).collect();
        serde_json::json!({
            "name": self.name, "order": self.order, "who": self.who, "by": self.by, "to": self.to, "demands": demands,
            "days": self.days, "aside": self.aside,
        })
    }
}

/// A workflow as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workflow {
    /// Its name.
    pub name: String,
    /// What it leads.
    pub of: Kind,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

impl Workflow {
    /// Reads the fields of a workflow; `None` where something of it cannot be read.
    pub fn read(body: &Fields) -> Option<Workflow> {
        let stages = body.map(STAGE).map(|(id, value)| Stage::read(id, value)).collect::<Option<Vec<Stage>>>()?;
        let mut workflow = Workflow { name: said(body.text(NAME))?, of: body.parsed(OF)?, stages };
        workflow.stages.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        Some(workflow)
    }

    /// Its fields.
    pub fn fields(&self) -> Fields {
        let head = Fields::default().with(NAME, self.name.as_str()).with(OF, self.of.id());
        self.stages.iter().fold(head, |fields, stage| fields.with(format!("{STAGE}:{}", stage.id), stage.value()))
    }

    /// The stage that everything begins in.
    pub fn first(&self) -> Option<&Stage> {
        self.stages.iter().find(|stage| !stage.aside)
    }

    /// A stage by its id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// How far something has come that is in a stage.
    pub fn course(&self, stage: &Stage) -> Course {
        match stage {
            stage if stage.aside => Course::Aside,
            stage if stage.to.is_empty() => Course::Ended,
            stage if self.first() == Some(stage) => Course::Raised,
            _ => Course::UnderWay,
        }
    }

    /// The stages that may follow one, in order.
    pub fn after<'a>(&'a self, stage: &'a Stage) -> impl Iterator<Item = &'a Stage> {
        self.stages.iter().filter(|next| stage.to.contains(&next.id))
    }

    /// The same as it is offered: the way on first, the nearest of the later stages; each with whether it is that.
    pub fn offered_after(&self, stage: &Stage) -> Vec<(Stage, bool)> {
        let leads_on = |next: &Stage| !next.aside && next.order > stage.order && !self.turns_back(next);
        let on = self.after(stage).find(|next| leads_on(next)).map(|next| next.id.as_str());
        let mut next: Vec<_> = self.after(stage).map(|it| (it.clone(), on == Some(it.id.as_str()))).collect();
        next.sort_by_key(|(next, is_on)| (!is_on, next.aside, next.order < stage.order));
        next
    }

    /// Whether a stage only turns back, as 退回重办 does: nothing but earlier stages follow it, and what goes well passes it by.
    pub fn turns_back(&self, stage: &Stage) -> bool {
        let leads_back = |next: &Stage| next.aside || next.order < stage.order;
        !stage.aside && !stage.to.is_empty() && self.after(stage).all(leads_back)
    }

    /// Whether somebody with these roles may take what is led from one stage to another, with a body as it would be then.
    ///
    /// # Errors
    /// [`Code::StageMoved`] where no step leads there from where it is, [`Code::NotAllowed`] where others take it on from
    /// here, and what the next stage demands and the body lacks.
    pub fn may_move(&self, from: &str, to: &str, roles: &[Role], body: &Fields) -> Result<(), Vec<Problem>> {
        let alone = |code: Code| vec![Problem::at(code, STAGE)];
        let (Some(at), Some(next)) = (self.stage(from), self.stage(to)) else { return Err(alone(Code::StageMoved)) };
        if !at.to.contains(&next.id) {
            return Err(alone(Code::StageMoved));
        }
        if !at.who.iter().any(|role| roles.contains(role)) || !next.is_open_to(roles) {
            return Err(alone(Code::NotAllowed));
        }
        let missing = next.demands.iter().filter(|demand| !demand.is_met(body));
        let mut problems: Vec<Problem> = missing.map(|it| Problem::at(Code::DemandMissing, it.field())).collect();
        if next.aside && body.text(STAGE_REASON).is_none_or(|reason| reason.trim().is_empty()) {
            problems.push(Problem::at(Code::ReasonMissing, STAGE_REASON));
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

fn said(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty() && text.chars().count() <= DEMAND_MAX).map(str::to_owned)
}

/// Ids stand in names of fields.
fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 40
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests;
