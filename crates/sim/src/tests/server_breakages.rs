//! The server's half put together wrongly: what it believes of clocks, versions, names and other transactions.

use super::breakages::found_out;
use crate::wiring::Wiring;
use domain::{merge::History, problem::Refusal};
use serde_json::Value;
use sync::{
    server::{
        decide::{Surroundings, decide},
        group::{self, Applied, Push, Rows},
        record::Record,
    },
    wire::{Act, Op},
};

/// Applies pushes whose operations were changed.
fn apply_changed(pushes: &[Push], rows: Rows, now: u64, change: impl Fn(&mut Op)) -> Applied {
    let mut changed = pushes.to_vec();
    changed.iter_mut().flat_map(|push| &mut push.ops).for_each(change);
    group::apply(&changed, rows, now)
}

/// Feeds take their numbers from a plain sequence: a later transaction may be seen before an earlier one.
struct PlainSequence;

impl Wiring for PlainSequence {
    fn locks_feeds(&self) -> bool {
        false
    }
}

#[test]
fn a_cursor_over_a_plain_sequence_is_found_out() {
    assert!(found_out(&PlainSequence).starts_with("(4) a cursor"));
}

/// The server does not compare what was taken in under a number before: a copied store gets the answers of the other.
struct CloneBelowTheLast;

impl Wiring for CloneBelowTheLast {
    fn apply(&self, pushes: &[Push], mut rows: Rows, now: u64) -> Applied {
        for op in pushes.iter().flat_map(|push| push.ops.iter().map(move |op| ((push.device, op.n), op))) {
            if let Some(known) = rows.ops.get_mut(&op.0) {
                (known.rec, known.hlc, known.act) = (op.1.rec, op.1.hlc, op.1.act.clone());
            }
        }
        group::apply(pushes, rows, now)
    }
}

#[test]
fn a_server_that_does_not_recognise_a_copied_device_is_found_out() {
    assert!(found_out(&CloneBelowTheLast).starts_with("(1)"));
}

/// What a device wrote before is like another's, unless its version is named.
struct SelfConcurrency;

impl Wiring for SelfConcurrency {
    fn apply(&self, pushes: &[Push], mut rows: Rows, now: u64) -> Applied {
        for record in rows.records.values_mut() {
            record.history = by_others(&record.history).unwrap_or_else(|| record.history.clone());
        }
        group::apply(pushes, rows, now)
    }
}

/// The same history, written by devices that nobody has.
fn by_others(history: &History) -> Option<History> {
    let mut told = serde_json::to_value(history).ok()?;
    rename(&mut told);
    serde_json::from_value(told).ok()
}

fn rename(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                match value {
                    Value::String(device) if name == "device" => device.replace_range(..1, "f"),
                    value => rename(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(rename),
        _ => {}
    }
}

#[test]
fn a_device_that_is_taken_for_another_by_its_own_later_edit_is_found_out() {
    let invariant = found_out(&SelfConcurrency);
    assert!(invariant.starts_with("(7) an edit") || invariant.starts_with("(8)"), "{invariant}");
}

/// What an operation says to have seen is believed even if it was seen in another epoch.
struct BaseAcrossEpochs;

impl Wiring for BaseAcrossEpochs {
    fn decide(&self, op: &Op, current: Option<&Record>, around: Surroundings<'_>) -> Result<Record, Refusal> {
        decide(&Op { epoch: around.epoch.map(str::to_owned), ..op.clone() }, current, around)
    }

    fn apply(&self, pushes: &[Push], rows: Rows, now: u64) -> Applied {
        let epoch = rows.epoch.clone();
        apply_changed(pushes, rows, now, |op| op.epoch = Some(epoch.clone()))
    }
}

#[test]
fn a_version_of_another_epoch_that_is_believed_is_found_out() {
    assert!(found_out(&BaseAcrossEpochs).starts_with("(7) concurrent"));
}

/// A remove takes away what its person has never seen.
struct RemoveBeatsUnseenAdd;

impl Wiring for RemoveBeatsUnseenAdd {
    fn decide(&self, op: &Op, current: Option<&Record>, around: Surroundings<'_>) -> Result<Record, Refusal> {
        let mut op = op.clone();
        sees_all(&mut op);
        decide(&op, current, around)
    }

    fn apply(&self, pushes: &[Push], rows: Rows, now: u64) -> Applied {
        apply_changed(pushes, rows, now, sees_all)
    }
}

fn sees_all(op: &mut Op) {
    if matches!(op.act, Act::Remove(_)) {
        op.base = u64::MAX;
    }
}

#[test]
fn a_remove_that_takes_unseen_adds_away_is_found_out() {
    assert!(found_out(&RemoveBeatsUnseenAdd).starts_with("(7) concurrent"));
}

/// Deleted records are forgotten while operations on them are still on their way.
struct TombstonesPurgedEarly;

impl Wiring for TombstonesPurgedEarly {
    fn apply(&self, pushes: &[Push], mut rows: Rows, now: u64) -> Applied {
        rows.records.retain(|_, record| !record.is_deleted());
        group::apply(pushes, rows, now)
    }
}

#[test]
fn a_deleted_record_that_is_forgotten_too_early_is_found_out() {
    let invariant = found_out(&TombstonesPurgedEarly);
    assert!(["(3)", "(2)", "(4)"].iter().any(|known| invariant.starts_with(known)), "{invariant}");
}
