//! A record as its person sees it: the server's row with what was done here replayed on it.

use super::{
    replica::Replica,
    stored::{OpState, StoredOp},
};
use crate::wire::Act;
use domain::{
    fields::Fields,
    id::{Feed, RecordId, UserId},
    kind::Kind,
    merge::{Conflict, DELETED},
    mirror,
    problem::Refusal,
    schema::{is_review, is_set},
};
use serde_json::Value;
use std::{borrow::Cow, collections::BTreeSet};

/// Where the bytes of a record are: this phone only knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transport {
    /// 待上传: something of it is on this phone alone.
    Waiting,
    /// 已上传: the server has all of it.
    Uploaded,
    /// 需处理: the server refused something of it.
    Refused,
}

/// A record on this device.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordView {
    /// Its id.
    pub rec: RecordId,
    /// Its kind.
    pub kind: String,
    /// Its home.
    pub feed: Feed,
    /// It lies elsewhere, and only what concerns the person is here.
    pub is_mirrored: bool,
    /// The fields with everything done here.
    pub body: Fields,
    /// The version of the server's row under it; 0 where there is none yet.
    pub ver: u64,
    /// Values that wait for a person to choose; those that somebody here has chosen between are left out.
    pub conflicts: Vec<Conflict>,
    /// Where its bytes are.
    pub transport: Transport,
    /// Refused operations with their keys and reasons.
    pub refused: Vec<(u64, Refusal)>,
    /// Who created it, as the server says; `None` where the server has none of it, or did not say.
    pub author: Option<UserId>,
    /// Who wrote last, and when, as the server says; `None` where the server has none of it.
    pub last: Option<(UserId, u64)>,
    /// When the oldest waiting operation was saved, by the device's clock.
    pub waiting_since: Option<u64>,
}

impl Replica {
    /// One record, or `None` where it is not here or was deleted.
    pub fn view(&self, rec: RecordId) -> Option<RecordView> {
        let row = self.row(rec);
        let mirror = if row.is_none() { self.mirror(rec) } else { None };
        let ops: Vec<&StoredOp> = self.ops_of(rec).collect();
        let first = ops.first();
        // A record that was refused as a whole stays readable; a refused change does not show as done.
        let refused_whole = row.is_none()
            && mirror.is_none()
            && first.is_some_and(|op| matches!((&op.state, &op.op.act), (OpState::Refused(_), Act::Create(_))))
            && !ops.iter().any(|op| match op.state {
                OpState::Applied(_) => true,
                // It was made once more, and that has not been refused.
                OpState::Waiting | OpState::Held => matches!(op.op.act, Act::Create(_)),
                OpState::Refused(_) => false,
            });
        let (kind, feed) = match (row, mirror, first) {
            (Some(row), ..) => (row.row.kind.clone(), row.feed),
            (None, Some((_, of)), _) => (of.kind.id().to_owned(), of.feed),
            (None, None, Some(first)) => (first.op.kind.clone(), first.op.feed),
            (None, None, None) => return None,
        };
        let copy = row.or(mirror.map(|(row, _)| row));
        let mut body = copy.map(|row| row.row.body.clone()).unwrap_or_default();
        // A workflow says by a field of the same name what it leads.
        if mirror.is_some() {
            body.set(mirror::OF, Value::Null);
        }
        let mut exists = copy.is_some();
        let base_ver = mirror.map_or_else(|| row.map_or(0, |row| row.row.ver), |(_, of)| of.ver);
        let mut conflicts = row.map(|row| row.row.conflicts.clone()).unwrap_or_default();
        for stored in &ops {
            let replayed = match stored.state {
                OpState::Waiting | OpState::Held => true,
                OpState::Applied(ver) => ver > base_ver || copy.is_none(),
                OpState::Refused(_) => refused_whole && !matches!(stored.op.act, Act::Delete(_)),
            };
            if replayed {
                conflicts.retain(|conflict| !settles(stored, conflict, base_ver));
                exists = replay(&stored.op.act, &kind, &mut body, exists);
            }
        }
        let refused: Vec<(u64, Refusal)> = ops
            .iter()
            .filter_map(|stored| match &stored.state {
                OpState::Refused(refusal) => Some((stored.key, refusal.clone())),
                OpState::Waiting | OpState::Held | OpState::Applied(_) => None,
            })
            .collect();
        let waiting_since = ops.iter().filter(|op| op.state == OpState::Waiting).map(|op| op.saved_at).min();
        let transport = match (refused.is_empty(), waiting_since) {
            (false, _) => Transport::Refused,
            (true, Some(_)) => Transport::Waiting,
            (true, None) => Transport::Uploaded,
        };
        exists.then(|| RecordView {
            rec,
            kind,
            feed,
            is_mirrored: mirror.is_some(),
            body,
            ver: base_ver,
            conflicts,
            transport,
            refused,
            author: row.and_then(|row| row.row.author),
            last: row.map(|row| (row.row.by, row.row.at)),
            waiting_since,
        })
    }

