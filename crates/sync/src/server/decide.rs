//! What becomes of one operation: a pure function of the operation, its writer and the record.

mod claims;
mod co_signing;
mod moves;
mod personal;
mod rights;
mod steps;

use super::{
    Actor, age,
    record::{FeedHead, Record},
};
use crate::{
    clock::Hlc,
    wire::{Act, MAX_RECORD, Op},
};
use domain::{
    activity::{AFTER_REVOCATION, Activity, RECORDED_FOR, REVIEW},
    day,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed},
    kind::Kind,
    merge::{History, Sight, Write},
    policy::{self, Role, Standing},
    problem::{Code, Problem, Refusal},
    review::{self, Review, ReviewAct},
    schema::{self, check_value, is_review, is_set},
    workflow::{Workflow, is_stage},
};
use rights::{rights, standing};
use serde_json::Value;

/// What stands around an operation.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The pushing device.
    pub device: DeviceId,
    /// Who pushes.
    pub actor: &'a Actor,
    /// The head of the operation's feed; `None` where there is no such feed.
    pub home: Option<&'a FeedHead>,
    /// The workflow that leads the record, or that the operation wants to begin with; `None` where none is known.
    pub workflow: Option<&'a Workflow>,
    /// The server's epoch, if it was ever restored from a backup.
    pub epoch: Option<&'a str>,
    /// The server's clock, in milliseconds since 1970.
    pub now: u64,
}

/// Whether an operation was made before the server was last restored from a backup: the versions that it has seen are
/// not those of now, and what it builds on may still be on its way. Of a server never restored nothing is an echo.
pub fn is_echo(op: &Op, epoch: Option<&str>) -> bool {
    op.epoch.as_deref().zip(epoch).is_some_and(|(of, now)| of != now)
}

/// Decides one operation against the record as it stands.
///
/// The record that comes back has its new version and not yet a new seq.
///
/// # Errors
/// A refusal with a stable code; nothing has changed then, and the operation never takes effect.
pub fn decide(op: &Op, current: Option<&Record>, around: Surroundings<'_>) -> Result<Record, Refusal> {
    // What a server makes of an operation that it could not read: it has a number and no kind.
    if op.kind.is_empty() {
        return Err(Code::OpInvalid.into());
    }
    if age::is_too_old(op, around.now) {
        return Err(Code::OpTooOld.into());
    }
    let kind: Kind = op.kind.parse().map_err(|_| Code::KindUnknown)?;
    if op.schema > schema::SCHEMA {
        return Err(Code::SchemaTooNew.into());
    }
    let home = around.home.ok_or(Code::FeedUnknown)?;
    if !policy::may_be_homed(kind, op.feed) {
        return Err(Code::KindFeed.into());
    }
    let rights = rights(op, around.actor, home, current)?;
    if let Some(problem) = op
        .act
        .fields()
        .into_iter()
        .flat_map(|fields| &fields.0)
        .find_map(|(field, value)| check_value(kind, field, value))
    {
        return Err(Refusal::from([problem].as_slice()));
    }
    let mut after = match current {
        None => create(op, kind, &rights.roles, around)?,
        Some(current) if current.kind != kind => return Err(Code::KindMismatch.into()),
        Some(current) if current.feed != op.feed => return Err(Code::FeedMismatch.into()),
        Some(current) => change(op, current, &rights.roles, around)?,
    };
    if rights.were_lost {
        after.body.set(AFTER_REVOCATION, true);
    }
    Ok(after)
}

fn write(op: &Op, ver: u64, around: Surroundings<'_>) -> (Write, Sight) {
    let hlc: Hlc = op.hlc.clamped(around.now);
    let write = Write { hlc: hlc.0, device: around.device, n: op.n, ver, by: around.actor.user };
    // Nobody has seen a version that is still to come: a writer who says so would outlast every later edit.
    let base = if is_echo(op, around.epoch) { 0 } else { op.base.min(ver - 1) };
    (write, Sight { base, device: around.device, n: op.n })
}

