//! How writes that did not know of each other come together.
//!
//! Each field remembers the writes that no later write has seen. A new write takes away those it has
//! seen and joins the rest; the largest clock of those left is shown, the others are its rivals. What
//! is left depends only on which writes there were, not on the order in which they arrived: that is
//! the law the tests below check.

use crate::{
    fields::Fields,
    id::{DeviceId, UserId},
    kind::Kind,
    schema::is_set,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One applied operation, as merging remembers it. Ordered by clock, then device, then n.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Write {
    /// Hybrid clock: 48 bits of milliseconds, 16 of counter.
    pub hlc: u64,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its number on that device.
    pub n: u64,
    /// The version of the record that it made.
    pub ver: u64,
    /// Who wrote it.
    pub by: UserId,
}

/// What the writer of an operation knew: everything up to `base`, and whatever the same device wrote earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// The version of the record that the editor saw; 0 for none.
    pub base: u64,
    /// The writing device.
    pub device: DeviceId,
    /// The number of the operation on it.
    pub n: u64,
}

impl Sight {
    /// Whether the writer knew of an earlier write.
    pub fn has_seen(&self, write: &Write) -> bool {
        write.ver <= self.base || (write.device == self.device && write.n < self.n)
    }
}

/// A write that stands beside the shown one: neither knew of the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// The write.
    pub write: Write,
    /// Its value; null means that it took the field away.
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Register {
    /// The write whose value stands in the body.
    head: Write,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rivals: Vec<Rival>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Deletion {
    write: Write,
    sight: Sight,
}

/// What merging remembers of a record beside its body. Sparse: what is not listed was written by the create.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    created: Write,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<String, Register>,
    /// Set → element → adds that no remove has seen.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    sets: BTreeMap<String, BTreeMap<String, Vec<Write>>>,
    /// Set → removes that took something away and that no later one has seen; for those who must have seen all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    removals: BTreeMap<String, Vec<Write>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deletions: Vec<Deletion>,
    /// The clock of the last step of the review that was sent again after the server was restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    echoed_step: Option<u64>,
    /// The last step of the review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<Write>,
}

impl History {
    /// The history of a record that one operation has just created.
    pub fn created(write: Write) -> Self {
        let (fields, sets, removals) = Default::default();
        History { created: write, fields, sets, removals, deletions: Vec::new(), echoed_step: None, step: None }
    }

    /// A step of the review was taken.
    pub fn stepped(&mut self, write: Write) {
        self.step = Some(write);
    }

    /// Whether an operation has seen the last step of the review, as far as one is known.
    pub fn step_seen_by(&self, sight: Sight) -> bool {
        self.step.is_none_or(|step| sight.has_seen(&step))
    }

    /// Remembers the clock of a step of the review that was sent again after the server was restored from a backup.
    pub fn echo_step(&mut self, hlc: u64) {
        self.echoed_step = self.echoed_step.max(Some(hlc));
    }

    /// A step was taken in the usual way: from now on it alone says what had been in view.
    pub fn forget_echoed_step(&mut self) {
        self.echoed_step = None;
    }

    /// Whether something that is sent again was done before a step of the review that was sent again too: whoever took
    /// that step had it in view.
    pub fn precedes_echoed_step(&self, hlc: u64) -> bool {
        self.echoed_step.is_some_and(|step| hlc < step)
    }

    /// The operation that created the record.
    pub fn creation(&self) -> Write {
        self.created
    }

    /// Lets the last words of a field stand that a null hides whose writer had not read them, and forgets that null; not where
    /// their own writer took them back.
    pub fn stand_again(&mut self, body: &mut Fields, field: &str) {
        let Some(register) = self.fields.get_mut(field).filter(|_| body.get(field).is_none()) else { return };
        let by = register.head.by;
        let hidden = register.rivals.iter().rposition(|rival| !rival.value.is_null() && rival.write.by != by);
        if let Some(at) = hidden {
            let words = register.rivals.remove(at);
            register.head = words.write;
            body.set(field, words.value);
        }
    }

    /// Writes one field (null takes it away), or joins it with writes it did not know of.
    ///
    /// A set given as an array adds each of its elements; null takes away those that the writer has seen.
    pub fn put(&mut self, body: &mut Fields, kind: Kind, field: &str, value: &Value, write: Write, sight: Sight) {
        if is_set(kind, field) {
            if value.is_null() {
                self.take_away(body, field, |_| true, write, sight);
            }
            for elem in value.as_array().into_iter().flatten().filter_map(Value::as_str) {
                self.add(body, field, elem, write);
            }
            return;
        }
        let mut standing: Vec<Rival> = self.standing(body, field);
        standing.retain(|rival| !sight.has_seen(&rival.write));
        standing.push(Rival { write, value: value.clone() });
        standing.sort_by_key(|rival| rival.write);
        if let Some(head) = standing.pop() {
            body.set(field, head.value);
            self.fields.insert(field.to_owned(), Register { head: head.write, rivals: standing });
        }
    }