    /// The fields of a record as its person sees them. Nothing is copied where nothing was done here.
    pub fn body(&self, rec: RecordId) -> Option<Cow<'_, Fields>> {
        match self.row(rec) {
            Some(row) if !self.by_record.contains_key(&rec) => Some(Cow::Borrowed(&row.row.body)),
            _ => self.view(rec).map(|view| Cow::Owned(view.body)),
        }
    }

    /// What the refused operations of a record would have written, the last word on each field, without what only the
    /// office writes. It stands in no other field of the record.
    pub fn refused_fields(&self, rec: RecordId) -> Fields {
        let refused = self.ops_of(rec).filter(|op| matches!(op.state, OpState::Refused(_)));
        let written = refused.filter_map(|op| op.op.act.fields()).flat_map(|fields| &fields.0);
        let content = written.filter(|(field, _)| !is_review(field));
        content.map(|(field, value)| (field.clone(), value.clone())).collect()
    }

    /// Every record that is on this device, in no particular order.
    pub fn views(&self) -> impl Iterator<Item = RecordView> {
        let here = self.rows.keys().chain(self.by_record.keys()).copied().chain(self.mirrored());
        let here: BTreeSet<RecordId> = here.collect();
        here.into_iter().filter_map(|rec| self.view(rec))
    }
}

/// Whether an operation made here has seen a conflict of the row at this version and decides it: a field by being written
/// once more, a deletion by whatever goes on with the record.
fn settles(stored: &StoredOp, conflict: &Conflict, row_ver: u64) -> bool {
    let (Act::Create(fields) | Act::Patch(fields)) = &stored.op.act else { return false };
    let decided = match conflict.field.as_str() {
        DELETED => fields.0.keys().any(|field| !is_review(field)),
        field => fields.0.contains_key(field),
    };
    stored.op.base >= row_ver && decided
}

/// Replays one act; returns whether the record is there after it.
fn replay(act: &Act, kind: &str, body: &mut Fields, exists: bool) -> bool {
    let kind: Option<Kind> = kind.parse().ok();
    match act {
        Act::Create(fields) | Act::Patch(fields) => {
            for (field, value) in &fields.0 {
                match value {
                    // The server adds the elements of a set to those that are there.
                    Value::Array(list) if kind.is_some_and(|kind| is_set(kind, field)) => {
                        let mut set = elements(body, field);
                        set.extend(list.iter().filter_map(|elem| elem.as_str().map(str::to_owned)));
                        show(body, field, set);
                    }
                    _ => body.set(field.as_str(), value.clone()),
                }
            }
            exists || matches!(act, Act::Create(_))
        }
        Act::Add(elem) => {
            let mut set = elements(body, &elem.set);
            set.insert(elem.elem.clone());
            show(body, &elem.set, set);
            exists
        }
        Act::Remove(elem) => {
            let mut set = elements(body, &elem.set);
            set.remove(&elem.elem);
            show(body, &elem.set, set);
            exists
        }
        Act::Delete(_) => false,
    }
}

fn elements(body: &Fields, set: &str) -> BTreeSet<String> {
    let list = body.get(set).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|elem| elem.as_str().map(str::to_owned)).collect()
}

fn show(body: &mut Fields, set: &str, elements: BTreeSet<String>) {
    let list: Vec<Value> = elements.into_iter().map(Value::from).collect();
    body.set(set, if list.is_empty() { Value::Null } else { Value::Array(list) });
}