fn create(op: &Op, kind: Kind, roles: &[Role], around: Surroundings<'_>) -> Result<Record, Refusal> {
    let Act::Create(fields) = &op.act else { return Err(Code::RecordUnknown.into()) };
    if !policy::permits(roles, kind, policy::Act::Create, Standing::Own) {
        return Err(Code::NotAllowed.into());
    }
    // A committee is described by one record, in its own feed: another one there would be a committee of nobody.
    if kind == Kind::Committee && op.feed != Feed::Ref(CommitteeId(op.rec.0)) {
        return Err(Code::KindFeed.into());
    }
    let mut body: Fields =
        fields.0.iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k.clone(), v.clone())).collect();
    for (_, set) in body.0.iter_mut().filter(|(field, _)| is_set(kind, field)) {
        if let Value::Array(list) = set {
            list.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
            list.dedup();
        }
    }
    if kind == Kind::Activity {
        // Every record begins unreviewed, whatever a client claims.
        if body.get(REVIEW).is_some_and(|review| review != Review::Pending.id()) {
            return Err(Code::NotAllowed.into());
        }
        personal::refuse_speaking_for_others(&body, None, around.actor, None)?;
        body.0.retain(|field, _| !is_review(field));
        body.set(REVIEW, Review::Pending.id());
        // Who records for the own person has nobody to ask.
        if around.actor.member.is_some() && body.parsed(RECORDED_FOR) == around.actor.member {
            body.set(RECORDED_FOR, Value::Null);
        }
    }
    let (write, _) = write(op, 1, around);
    if moves::is_led(kind) {
        moves::begin(kind, &mut body, write, around)?;
    }
    steps::refuse_incomplete(kind, &body)?;
    Ok(Record {
        rec: op.rec,
        kind,
        feed: op.feed,
        ver: 1,
        seq: 0,
        schema: op.schema,
        body,
        history: History::created(write),
        author: around.actor.user,
        by: around.actor.user,
        at: around.now,
    })
}

