//! Whether a push is taken in at all.

use super::{Logged, Push, PushError, Rows};
use crate::{
    server::decide::is_echo,
    wire::{Act, MAX_NUMBER, Op, OpResult},
};
use domain::id::{DeviceId, UserId};
use serde_json::Value;
use std::collections::BTreeMap;

/// A push without operations claims its device too, and two accounts may claim one within a group. It goes to whoever
/// brought operations, which cannot be given back, else to the first.
pub fn refuse_second_claims(pushes: &[&Push], answers: &mut [Result<Vec<OpResult>, PushError>], rows: &Rows) {
    let mut owners: BTreeMap<DeviceId, UserId> = rows.devices.iter().map(|(id, row)| (*id, row.user)).collect();
    for (push, answer) in pushes.iter().zip(answers) {
        if answer.is_ok() && *owners.entry(push.device).or_insert(push.actor.user) != push.actor.user {
            *answer = Err(PushError::Foreign);
        }
    }
}

/// How many operations at the beginning of a push were taken in before.
///
/// Numbers rise by one. Only what is sent again after a restore may leave some out, and the first new operation after it:
/// what was refused then, or is too old to be kept. A device that does not know of the restore must not run ahead of what it has to send again.
pub fn admit(push: &Push, rows: &Rows) -> Result<usize, PushError> {
    let known = rows.devices.get(&push.device);
    if known.is_some_and(|device| device.user != push.actor.user) {
        return Err(PushError::Foreign);
    }
    let last = known.map_or(0, |device| device.last_n);
    let rising = push.ops.windows(2).all(|two| two[0].n < two[1].n);
    let in_range = push.ops.iter().all(|op| (1..MAX_NUMBER).contains(&op.n));
    if !rising || !in_range {
        return Err(PushError::Malformed);
    }
    let fresh = push.ops.iter().filter(|op| op.n <= last).count();
    let knows = push.epoch.as_ref().is_none_or(|epoch| *epoch == rows.epoch);
    let mut behind = known.map_or(rows.restored, |device| device.behind);
    let mut next = last + 1;
    for op in &push.ops[fresh..] {
        let is_echo = is_echo(op, rows.echo_epoch());
        if op.n != next && !(knows && (is_echo || behind)) {
            return Err(match () {
                () if !knows => PushError::Restored,
                () if next == last + 1 => PushError::Expected(next),
                () => PushError::Malformed,
            });
        }
        next = op.n + 1;
        behind &= !is_of_now(op, rows);
    }
    for op in &push.ops[..fresh] {
        // The clock alone does not tell two copies of a store apart: where both are behind it they count on alike.
        let is_it = |known: &Logged| (known.rec, known.hlc) == (op.rec, op.hlc) && same(&known.act, &op.act);
        let same = rows.ops.get(&(push.device, op.n)).is_some_and(is_it);
        if !same {
            return Err(if knows { PushError::Cloned(op.n) } else { PushError::Restored });
        }
    }
    Ok(fresh)
}

/// Whether an operation was made since the server was last restored. One that names no epoch may be of any time: a request of before
/// may come once more after the restore.
pub fn is_of_now(op: &Op, rows: &Rows) -> bool {
    op.epoch.as_ref() == Some(&rows.epoch)
}

/// Whether two acts are the same. What a disk or a database gives back of a number with many places may differ in the last.
fn same(one: &Act, other: &Act) -> bool {
    one == other
        || serde_json::to_value(one)
            .ok()
            .zip(serde_json::to_value(other).ok())
            .is_some_and(|(one, other)| alike(&one, &other))
}

fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            let apart = one.as_f64().zip(other.as_f64()).map(|(one, other)| (one - other).abs() <= one.abs() * 1e-12);
            apart.unwrap_or(false)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let there = |(name, value): (&String, &Value)| other.get(name).is_some_and(|other| alike(value, other));
            one.len() == other.len() && one.iter().all(there)
        }
        _ => one == other,
    }
}
