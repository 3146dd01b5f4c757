//! Moves along a workflow: where a matter begins, which step a patch asks for, and what it does to the record.

use super::{Surroundings, claims};
use crate::server::record::Record;
use domain::{
    assignment::DONE_ON,
    day,
    fields::Fields,
    hand_over::VISITED_ON,
    kind::Kind,
    merge::{Sight, Write},
    policy::Role,
    problem::{Code, Problem, Refusal},
    workflow::{
        COURSE, DEMAND, Demand, ENTERED, LED, Led, RETIRED, STAGE, STAGE_REASON, Sort, Stage, WORKFLOW, Workflow,
        is_stage,
    },
};
use serde_json::Value;

/// Whether a kind of record is led by a workflow.
pub fn is_led(kind: Kind) -> bool {
    LED.contains(&kind)
}

/// Puts a new matter into the first stage of its workflow, whatever a client claims.
pub fn begin(kind: Kind, body: &mut Fields, write: Write, around: Surroundings<'_>) -> Result<(), Refusal> {
    let unknown = || Refusal::from([Problem::at(Code::WorkflowUnknown, WORKFLOW)].as_slice());
    let workflow = around.workflow.filter(|workflow| workflow.of == kind).ok_or_else(unknown)?;
    let first = workflow.first().ok_or_else(unknown)?;
    body.0.retain(|field, _| field == WORKFLOW || !is_stage(field));
    claims::strip(kind, body, first, around);
    enter(body, workflow, first, write);
    Ok(())
}

/// The stage that a patch asks for; `None` where it asks for none, or names the one that already holds. Where two people took
/// the same step and answered otherwise, as two who both take something on, the second still asks, and is told.
pub fn asked_for<'a>(fields: &'a Fields, current: &Record) -> Option<&'a str> {
    let to = fields.text(STAGE)?;
    let otherwise = |(field, value): (&String, &Value)| {
        is_answer(field) && current.body.get(field).is_some_and(|known| known != value)
    };
    (Led(&current.body).stage() != Some(to) || fields.0.iter().any(otherwise)).then_some(to)
}

/// Whether a patch edits beside the steps that it takes: one that does nothing does, and one that repeats a step with the same
/// answers does not.
pub fn is_edit(
    fields: &Fields,
    content: impl Fn(&str) -> bool,
    to: Option<&str>,
    reviews: bool,
    current: &Record,
    around: Surroundings<'_>,
) -> bool {
    let is_led = is_led(current.kind);
    let repeats = is_led && fields.text(STAGE).is_some_and(|to| Led(&current.body).stage() == Some(to));
    let said = |field: &str, value: &Value| is_led && is_answer(field) && current.body.get(field) == Some(value);
    let of_step = |field: &str| to.is_some_and(|to| answers(to, field, around));
    let own = |(field, value): (&String, &Value)| content(field) && !said(field, value) && !of_step(field);
    (!reviews && to.is_none() && !repeats) || fields.0.iter().any(own)
}

/// Whether a field answers what entering a stage demands.
pub fn answers(to: &str, field: &str, around: Surroundings<'_>) -> bool {
    let stage = around.workflow.and_then(|workflow| workflow.stage(to));
    stage.is_some_and(|stage| stage.demands.iter().any(|demand| demand.field() == field))
}

/// Whether a field answers a demand of some stage.
pub fn is_answer(field: &str) -> bool {
    field.strip_prefix(DEMAND).is_some_and(|rest| rest.starts_with(':'))
}

/// Takes a matter to a stage; what the patch writes beside it is in `after` already.
///
/// # Errors
/// Where the workflow has no such step from where the matter is, others take it on, or something is lacking.
pub fn take(
    to: &str,
    fields: &Fields,
    after: &mut Record,
    roles: &[Role],
    (write, sight): (Write, Option<Sight>),
    around: Surroundings<'_>,
) -> Result<(), Refusal> {
    let moved = || Refusal::from(Code::StageMoved);
    let led = Led(&after.body);
    let (from, workflow) = (led.stage().unwrap_or_default().to_owned(), around.workflow.ok_or(Code::WorkflowUnknown)?);
    // Whoever moves a matter says by which workflow, so that nobody moves it by another one than was on the screen.
    if led.workflow() != fields.text(WORKFLOW) || sight.is_some_and(|sight| !after.history.step_seen_by(sight)) {
        return Err(moved());
    }
    after.body.set(STAGE_REASON, fields.get(STAGE_REASON).cloned().unwrap_or(Value::Null));
    let lacking = |problems: Vec<Problem>| Refusal::from(problems.as_slice());
    workflow.may_move(&from, to, roles, &after.body).map_err(lacking)?;
    if let Some(stage) = workflow.stage(to) {
        enter(&mut after.body, workflow, stage, write);
    }
    after.history.stepped(write);
    Ok(())
}

/// Refuses to change a workflow, except that nothing new may begin with it: what runs keeps what it began with.
pub fn refuse_other_workflow(fields: &Fields, current: &Record) -> Result<(), Refusal> {
    let only_retires = fields.0.keys().all(|field| field == RETIRED);
    if only_retires || current.kind != Kind::Workflow { Ok(()) } else { Err(Code::WorkflowFixed.into()) }
}

/// The day is that of whoever moved it, by the clock that the server has corrected: a site may be without signal for days.
///
/// What decides how it counts is asked anew where it goes back: who takes it on, how content somebody is, how it was answered,
/// when somebody went to see it and when it was done say nothing of what comes now.
fn enter(body: &mut Fields, workflow: &Workflow, stage: &Stage, write: Write) {
    let later = workflow.stages.iter().filter(|later| later.order > stage.order).flat_map(|later| &later.demands);
    let anew = [VISITED_ON, DONE_ON];
    let decides = |demand: &&Demand| {
        matches!(demand.sort, Sort::Member | Sort::Rating | Sort::ReplyClass) || anew.contains(&demand.field().as_str())
    };
    for demand in later.filter(decides) {
        body.set(demand.field(), Value::Null);
    }
    body.set(STAGE, stage.id.as_str());
    body.set(COURSE, workflow.course(stage).id());
    body.set(format!("{ENTERED}:{}", stage.id), day::local(write.hlc >> 16).date().to_string());
}
