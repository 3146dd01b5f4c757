//! What keeps a workflow from leading anything, stage by stage.

use super::{LED, STAGE, STAGES_MAX, Stage, Workflow};
use crate::problem::{Code, Problem};
use std::collections::BTreeSet;

/// What is wrong with a workflow, or with one of its stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// It leads what nothing leads.
    LeadsNothing,
    /// There is no stage to begin in.
    NoBeginning,
    /// There are more stages than anybody can follow.
    TooManyStages,
    /// A stage leads to itself, or to one that is not there.
    LeadsAstray,
    /// A stage leads on, and nobody takes a matter on from there.
    Nobody,
    /// No steps lead to a stage.
    NeverReached,
    /// No steps lead from a stage to an end.
    NeverEnds,
}

impl Workflow {
    /// What is wrong with it, each with the id of the stage concerned; with none where it is the whole.
    pub fn faults(&self) -> Vec<(Option<&str>, Fault)> {
        let known: BTreeSet<&str> = self.stages.iter().map(|stage| stage.id.as_str()).collect();
        let reached = self.closure(|at, next| at.to.contains(&next.id), |stage| Some(stage) == self.first());
        let ending = self.closure(|at, next| next.to.contains(&at.id), |stage| stage.to.is_empty());
        let whole = [
            (!LED.contains(&self.of), Fault::LeadsNothing),
            (self.first().is_none(), Fault::NoBeginning),
            (self.stages.len() > STAGES_MAX, Fault::TooManyStages),
        ];
        let of = |stage: &Stage| {
            let astray = |to: &String| !known.contains(to.as_str()) || *to == stage.id;
            [
                (stage.to.iter().any(astray), Fault::LeadsAstray),
                (!stage.to.is_empty() && stage.who.is_empty(), Fault::Nobody),
                (!reached.contains(stage.id.as_str()), Fault::NeverReached),
                (!ending.contains(stage.id.as_str()), Fault::NeverEnds),
            ]
        };
        let stages =
            self.stages.iter().flat_map(|stage| of(stage).map(|(is, fault)| (is, Some(stage.id.as_str()), fault)));
        let all = whole.into_iter().map(|(is, fault)| (is, None, fault)).chain(stages);
        all.filter(|(is, ..)| *is).map(|(_, at, fault)| (at, fault)).collect()
    }

    /// The same as the problems that a form and the server name: one for each stage concerned, and one for the whole.
    pub fn problems(&self) -> Vec<Problem> {
        let mut fields: Vec<String> = Vec::new();
        for (at, _) in self.faults() {
            let field = at.map_or_else(|| STAGE.to_owned(), |id| format!("{STAGE}:{id}"));
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields.into_iter().map(|field| Problem::at(Code::WorkflowBroken, field)).collect()
    }

    /// The stages that steps lead to from some of them.
    fn closure(&self, leads: impl Fn(&Stage, &Stage) -> bool, from: impl Fn(&Stage) -> bool) -> BTreeSet<&str> {
        let mut open: Vec<&Stage> = self.stages.iter().filter(|stage| from(stage)).collect();
        let mut seen: BTreeSet<&str> = open.iter().map(|stage| stage.id.as_str()).collect();
        while let Some(at) = open.pop() {
            for next in self.stages.iter().filter(|next| leads(at, next)) {
                if seen.insert(next.id.as_str()) {
                    open.push(next);
                }
            }
        }
        seen
    }
}
