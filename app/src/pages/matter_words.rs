//! A matter in words: its title, its stage, how long it may stay there.

use crate::{
    state::App,
    text::{matter as words, opinion_report as reports, proposal as proposals, request as requests, time, vocabulary},
};
use domain::{
    activity::Activity,
    assignment::Assignment,
    consultation::Consultation,
    day::days_between,
    fields::Fields,
    hand_over::HandOver,
    id::RecordId,
    kind::Kind,
    submitted::is_ones,
    workflow::{self, Course, Led, Workflow},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What it is about; a draft may not say yet.
pub fn title(body: &Fields) -> String {
    let title = Consultation(body).title();
    if title.is_empty() { words::new_title().to_owned() } else { title.to_owned() }
}

/// What sort of thing it is; a matter while that is not known.
pub fn sort(kind: Option<&str>) -> &'static str {
    match kind.map(str::parse) {
        Some(Ok(Kind::HandOver)) => words::one_hand_over(),
        Some(Ok(Kind::Request)) => requests::one(),
        Some(Ok(Kind::OpinionReport)) => reports::one(),
        Some(Ok(Kind::Proposal)) => proposals::one(),
        Some(Ok(Kind::Outcome)) => crate::text::outcome::one(),
        Some(Ok(Kind::Assignment)) => crate::text::assignment::one(),
        _ => words::one(),
    }
}

/// The line to recognise anything by that stands in a line 线索链, of at most `max` characters where it is taken from a text.
pub fn titled(kind: &str, body: &Fields, max: usize) -> String {
    match kind.parse() {
        Ok(kind) if kind == Kind::Consultation || is_ones(kind) => title(body),
        Ok(Kind::HandOver) => words::handed_to(HandOver(body).unit()),
        // What was proposed stands in the field of what happened at an activity.
        _ => Activity(body).title(max),
    }
}

/// The workflow of an id: a preset, or one of the committee's own as this phone has it.
pub fn workflow(app: App, id: &str) -> Option<Workflow> {
    workflow::preset(id).or_else(|| {
        let view = app.record(id.parse::<RecordId>().ok()?).filter(|view| view.kind == Kind::Workflow.id())?;
        Workflow::read(&view.body)
    })
}

/// The same, of which a server's answer may bring one that this device does not receive.
pub fn workflow_from(app: App, told: &BTreeMap<RecordId, Fields>, body: &Fields) -> Option<Workflow> {
    let id = Led(body).workflow()?;
    workflow(app, id).or_else(|| Workflow::read(told.get(&id.parse().ok()?)?))
}

/// The workflows that something new of a kind may begin with, by id, as this phone has them.
pub fn offered(app: App, kind: Kind) -> Vec<(String, Workflow)> {
    workflow::offered(kind, &app.listed(Kind::Workflow))
}

/// The workflow that leads a matter; `None` where this phone has not received it.
pub fn workflow_of(app: App, body: &Fields) -> Option<Workflow> {
    workflow(app, Led(body).workflow()?)
}

/// How far a matter has come. What was moved here is not said by the server yet, so the stage decides.
pub fn course(body: &Fields, workflow: Option<&Workflow>) -> Course {
    let led = Led(body);
    let stage = workflow.zip(led.stage()).and_then(|(workflow, stage)| Some((workflow, workflow.stage(stage)?)));
    stage.map(|(workflow, stage)| workflow.course(stage)).or(led.course()).unwrap_or(Course::Raised)
}

/// The name of the stage that it is in; where the workflow has not come here yet, how far it has come.
pub fn stage(body: &Fields, workflow: Option<&Workflow>) -> String {
    let id = Led(body).stage().unwrap_or_default();
    let known = workflow.and_then(|workflow| workflow.stage(id)).map(|stage| stage.name.clone());
    known.unwrap_or_else(|| vocabulary::course(course(body, workflow)).to_owned())
}

/// How a hand-over stands: answered and how, until when an answer is due, or how late it is.
pub fn standing(body: &Fields, today: Date) -> (String, bool) {
    let it = HandOver(body);
    match (it.reply_class(), it.late(today), it.deadline()) {
        (Some(class), ..) => (words::answered(vocabulary::reply_class(class)), false),
        (None, Some(days), _) => (words::answer_late(days), true),
        (None, None, Some(day)) => (words::answer_due(time::day(day, today)), false),
        (None, None, None) => (String::new(), false),
    }
}

/// How long it may still stay in its stage, and whether that is over.
pub fn due(app: App, body: &Fields, workflow: Option<&Workflow>) -> Option<(String, bool)> {
    let workflow = workflow?;
    // An assignment has a day of its own.
    let last = match workflow.of {
        Kind::Assignment => Assignment(body).deadline().filter(|_| Assignment(body).is_open()),
        _ => Led(body).due(workflow),
    };
    let days = days_between(app.today(), last?);
    Some(match days {
        0 => (words::due_today().to_owned(), false),
        days if days > 0 => (words::due_in(days), false),
        days => (words::overdue(-days), true),
    })
}
