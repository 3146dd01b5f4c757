//! An export taken in by somebody else: what a member recorded becomes recorded for that member (代录), and counts once
//! the member has agreed.

use super::ExportedOp;
use crate::{
    client::{Client, Edit, OpState, Stored, StoredOp},
    wire::Act,
};
use domain::{
    activity::{Activity, CONFIRMED, MERGED, OBJECTION, RECORDED_FOR},
    fields::Fields,
    id::{MemberId, RecordId},
    kind::Kind,
    schema::is_review,
    sign_in::{DOOR, SIGN_IN},
};
use std::collections::BTreeSet;

/// The records that an export creates, each as one edit that creates it for `member`, in the order they were made.
///
/// Everything else (changes of records that are on the server, answers, objections) only the member can say.
pub fn records_for(member: MemberId, ops: &[ExportedOp]) -> Vec<Edit> {
    let waiting = |one: &ExportedOp| StoredOp {
        key: one.key,
        op: one.op.clone(),
        saved_at: one.saved_at,
        state: OpState::Waiting,
        sent_as: None,
        kept_since: None,
    };
    let Some(first) = ops.first() else { return Vec::new() };
    let client = Client::open(Stored { ops: ops.iter().map(waiting).collect(), ..Stored::fresh(first.device) });
    let mut seen = BTreeSet::new();
    let made = ops.iter().filter(|one| matches!(one.op.act, Act::Create(_)) && seen.insert(one.op.rec));
    let views = made.filter_map(|one| client.replica().view(one.op.rec));
    views
        .filter(|view| view.kind == Kind::Activity.id())
        .map(|view| Edit {
            rec: view.rec,
            kind: Kind::Activity,
            feed: view.feed,
            act: Act::Create(body_for(member, &view.body)),
            base: Some(0),
        })
        .collect()
}

/// The records that an export is about, whether or not somebody else can take them in.
pub fn records_of(ops: &[ExportedOp]) -> BTreeSet<RecordId> {
    ops.iter().map(|one| one.op.rec).collect()
}

/// A body as it may be written for a member by somebody else, who does not speak for that person. Whom it was recorded
/// for already it stays recorded for.
pub fn body_for(member: MemberId, body: &Fields) -> Fields {
    let by_hand = Activity(body).recorded_for().is_some()
        && body.get(CONFIRMED).and_then(|how| how.get("how")).is_some_and(|how| how == "signature");
    let own = |field: &str| match field.split(':').next().unwrap_or(field) {
        CONFIRMED => !by_hand,
        stem => is_review(field) || [SIGN_IN, OBJECTION, MERGED, DOOR].contains(&stem),
    };
    let mut body: Fields =
        body.0.iter().filter(|(field, _)| !own(field)).map(|(field, value)| (field.clone(), value.clone())).collect();
    if Activity(&body).recorded_for().is_none() {
        body.set(RECORDED_FOR, member.to_string());
    }
    body
}