fn change(op: &Op, current: &Record, roles: &[Role], around: Surroundings<'_>) -> Result<Record, Refusal> {
    let mut after = current.clone();
    after.ver += 1;
    let (write, sight) = write(op, after.ver, around);
    if current.is_deleted() && current.history.deletion_seen_by(sight) {
        if current.kind != Kind::Mirror {
            return Err(Code::RecordDeleted.into());
        }
        // The server takes a mirror away and brings it back, as what it shows concerns the person or comes otherwise.
        after.history.take_back_deletions(sight);
    }
    let standing = standing(current, around.actor);
    let may = |act: policy::Act| {
        if policy::permits(roles, current.kind, act, standing) { Ok(()) } else { Err(Refusal::from(Code::NotAllowed)) }
    };
    let phase = Activity(&current.body).phase();
    // Only activities are reviewed; a mirror merely shows what became of one.
    let is_reviewed = current.kind == Kind::Activity;
    let is_echo = is_echo(op, around.epoch);
    let reviewed_since = is_echo && current.history.precedes_echoed_step(write.hlc);
    let is_led = moves::is_led(current.kind);
    let open = || match Activity(&current.body).review().filter(|_| is_reviewed) {
        Some(state) if !review::is_open(state) && !reviewed_since => Err(Refusal::from(Code::ReviewClosed)),
        _ if is_led => claims::refuse_closed(current, &op.act, roles),
        _ => Ok(()),
    };
    match &op.act {
        Act::Create(fields) | Act::Patch(fields) => {
            // A step that a later one has gone over says nothing any more; what was written beside it does.
            let asked = is_reviewed && !reviewed_since;
            let step = if asked { steps::asked_for(fields, current, (!is_echo).then_some(sight))? } else { None };
            if let Some(act) = step {
                may(policy::Act::Review(act))?;
            }
            let to = moves::asked_for(fields, current).filter(|_| is_led);
            if to.is_some() {
                may(policy::Act::Move)?;
            }
            let content = |field: &str| !(is_review(field) && is_reviewed || is_stage(field) && is_led);
            // A patch of nothing is an edit too, or it would let anybody write who only reads.
            // What the next stage demands belongs to the move: whoever may take a matter on may say that too.
            let edits = moves::is_edit(fields, content, to, step.is_some(), current, around);
            let own = personal::act(&op.act, current, around.actor);
            match own {
                _ if !edits => {}
                Some(act) => {
                    may(act)?;
                    personal::refuse_out_of_place(fields, current, around.actor, write.hlc >> 16)?;
                }
                None => {
                    let unlisted = |refusal| personal::unlisted(&op.act, current, around.actor).unwrap_or(refusal);
                    may(policy::edit(current.kind, phase, fields.0.keys().map(String::as_str))).map_err(unlisted)?;
                    if !steps::opens(step, fields) {
                        open()?;
                    }
                    moves::refuse_other_workflow(fields, current)?;
                    personal::same_person(fields, current)?;
                    claims::refuse(fields, current, to, roles, around)?;
                    steps::refuse_out_of_order(fields, current)?;
                    // A mirror says what others said: the server repeats it.
                    if current.kind != Kind::Mirror {
                        personal::refuse_speaking_for_others(fields, Some(roles), around.actor, step)?;
                    }
                }
            }
            // Who only reviews does not go on with the record: somebody's delete stays for those whose it is.
            if edits || step == Some(ReviewAct::Resubmit) {
                after.history.settle_deletions(sight);
            }
            let forgotten = personal::objections_answered(fields, current.kind);
            let written = fields.0.iter().filter(|(field, _)| content(field));
            for (field, value) in written.chain(forgotten.iter().map(|field| (field, &Value::Null))) {
                after.history.put(&mut after.body, current.kind, field, value, write, sight);
            }
            personal::hear_again(fields, &mut after);
            personal::refuse_gone_over(fields, &after, around.actor, is_echo)?;
            steps::refuse_unseen_undoing(fields, current, (!is_echo).then_some(sight))?;
            steps::refuse_emptying(step, fields, current, &after.body)?;
            personal::keep_settled(fields, current, &mut after, around.actor, step);
            if let Some(to) = to {
                moves::take(to, fields, &mut after, roles, (write, (!is_echo).then_some(sight)), around)?;
            }
            if let Some(act) = step {
                if after.is_deleted() {
                    return Err(Code::RecordDeleted.into());
                }
                steps::take(act, fields, current, &mut after, day::local(around.now).date())?;
                after.history.stepped(write);
            }
            if step.is_some() && !is_echo {
                after.history.forget_echoed_step();
            }
            // Naming the state that holds was a step too when it was done: earlier ones must not undo it.
            if is_echo && asked && fields.get(REVIEW).is_some() {
                after.history.echo_step(write.hlc);
            }
        }
        Act::Add(elem) | Act::Remove(elem) => {
            if !is_set(current.kind, &elem.set) || elem.elem.is_empty() || elem.elem.len() > schema::NAME_MAX {
                return Err(Refusal::from([Problem::at(Code::FieldInvalid, &elem.set)].as_slice()));
            }
            may(policy::edit(current.kind, phase, [elem.set.as_str()]))?;
            open()?;
            after.history.settle_deletions(sight);
            if matches!(op.act, Act::Add(_)) {
                after.history.add(&mut after.body, &elem.set, &elem.elem, write);
            } else {
                after.history.remove(&mut after.body, &elem.set, &elem.elem, write, sight);
            }
        }
        Act::Delete(_) => {
            may(policy::Act::Delete)?;
            if current.kind == Kind::Workflow {
                return Err(Code::WorkflowFixed.into());
            }
            open()?;
            steps::refuse_with_others_in_it(current)?;
            after.history.delete(write, sight);
        }
    }
    if after.outgrew(current, room(&op.act)) {
        return Err(Code::RecordTooLarge.into());
    }
    after.schema = after.schema.max(op.schema);
    after.by = around.actor.user;
    after.at = around.now;
    Ok(after)
}

/// How large a record may be after an act. A record that is full can still be reviewed and deleted.
fn room(act: &Act) -> usize {
    let deals_with_it = match act {
        Act::Create(fields) | Act::Patch(fields) => fields.0.keys().all(|field| is_review(field)),
        Act::Add(_) | Act::Remove(_) => false,
        Act::Delete(_) => true,
    };
    if deals_with_it { MAX_RECORD + MAX_RECORD / 2 } else { MAX_RECORD }
}

#[cfg(test)]
mod tests;
