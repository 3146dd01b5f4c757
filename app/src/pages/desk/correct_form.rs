//! What a correction changes, and what stands against it.

use domain::{
    activity::{ATTENDANCE, Activity, Attendance, MEASURE, Measure, PLACE, VENUE, attendance_field},
    fields::Fields,
    id::MemberId,
    kind::Kind,
    validate::validate,
};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// The content of a record while it is corrected.
#[derive(Clone, Copy)]
pub struct CorrectForm {
    original: StoredValue<Fields>,
    body: RwSignal<Fields>,
    /// Why it is corrected.
    pub reason: RwSignal<String>,
    /// Whether the button was pressed: from then on the form shows what is missing.
    pub asked: RwSignal<bool>,
}

impl CorrectForm {
    /// The form with the record as it was read.
    pub fn new(body: Fields) -> CorrectForm {
        CorrectForm {
            original: StoredValue::new(body.clone()),
            body: RwSignal::new(body),
            reason: RwSignal::new(String::new()),
            asked: RwSignal::new(false),
        }
    }

    /// Reads the content, and follows it.
    pub fn read<R>(self, read: impl FnOnce(&Fields) -> R) -> R {
        self.body.with(read)
    }

    /// A text field as it stands; empty where there is none.
    pub fn text(self, field: &'static str) -> Signal<String> {
        Signal::derive(move || self.read(|body| body.text(field).unwrap_or_default().to_owned()))
    }

    /// Writes a field; an empty text takes it away.
    pub fn set(self, field: &str, value: impl Into<Value>) {
        let value = match value.into() {
            Value::String(text) if text.is_empty() => Value::Null,
            value => value,
        };
        self.body.update(|body| body.set(field, value));
    }

    /// The measures to show: the presets, and whatever else the record counts.
    pub fn measures(self) -> Vec<String> {
        let presets = Measure::ALL.iter().map(|measure| measure.field());
        let own = self
            .original
            .with_value(|body| body.map(MEASURE).map(|(id, _)| format!("{MEASURE}:{id}")).collect::<Vec<_>>());
        let mut seen = BTreeSet::new();
        presets.chain(own).filter(|field| seen.insert(field.clone())).collect()
    }

    /// Everybody listed now or before, so that who is taken off can be put back.
    pub fn listed(self) -> Vec<MemberId> {
        let of = |body: &Fields| Activity(body).attendance().map(|(member, _)| member).collect::<Vec<_>>();
        let all: BTreeSet<MemberId> = self.original.with_value(of).into_iter().chain(self.read(of)).collect();
        all.into_iter().collect()
    }

    /// Puts somebody on the list.
    pub fn list(self, member: MemberId) {
        if self.body.with_untracked(|body| Activity(body).attendance_of(member).is_none()) {
            self.set(&attendance_field(member), Attendance::Present.id());
        }
    }

    /// What is different from what was read; a field taken away is null.
    pub fn changes(self) -> Fields {
        self.original.with_value(|original| self.body.with(|body| changes(original, body)))
    }

    /// What is wrong with one of some fields, once the button was pressed; `at` are names of fields or of flat maps.
    pub fn wrong(self, at: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problems = if self.asked.get() { self.read(|body| validate(Kind::Activity, body)) } else { Vec::new() };
            let stem = |field: &str| field.split(':').next().unwrap_or_default().to_owned();
            let own = problems
                .iter()
                .find(|problem| at.contains(&stem(problem.field.as_deref().unwrap_or_default()).as_str()))?;
            Some(crate::text::vocabulary::problem(own.code).to_owned())
        })
    }

    /// Whether it may be saved as it stands.
    pub fn is_complete(self) -> bool {
        let is_fine = self.body.with_untracked(|body| validate(Kind::Activity, body).is_empty());
        is_fine
            && !untrack(|| self.changes()).is_empty()
            && self.reason.with_untracked(|reason| !reason.trim().is_empty())
    }
}

/// The names by which [`CorrectForm::wrong`] knows the fields.
pub const WHERE: &[&str] = &[VENUE, PLACE];
/// The same for the people.
pub const WHO: &[&str] = &[ATTENDANCE];
/// The same for the numbers.
pub const NUMBERS: &[&str] = &[MEASURE];

fn changes(original: &Fields, body: &Fields) -> Fields {
    let written = body.0.iter().filter(|(field, value)| original.get(field) != Some(value));
    let written = written.map(|(field, value)| (field.clone(), value.clone()));
    let gone = original.0.keys().filter(|field| body.get(field).is_none()).map(|field| (field.clone(), Value::Null));
    written.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_different_is_written_and_what_is_gone_is_null() {
        let original = Fields::default().with("type", "visit").with("place", "柳林村").with("measure:persons", 6);
        let body = original.clone().with("place", Value::Null).with("measure:persons", 8).with("contact_unit", "x");
        let changed = changes(&original, &body);
        assert_eq!(json!(changed), json!({ "place": null, "measure:persons": 8, "contact_unit": "x" }));
        assert!(changes(&original, &original).is_empty());
    }
}
