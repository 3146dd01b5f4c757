//! Which workflows something new may begin with.

use super::{OF, PRESETS, REPLACES, RETIRED, Workflow, preset};
use crate::{fields::Fields, id::RecordId, kind::Kind};
use std::collections::BTreeSet;

/// The workflows that something new of a kind may begin with, by id: presets and the committee's own that are in use. What
/// takes the place of a preset stands where the preset stood; a preset comes back once nothing in use takes its place.
pub fn offered(kind: Kind, own: &[(RecordId, Fields)]) -> Vec<(String, Workflow)> {
    let leads = |body: &Fields| body.text(OF) == Some(kind.id()) && !body.flag(RETIRED);
    let in_use = own.iter().filter(|(_, body)| leads(body));
    let in_use: Vec<(Option<String>, String, Workflow)> =
        in_use.filter_map(|(rec, body)| Some((root(*rec, own), rec.to_string(), Workflow::read(body)?))).collect();
    let mut all = Vec::new();
    for id in PRESETS.iter().filter(|id| preset(id).is_some_and(|preset| preset.of == kind)) {
        let before = all.len();
        let instead = in_use.iter().filter(|(root, ..)| root.as_deref() == Some(*id));
        all.extend(instead.map(|(_, id, workflow)| (id.clone(), workflow.clone())));
        if all.len() == before {
            all.extend(preset(id).map(|preset| ((*id).to_owned(), preset)));
        }
    }
    all.extend(in_use.into_iter().filter(|(root, ..)| root.is_none()).map(|(_, id, workflow)| (id, workflow)));
    all
}

/// The preset in whose place a workflow stands at last, whatever came between.
fn root(rec: RecordId, own: &[(RecordId, Fields)]) -> Option<String> {
    let (mut at, mut seen) = (rec.to_string(), BTreeSet::new());
    while seen.insert(at.clone()) {
        let body = own.iter().find(|(rec, _)| rec.to_string() == at).map(|(_, body)| body)?;
        body.text(REPLACES)?.clone_into(&mut at);
        if PRESETS.contains(&at.as_str()) {
            return Some(at);
        }
    }
    None
}
