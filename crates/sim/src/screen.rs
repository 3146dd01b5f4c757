//! What a person sees of what was saved, and that nothing of it flickers away.

use crate::{device::Typed, failure::Broken, world::World};
use domain::{fields::Fields, id::Feed, kind::Kind, schema::is_set};
use serde_json::Value;
use std::collections::BTreeMap;
use sync::wire::Act;

const FLICKER: &str = "(4) nothing that was saved flickers off the screen";
const GRANTED: &str = "(5) no device holds a record outside its grants";

impl World<'_> {
    /// What a person must see: everything saved and not refused, until the server's own row contains it.
    pub fn check_screen(&mut self, index: usize) -> Result<(), Broken> {
        let device = &self.devices[index];
        if device.down {
            return Ok(());
        }
        let replica = device.client.replica();
        let Some(grants) = &device.client.meta().grants else { return Ok(()) };
        let granted = |feed: Feed| grants.feeds.iter().any(|grant| grant.id == feed);
        if let Some(row) = replica.rows().find(|row| !granted(row.feed)) {
            return Err(Broken::new(GRANTED, format!("device {index} has {:?}", row.row.rec)));
        }
        let (mut landed, mut views) = (Vec::new(), BTreeMap::new());
        for (at, typed) in device.typed.iter().enumerate().filter(|(_, typed)| !typed.landed) {
            let ver = self.server.applied(&device.names, typed);
            let row = replica.row(typed.rec).map(|row| row.row.ver);
            let contained = ver.is_some_and(|ver| row.is_some_and(|row| row >= ver))
                || replica.kept().any(|kept| kept.key == typed.key && typed.is(&kept.op));
            // From the moment its row contains it, or a delete has covered it, the row alone says what is seen.
            if contained || self.gone(index, typed, row) {
                landed.push(at);
                continue;
            }
            let known = self.server.outcomes(&device.names, typed).next().is_some();
            let refused = ver.is_none() && known || self.is_refused(index, typed);
            if typed.dealt_with || typed.purged || refused || device.damaged.contains(&typed.feed) {
                continue;
            }
            let same = device.typed[at + 1..].iter().filter(|later| later.rec == typed.rec);
            let later: Vec<&Typed> = same.filter(|later| !self.is_refused(index, later)).collect();
            let view = views.entry(typed.rec).or_insert_with(|| replica.view(typed.rec));
            if let Some(missing) = unseen(typed, &later, view.as_ref().map(|view| &view.body)) {
                return Err(Broken::new(
                    FLICKER,
                    format!(
                        "device {index} does not show {missing} of {typed:?}: row {:?}, applied {ver:?}, ops {:?}",
                        replica.row(typed.rec).map(|row| (row.row.ver, row.row.body.text("narrative"))),
                        replica.ops_of(typed.rec).map(|op| (op.op.n, &op.state)).collect::<Vec<_>>()
                    ),
                ));
            }
        }
        for at in landed {
            self.devices[index].typed[at].landed = true;
        }
        Ok(())
    }

    /// Whether a record may be off the screen: it was never on it, or somebody deleted it.
    fn gone(&self, index: usize, typed: &Typed, row: Option<u64>) -> bool {
        let record = self.server.rows.records.get(&typed.rec);
        let deleted = record.map_or(self.server.forgotten.contains(&typed.rec), |record| record.is_deleted());
        let own = self.devices[index].typed.iter().filter(|own| own.rec == typed.rec && own.key != typed.key);
        let mut own_deletes = own.filter(|own| matches!(own.act, Act::Delete(_)));
        row.is_none() && (deleted || !matches!(typed.act, Act::Create(_)))
            || own_deletes.any(|own| !self.is_refused(index, own))
    }
}

/// What of an operation is not on the screen, though no later one of the same person changes it.
fn unseen(typed: &Typed, later: &[&Typed], body: Option<&Fields>) -> Option<String> {
    let changed_later = |field: &str| {
        later.iter().any(|later| match &later.act {
            Act::Create(fields) | Act::Patch(fields) => fields.0.contains_key(field),
            Act::Add(elem) | Act::Remove(elem) => elem.set == field,
            Act::Delete(_) => true,
        })
    };
    let Some(body) = body else {
        return (!matches!(typed.act, Act::Delete(_))).then(|| "the record".into());
    };
    let holds = |set: &str, elem: &str| {
        body.get(set).and_then(Value::as_array).is_some_and(|list| list.iter().any(|each| each == elem))
    };
    match &typed.act {
        Act::Create(fields) | Act::Patch(fields) => {
            let mut plain = fields.0.iter().filter(|(field, _)| !is_set(Kind::Activity, field));
            let lost =
                plain.find(|(field, value)| body.get(field).unwrap_or(&Value::Null) != *value && !changed_later(field));
            lost.map(|(field, _)| field.clone())
        }
        Act::Add(elem) => (!holds(&elem.set, &elem.elem) && !changed_later(&elem.set)).then(|| elem.set.clone()),
        Act::Remove(elem) => (holds(&elem.set, &elem.elem) && !changed_later(&elem.set)).then(|| elem.set.clone()),
        Act::Delete(_) => later.is_empty().then(|| "the delete".into()),
    }
}