    /// The writes of a field that nobody has overwritten knowingly, with their values.
    fn standing(&self, body: &Fields, field: &str) -> Vec<Rival> {
        let shown = body.get(field).cloned();
        match self.fields.get(field) {
            Some(register) => {
                let head = Rival { write: register.head, value: shown.unwrap_or(Value::Null) };
                register.rivals.iter().cloned().chain([head]).collect()
            }
            None => shown.map(|value| Rival { write: self.created, value }).into_iter().collect(),
        }
    }

    /// Adds an element to a set; the add is remembered, so that only a remove that has seen it takes it away.
    ///
    /// It stands for earlier adds of the same device: who has seen this one has seen those, so nothing that
    /// anybody may do later tells them apart, and a device that adds without end adds one line.
    pub fn add(&mut self, body: &mut Fields, set: &str, elem: &str, write: Write) {
        let elems = self.elements(body, set);
        let adds = elems.entry(elem.to_owned()).or_default();
        adds.retain(|add| add.device != write.device || add.n > write.n);
        adds.push(write);
        Self::show(body, set, elems);
    }

    /// Takes away the adds of an element that the remover has seen.
    pub fn remove(&mut self, body: &mut Fields, set: &str, elem: &str, write: Write, sight: Sight) {
        self.take_away(body, set, |each| each == elem, write, sight);
    }

    fn take_away(&mut self, body: &mut Fields, set: &str, named: impl Fn(&str) -> bool, write: Write, sight: Sight) {
        let elems = self.elements(body, set);
        let count = |elems: &BTreeMap<String, Vec<Write>>| elems.values().map(Vec::len).sum::<usize>();
        let before = count(elems);
        let of_named = elems.iter_mut().filter(|(elem, _)| named(elem));
        of_named.for_each(|(_, adds)| adds.retain(|add| !sight.has_seen(add)));
        elems.retain(|_, adds| !adds.is_empty());
        Self::show(body, set, elems);
        if count(elems) < before {
            let removals = self.removals.entry(set.to_owned()).or_default();
            removals.retain(|removal| !sight.has_seen(removal));
            removals.push(write);
        }
    }

    fn elements(&mut self, body: &Fields, set: &str) -> &mut BTreeMap<String, Vec<Write>> {
        let created = self.created;
        self.sets.entry(set.to_owned()).or_insert_with(|| {
            let shown = body.get(set).and_then(Value::as_array).into_iter().flatten();
            shown.filter_map(Value::as_str).map(|elem| (elem.to_owned(), vec![created])).collect()
        })
    }

    fn show(body: &mut Fields, set: &str, elems: &BTreeMap<String, Vec<Write>>) {
        let shown: Vec<Value> = elems.keys().map(|elem| Value::from(elem.as_str())).collect();
        body.set(set, if shown.is_empty() { Value::Null } else { Value::Array(shown) });
    }

    /// Deletes the record, as far as the deleter has seen it: an edit that was not known survives.
    pub fn delete(&mut self, write: Write, sight: Sight) {
        self.deletions.push(Deletion { write, sight });
    }

    /// Forgets the deletions that somebody has seen and edits on against.
    pub fn settle_deletions(&mut self, sight: Sight) {
        if !self.is_deleted() {
            self.deletions.retain(|deletion| !sight.has_seen(&deletion.write));
        }
    }

    /// Undoes the deletions that somebody has seen: the record is there again.
    pub fn take_back_deletions(&mut self, sight: Sight) {
        self.deletions.retain(|deletion| !sight.has_seen(&deletion.write));
    }

    /// Whether an operation knew of a deletion.
    pub fn deletion_seen_by(&self, sight: Sight) -> bool {
        self.deletions.iter().any(|deletion| sight.has_seen(&deletion.write))
    }

    /// Whether the record is gone: every standing write was seen by somebody who deleted it.
    pub fn is_deleted(&self) -> bool {
        !self.deletions.is_empty()
            && self.writes().all(|write| self.deletions.iter().any(|deletion| deletion.sight.has_seen(&write)))
    }

    /// Whether an operation has seen every standing write of the record, and what was last taken out of its sets.
    ///
    /// A remove alone does not hold a delete up: it leaves nothing that could be lost.
    pub fn all_seen_by(&self, sight: Sight) -> bool {
        self.writes().chain(self.removals.values().flatten().copied()).all(|write| sight.has_seen(&write))
    }

    /// Who wrote what a field shows; `None` where nobody has written it since the record was created.
    pub fn writer(&self, field: &str) -> Option<UserId> {
        self.fields.get(field).map(|register| register.head.by)
    }

    fn writes(&self) -> impl Iterator<Item = Write> {
        let fields = self.fields.values().flat_map(|r| r.rivals.iter().map(|rival| rival.write).chain([r.head]));
        let sets = self.sets.values().flat_map(|elems| elems.values().flatten().copied());
        fields.chain(sets).chain([self.created])
    }
}

mod conflict;
mod weight;

pub use conflict::{Conflict, DELETED, SHOWN, Wrote};

#[cfg(test)]
mod tests;
