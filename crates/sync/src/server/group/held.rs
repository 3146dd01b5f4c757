//! Operations that were sent again after a restore and came before what they build on.

use super::{Keys, Rows, opened_by, settle};
use crate::{
    server::{Actor, decide::is_echo},
    wire::{Op, Outcome},
};
use domain::{
    id::{DeviceId, RecordId},
    problem::{Code, Refusal, code},
};
use serde::{Deserialize, Serialize};

/// How long an operation waits for what it builds on, in milliseconds: as long as phones keep what they would send again.
const PATIENCE: u64 = 30 * 24 * 60 * 60_000;

/// An operation that waits, with the right of its writer to do it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeldOp {
    /// What is to be done.
    pub op: Op,
    /// Who wants it, with the roles held when it was sent.
    pub actor: Actor,
    /// Why it could not be done.
    pub why: Refusal,
    /// When it came, in milliseconds since 1970.
    pub at: u64,
}

/// Whether what an operation lacks may still come: it is sent again after a restore, and others send theirs too.
pub fn may_come(op: &Op, why: &Refusal, epoch: Option<&str>) -> bool {
    use Code::*;
    let of_review = [ReviewMoved, ReviewClosed, ReviewNotHeld, ReviewConflict, ReviewObjected, MergeNotLast];
    let lacks = |code: Code| {
        [RecordUnknown, FeedUnknown, StageMoved, WorkflowUnknown].contains(&code) || of_review.contains(&code)
    };
    is_echo(op, epoch) && code(&why.code).is_some_and(lacks)
}

/// Tries what waits for a record, or for the feed that came into being with it, until nothing more can be done.
pub fn try_again(rec: RecordId, rows: &mut Rows, touched: &mut Keys, now: u64) {
    let mut changed = vec![rec];
    while let Some(rec) = changed.pop() {
        let opened = rows.records.get(&rec).and_then(|record| opened_by(record.kind, rec));
        let waits = |held: &HeldOp| held.op.rec == rec || opened == Some(held.op.feed);
        let mut keys: Vec<_> = rows.held.iter().filter(|(_, held)| waits(held)).map(|(key, _)| *key).collect();
        keys.sort_by_key(|key| (rows.held.get(key).map(|held| held.op.hlc), *key));
        for key in keys {
            let Some(HeldOp { op, actor, .. }) = rows.held.get(&key).cloned() else { continue };
            let outcome = match settle(&op, key.0, &actor, rows, touched, now) {
                Ok(ver) => Outcome::Applied { ver },
                Err(why) if may_come(&op, &why, rows.echo_epoch()) => continue,
                Err(why) => Outcome::Refused(why),
            };
            let applied = matches!(outcome, Outcome::Applied { .. });
            release(key, outcome, rows, touched);
            if applied {
                // Others may have waited for just this.
                changed.push(op.rec);
                break;
            }
        }
    }
}

/// Refuses an operation that has waited too long.
pub fn give_up(key: (DeviceId, u64), rows: &mut Rows, touched: &mut Keys, now: u64) {
    if let Some(held) = rows.held.get(&key).filter(|held| held.at + PATIENCE < now) {
        let outcome = Outcome::Refused(held.why.clone());
        release(key, outcome, rows, touched);
    }
}

fn release(key: (DeviceId, u64), outcome: Outcome, rows: &mut Rows, touched: &mut Keys) {
    let Some(HeldOp { op, actor, at, .. }) = rows.held.remove(&key) else { return };
    touched.held.insert(key);
    let logged = super::Logged { rec: op.rec, hlc: op.hlc, by: actor.user, act: op.act, outcome, at };
    rows.ops.insert(key, logged);
    touched.ops.insert(key);
}
