//! What somebody said to a record that was merged into another meanwhile, or came back from it: it is said where the person is
//! listed now. Only what comes down to the last word counts: who objected and took it back without signal has said nothing.

use super::{
    outbox::Edit,
    replica::Replica,
    stored::{OpState, StoredOp},
    view::RecordView,
};
use crate::wire::Act;
use domain::{
    activity::{Activity, Attendance, BACK_FROM, CONFIRMED, OBJECTION, attendance_field},
    fields::Fields,
    id::{MemberId, RecordId},
    kind::Kind,
    problem::Code,
    review::Review,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Refused operations that belong elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Astray {
    /// Their keys.
    pub keys: Vec<u64>,
    /// What is said in their place; `None` where nothing is left to say.
    pub edit: Option<Edit>,
}

/// One word of it.
struct Word {
    key: u64,
    /// What was said; null where it was taken back.
    value: Value,
    /// Where it was refused since the writer is on no list there: the version of the record that the writer knew.
    unlisted: Option<u64>,
}

impl Replica {
    /// What went astray and may be led on. What belongs nowhere on this device stays refused.
    pub fn astray(&self) -> Vec<Astray> {
        let mut said: BTreeMap<(RecordId, String), Vec<Word>> = BTreeMap::new();
        for stored in self.refused() {
            if let Some((field, word)) = alone(stored) {
                said.entry((stored.op.rec, field)).or_default().push(word);
            }
        }
        said.into_iter().filter_map(|((rec, field), words)| self.led_on(rec, &field, &words)).collect()
    }

    fn led_on(&self, rec: RecordId, field: &str, words: &[Word]) -> Option<Astray> {
        let last = words.last()?;
        let keys = words.iter().map(|word| word.key).collect();
        // What was said after it was taken: it is the last word already.
        if self.said_since(rec, field, last.key) {
            return Some(Astray { keys, edit: None });
        }
        let to = self.view(rec).and_then(|from| self.belongs(&from, field, last.unlisted));
        let is_there = to.as_ref().is_some_and(|to| to.body.get(field).is_some());
        let edit = match (to, &last.value) {
            // What was to be taken back went with the list that its writer was on.
            (Some(to), Value::Null) if to.rec == rec && last.unlisted.is_some() => None,
            // Nothing of it ever arrived, or it is gone already.
            (_, Value::Null) if !is_there => words.iter().any(|word| !word.value.is_null()).then_some(None)?,
            (Some(to), value) => {
                let act = Act::Patch(Fields([(field.to_owned(), value.clone())].into()));
                Some(Edit { rec: to.rec, kind: Kind::Activity, feed: to.feed, act, base: None })
            }
            (None, _) => return None,
        };
        Some(Astray { keys, edit })
    }

    /// Whether this device has said something else of the same since, which is not refused.
    fn said_since(&self, rec: RecordId, field: &str, key: u64) -> bool {
        let says = |stored: &&StoredOp| match &stored.op.act {
            Act::Patch(fields) => fields.0.contains_key(field),
            _ => false,
        };
        let all = self.ops_of(rec).chain(self.kept().filter(|stored| stored.op.rec == rec));
        all.filter(says).any(|stored| stored.key > key && !matches!(stored.state, OpState::Refused(_)))
    }

    /// The record that something belongs to which was said to another one.
    fn belongs(&self, from: &RecordView, field: &str, unlisted: Option<u64>) -> Option<RecordView> {
        let member = field.strip_prefix(OBJECTION).and_then(|id| id.strip_prefix(':')?.parse().ok());
        let fits = |to: &RecordView| {
            let activity = Activity(&to.body);
            let lists = member.is_none_or(|member: MemberId| to.body.get(&attendance_field(member)).is_some());
            lists && activity.review() != Some(Review::Void)
        };
        if let Some(known) = unlisted {
            // Who is listed again says it to what this device knows by now, and not to what it knew then.
            let is_there = |me: MemberId| Activity(&from.body).attendance_of(me) == Some(Attendance::Present);
            if from.ver > known && fits(from) && member.is_none_or(is_there) {
                return Some(from.clone());
            }
            return self.views().find(|to| to.body.parsed(BACK_FROM) == Some(from.rec) && fits(to));
        }
        match Activity(&from.body).merged_into() {
            // Agreeing is about the very record that somebody recorded.
            Some(_) if member.is_none() => None,
            Some(into) => self.view(into).filter(fits),
            None => Some(from.clone()).filter(fits),
        }
    }
}

/// What an operation says of its writer and nothing beside it: an objection, one taken back, or agreeing.
fn alone(stored: &StoredOp) -> Option<(String, Word)> {
    let OpState::Refused(refusal) = &stored.state else { return None };
    let Act::Patch(fields) = &stored.op.act else { return None };
    let (field, value) = fields.0.iter().next().filter(|_| fields.0.len() == 1)?;
    let is_own = field == CONFIRMED || field.strip_prefix(OBJECTION).is_some_and(|whom| whom.starts_with(':'));
    let unlisted = (refusal.code == Code::NotListed.id()).then_some(stored.op.base);
    let is_astray = is_own && (unlisted.is_some() || refusal.code == Code::MergedAway.id());
    is_astray.then(|| (field.clone(), Word { key: stored.key, value: value.clone(), unlisted }))
}
