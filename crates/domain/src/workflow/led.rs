//! What a workflow leads: where it stands.

use super::{COURSE, Course, ENTERED, STAGE, WORKFLOW, Workflow};
use crate::{day::day, fields::Fields};
use jiff::{ToSpan, civil::Date};

/// A typed view over the fields of what a workflow leads.
#[derive(Debug, Clone, Copy)]
pub struct Led<'a>(pub &'a Fields);

impl<'a> Led<'a> {
    /// The id of the workflow.
    pub fn workflow(self) -> Option<&'a str> {
        self.0.text(WORKFLOW)
    }

    /// The id of the stage.
    pub fn stage(self) -> Option<&'a str> {
        self.0.text(STAGE)
    }

    /// How far it has come.
    pub fn course(self) -> Option<Course> {
        self.0.parsed(COURSE)
    }

    /// The day on which a stage was entered last.
    pub fn entered(self, stage: &str) -> Option<Date> {
        self.0.text(&format!("{ENTERED}:{stage}")).and_then(day)
    }

    /// The last day on which it may stay in its stage; `None` where it may stay as long as it likes.
    pub fn due(self, workflow: &Workflow) -> Option<Date> {
        let stage = workflow.stage(self.stage()?)?;
        let days = stage.days.filter(|_| !stage.to.is_empty())?;
        Some(self.entered(&stage.id)?.saturating_add(i64::from(days).days()))
    }
}
